// Counting for dashboards: what each number asks is what the list that it opens asks, in as few statements as may be.
// Counting in memory (`tallied` in domain/workflow) says the same, and a test holds number and list together.
import type { Actor, Scope } from '@primero/domain/access/actor.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Filter } from '@primero/domain/search/filter.ts'
import type { Indicator } from '@primero/domain/workflow/dashboard.ts'
import type { Tally } from '@primero/domain/workflow/dashboard-counts.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Glance, plannedAnew, type Tx } from '../db/database.ts'
import { rowColumns } from './columns.ts'
import { conditionOf } from './conditions.ts'
import { holding, openTo, type Referred } from './referred.ts'
import { scopeWhere } from './scope-where.ts'
import {
  columnOf,
  idsOf,
  isTermField,
  key,
  keyOf,
  rowsBy,
  type Row,
  talliesOf,
  type Word,
  type Words,
  withKey,
} from './told-apart.ts'
import { whereOf } from './where.ts'

type Where = RawBuilder<unknown>

export type Counting = {
  actor: Actor
  scopeOf: (type: RecordType) => Scope
  /** As lists of cases know it; nothing else is shared so. */
  referred: Referred | undefined
}

/**
 * Those that one pass over the same rows answers, by how the rows are found. `own`: by their owner. `marked`: each asks for a
 * term, so that the index gives the few rows that have one. `lean`: nothing is asked but columns of the index of counted
 * cases. `isByColumns`: told apart by columns alone, as many at once as there are.
 */
type Pass = { type: RecordType; indicators: Indicator[]; isByColumns: boolean; way: Way }
type Way = 'own' | 'marked' | 'lean' | 'plain'

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
    const isByColumns = by.every((pivot) => columnOf(config, type, pivot) !== undefined)
    const way = wayOf(config, counting, indicator, isByColumns)
    const key = JSON.stringify([type, way, isByColumns ? statusesIn(indicator) : by])
    const before = passes.get(key)?.indicators ?? []
    passes.set(key, { type, isByColumns, way, indicators: [...before, indicator] })
  }
  const [words, held] = await Promise.all([wordsOf(tx, config, indicators), sharesHeld(tx, counting)])
  const all = await Promise.all(
    [...passes.values()].map((pass) =>
      pass.isByColumns ? countedAtOnce(tx, config, held, words, pass) : counted(tx, config, held, words, pass),
    ),
  )
  return new Map(all.flat())
}

function wayOf(config: Configuration, { actor }: Counting, indicator: Indicator, isByColumns: boolean): Way {
  if (isOfOne(actor, indicator)) return 'own'
  if (!isByColumns) return 'plain'
  if (markOf(config, indicator) !== undefined) return 'marked'
  const isLean = indicator.filters.every((f) => isColumn(config, indicator.type, f))
  return isLean ? 'lean' : 'plain'
}

/** Of which states: those of one state lie together in the index. */
const statusesIn = ({ filters }: Indicator): unknown => filters.find(({ field }) => field === 'status')?.any ?? null

/** The term that an indicator asks for, besides the state. */
const markOf = (config: Configuration, { type, filters }: Indicator): Filter | undefined =>
  filters.find((f) => rowColumns[f.field] === undefined && isTermField(config, type, f.field) && asksForTerms(f))

const asksForTerms = ({ any, not }: Filter): boolean =>
  not !== true && any !== undefined && any.length > 0 && !any.includes(false)

async function wordsOf(tx: Tx, config: Configuration, indicators: readonly Indicator[]): Promise<Words> {
  // undefined: all of the field.
  const asked = indicators.flatMap(({ type, by, filters }) => [
    ...by.map(({ field, only }) => ({ type, field, values: only })),
    ...filters.filter(asksForTerms).map(({ field, any }) => ({ type, field, values: any?.map(String) })),
  ])
  const byField = Map.groupBy(
    asked.filter(({ type, field }) => isTermField(config, type, field)),
    ({ field }) => field,
  )
  const wanted = [...byField].map(([field, all]) => {
    const values = all.some((one) => one.values === undefined)
      ? undefined
      : [...new Set(all.flatMap((one) => one.values ?? []))]
    return values === undefined ? sql`field = ${field}` : sql`(field = ${field} and value = any (${values}::text[]))`
  })
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<Word & { field: string }>`
    select id, field, value from term where ${sql.join(wanted, sql` or `)}`.execute(tx)
  return Map.groupBy(rows, ({ field }) => field)
}

/** What the reader has been shared: where that is nothing, no number needs to hold anything back. */
async function sharesHeld(tx: Glance, { referred, ...counting }: Counting): Promise<Counting> {
  return { ...counting, referred: referred && (await holding(tx, referred)) }
}

const isOfOne = (actor: Actor, { filters }: Indicator): boolean =>
  filters.some((f) => f.field === 'owned_by' && f.not !== true && f.any?.length === 1 && f.any[0] === actor.userName)

