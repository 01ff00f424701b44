// Records that somebody has by a share which shows him less than his own role (access §5.4): by what it hides, he neither
// finds nor sorts them. A share shows the forms of a role, or some of them, without what its consent leaves out.
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayAskBy, maySearchBy } from '@primero/domain/access/fields.ts'
import { readerOf, withForms } from '@primero/domain/access/reader.ts'
import { formRights, may } from '@primero/domain/access/role.ts'
import type { RecordType, Role } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Moment } from '@primero/domain/time.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

/** How a share may show a record to this person: by his own role (`role`: null), or by one that is made for referrals. */
type Way = {
  role: string | null
  asks: (fields: readonly string[]) => boolean
  searches: (by: 'id' | 'name' | 'phone') => boolean
  /** The forms of which it must show one, for a question that nothing but forms lets read; undefined: it needs none. */
  formsFor: (field: string) => string[] | undefined
}

/** Undefined: nobody shares anything with him. */
export type Referred = { userName: string; ways: Way[] }

const always = '1970-01-01T00:00:00.000Z' as Moment
const receiving = ['receive_referral', 'receive_referral_different_module', 'receive_transfer']

/** Is it possible that this person has records by shares? Who may receive none any more may still have some. */
export async function mayHaveShared(tx: Tx | Db, actor: Actor): Promise<boolean> {
  if (receiving.some((action) => may(actor.role, 'case', action))) return true
  const { rows } = await sql`
    select from record_grant where user_name = ${actor.userName} and ended_at is null limit 1`.execute(tx)
  return rows.length > 0
}

export const referredTo = async (
  tx: Tx,
  config: Configuration,
  actor: Actor,
  type: RecordType,
): Promise<Referred | undefined> =>
  type === 'case' && (await mayHaveShared(tx, actor))
    ? { userName: actor.userName, ways: waysTo(config, actor) }
    : undefined

function waysTo(config: Configuration, actor: Actor): Way[] {
  const roles = [...config.roles.values()].filter((role) => role.referralAuthorization === true)
  // What he may not ask by his own role, he was refused before.
  const own: Way = { role: null, asks: () => true, searches: () => true, formsFor: formsOf(config, actor, actor.role) }
  return [
    own,
    ...roles.map((role): Way => {
      const reader = as(config, actor, role)
      return {
        role: role.id,
        asks: (fields) => fields.every((field) => mayAskBy(config, reader, 'case', field)),
        searches: (by) => maySearchBy(config, reader, 'case', by),
        formsFor: formsOf(config, actor, role),
      }
    }),
  ]
}

const as = (config: Configuration, actor: Actor, authorized: Role): Actor =>
  readerOf(
    config,
    actor,
    { ownedBy: '' },
    [{ status: 'accepted', to: actor.userName, until: null, authorized }],
    always,
  ).actor

const formsOf = (config: Configuration, actor: Actor, role: Role): Way['formsFor'] => {
  const bare = as(config, actor, withForms(config, role, []))
  const rights = formRights(config, role)
  return (field) => {
    const holding = config.formsOf('case').filter((form) => form.fields.some(({ name }) => name === field))
    if (holding.length === 0 || mayAskBy(config, bare, 'case', field)) return undefined
    return holding.map(({ id }) => id).filter((id) => rights.has(id))
  }
}

/** Conditions on a row (alias `r`) by which he may ask it by these fields. */
export function openTo(config: Configuration, referred: Referred, fields: readonly string[]): RawBuilder<unknown>[] {
  const isOpen = ({ asks }: Way): boolean => asks(fields)
  return shownBy(config, referred, fields, isOpen)
}

/** The same for a search in what these fields hold. */
export const openToText = (
  config: Configuration,
  referred: Referred,
  by: 'id' | 'name' | 'phone',
  fields: readonly string[],
): RawBuilder<unknown>[] => shownBy(config, referred, fields, ({ searches }) => searches(by))

function shownBy(
  config: Configuration,
  { userName, ways }: Referred,
  fields: readonly string[],
  isOpen: (way: Way) => boolean,
): RawBuilder<unknown>[] {
  // Consent leaves out questions of forms, and nothing else.
  const asked = fields.filter((field) => config.fieldOf('case', field) !== undefined)
  const open = ways.filter(isOpen)
  if (asked.length === 0 && open.length === ways.length) return []
  const shows = open.map(({ role, formsFor }) => {
    const needed = fields.flatMap((field) => {
      const forms = formsFor(field)
      return forms === undefined ? [] : [sql`g.forms && ${forms}::text[]`]
    })
    const all = needed.length === 0 ? sql`true` : sql`(g.forms is null or (${sql.join(needed, sql` and `)}))`
    return sql`(g.role is not distinct from ${role}::text and ${all})`
  })
  const grant = (alias: 'g' | 'o') => sql`from record_grant ${sql.raw(alias)}
    where ${sql.raw(alias)}.n = r.n and ${sql.raw(alias)}.user_name = ${userName} and ${sql.raw(alias)}.ended_at is null`
  return [
    sql`not (r.owned_by <> ${userName} and r.seen_by @> ${[`u:${userName}`]}::text[]
    and exists (select ${grant('g')})
    and not exists (select ${grant('g')}
      and (g.kind = 'referral' or not exists (select ${grant('o')} and o.kind = 'referral'))
      and not g.left_out && ${asked}::text[]
      and ${shows.length === 0 ? sql`false` : sql`(${sql.join(shows, sql` or `)})`}))`,
  ]
}
