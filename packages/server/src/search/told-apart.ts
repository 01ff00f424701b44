// By what records are told apart for a number: a column, terms of the searched row, or an answer.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Indicator, Pivot } from '@primero/domain/workflow/dashboard.ts'
import type { Tally } from '@primero/domain/workflow/dashboard-counts.ts'
import { type RawBuilder, sql } from 'kysely'
import { rowColumns, sortColumn } from './columns.ts'
import { elements, isOpen } from './where.ts'

type Where = RawBuilder<unknown>

/** Terms of the fields by which records are told apart or chosen: read first, so that the plan knows how many have them. */
export type Words = ReadonlyMap<string, readonly Word[]>
export type Word = { id: number; value: string }

export const key = (at: number) => sql.ref(`k${at}`)

/** The column by which records are told apart, where it is one. */
export function columnOf(config: Configuration, type: RecordType, { field, level }: Pivot): Where | undefined {
  const column = rowColumns[field]
  if (column !== undefined) return sql`r.${sql.ref(column)}`
  const published = config.published.get(type)
  if (level !== undefined && published?.location === field) return sql`r.loc_path`
  return published?.sort[field] === 'text' ? sql`r.${sql.ref(sortColumn(field, 'text'))}` : undefined
}

/** Only rows that have a key at all, by the index of terms. */
export function withKey(config: Configuration, words: Words, type: RecordType, pivot: Pivot): Where[] {
  if (!isTerm(config, type, pivot) || isOneByOne(config, words, type, pivot)) return []
  return pivot.only === undefined && !isOfPeople(config, type, pivot)
    ? []
    : [sql`r.tok && ${idsOf(words, pivot.field, pivot.only)}::int[]`]
}

/**
 * The rows to tell apart (alias `r`) by these keys. Where a key is one of thousands, few records have it: each is looked up
 * by itself, and only then asked for anything else.
 */
export function rowsBy(config: Configuration, words: Words, type: RecordType, by: readonly Pivot[]): Where {
  const keys = by.map((pivot, i) => keyOf(config, words, type, pivot, i).from)
  const lead = by.findIndex((pivot) => isOneByOne(config, words, type, pivot))
  const [pivot, table] = [by[lead], sql.table(`${type}_row`)]
  if (pivot === undefined) return sql`${table} r ${sql.join(keys, sql` `)}`
  const others = keys.filter((_, i) => i !== lead)
  return sql`unnest(${idsOf(words, pivot.field, pivot.only)}::int[]) ${key(lead)} (k)
    cross join lateral (select * from ${table} r where r.tok && array[${key(lead)}.k] offset 0) r ${sql.join(others, sql` `)}`
}

export const isTermField = (config: Configuration, type: RecordType, field: string): boolean =>
  config.published.get(type)?.filters.includes(field) === true

const isTerm = (config: Configuration, type: RecordType, { field }: Pivot): boolean =>
  rowColumns[field] === undefined && isTermField(config, type, field)

/** What no form asks is stamped by rules, and names people and groups. */
const isOfPeople = (config: Configuration, type: RecordType, pivot: Pivot): boolean =>
  isTerm(config, type, pivot) && config.fieldOf(type, pivot.field) === undefined

/** Compared record by record, thousands of keys take minutes over a country; looked up one by one, a tenth of a second. */
const isOneByOne = (config: Configuration, words: Words, type: RecordType, pivot: Pivot): boolean =>
  isOfPeople(config, type, pivot) && idsOf(words, pivot.field, pivot.only).length > few

const few = 100

export function idsOf(words: Words, field: string, among?: readonly string[]): number[] {
  const values = among && new Set(among)
  return (words.get(field) ?? []).filter(({ value }) => values?.has(value) ?? true).map(({ id }) => id)
}

export type Key = {
  /** A row of it for each key of the record. */
  from: Where
  /** The key as a word, where the statement gives a number. */
  words: ReadonlyMap<string, string> | undefined
}

export function keyOf(config: Configuration, words: Words, type: RecordType, pivot: Pivot, at: number): Key {
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
      from: sql`cross join lateral (select u as k from unnest(r.tok) u where u = any (${ids}::int[])) ${key(at)}`,
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

export type Row = Record<string, unknown>

/** Where a row has the number and the keys of an indicator. */
type Place = { at: number; keyAt: readonly number[]; keys?: readonly Key[] }

/** Numbers of one indicator; places as their ancestors at the level asked for, those above it left out. */
export function talliesOf(
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