const count = (at: number) => sql.ref(`c${at}`)

/** What is asked of the rows of a pass, in parts that have no row in common, and the number of each indicator as a column. */
type Question = { parts: Where[]; columns: Where[] }

function questionOf(
  config: Configuration,
  counting: Counting,
  words: Words,
  { type, indicators, way }: Pass,
): Question | undefined {
  const [first] = indicators
  const within = partsOf(counting, type, way)
  if (first === undefined || within === undefined) return undefined
  const shared = first.filters.filter((f) => indicators.every((one) => has(one, f)))
  const asked = (filters: readonly Filter[]): Where[] => filters.map((f) => whereOf(config, type, conditionOf(f)))
  const own = indicators.map((one) => asked(one.filters.filter((f) => !has({ filters: shared }, f))))
  const scope = counting.scopeOf(type)
  const isAgencys = scope.kind === 'some' && scope.principals.some((principal) => principal.startsWith('a:'))
  const isSmall = way === 'own' || (scope.kind === 'some' && !isAgencys)
  const state = isAgencys && !isSmall && within.length === 1 ? stateAsTerm(config, type, words, shared) : undefined
  const marks = way === 'marked' ? indicators.flatMap((one) => markOf(config, one) ?? []) : []
  const ofAll = asked(shared.filter((f) => f !== state?.filter))
  const where = [
    // The rows of one or some people are few: reading indexes of all that is open, besides, takes longer than a look at them.
    ...(isSmall && ofAll.length > 0 ? [sql`(${sql.join(ofAll, sql` and `)}) is true`] : ofAll),
    ...(state === undefined ? [] : [sql`r.tok && ${state.ids}::int[]`]),
    ...(way === 'marked'
      ? [sql`r.tok && ${marks.flatMap((f) => idsOf(words, f.field, f.any?.map(String)))}::int[]`]
      : []),
    ...anyOf(own),
  ]
  return {
    parts: within.map((part) => sql.join([part, ...where], sql` and `)),
    columns: indicators.map((one, i) => {
      const conditions = [...(own[i] ?? []), ...openFor(config, counting, type, one)]
      const filter = conditions.length === 0 ? sql`` : sql` filter (where ${sql.join(conditions, sql` and `)})`
      return sql`(count(*)${filter})::int as ${count(i)}`
    }),
  }
}

/** Rows in scope; those of an agency by the index of counted cases, and what was shared from elsewhere beside them. */
function partsOf(counting: Counting, type: RecordType, way: Way): Where[] | undefined {
  const scope = counting.scopeOf(type)
  const within = way === 'own' ? oneOwn(counting, type) : withinOf(counting, type)
  if (within === undefined || way !== 'lean' || type !== 'case' || scope.kind !== 'some') return within && [within]
  const [agency, ...more] = scope.principals.filter((principal) => principal.startsWith('a:'))
  if (agency === undefined || more.length > 0) return [within]
  const beside = { ...scope, principals: scope.principals.filter((principal) => principal !== agency) }
  return [
    sql`r.agency = ${agency} and r.module = any (${scope.modules}::text[])`,
    sql`${scopeWhere(beside)} and r.agency is distinct from ${agency}`,
  ]
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
  const where = [...question.parts, ...by.flatMap((pivot) => withKey(config, words, type, pivot))]
  const keys = by.map((pivot, i) => keyOf(config, words, type, pivot, i))
  const { rows } = await sql<Row>`
    ${plannedAnew} select ${sql.join([...keys.map((_, i) => sql`${key(i)}.k as ${key(i)}`), ...question.columns])}
    from ${rowsBy(config, words, type, by)}
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
  const found = question.parts.map((part) =>
    sql<Row>`
      ${plannedAnew} select ${sql.join([...told, ...question.columns])} from ${sql.table(`${type}_row`)} r
      where ${part} ${grouped}`.execute(tx),
  )
  const rows = (await Promise.all(found)).flatMap((part) => part.rows)
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

/** Is it asked of a column, and of one that stands in the index of counted cases? */
const isColumn = (config: Configuration, type: RecordType, { field, from, to }: Filter): boolean =>
  rowColumns[field] !== undefined ||
  ['record_state', 'created_at', 'assign'].includes(field) ||
  ((from !== undefined || to !== undefined) && config.published.get(type)?.sort[field] !== undefined)

/** Rows that count nowhere are not read, where an index can tell: what is shared or waits is a few among many. */
function anyOf(conditions: readonly Where[][]): Where[] {
  if (conditions.some((one) => one.length === 0)) return []
  const each = conditions.map((one) => sql`(${sql.join(one, sql` and `)})`)
  return [sql`(${sql.join(each, sql` or `)})`]
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
  const referred = type === 'case' ? counting.referred : undefined
  const asked = [...filters, ...by].map(({ field }) => field)
  return referred === undefined ? [] : openTo(config, referred, asked)
}
