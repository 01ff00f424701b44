// Records that somebody was referred under a role that shows him less than his own (access §5.4): by what that role hides
// he neither finds nor sorts them.
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayAskBy, maySearchBy } from '@primero/domain/access/fields.ts'
import { readerOf } from '@primero/domain/access/reader.ts'
import { may } from '@primero/domain/access/role.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Moment } from '@primero/domain/time.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Glance } from '../db/database.ts'

/** What the roles of referrals hide from this person: their ids. None of them: nobody refers anything to him. */
export type Referred = {
  userName: string
  closedTo: (fields: readonly string[]) => string[]
  closedToText: (by: 'id' | 'name' | 'phone') => string[]
  /** What he has been shared: what none of it hides need not be held back. Where it is not given, it may be anything. */
  holds?: readonly Share[]
}

type Share = { role: string | null; left_out: string[] }

const always = '1970-01-01T00:00:00.000Z' as Moment

export function referredTo(config: Configuration, actor: Actor, type: RecordType): Referred | undefined {
  const receives = (action: string): boolean => may(actor.role, 'case', action)
  const shares = ['receive_referral', 'receive_referral_different_module', 'receive_transfer']
  if (type !== 'case' || !shares.some(receives)) return undefined
  const roles = [...config.roles.values()].filter((role) => role.referralAuthorization === true)
  const asReferred = roles.map((authorized) => {
    const referral = { status: 'accepted', to: actor.userName, until: null, authorized } as const
    return { id: authorized.id, reader: readerOf(config, actor, { ownedBy: '' }, [referral], always).actor }
  })
  const hiding = (shows: (reader: Actor) => boolean): string[] =>
    asReferred.filter(({ reader }) => !shows(reader)).map(({ id }) => id)
  return {
    userName: actor.userName,
    closedTo: (fields) => hiding((reader) => fields.every((field) => mayAskBy(config, reader, type, field))),
    closedToText: (by) => hiding((reader) => maySearchBy(config, reader, type, by)),
  }
}

/** Conditions on a row (alias `r`) by which he may ask it by these fields. */
export function openTo(
  config: Configuration,
  type: RecordType,
  referred: Referred,
  fields: readonly string[],
): RawBuilder<unknown>[] {
  const { holds } = referred
  if (holds?.length === 0) return []
  const closed = referred.closedTo(fields).filter((id) => holds?.some(({ role }) => role === id) ?? true)
  // Consent leaves out questions of forms, and nothing else.
  const asked = fields
    .filter((field) => config.fieldOf(type, field) !== undefined)
    .filter((field) => holds?.some((share) => share.left_out.includes(field)) ?? true)
  return [
    ...(closed.length === 0 ? [] : [sql`not ${byThem(referred, closed)}`]),
    ...(asked.length === 0 ? [] : [sql`not ${withoutThem(referred, asked)}`]),
  ]
}

/**
 * The same with what he was shared, which is little or nothing: so most numbers need no condition for it. True only for what
 * is read at the same moment.
 */
export async function holding(tx: Glance, referred: Referred): Promise<Referred> {
  const { rows } = await sql<Share>`
    select distinct role, left_out from record_grant
    where user_name = ${referred.userName} and ended_at is null`.execute(tx)
  return { ...referred, holds: rows }
}

/** Does a share hold anything back from him? */
export async function isHeldBack(tx: Glance, referred: Referred): Promise<boolean> {
  const { holds = [] } = await holding(tx, referred)
  return holds.some(({ role, left_out }) => role !== null || left_out.length > 0)
}

/** Is the row (alias `r`) one that he has only by shares whose consent leaves out one of these fields? */
export const withoutThem = (referred: Referred, fields: readonly string[]): RawBuilder<unknown> =>
  sharedOnly(referred, sql`true`, sql`g.left_out && ${fields}::text[]`)

/** Is the row (alias `r`) one that he has by referrals of these roles alone? */
export const byThem = (referred: Referred, roles: readonly string[]): RawBuilder<unknown> =>
  sharedOnly(referred, sql`g.kind = 'referral'`, sql`coalesce(g.role = any (${roles}::text[]), false)`)

/**
 * Is the row one that he has by shares of this kind, each of which hides? What he was shared is a few among many: the
 * index on grants names them once for the whole statement, so that the others cost a look into a hash and no more.
 */
const sharedOnly = (
  { userName }: Referred,
  ofKind: RawBuilder<unknown>,
  hides: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql`(r.n in (
      select g.n from record_grant g where g.user_name = ${userName} and g.ended_at is null and ${ofKind}
      group by g.n having bool_and(${hides}))
    and r.owned_by <> ${userName} and r.seen_by @> ${[`u:${userName}`]}::text[])`
