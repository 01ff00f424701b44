// Accepting over v2: two keys of one's own account (api-admin §5).
import type { Actor } from '@primero/domain/access/actor.ts'
import { accept, numberInForce } from '../agreements/accept.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { broken } from './body.ts'
import type { SentUser } from './wire-user.ts'

/** Moments that were sent along count for nothing; a number that is not in force is refused. */
export async function acceptSent(house: House, tx: Tx, actor: Actor, sent: SentUser): Promise<void> {
  const { code_of_conduct_id: code, accept_terms_of_use: isAccepting } = sent
  if (code !== undefined && code !== null) {
    const inForce = await numberInForce(house, tx, actor, 'code_of_conduct')
    if (code !== inForce) throw broken('code_of_conduct_id', 'errors.models.user.code_of_conduct_id')
    await accept(house, tx, actor, { id: code, kind: 'code_of_conduct' }, actor.locale)
  }
  if (isAccepting !== true) return
  const terms = await numberInForce(house, tx, actor, 'terms_of_use')
  if (terms !== undefined) await accept(house, tx, actor, { id: terms, kind: 'terms_of_use' }, actor.locale)
}
