// Lists on a device: the same questions as the server's, answered from what is kept there. `search/where.ts` and
// `order.ts` of the server say the same in SQL, and a test holds the two together.
import type { RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isBlank } from '../forms/answer.ts'
import { enumerated } from '../forms/options.ts'
import { isName, nameMask } from '../records/names.ts'
import type { Data } from '../records/record.ts'
import type { Filter, Value } from './filter.ts'
import { isNameHidden, nameTokens, searchWords } from './phonetic.ts'
import { sortValues } from './terms.ts'

export type LocalQuestion = {
  filters: Filter[]
  sort?: { field: string; descending: boolean } | undefined
  page: number
  per: number
}

/** What a list knows of a record; `data` as its reader sees it. */
export type Line = { id: string; data: { [field: string]: unknown } }

/** Those that fit, one page of them, in the order of the server's lists. */
export function findIn<T extends Line>(
  config: Configuration,
  type: RecordType,
  lines: readonly T[],
  { filters, sort, page, per }: LocalQuestion,
): { total: number; rows: T[] } {
  const fitting = lines.filter(({ data }) => filters.every((filter) => fits(config, type, data as Data, filter)))
  const { field, descending } = sort ?? { field: 'created_at', descending: true }
  const keyed = fitting.map((line) => ({ line, key: sortKey(config, type, line.data as Data, field) }))
  keyed.sort(
    (a, b) =>
      byKey(a.key, b.key, descending) || byKey(bornAt(a.line), bornAt(b.line), true) || later(a.line.id, b.line.id),
  )
  const start = (Math.max(1, page) - 1) * per
  return { total: fitting.length, rows: keyed.slice(start, start + per).map(({ line }) => line) }
}

const bornAt = ({ data }: Line): unknown => data['created_at']
const later = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0)

/** Does a record answer to the filter? */
export function fits(config: Configuration, type: RecordType, data: Data, filter: Filter): boolean {
  const found = holds(config, type, data, filter)
  return filter.not === true ? !found : found
}

function holds(config: Configuration, type: RecordType, data: Data, { field, any, from, to, under }: Filter): boolean {
  const answers = answersAt(data, field)
  if (under !== undefined) return answers.some((code) => isUnder(config, code, under))
  if (from !== undefined || to !== undefined) return answers.some((answer) => isBetween(answer, from, to))
  return isOneOf(config, type, field, answers, any ?? [])
}

/** Facts that are there although nobody stored them, as the searched tables fill them in. */
const defaults: Readonly<Record<string, Value>> = { status: 'open', record_state: true }

/** A protected name counts as none: a filter or an order by it would tell it (records §5). */
function answersAt(data: Data, field: string): unknown[] {
  if (isName(field) && (isNameHidden(data) || data['name'] === nameMask)) return []
  const answer = (Object.hasOwn(data, field) ? data[field] : undefined) ?? defaults[field]
  return (Array.isArray(answer) ? answer : [answer]).filter((one) => one !== undefined && one !== null)
}

/** What every record has; nobody leaves it unanswered. */
const facts: ReadonlySet<string> = new Set([
  'owned_by',
  'status',
  'workflow',
  'module_id',
  'record_state',
  'associated_user_names',
  'associated_user_groups',
  'associated_user_agencies',
  'owned_by_groups',
  'owned_by_agency_id',
  'identified_by',
])

/** `false` also finds what was never answered. */
function isOneOf(config: Configuration, type: RecordType, field: string, answers: unknown[], wanted: Value[]): boolean {
  if (answers.some((answer) => wanted.some((value) => isEqual(answer, value)))) return true
  if (!wanted.includes(false) || facts.has(field)) return false
  const published = config.published.get(type)
  if (published?.filters.includes(field)) return !wanted.includes(true) && !answers.some((a) => isEqual(a, true))
  return !comparedAsText.has(published?.sort[field] ?? '') && answers.length === 0
}

/** Kinds of columns that one answer is looked up in; of a moment, or of several days, the answers are. */
const comparedAsText: ReadonlySet<string> = new Set(['date', 'number', 'text'])

