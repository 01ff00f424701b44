// Counting for dashboards: what each number asks is what the list that it opens asks, in as few statements as may be.
// Counting in memory (`tallied` in domain/workflow) says the same, and a test holds number and list together.
import type { Actor, Scope } from '@primero/domain/access/actor.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Filter } from '@primero/domain/search/filter.ts'
import type { Indicator, Pivot } from '@primero/domain/workflow/dashboard.ts'
import type { Tally } from '@primero/domain/workflow/dashboard-counts.ts'
import { type RawBuilder, sql } from 'kysely'
import { plannedAnew, type Tx } from '../db/database.ts'
import { sortColumn } from './columns.ts'
import { conditionOf } from './conditions.ts'
import { openTo, type Referred } from './referred.ts'
import { scopeWhere } from './scope-where.ts'
import { elements, isOpen, rowColumns, termIds, whereOf } from './where.ts'

type Where = RawBuilder<unknown>

/** Who counts: `manages` are those whose records on their way to them he sees as stubs. */
export type Counting = {
  actor: Actor
  scopeOf: (type: RecordType) => Scope
  manages: readonly string[]
  /** As lists of cases know it; nothing else is shared so. */
  referred: Referred | undefined
}

/** Terms of the fields by which records are told apart: read first, since a list of numbers is looked up in a hash. */
type Words = ReadonlyMap<string, readonly { id: number; value: string }[]>

/** Those that one pass over the same rows answers: of one type, one set of rows, told apart by the same answers. */
type Pass = { type: RecordType; indicators: Indicator[]; isWide: boolean }

/** Numbers of these indicators. What is one's own is found by an index, so it is not counted along with the rest. */
export async function tallies(
  tx: Tx,
  config: Configuration,
  counting: Counting,
  indicators: readonly Indicator[],
): Promise<Map<Indicator, Tally[]>> {
  const passes = new Map<string, Pass>()
  for (const indicator of indicators) {
    const { type, by, countsStubs } = indicator
    const isOne = isOfOne(counting.actor, indicator)
    const isWide = !isOne && !countsStubs && by.every((pivot) => columnOf(config, type, pivot) !== undefined)
    const told = isWide ? statusesIn(indicator) : [by, countsStubs, isOne]
    const key = JSON.stringify([type, isWide, told])
    passes.set(key, { type, isWide, indicators: [...(passes.get(key)?.indicators ?? []), indicator] })
  }
  const words = await wordsOf(tx, indicators)
  const all = await Promise.all(
    [...passes.values()].map((pass) =>
      pass.isWide ? countedAtOnce(tx, config, counting, pass) : counted(tx, config, counting, words, pass),
    ),
  )
  return new Map(all.flat())
}

/** Of which states: those of one state lie together in the index. */
const statusesIn = ({ filters }: Indicator): unknown => filters.find(({ field }) => field === 'status')?.any ?? null

async function wordsOf(tx: Tx, indicators: readonly Indicator[]): Promise<Words> {
  const fields = [...new Set(indicators.flatMap(({ by }) => by.map(({ field }) => field)))]
  if (fields.length === 0) return new Map()
  const { rows } = await sql<{ id: number; field: string; value: string }>`
    select id, field, value from term where field = any (${fields}::text[])`.execute(tx)
  return Map.groupBy(rows, ({ field }) => field)
}

const isOfOne = (actor: Actor, { filters }: Indicator): boolean =>
  filters.some((f) => f.field === 'owned_by' && f.not !== true && f.any?.length === 1 && f.any[0] === actor.userName)

const count = (at: number) => sql.ref(`c${at}`)
const key = (at: number) => sql.ref(`k${at}`)

