// Who sends, asked once more for each change: a batch takes its time, and whoever is put out or moved meanwhile does
// not finish it. What was not carried out stays with the device, which sends it again.
import { isDeepStrictEqual } from 'node:util'
import type { Actor } from '@primero/domain/access/actor.ts'
import { Problem } from '@primero/domain/problem.ts'
import { hasExpired } from '../accounts/account-state.ts'
import { actorOf } from '../accounts/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { senderOf } from './queries.ts'

/** @throws Problem not-signed-in, or configuration-busy where he is in and may other things than when he came */
export async function refuseChanged(house: House, tx: Tx, actor: Actor, sessionKey: Buffer | null): Promise<void> {
  const sender = await senderOf(tx, actor.id, sessionKey)
  const role = house.configuration().roles.get(sender?.account.role ?? '')
  if (sender === undefined || role === undefined) throw new Problem('not-signed-in', {})
  const { account, isIn } = sender
  if (!isIn || account.disabled || account.unverified || hasExpired(house, account))
    throw new Problem('not-signed-in', {})
  if (!isDeepStrictEqual(actorOf(account, role), actor)) throw new Problem('configuration-busy', { seconds: 1 })
}
