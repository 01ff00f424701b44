// Records that somebody has by a share which shows him less than his own role (access §5.4): by what it hides, he neither
// finds nor sorts them. A share shows the forms of a role, or some of them, without what its consent leaves out.
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayAskBy, maySearchBy } from '@primero/domain/access/fields.ts'
import { readerOf, withForms } from '@primero/domain/access/reader.ts'
import { formRights, may } from '@primero/domain/access/role.ts'
import { isSaidOfServices } from '@primero/domain/access/services.ts'
import type { RecordType, Role } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Moment } from '@primero/domain/time.ts'
import { tellsAnswers } from '@primero/domain/workflow/left-out.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Glance, Tx } from '../db/database.ts'

/** How a share may show a record to this person: by his own role (`role`: null), or by one that is made for referrals. */
type Way = {
  role: string | null
  asks: (fields: readonly string[]) => boolean
  searches: (by: 'id' | 'name' | 'phone') => boolean
  /** The forms of which it must show one, for a question that nothing but forms lets read; undefined: it needs none. */
  formsFor: (field: string) => string[] | undefined
}

/** Undefined: nobody shares anything with him. */
export type Referred = {
  userName: string
  ways: Way[]
  /** What he has been shared: what each of it shows need not be held back. Where it is not given, it may be anything. */
  holds?: readonly Share[]
}

/** `of_some`: it shows some services alone. Which ones is told apart nowhere here: each referral has its own. */
type Share = { role: string | null; forms: string[] | null; left_out: string[]; of_some: boolean }

const always = '1970-01-01T00:00:00.000Z' as Moment
const receiving = ['receive_referral', 'receive_referral_different_module', 'receive_transfer']

/** Is it possible that this person has records by shares? Who may receive none any more may still have some. */
async function mayHaveShared(tx: Tx, actor: Actor): Promise<boolean> {
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

/**
 * The same with what he was shared, which is little or nothing: so most numbers need no condition for it. True only for what
 * is read at the same moment.
 */
export async function holding(tx: Glance, referred: Referred): Promise<Referred> {
  const { rows } = await sql<Share>`
    select distinct role, forms, left_out, services is not null as of_some from record_grant
    where user_name = ${referred.userName} and ended_at is null`.execute(tx)
  return { ...referred, holds: rows }
}

/** Does a share hold anything back from him? */
export async function isHeldBack(tx: Glance, config: Configuration, actor: Actor): Promise<boolean> {
  const referred = await referredTo(tx, config, actor, 'case')
  const { holds = [] } = referred ? await holding(tx, referred) : {}
  return holds.some(
    ({ role, forms, left_out, of_some }) => role !== null || forms !== null || left_out.length > 0 || of_some,
  )
}

/**
 * A row that he has by shares alone is open by one of them that shows all of it; by a referral, where there is any. What he
 * was shared is a few among many: the index on grants names them once for the whole statement, so that the others cost a
 * look into a hash and no more.
 */
function shownBy(
  config: Configuration,
  { userName, ways, holds }: Referred,
  fields: readonly string[],
  isOpen: (way: Way) => boolean,
): RawBuilder<unknown>[] {
  // Consent leaves out questions of forms, and what is made of their answers.
  const asked = fields.filter((field) => config.fieldOf('case', field) !== undefined || tellsAnswers(field))
  const open = ways.filter(isOpen).map(({ role, formsFor }) => ({
    role,
    needed: fields.flatMap((field) => {
      const forms = formsFor(field)
      return forms === undefined ? [] : [forms]
    }),
  }))
  // Of a case of which somebody sees one service it may not be told what the others say.
  const asksServices = fields.some(isSaidOfServices)
  const isShown = ({ role, forms, left_out, of_some }: Share): boolean =>
    !left_out.some((field) => asked.includes(field)) &&
    !(asksServices && of_some) &&
    open.some(
      (way) =>
        way.role === role &&
        (forms === null || way.needed.every((among) => among.some((form) => forms.includes(form)))),
    )
  if (holds?.every(isShown) ?? (asked.length === 0 && !asksServices && open.length === ways.length)) return []
  const shows = open.map(({ role, needed }) => {
    const all = needed.map((forms) => sql`g.forms && ${forms}::text[]`)
    const enough = all.length === 0 ? sql`true` : sql`(g.forms is null or (${sql.join(all, sql` and `)}))`
    return sql`(g.role is not distinct from ${role}::text and ${enough})`
  })
  const all = asksServices ? sql`g.services is null and ` : sql``
  const shown =
    shows.length === 0
      ? sql`false`
      : sql`(${all}not g.left_out && ${asked}::text[] and (${sql.join(shows, sql` or `)}))`
  return [
    sql`not (r.n in (
        select g.n from record_grant g where g.user_name = ${userName} and g.ended_at is null
        group by g.n
        having not case when bool_or(g.kind = 'referral') then bool_or(g.kind = 'referral' and ${shown})
          else bool_or(${shown}) end)
      and r.owned_by <> ${userName} and r.seen_by @> ${[`u:${userName}`]}::text[])`,
  ]
}
