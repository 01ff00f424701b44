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

/** What the roles of referrals hide from this person: their ids. None of them: nobody refers anything to him. */
export type Referred = {
  userName: string
  closedTo: (fields: readonly string[]) => string[]
  closedToText: (by: 'id' | 'name' | 'phone') => string[]
}

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
  const closed = referred.closedTo(fields)
  // Consent leaves out questions of forms, and nothing else.
  const asked = fields.filter((field) => config.fieldOf(type, field) !== undefined)
  return [
    ...(closed.length === 0 ? [] : [sql`not ${byThem(referred, closed)}`]),
    ...(asked.length === 0 ? [] : [sql`not ${withoutThem(referred, asked)}`]),
  ]
}

/** Is the row (alias `r`) one that he has only by shares whose consent leaves out one of these fields? */
export function withoutThem({ userName }: Referred, fields: readonly string[]): RawBuilder<unknown> {
  const grant = sql`from record_grant g
    where g.n = r.n and g.user_name = ${userName} and g.ended_at is null`
  return sql`(r.owned_by <> ${userName} and r.seen_by @> ${[`u:${userName}`]}::text[]
    and exists (select ${grant} and g.left_out && ${fields}::text[])
    and not exists (select ${grant} and not g.left_out && ${fields}::text[]))`
}

/** Is the row (alias `r`) one that he has by referrals of these roles alone? */
export function byThem({ userName }: Referred, roles: readonly string[]): RawBuilder<unknown> {
  const grant = sql`from record_grant g
    where g.n = r.n and g.user_name = ${userName} and g.ended_at is null and g.kind = 'referral'`
  return sql`(r.owned_by <> ${userName} and r.seen_by @> ${[`u:${userName}`]}::text[]
    and exists (select ${grant} and g.role = any (${roles}::text[]))
    and not exists (select ${grant} and (g.role is null or g.role <> all (${roles}::text[]))))`
}