async function counted(
  tx: Tx,
  config: Configuration,
  counting: Counting,
  words: Words,
  { type, indicators }: Pass,
): Promise<[Indicator, Tally[]][]> {
  const [first] = indicators
  const within = first && withinOf(config, counting, first)
  if (first === undefined || within === undefined) return indicators.map((one) => [one, []])
  const shared = first.filters.filter((f) => indicators.every((one) => has(one, f)))
  const filtered = indicators.map((one) => one.filters.filter((f) => !has({ filters: shared }, f)))
  const asked = (filters: readonly Filter[]): Where[] => filters.map((f) => whereOf(config, type, conditionOf(f)))
  const where = [within, ...asked(shared), ...(isOfOne(counting.actor, first) ? [byIndex(counting.actor)] : [])]
  const conditionsOf = indicators.map((one, i) => [
    ...asked(filtered[i] ?? []),
    ...openFor(config, counting, type, one),
  ])
  where.push(...anyOf(conditionsOf), ...first.by.flatMap((pivot, i) => withKey(config, words, type, pivot, i)))
  const columns = indicators.map((_, i) => {
    const conditions = conditionsOf[i] ?? []
    const filter = conditions.length === 0 ? sql`` : sql` filter (where ${sql.join(conditions, sql` and `)})`
    return sql`(count(*)${filter})::int as ${count(i)}`
  })
  const keys = first.by.map((pivot, i) => keyOf(config, words, type, pivot, i))
  const { rows } = await sql<Record<string, unknown>>`
    ${plannedAnew} select ${sql.join([...keys.map((_, i) => sql`${key(i)}.k as ${key(i)}`), ...columns])}
    from ${sql.table(`${type}_row`)} r ${sql.join(
      keys.map(({ from }) => from),
      sql` `,
    )}
    where ${sql.join(where, sql` and `)}
    ${keys.length === 0 ? sql`` : sql`group by ${sql.join(keys.map((_, i) => key(i)))}`}`.execute(tx)
  return indicators.map((one, i) => [one, talliesOf(config, one, keys, rows, i)])
}

/**
 * All that is told apart by columns alone, in one pass: the rows of an agency are fetched once, and counted as a whole, by
 * owner, by risk and by place at the same time.
 */
async function countedAtOnce(
  tx: Tx,
  config: Configuration,
  counting: Counting,
  { type, indicators }: Pass,
): Promise<[Indicator, Tally[]][]> {
  const [first] = indicators
  const within = first && withinOf(config, counting, first)
  if (first === undefined || within === undefined) return indicators.map((one) => [one, []])
  const shared = first.filters.filter((f) => indicators.every((one) => has(one, f)))
  const asked = (filters: readonly Filter[]): Where[] => filters.map((f) => whereOf(config, type, conditionOf(f)))
  const conditionsOf = indicators.map((one) => [
    ...asked(one.filters.filter((f) => !has({ filters: shared }, f))),
    ...openFor(config, counting, type, one),
  ])
  const where = [within, ...asked(shared), ...shared.flatMap(byItsTerm(config, type, counting)), ...anyOf(conditionsOf)]
  const columns = indicators.map((_, i) => {
    const conditions = conditionsOf[i] ?? []
    const filter = conditions.length === 0 ? sql`` : sql` filter (where ${sql.join(conditions, sql` and `)})`
    return sql`(count(*)${filter})::int as ${count(i)}`
  })
  const fields = [...new Map(indicators.flatMap(({ by }) => by.map((pivot) => [pivot.field, pivot] as const))).values()]
  const columnAt = fields.map((pivot) => columnOf(config, type, pivot) ?? sql`null::text`)
  const setOf = ({ by }: Indicator): number[] => by.map(({ field }) => fields.findIndex((one) => one.field === field))
  const sets = [...new Map(indicators.map((one) => [JSON.stringify(setOf(one).sort()), setOf(one)])).values()]
  const grouped =
    fields.length === 0
      ? sql``
      : sql`group by grouping sets (${sql.join(sets.map((set) => sql`(${sql.join(set.map((i) => columnAt[i] ?? sql`null`))})`))})`
  const told = columnAt.flatMap((column, i) => [
    sql`${column} as ${key(i)}`,
    sql`(grouping(${column}) = 0) as ${sql.ref(`g${i}`)}`,
  ])
  const { rows } = await sql<Record<string, unknown>>`
    ${plannedAnew} select ${sql.join([...told, ...columns])} from ${sql.table(`${type}_row`)} r
    where ${sql.join(where, sql` and `)} ${grouped}`.execute(tx)
  return indicators.map((one, at) => {
    const set = setOf(one)
    const mine = rows.filter((row) => fields.every((_, i) => (row[`g${i}`] === true) === set.includes(i)))
    const keyed = mine
      .map((row) => ({ [`c${at}`]: row[`c${at}`], ...Object.fromEntries(set.map((i, k) => [`k${k}`, row[`k${i}`]])) }))
      .filter((row: Record<string, unknown>) => one.by.every((pivot, k) => isKey(pivot, row[`k${k}`])))
    return [one, talliesOf(config, one, [], keyed, at)]
  })
}