/** Digits count as the number that they are. */
const isEqual = (answer: unknown, value: Value): boolean =>
  typeof answer !== 'object' && String(answer) === String(value)

function isBetween(answer: unknown, from: string | number | undefined, to: string | number | undefined): boolean {
  if (typeof from === 'number' || typeof to === 'number') {
    if (typeof answer !== 'number' || typeof from === 'string' || typeof to === 'string') return false
    return (from === undefined || answer >= from) && (to === undefined || answer <= to)
  }
  if (typeof answer !== 'string') return false
  // A day's end counts as its last moment only where moments are compared with moments.
  const at = answer.slice(0, Math.max(from?.length ?? 0, to?.length ?? 0))
  return (from === undefined || at >= from) && (to === undefined || at <= to)
}

function isUnder(config: Configuration, code: unknown, under: string[]): boolean {
  const place = typeof code === 'string' ? config.locations.get(code) : undefined
  const wanted = new Set(under.map((one) => one.toUpperCase()))
  return place?.hierarchy.some((step) => wanted.has(step.toUpperCase())) ?? false
}

type Key = string | number | null

function sortKey(config: Configuration, type: RecordType, data: Data, field: string): Key {
  const kind = config.published.get(type)?.sort[field]
  if (kind === undefined) {
    const [answer] = answersAt(data, field)
    return typeof answer === 'string' || typeof answer === 'number'
      ? answer
      : answer === undefined
        ? null
        : String(answer)
  }
  const value = sortValues(config, type, data)[field] ?? null
  const definition = kind === 'text' ? config.fieldOf(type, field) : undefined
  const options = definition && enumerated(config, definition)
  if (options === undefined || value === null) return value
  const place = [...options].indexOf(String(value))
  return place < 0 ? null : place
}

const letters = new Intl.Collator('und')

/** What has no key stands last, whichever way the list runs. */
function byKey(a: unknown, b: unknown, descending: boolean): number {
  const [none, other] = [isBlank(a), isBlank(b)]
  if (none || other) return Number(none) - Number(other)
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : letters.compare(String(a), String(b))
  return descending ? -order : order
}

export type TextQuestion = { text: string; by: 'id' | 'name' | 'phone' }

/**
 * Words by which a device finds a record; it keeps keyed hashes of them, never the words (ux §15.4). Names by sound,
 * phones whole, numbers of documents and cards in threes. Opaque codes stand in the lines themselves.
 */
export function findingWords(type: RecordType, data: Data): string[] {
  if (data['name'] === nameMask) return []
  const { tokens, identifiers, exact } = searchWords(type, data)
  const phones = exact.filter((word) => word.startsWith('phone:'))
  return [...tokens.map((token) => `n:${token}`), ...phones, ...threes(identifiers).map((three) => `i:${three}`)]
}

/** What to look for: a record must carry all the words of one of these lists. */
export function wordsToFind({ text, by }: TextQuestion): string[][] {
  if (by === 'name') return nameTokens(text).map((token) => [`n:${token}`])
  if (by === 'phone') return [[`phone:${text.trim()}`]]
  return [threes(text.trim().toLowerCase()).map((three) => `i:${three}`)]
}

const threes = (text: string): string[] => [
  ...new Set(
    [...text]
      .map((_, i, all) => all.slice(i, i + 3).join(''))
      .filter((three) => three.length === 3 && !three.includes(' ')),
  ),
]

/** Does it fit after all? By codes from the line alone; else `data` must be the whole record's. */
export function isFoundBy(type: RecordType, data: Data, { text, by }: TextQuestion): boolean {
  const { tokens, codes, identifiers, exact } = searchWords(type, data)
  if (by === 'phone') return exact.includes(`phone:${text.trim()}`)
  if (by === 'name') return data['name'] !== nameMask && nameTokens(text).some((token) => tokens.includes(token))
  const part = text.trim().toLowerCase()
  return part.length >= 3 && (codes.includes(part) || identifiers.includes(part))
}

/** How many words of a name they share: the more alike, the higher in the list. */
export const sharedWords = (type: RecordType, data: Data, text: string): number => {
  const { tokens } = searchWords(type, data)
  return nameTokens(text).filter((token) => tokens.includes(token)).length
}
