// Counting for a dashboard, in memory, and putting the numbers into words of the wire (api-admin §17.1). The server
// counts by a statement; a test holds the two together.
import { inScope, scopeOf } from '../access/scope.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Data, RecordFacts } from '../records/record.ts'
import { type Filter, parameterOf } from '../search/filter.ts'
import { fits } from '../search/local.ts'
import type { DashboardView, Indicator, Pivot } from './dashboard.ts'

/** How many records have these keys, one for each pivot. */
export type Tally = { keys: string[]; count: number }

export type Counted = { facts: RecordFacts; data: Data }

export function tallied(
  config: Configuration,
  view: DashboardView,
  indicator: Indicator,
  records: readonly Counted[],
): Tally[] {
  const found = records.filter(
    ({ facts, data }) =>
      facts.type === indicator.type &&
      inScope(scopeOf(view.actor, indicator.type), facts) &&
      indicator.filters.every((filter) => fits(config, indicator.type, data, filter)),
  )
  const counts = new Map<string, Tally>()
  for (const { data } of found) {
    for (const keys of pairs(indicator.by.map((pivot) => keysOf(config, pivot, data)))) {
      const id = JSON.stringify(keys)
      counts.set(id, { keys, count: (counts.get(id)?.count ?? 0) + 1 })
    }
  }
  return [...counts.values()]
}

const answersIn = (data: Data, field: string): string[] => {
  const answer = Object.hasOwn(data, field) ? data[field] : undefined
  const all: unknown[] = Array.isArray(answer) ? answer : [answer]
  return [...new Set(all.filter((one): one is string => typeof one === 'string' && one !== ''))]
}

function keysOf(config: Configuration, { field, level, only }: Pivot, data: Data): string[] {
  const answers = answersIn(data, field)
  if (level === undefined) return answers.filter((answer) => only === undefined || only.includes(answer))
  // Who is placed above that level is left out.
  const places = answers.flatMap((code) => config.locations.get(code)?.hierarchy[level] ?? [])
  return [...new Set(places.map((code) => code.toLowerCase()))]
}

/** Every way to take one of each list; no lists have one way. */
const pairs = (lists: string[][]): string[][] =>
  lists.reduce<string[][]>((ways, list) => ways.flatMap((way) => list.map((key) => [...way, key])), [[]])

/** Parameters of the list that a number opens. */
export const queryOf = ({ filters, by }: Indicator, keys: readonly string[] = []): string[] => [
  ...filters.map((filter) => parameterOf(filter)),
  ...by.flatMap((pivot, i) => {
    const key = keys[i]
    return key === undefined ? [] : [parameterOf(filterOf(pivot, key), pivot.level)]
  }),
]

/** The list that a number opens, as our own app asks for it. */
export const filtersOf = ({ filters, by }: Indicator, keys: readonly string[] = []): Filter[] => [
  ...filters,
  ...by.flatMap((pivot, i) => {
    const key = keys[i]
    return key === undefined ? [] : [filterOf(pivot, key)]
  }),
]

const filterOf = ({ field, level }: Pivot, key: string): Filter =>
  level === undefined ? { field, any: [key] } : { field, under: [key] }

/** null: kept back, since it is small. */
export type Value = { count: number | null; query: string[] }
export type Shown = Value | Record<string, Value> | Record<string, Record<string, Value>>

/** The indicator on the wire; `opensLists`: whose reader has lists. Of pairs, each first key carries every second one that occurs. */
export function shown(
  indicator: Indicator,
  tallies: readonly { keys: string[]; count: number | null }[],
  opensLists = true,
): Shown {
  const value = ({ keys, count }: { keys: string[]; count: number | null }): Value => ({
    count,
    query: opensLists ? queryOf(indicator, keys) : [],
  })
  if (indicator.by.length === 0) return value(tallies[0] ?? { keys: [], count: 0 })
  if (indicator.by.length === 1) return Object.fromEntries(tallies.map((one) => [one.keys[0], value(one)]))
  const [firsts, seconds] = [0, 1].map((i) => [...new Set(tallies.map(({ keys }) => keys[i] ?? ''))])
  return Object.fromEntries(
    (firsts ?? []).map((first) => [
      first,
      Object.fromEntries(
        (seconds ?? []).map((second) => {
          const one = tallies.find(({ keys }) => keys[0] === first && keys[1] === second)
          return [second, one ? value(one) : { count: 0, query: [] }]
        }),
      ),
    ]),
  )
}
