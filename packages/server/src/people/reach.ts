// Of whom a door of the office speaks. Out of reach and unknown are answered alike.
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayChangeAccount, maySeeAccount } from '@primero/domain/access/people-reach.ts'
import { Problem } from '@primero/domain/problem.ts'
import { type AccountRow, accountById } from '../accounts/queries.ts'
import type { Db, Tx } from '../db/database.ts'
import type { House } from '../house.ts'

export async function seenAccount(house: House, on: Db | Tx, actor: Actor, id: string): Promise<AccountRow> {
  const account = /^\d{1,9}$/.test(id) ? await accountById(on, Number(id)) : undefined
  if (account === undefined || !maySeeAccount(house.configuration(), actor, account)) throw new Problem('not-found', {})
  return account
}

/** @throws `forbidden` for an account that one sees and may not change; one's own is changed by other doors */
export async function othersAccount(house: House, on: Db | Tx, actor: Actor, id: string): Promise<AccountRow> {
  const account = await seenAccount(house, on, actor, id)
  if (account.id === actor.id || !mayChangeAccount(house.configuration(), actor, account))
    throw new Problem('forbidden', {})
  return account
}
