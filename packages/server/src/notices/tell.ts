// The other administrators hear of a role that goes beyond who made or gave it, or that brings a danger (design: superuser).
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { insertNotice } from './queries.ts'

type Told = {
  role: string
  /** Whom it was given to. */
  account?: number
  beyond: string[]
  dangers?: string[]
}

export async function tellAdministrators(
  house: House,
  tx: Tx,
  actor: Actor,
  { role, account, beyond, dangers = [] }: Told,
): Promise<void> {
  if (beyond.length === 0 && dangers.length === 0) return
  await insertNotice(tx, { at: house.clock(), by: actor.id, role, to: account ?? null, beyond, dangers })
}
