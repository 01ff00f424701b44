// The one query builder of the searched tables: nothing else in the product reads them. Scope is the first
// condition of every statement; a record search beyond scope adds what a whole identifier or a full name finds.
import type { Scope } from '@primero/domain/access/actor.ts'
import { searchedFields } from '@primero/domain/access/fields.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { type Data, identifierFields } from '@primero/domain/records/record.ts'
import { nameTokens, opaqueCodes } from '@primero/domain/search/phonetic.ts'
import { type RawBuilder, sql } from 'kysely'
import { plannedAnew, type Tx } from '../db/database.ts'
import { scopeWhere } from './scope-where.ts'
import { whereOf } from './where.ts'
import { type Condition, fieldsOf, type ListQuestion, type TextQuery } from './conditions.ts'
import { orderOf } from './order.ts'
import { openTo, openToText } from './referred.ts'

export type FoundRow = {
  n: number
  id: string
  module: string
  owned_by: string
  seen_by: string[]
  incomplete: number
  version: number
  last_updated_at: Date
  data: Data
}

export type Found = { total: number; rows: FoundRow[] }

/** One page and the exact total, in one pass: robust against the plan that walks a date index and hopes (storage §2). */
export async function findRecords(
  tx: Tx,
  config: Configuration,
  type: RecordType,
  scope: Scope,
  question: ListQuestion,
): Promise<Found> {
  if (scope.kind === 'none') return { total: 0, rows: [] }
  const { conditions, query, beyond } = question
  const within = all(
    config,
    type,
    scopeWhere(scope),
    conditions,
    query && matching(type, query),
    open(config, type, question),
  )
  const where = beyond
    ? sql`((${within}) or (${all(config, type, scopeWhere({ kind: 'all', modules: beyond.modules }), beyond.conditions, matchingWhole(type, beyond.query))}))`
    : within
  if (question.per === 0) return { total: await countRecords(tx, type, where), rows: [] }
  const isByName = question.query?.by === 'name'
  const direction = isByName || question.sort.descending ? sql`desc nulls last` : sql`asc nulls last`
  const page =
    question.query && isByName
      ? mostAlike(type, where, question, question.query.text)
      : sorted(config, type, where, question, direction)
  const { rows } = await sql<FoundRow & { total: number }>`
    ${plannedAnew} with ${page}
    select r.n, r.id, r.module, r.owned_by, r.seen_by, r.incomplete, d.version, d.last_updated_at, d.data,
           (select count(*) from s)::int as total
    from p
    join ${sql.table(`${type}_row`)} r using (n)
    join ${sql.table(`${type}_doc`)} d using (n)
    order by p.k ${direction}, ${question.sort.oldest === true && !isByName ? sql`r.created_at, p.n` : sql`p.n desc`}`.execute(
    tx,
  )
  const first = rows[0]
  if (first === undefined && question.page > 1) return { total: await countRecords(tx, type, where), rows: [] }
  return { total: first?.total ?? 0, rows }
}

type Page = Pick<ListQuestion, 'page' | 'per'>

const cut = ({ page, per }: Page) => sql`limit ${per} offset ${(page - 1) * per}`

/** All hits `s`, and `p`: the keys of one page of them, with what they are sorted by. */
const sorted = (
  config: Configuration,
  type: RecordType,
  where: RawBuilder<unknown>,
  question: Page & Pick<ListQuestion, 'sort' | 'referred'>,
  direction: RawBuilder<unknown>,
) => sql`
  s as materialized (
    select r.n, ${keyOf(config, type, question)} as k${question.sort.oldest === true ? sql`, r.created_at` : sql``}
    from ${sql.table(`${type}_row`)} r where ${where}
  ), p as (
    select n, k from s
    order by k ${direction}, ${question.sort.oldest === true ? sql`created_at, n` : sql`n desc`} ${cut(question)}
  )`

/**
 * The same by name: shared words first, then how alike the written names are. Comparing letters is slow and counts
 * less than a word, so it is done only for those with as many shared words as the page needs.
 */
