// Counting for dashboards: what each number asks is what the list that it opens asks, in as few statements as may be.
// Counting in memory (`tallied` in domain/workflow) says the same, and a test holds number and list together.
import type { Actor, Scope } from '@primero/domain/access/actor.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Filter } from '@primero/domain/search/filter.ts'
import type { Indicator, Pivot } from '@primero/domain/workflow/dashboard.ts'
import type { Tally } from '@primero/domain/workflow/dashboard-counts.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Glance, plannedAnew, type Tx } from '../db/database.ts'
import { sortColumn } from './columns.ts'
import { conditionOf } from './conditions.ts'
import { holding, openTo, type Referred } from './referred.ts'
import { scopeWhere } from './scope-where.ts'
import { elements, isOpen, rowColumns, whereOf } from './where.ts'

type Where = RawBuilder<unknown>

export type Counting = {
  actor: Actor
  scopeOf: (type: RecordType) => Scope
  referred: (type: RecordType) => Referred | undefined
}

/** Terms of the fields by which records are told apart or chosen: read first, so that the plan knows how many have them. */
type Words = ReadonlyMap<string, readonly Word[]>
type Word = { id: number; value: string }

/**
 * Those that one pass over the same rows answers. `columns`: told apart by columns alone, as many at once as there are;
 * `isMarked`: each asks for a term, so that the index gives the few rows that have one.
 */
type Pass = { type: RecordType; indicators: Indicator[]; isByColumns: boolean; isMarked: boolean }

/** Numbers of these indicators. What is one's own is found by an index, so it is not counted along with the rest. */
export async function tallies(
  tx: Glance,
  config: Configuration,
  counting: Counting,
  indicators: readonly Indicator[],
): Promise<Map<Indicator, Tally[]>> {
  const passes = new Map<string, Pass>()
  for (const indicator of indicators) {
    const { type, by } = indicator
    const isOne = isOfOne(counting.actor, indicator)
    const isByColumns = by.every((pivot) => columnOf(config, type, pivot) !== undefined)
    const isMarked = isByColumns && !isOne && markOf(config, indicator) !== undefined
    const told = isByColumns ? [isMarked, statusesIn(indicator)] : by
    const key = JSON.stringify([type, isOne, isByColumns, told])
    const before = passes.get(key)?.indicators ?? []
    passes.set(key, { type, isByColumns, isMarked, indicators: [...before, indicator] })
  }
  const [words, held] = await Promise.all([wordsOf(tx, config, indicators), sharesHeld(tx, counting, indicators)])
  const all = await Promise.all(
    [...passes.values()].map((pass) =>
      pass.isByColumns ? countedAtOnce(tx, config, held, words, pass) : counted(tx, config, held, words, pass),
    ),
  )
  return new Map(all.flat())
}

/** Of which states: those of one state lie together in the index. */
const statusesIn = ({ filters }: Indicator): unknown => filters.find(({ field }) => field === 'status')?.any ?? null

/** The term that an indicator asks for, besides the state. */
const markOf = (config: Configuration, { type, filters }: Indicator): Filter | undefined =>
  filters.find((f) => rowColumns[f.field] === undefined && isTermField(config, type, f.field) && asksForTerms(f))

const asksForTerms = ({ any, not }: Filter): boolean =>
  not !== true && any !== undefined && any.length > 0 && !any.includes(false)

async function wordsOf(tx: Tx, config: Configuration, indicators: readonly Indicator[]): Promise<Words> {
  const pivots = [...new Set(indicators.flatMap(({ by }) => by.map(({ field }) => field)))]
  const asked = indicators.flatMap((one) => {
    const { filters, type } = one
    return filters.filter((f) => isTermField(config, type, f.field) && asksForTerms(f))
  })
  const pairs = asked.flatMap(({ field, any = [] }) => any.map((value) => ({ field, value: String(value) })))
  const { rows } = await sql<Word & { field: string }>`
    select id, field, value from term where field = any (${pivots}::text[])
    union
    select t.id, t.field, t.value
    from unnest(${pairs.map(({ field }) => field)}::text[], ${pairs.map(({ value }) => value)}::text[]) as p (field, value)
    join term t using (field, value)`.execute(tx)
  return Map.groupBy(rows, ({ field }) => field)
}