const isKey = ({ only }: Pivot, value: unknown): boolean =>
  typeof value === 'string' && value !== '' && (only === undefined || only.includes(value))

/** The state of a record is a term, too: with it the index gives the rows in scope that are in that state, and no others. */
const byItsTerm =
  (config: Configuration, type: RecordType, { scopeOf }: Counting) =>
  ({ field, any, not }: Filter): Where[] =>
    field === 'status' &&
    any?.length === 1 &&
    not !== true &&
    scopeOf(type).kind === 'some' &&
    isTermField(config, type, field)
      ? [sql`r.tok && ${termIds(field, any.map(String))}`]
      : []

/** The column by which records are told apart, where it is one. */
function columnOf(config: Configuration, type: RecordType, { field, level }: Pivot): Where | undefined {
  const column = rowColumns[field]
  if (column !== undefined) return sql`r.${sql.ref(column)}`
  const published = config.published.get(type)
  if (level !== undefined && published?.location === field) return sql`r.loc_path`
  return published?.sort[field] === 'text' ? sql`r.${sql.ref(sortColumn(field, 'text'))}` : undefined
}

/** Rows that count nowhere are not read, where an index can tell: what is shared or waits is a few among many. */
function anyOf(conditions: readonly Where[][]): Where[] {
  if (conditions.some((one) => one.length === 0)) return []
  const each = conditions.map((one) => sql`(${sql.join(one, sql` and `)})`)
  return [sql`(${sql.join(each, sql` or `)})`]
}

/** Only rows that have a key at all, by the index of terms: for each person that is told apart, where people are. */
function withKey(config: Configuration, words: Words, type: RecordType, pivot: Pivot, at: number): Where[] {
  if (!isTerm(config, type, pivot)) return []
  if (isOfPeople(config, type, pivot)) return [sql`r.tok && array[${key(at)}.k]`]
  return pivot.only === undefined ? [] : [sql`r.tok && ${idsOf(words, pivot)}::int[]`]
}

const isTermField = (config: Configuration, type: RecordType, field: string): boolean =>
  config.published.get(type)?.filters.includes(field) === true

const isTerm = (config: Configuration, type: RecordType, { field }: Pivot): boolean =>
  rowColumns[field] === undefined && isTermField(config, type, field)

/**
 * What no form asks is stamped by rules, and names people and groups: thousands of them, and few records on their way to
 * each. Compared record by record that takes minutes over a country; looked up one by one, half a second.
 */
const isOfPeople = (config: Configuration, type: RecordType, pivot: Pivot): boolean =>
  isTerm(config, type, pivot) && config.fieldOf(type, pivot.field) === undefined

const idsOf = (words: Words, { field, only }: Pivot): number[] =>
  (words.get(field) ?? []).filter(({ value }) => only === undefined || only.includes(value)).map(({ id }) => id)

const has = ({ filters }: Pick<Indicator, 'filters'>, f: Filter): boolean =>
  filters.some((other) => JSON.stringify(other) === JSON.stringify(f))

/** Principals of a record hold its owner: the index on them finds one's own. */
const byIndex = ({ userName }: Actor): Where => sql`r.seen_by @> ${[`u:${userName}`]}::text[]`