const mostAlike = (type: RecordType, where: RawBuilder<unknown>, { page, per }: Page, text: string) => sql`
  s as materialized (
    select r.n, r.name, (select count(*) from unnest(r.name_tok) t where t = any (${nameTokens(text)}::text[])) as shared
    from ${sql.table(`${type}_row`)} r where ${where}
  ), level as (
    select shared, sum(count(*)) over (order by shared desc) as so_far from s group by shared
  ), p as (
    select n, shared + least(coalesce(word_similarity(${text}, name), 0), 0.999) as k from s
    where shared >= (select coalesce(max(shared) filter (where so_far >= ${page * per}), 0) from level)
    order by k desc, n desc ${cut({ page, per })}
  )`

const all = (
  config: Configuration,
  type: RecordType,
  scope: RawBuilder<unknown>,
  conditions: Condition[],
  text?: RawBuilder<unknown>,
  open: RawBuilder<unknown>[] = [],
) => sql.join([scope, ...conditions.map((c) => whereOf(config, type, c)), ...(text ? [text] : []), ...open], sql` and `)

/** Nothing is found by what the referral hides by which one has it. */
function open(
  config: Configuration,
  type: RecordType,
  { conditions, query, referred }: ListQuestion,
): RawBuilder<unknown>[] {
  if (referred === undefined) return []
  const asked = conditions.flatMap(fieldsOf)
  const spoken = query && !query.codesOnly ? openToText(config, referred, query.by, searchedFields(type, query.by)) : []
  const byCode = query?.by === 'id' ? matching(type, { ...query, codesOnly: true }) : sql`false`
  return [...openTo(config, referred, asked), ...spoken.map((shown) => sql`(${shown} or ${byCode})`)]
}

/** Nor is it sorted by it: such a row has no place. */
function keyOf(config: Configuration, type: RecordType, { sort, referred }: Pick<ListQuestion, 'sort' | 'referred'>) {
  const key = orderOf(config, type, sort.field, sort.ranked)
  const open = referred === undefined ? [] : openTo(config, referred, [sort.field])
  return open.length === 0 ? key : sql`case when ${sql.join(open, sql` and `)} then ${key} end`
}