/** What the reader has been shared: where that is nothing, no number needs to hold anything back. */
async function sharesHeld(tx: Glance, counting: Counting, indicators: readonly Indicator[]): Promise<Counting> {
  const types = [...new Set(indicators.map(({ type }) => type))]
  const held = new Map(
    await Promise.all(
      types.map(async (type) => {
        const referred = counting.referred(type)
        return [type, referred && (await holding(tx, referred))] as const
      }),
    ),
  )
  return { ...counting, referred: (type) => held.get(type) }
}

const isOfOne = (actor: Actor, { filters }: Indicator): boolean =>
  filters.some((f) => f.field === 'owned_by' && f.not !== true && f.any?.length === 1 && f.any[0] === actor.userName)

const count = (at: number) => sql.ref(`c${at}`)
const key = (at: number) => sql.ref(`k${at}`)

type Row = Record<string, unknown>

/** What is asked of the rows of a pass, and the number of each indicator as a column. */
type Question = { where: Where[]; columns: Where[] }

function questionOf(
  config: Configuration,
  counting: Counting,
  words: Words,
  { type, indicators: [first, ...others], isMarked }: Pass,
): Question | undefined {
  if (first === undefined) return undefined
  const indicators = [first, ...others]
  const isOne = isOfOne(counting.actor, first)
  const within = isOne ? oneOwn(counting, type) : withinOf(counting, type)
  if (within === undefined) return undefined
  const shared = first.filters.filter((f) => indicators.every((one) => has(one, f)))
  const asked = (filters: readonly Filter[]): Where[] => filters.map((f) => whereOf(config, type, conditionOf(f)))
  const apart = indicators.map((one) => asked(one.filters.filter((f) => !has({ filters: shared }, f))))
  const state = isOne || counting.scopeOf(type).kind !== 'some' ? undefined : stateAsTerm(config, type, words, shared)
  const marks = isMarked ? indicators.flatMap((one) => markOf(config, one) ?? []) : []
  return {
    where: [
      within,
      ...asked(shared.filter((f) => f !== state?.filter)),
      ...(state === undefined ? [] : [sql`r.tok && ${state.ids}::int[]`]),
      ...(isMarked ? [sql`r.tok && ${marks.flatMap((f) => idsOf(words, f.field, f.any?.map(String)))}::int[]`] : []),
      ...anyOf(apart),
    ],
    columns: indicators.map((one, i) => {
      const conditions = [...(apart[i] ?? []), ...openFor(config, counting, type, one)]
      const filter = conditions.length === 0 ? sql`` : sql` filter (where ${sql.join(conditions, sql` and `)})`
      return sql`(count(*)${filter})::int as ${count(i)}`
    }),
  }
}

async function counted(
  tx: Tx,
  config: Configuration,
  counting: Counting,
  words: Words,
  pass: Pass,
): Promise<[Indicator, Tally[]][]> {
  const { type, indicators } = pass
  const question = questionOf(config, counting, words, pass)
  const by = indicators[0]?.by ?? []
  if (question === undefined) return indicators.map((one) => [one, []])
  const where = [...question.where, ...by.flatMap((pivot, i) => withKey(config, words, type, pivot, i))]
  const keys = by.map((pivot, i) => keyOf(config, words, type, pivot, i))
  const { rows } = await sql<Row>`
    ${plannedAnew} select ${sql.join([...keys.map((_, i) => sql`${key(i)}.k as ${key(i)}`), ...question.columns])}
    from ${sql.table(`${type}_row`)} r ${sql.join(
      keys.map(({ from }) => from),
      sql` `,
    )}
    where ${sql.join(where, sql` and `)}
    group by ${sql.join(keys.map((_, i) => key(i)))}`.execute(tx)
  const keyAt = keys.map((_, i) => i)
  return indicators.map((one, at) => [one, talliesOf(config, one, rows, { at, keyAt, keys })])
}

/**
 * All that is told apart by columns alone, in one pass: the rows of an agency are fetched once, and counted as a whole, by
 * owner, by risk and by place at the same time.
 */
async function countedAtOnce(
  tx: Tx,
  config: Configuration,
  counting: Counting,
  words: Words,
  pass: Pass,
): Promise<[Indicator, Tally[]][]> {
  const { type, indicators } = pass
  const question = questionOf(config, counting, words, pass)
  if (question === undefined) return indicators.map((one) => [one, []])
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
  const { rows } = await sql<Row>`
    ${plannedAnew} select ${sql.join([...told, ...question.columns])} from ${sql.table(`${type}_row`)} r
    where ${sql.join(question.where, sql` and `)} ${grouped}`.execute(tx)
  const grouping = (row: Row): string => fields.flatMap((_, i) => (row[`g${i}`] === true ? [i] : [])).join()
  const bySet = Map.groupBy(rows, grouping)
  return indicators.map((one, at) => {
    const set = setOf(one)
    const mine = bySet.get([...set].sort((a, b) => a - b).join()) ?? []
    return [one, talliesOf(config, one, mine, { at, keyAt: set })]
  })
}