/** Rows in scope; and those, in modules of his, that wait to be transferred to somebody whom he manages. */
function withinOf(config: Configuration, counting: Counting, { type, countsStubs }: Indicator): Where | undefined {
  const scope = counting.scopeOf(type)
  if (scope.kind === 'none') return undefined
  if (!countsStubs || scope.kind === 'all') return scopeWhere(scope)
  const waiting = whereOf(config, type, { kind: 'any', field: 'transferred_to_users', values: [...counting.manages] })
  return sql`((${scopeWhere(scope)}) or (r.module = any (${scope.modules}::text[]) and ${waiting}))`
}

/** As in lists: nothing is counted by what a share hides by which one has the record. */
function openFor(config: Configuration, counting: Counting, type: RecordType, { filters, by }: Indicator): Where[] {
  const referred = type === 'case' ? counting.referred : undefined
  const asked = [...filters, ...by].map(({ field }) => field)
  return referred === undefined ? [] : openTo(config, referred, asked)
}

type Key = {
  /** A row of it for each key of the record. */
  from: Where
  /** The key as a word, where the statement gives a number. */
  words: ReadonlyMap<string, string> | undefined
}

function keyOf(config: Configuration, words: Words, type: RecordType, pivot: Pivot, at: number): Key {
  const { field, only } = pivot
  const published = config.published.get(type)
  const among = (value: Where): Where => (only === undefined ? sql`true` : sql`${value} = any (${[...only]}::text[])`)
  const plain = (value: Where): Key => ({
    from: sql`cross join lateral (select ${value} as k where ${value} is not null and ${value} <> '' and ${among(value)}) ${key(at)}`,
    words: undefined,
  })
  const column = columnOf(config, type, pivot)
  if (column !== undefined) return plain(column)
  if (published?.filters.includes(field)) {
    const ids = idsOf(words, pivot)
    return {
      from: isOfPeople(config, type, pivot)
        ? sql`cross join unnest(${ids}::int[]) ${key(at)} (k)`
        : sql`cross join lateral (select u as k from unnest(r.tok) u where u = any (${ids}::int[])) ${key(at)}`,
      words: new Map((words.get(field) ?? []).map(({ id, value }) => [String(id), value])),
    }
  }
  const text = sql`(e.v #>> '{}')`
  return {
    from: sql`cross join lateral (
      select distinct ${text} as k from ${sql.table(`${type}_doc`)} d, ${elements(field)} e (v)
      where d.n = r.n and ${isOpen(field)} and jsonb_typeof(e.v) = 'string' and ${text} <> '' and ${among(text)}) ${key(at)}`,
    words: undefined,
  }
}

/** Numbers of one indicator; places as their ancestors at the level asked for, those above it left out. */
function talliesOf(
  config: Configuration,
  { by }: Indicator,
  from: readonly Key[],
  rows: readonly Record<string, unknown>[],
  at: number,
): Tally[] {
  const found = new Map<string, Tally>()
  for (const row of rows) {
    const number = Number(row[`c${at}`])
    const keys = by.map((pivot, i) => wordOf(config, pivot, from[i], String(row[`k${i}`])))
    if (number === 0 && by.length > 0) continue
    if (keys.includes(undefined)) continue
    const words = keys.filter((one) => one !== undefined)
    const id = JSON.stringify(words)
    found.set(id, { keys: words, count: (found.get(id)?.count ?? 0) + number })
  }
  return [...found.values()]
}

function wordOf(config: Configuration, { level }: Pivot, from: Key | undefined, key: string): string | undefined {
  const text = from?.words === undefined ? key : from.words.get(key)
  if (level === undefined || text === undefined) return text
  // A path ends with a point; a single code has none.
  const code = text.endsWith('.') ? text.slice(0, -1).split('.').at(-1) : text
  return config.locations.get(code ?? '')?.hierarchy[level]?.toLowerCase()
}