async function countRecords(tx: Tx, type: RecordType, where: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    ${plannedAnew} select count(*)::int as total from ${sql.table(`${type}_row`)} r where ${where}`.execute(tx)
  return rows[0]?.total ?? 0
}

/** Text search (api-records §6.3): part of an identifier, a name by sound, an exact phone number. */
function matching(type: RecordType, { text, by, codesOnly }: TextQuery): RawBuilder<unknown> {
  const ids = sql.table(`${type}_ids`)
  if (by === 'name') return sql`r.name_tok && ${nameTokens(text)}::text[]`
  if (by === 'phone')
    return sql`exists (select from ${ids} i where i.n = r.n and i.exact @> ${[`phone:${text.trim()}`]}::text[])`
  // As a list of keys, so that the trigram index answers first and not once per row.
  const like = `%${escapeLike(text.trim().toLowerCase())}%`
  const inIds = codesOnly ? sql`` : sql` union all select i.n from ${ids} i where i.ids like ${like}`
  return sql`r.n = any (array(select i.n from ${ids} i where i.codes like ${like}${inIds}))`
}

/** Nothing but the whole: an identifier from its first to its last letter, every word of a name. */
function matchingWhole(type: RecordType, { text, by, codesOnly }: TextQuery): RawBuilder<unknown> {
  const tokens = nameTokens(text)
  if (by === 'name') return tokens.length < 2 ? sql`false` : sql`r.name_tok @> ${tokens}::text[]`
  if (by === 'phone') return sql`false`
  const fields = identifierFields[type].filter((field) => !codesOnly || opaqueCodes.has(field))
  const spellings = [...new Set([text, text.toLowerCase(), text.toUpperCase()])]
  const whole = fields.flatMap((field) => spellings.map((spelling) => `${field}:${spelling}`))
  return sql`r.n = any (array(select i.n from ${sql.table(`${type}_ids`)} i where i.exact && ${whole}::text[]))`
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)

export type RowFacts = {
  n: number
  id: string
  module: string
  owned_by: string
  seen_by: string[]
  record_state: boolean
  status: string
  parent_n: number | null
  incomplete: number
  created_at: Date
}

/** What a decision needs of single records, whoever asks: existence is never told without asking `decide`. */
export async function factsOf(tx: Tx, type: RecordType, ids: readonly string[]): Promise<RowFacts[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<RowFacts>`
    select n, id, module, owned_by, seen_by, record_state, status, parent_n, incomplete, created_at
    from ${sql.table(`${type}_row`)} where id = any (${ids}::uuid[])`.execute(tx)
  return rows
}

export type Codes = { id: string; short_id: string | null; case_id_display: string | null }

/** The codes that people read aloud, for the audit, whoever asks: they name nobody. */
export async function codesOf(tx: Tx, type: RecordType, ids: readonly string[]): Promise<Codes[]> {
  if (ids.length === 0) return []
  const code = (field: string) =>
    sql`(select substr(e, ${field.length + 2}::int) from unnest(i.exact) e where starts_with(e, ${`${field}:`}) limit 1)`
  const { rows } = await sql<Codes>`
    select r.id, ${code('short_id')} as short_id, ${code('case_id_display')} as case_id_display
    from ${sql.table(`${type}_row`)} r join ${sql.table(`${type}_ids`)} i using (n)
    where r.id = any (${ids}::uuid[])`.execute(tx)
  return rows
}

/** Numbers of the records with these ids, as a part of another statement. */
export const numbersOf = (type: RecordType, ids: readonly string[]): RawBuilder<unknown> =>
  sql`select n from ${sql.table(`${type}_row`)} where id = any (${ids}::uuid[])`

/** Numbers of all records within scope, as a part of another statement. */
export const numbersWithin = (type: RecordType, scope: Scope): RawBuilder<unknown> =>
  sql`select r.n from ${sql.table(`${type}_row`)} r where ${scopeWhere(scope)}`

export type HeldRow = RowFacts & { version: number; last_updated_at: Date; data: Data }

/**
 * Records with their answers, as far as row-level security lets this transaction see them. `locked`: until it ends, the
 * oldest first, so that two edits meet one after the other.
 */
export async function heldRecords(
  tx: Tx,
  type: RecordType,
  ids: readonly string[],
  locked: boolean,
): Promise<HeldRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<HeldRow>`
    ${held(type)} where r.id = any (${ids}::uuid[]) ${locked ? sql`order by r.n ${locking}` : sql``}`.execute(tx)
  return rows
}

/**
 * The next records by number, for who goes over all of them. Their numbers first, as a list: with a range the second lock
 * would look at every row of the table for each batch, ten seconds among a million instead of one millisecond.
 */
export async function heldAfter(tx: Tx, type: RecordType, after: number, count: number): Promise<HeldRow[]> {
  const { rows } = await sql<HeldRow>`
    ${held(type)} where r.n = any (array(
      select n from ${sql.table(`${type}_row`)} where n > ${after} order by n limit ${count}))
    order by r.n ${locking}`.execute(tx)
  return rows
}

// Who waited for the answers must see the row as it is by then, too. A weaker lock would let by whoever changes it, and
// give the row as it was: somebody who was let in meanwhile would be shut out by the next save.
const locking = sql`for update of d for no key update of r`

const held = (type: RecordType): RawBuilder<unknown> => sql`
  select r.n, r.id, r.module, r.owned_by, r.seen_by, r.record_state, r.status, r.parent_n, r.incomplete, r.created_at,
         d.version, d.last_updated_at, d.data
  from ${sql.table(`${type}_row`)} r join ${sql.table(`${type}_doc`)} d using (n)`

/** Ids of cases whose subject is this user. */
export async function casesAbout(tx: Tx, userName: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from case_row where seen_by @> ${[`i:${userName}`]}::text[]`.execute(tx)
  return rows.map((r) => r.id)
}

