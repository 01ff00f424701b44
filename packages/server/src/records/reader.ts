// Who reads a record: the person as a referral to him, or an identity that was revealed to him, makes him there.
import type { Actor } from '@primero/domain/access/actor.ts'
import { asRevealed, goneRole, readerOf, type Reader, shownThrough, withForms } from '@primero/domain/access/reader.ts'
import type { Referral } from '@primero/domain/access/referred.ts'
import { isRevealed, type Place } from '@primero/domain/access/reveal.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import type { Moment } from '@primero/domain/time.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { type GrantTo, grantsTo, revealFor } from './queries.ts'

type Of = { n: number; facts: RecordFacts }

/**
 * The reader of each record, by its number. The database is asked only where the person was granted one. `more`: what
 * would let him in besides, where that is the question.
 */
export async function readersOn(
  house: House,
  tx: Tx,
  actor: Actor,
  records: readonly Of[],
  more: readonly GrantTo[] = [],
): Promise<(of: Of) => Reader> {
  const granted = records.filter(
    ({ facts }) => facts.ownedBy !== actor.userName && facts.grantedTo.includes(actor.userName),
  )
  const rows =
    granted.length === 0
      ? []
      : await grantsTo(
          tx,
          actor.userName,
          granted.map(({ n }) => n),
        )
  const byRecord = Map.groupBy([...rows, ...more], ({ n }) => n)
  const config = house.configuration()
  const roleOf = ({ role, forms }: GrantTo): Role =>
    withForms(config, role === null ? actor.role : (config.roles.get(role) ?? goneRole(role)), forms)
  const now = house.clock().toISOString() as Moment
  return ({ n, facts }) => {
    const grants = byRecord.get(n) ?? []
    const byReferral = grants.filter(({ kind }) => kind === 'referral')
    const referrals = byReferral.map(
      (grant): Referral => ({
        // A grant stands while its referral lives.
        status: 'accepted',
        to: actor.userName,
        until: (grant.until_at?.toISOString() as Moment | undefined) ?? null,
        authorized: roleOf(grant),
      }),
    )
    const reader = readerOf(config, actor, facts, referrals, now)
    // Where somebody was referred a record, what he was offered otherwise shows nothing of its own.
    const ways = (byReferral.length > 0 ? byReferral : grants).map((grant) => ({
      role: roleOf(grant),
      leftOut: grant.left_out,
      services: grant.services,
    }))
    return { ...reader, actor: shownThrough(config, facts.type, reader.actor, ways) }
  }
}

/** The reader with the identity that was revealed to him in this session, where it was and the place shows it. */
export async function withRevealed(
  house: House,
  tx: Tx,
  reader: Actor,
  facts: RecordFacts,
  { session, place }: { session: Buffer | null; place: Place },
): Promise<Actor> {
  if (session === null || reader.role.identity !== 'reveal') return reader
  const at = await revealFor(tx, session, facts.id)
  if (at === undefined) return reader
  const key = session.toString('hex')
  const reveal = { record: facts.id, session: key, at: at.getTime() / 1000 }
  const here = { session: key, now: house.clock().getTime() / 1000, place }
  return isRevealed(reader, facts, reveal, here) ? asRevealed(house.configuration(), reader) : reader
}