/**
 * The state of a record is a term, too: with it the index gives the rows in scope that are in that state, and no others.
 * The column says no more then, and would have its index read beside.
 */
function stateAsTerm(config: Configuration, type: RecordType, words: Words, shared: readonly Filter[]) {
  const filter = shared.find(({ field, any }) => field === 'status' && any?.length === 1)
  if (filter === undefined || !isTermField(config, type, 'status') || !asksForTerms(filter)) return undefined
  return { filter, ids: idsOf(words, 'status', filter.any?.map(String)) }
}

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
  return pivot.only === undefined ? [] : [sql`r.tok && ${idsOf(words, pivot.field, pivot.only)}::int[]`]
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

function idsOf(words: Words, field: string, among?: readonly string[]): number[] {
  const values = among && new Set(among)
  return (words.get(field) ?? []).filter(({ value }) => values?.has(value) ?? true).map(({ id }) => id)
}

const has = ({ filters }: Pick<Indicator, 'filters'>, f: Filter): boolean =>
  filters.some((other) => JSON.stringify(other) === JSON.stringify(f))

/** Principals of a record hold its owner: by them alone the index finds one's own, without a look at those of his circle. */
function oneOwn({ actor, scopeOf }: Counting, type: RecordType): Where | undefined {
  const scope = scopeOf(type)
  if (scope.kind === 'none') return undefined
  const me = `u:${actor.userName}`
  const isWithin = scope.kind === 'all' || scope.principals.includes(me)
  return scopeWhere(isWithin ? { kind: 'some', principals: [me], modules: scope.modules } : scope)
}

/** Rows in scope. */
function withinOf({ scopeOf }: Counting, type: RecordType): Where | undefined {
  const scope = scopeOf(type)
  return scope.kind === 'none' ? undefined : scopeWhere(scope)
}

/** As in lists: nothing is counted by what a share hides by which one has the record. */
function openFor(config: Configuration, counting: Counting, type: RecordType, { filters, by }: Indicator): Where[] {
  const referred = counting.referred(type)
  const asked = [...filters, ...by].map(({ field }) => field)
  return referred === undefined ? [] : openTo(config, type, referred, asked)
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
    const ids = idsOf(words, field, only)
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

/** Where a row has the number and the keys of an indicator. */
type Place = { at: number; keyAt: readonly number[]; keys?: readonly Key[] }

/** Numbers of one indicator; places as their ancestors at the level asked for, those above it left out. */
function talliesOf(
  config: Configuration,
  { by }: Indicator,
  rows: readonly Row[],
  { at, keyAt, keys = [] }: Place,
): Tally[] {
  const found = new Map<string, Tally>()
  const among = by.map(({ only }) => only && new Set(only))
  for (const row of rows) {
    const number = Number(row[`c${at}`])
    if (number === 0 && by.length > 0) continue
    const values = keyAt.map((i) => row[`k${i}`])
    if (keys.length === 0 && !values.every((value, i) => isKey(value, among[i]))) continue
    const words = by.flatMap((pivot, i) => wordOf(config, pivot, keys[i], String(values[i])) ?? [])
    if (words.length < by.length) continue
    const id = words.length === 1 ? (words[0] ?? '') : JSON.stringify(words)
    const known = found.get(id)
    if (known === undefined) found.set(id, { keys: words, count: number })
    else known.count += number
  }
  return [...found.values()]
}

const isKey = (value: unknown, among: ReadonlySet<string> | undefined): boolean =>
  typeof value === 'string' && value !== '' && (among?.has(value) ?? true)

function wordOf(config: Configuration, { level }: Pivot, from: Key | undefined, key: string): string | undefined {
  const text = from?.words === undefined ? key : from.words.get(key)
  if (level === undefined || text === undefined) return text
  // A path ends with a point; a single code has none.
  const code = text.endsWith('.') ? text.slice(0, -1).split('.').at(-1) : text
  return config.locations.get(code ?? '')?.hierarchy[level]?.toLowerCase()
}