/**
 * Does a record have this `unique_identifier`, whoever may see it? The first identifier of each type is made of it.
 * Until the transaction ends nobody else takes it, so that a code which comes twice at once is taken once.
 */
export async function isCodeTaken(tx: Tx, type: RecordType, code: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${type} ${code}`}, 0))`.execute(tx)
  const { rows } = await sql`
    select from ${sql.table(`${type}_ids`)} where exact @> ${[`${identifierFields[type][0]}:${code}`]}::text[] limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** Records that hang from another, e.g. the incidents of a case. */
export async function childrenOf(tx: Tx, type: RecordType, parent: number): Promise<RowFacts[]> {
  const { rows } = await sql<RowFacts>`
    select n, id, module, owned_by, seen_by, record_state, status, parent_n, incomplete, created_at
    from ${sql.table(`${type}_row`)} where parent_n = ${parent} order by created_at desc, n desc`.execute(tx)
  return rows
}

export type SearchRow = {
  module: string
  recordState: boolean
  status: string
  workflow: string | null
  ownedBy: string
  seenBy: string[]
  name: string | null
  nameTok: string[]
  tok: number[]
  locPath: string | null
  incomplete: number
  codes: string
  ids: string
  exact: string[]
  /** Column name → value, of published sort columns. */
  sort: Record<string, string | number | null>
}

/** A new record's line; `id` taken gives undefined. */
export async function insertRow(
  tx: Tx,
  type: RecordType,
  row: SearchRow & { id: string; createdAt: string; parentN: number | null },
): Promise<number | undefined> {
  const columns = further(Object.keys(row.sort).map((column) => sql.ref(column)))
  const values = further(Object.values(row.sort).map((value) => sql`${value}`))
  const { rows } = await sql<{ n: number }>`
    insert into ${sql.table(`${type}_row`)}
      (n, id, module, record_state, status, workflow, owned_by, seen_by, created_at, parent_n, name, name_tok, tok,
       loc_path, incomplete${columns})
    values (nextval('record_n'), ${row.id}, ${row.module}, ${row.recordState}, ${row.status}, ${row.workflow},
       ${row.ownedBy}, ${row.seenBy}, ${row.createdAt}, ${row.parentN}, ${row.name}, ${row.nameTok}, ${row.tok},
       ${row.locPath}, ${row.incomplete}${values})
    on conflict (id) do nothing
    returning n`.execute(tx)
  const n = rows[0]?.n
  if (n !== undefined) {
    await sql`insert into ${sql.table(`${type}_ids`)} (n, codes, ids, exact) values (${n}, ${row.codes}, ${row.ids}, ${row.exact})`.execute(
      tx,
    )
  }
  return n
}

/** The published columns, behind those that every type has. */
const further = (parts: RawBuilder<unknown>[]): RawBuilder<unknown> =>
  parts.length === 0 ? sql`` : sql`, ${sql.join(parts)}`

export async function updateRow(
  tx: Tx,
  type: RecordType,
  n: number,
  row: SearchRow,
  parentN: number | null,
): Promise<void> {
  const sort = further(Object.entries(row.sort).map(([column, value]) => sql`${sql.ref(column)} = ${value}`))
  await sql`
    update ${sql.table(`${type}_row`)}
    set record_state = ${row.recordState}, status = ${row.status}, workflow = ${row.workflow}, owned_by = ${row.ownedBy},
        seen_by = ${row.seenBy}, parent_n = ${parentN}, name = ${row.name}, name_tok = ${row.nameTok}, tok = ${row.tok},
        loc_path = ${row.locPath}, incomplete = ${row.incomplete}${sort}
    where n = ${n}`.execute(tx)
}

export const updateIds = (tx: Tx, type: RecordType, n: number, row: SearchRow) =>
  sql`update ${sql.table(`${type}_ids`)} set codes = ${row.codes}, ids = ${row.ids}, exact = ${row.exact} where n = ${n}`.execute(
    tx,
  )
