// What was changed, per path, and how changes of several people come together (records §15, §22.1).
import { isBlank, isObject } from '../forms/answer.ts'
import { isKeyed, isRows, isSame, rowsOf } from '../access/rows.ts'
import type { ConflictKind } from '../sync/protocol.ts'
import { type KeptClaim, type Met, meet, meetUnheard, type Rule } from './meeting.ts'
import type { Answer, Change, Data, Row } from './record.ts'

type Values = { readonly [name: string]: Answer | undefined }

const own = (values: Values, name: string): Answer | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined

/** A copy with one answer set; undefined takes it away. Computed keys stay own properties, whatever their names. */
function withAnswer<T extends Values>(values: T, name: string, answer: Answer | undefined): T {
  const { [name]: _before, ...rest } = values
  if (answer === undefined) return rest as unknown as T
  return Object.hasOwn(values, name) ? { ...values, [name]: answer } : ({ ...rest, [name]: answer } as unknown as T)
}

/** Changes that lead from `before` to `after`; rows are told apart by their id, at every depth. */
export function diff(before: Data, after: Data): Change[] {
  return between([], before, after)
}

function between(path: string[], before: Values, after: Values): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => answerDiff([...path, name], own(before, name), own(after, name)))
}

function answerDiff(path: string[], from: Answer | undefined, to: Answer | undefined): Change[] {
  if (isSame(from, to)) return []
  return areRows(from, to) ? rowsDiff(path, rowsOf(from), rowsOf(to)) : [{ path, from, to }]
}

/** Can the two be compared row by row? One of them may be empty, but not explicitly taken away. */
function areRows(from: Answer | undefined, to: Answer | undefined): boolean {
  if (isKeyed(to)) return isKeyed(from) || isNothing(from)
  return isKeyed(from) && Array.isArray(to) && to.length === 0
}

const isNothing = (answer: Answer | undefined): boolean =>
  answer === undefined || answer === null || (Array.isArray(answer) && answer.length === 0)

function rowsDiff(path: string[], from: Row[], to: Row[]): Change[] {
  const before = new Map(from.map((row) => [row.unique_id, row]))
  const after = new Set(to.map((row) => row.unique_id))
  const removed = from
    .filter((row) => !after.has(row.unique_id))
    .map((row): Change => ({ path: [...path, row.unique_id], from: row, to: null }) as unknown as Change)
  const kept = to.flatMap((row): Change[] => {
    const old = before.get(row.unique_id)
    const here = [...path, row.unique_id]
    return old ? between(here, old, row) : [added(here, row)]
  })
  return [...removed, ...kept]
}

// A row stands in a change as the value of its path; the type of answers knows it only inside its list.
const asAnswer = (row: Row): Answer => row as unknown as Answer
const added = (path: string[], row: Row): Change => ({ path, from: undefined, to: asAnswer(row) })
const asRow = (answer: unknown): Row | undefined => (isObject(answer) ? (answer as Row) : undefined)

/** A claim that is kept beside the record: `to` against what is in force, typed over `from`. */
export type Kept = Change & {
  kind: ConflictKind
  /** It was in force before this change came, and somebody else typed it. */
  isTheirs?: true
  /** It gave way because the other one is more careful. */
  isCautious?: true
}

/** The rule of the question at a path, and what others said there that the sender could not know of. */
type Asked = Rule & { unheard?: readonly Change[] }
type Rules = (path: string[]) => Asked

/** Asked wherever nobody says otherwise. */
const askAlways: Rules = () => ({ kind: 'ask' })

/**
 * Lays changes over what is stored now. Where a change's `from` is no longer there and its `to` is not there either,
 * two claims meet: the rule of the question says which is in force and whether the other is kept. What says the same
 * already is no change. A new row always fits in; a row that somebody else edited is not removed.
 */
export function apply(
  stored: Data,
  changes: readonly Change[],
  rules: Rules = askAlways,
): { data: Data; conflicts: Kept[] } {
  const { values, conflicts } = together(stored, changes, 1, rules)
  return { data: values, conflicts }
}

type Applied<T> = { values: T; conflicts: Kept[] }

const aside = (change: Change): Kept[] => [{ ...change, kind: 'ask' }]

function applyAt<T extends Values>(values: T, change: Change, rest: string[], rules: Rules): Applied<T> {
  const [name, rowId, ...deeper] = rest
  if (name === undefined) return { values, conflicts: aside(change) }
  const current = own(values, name)
  if (rowId === undefined) return onAnswer(values, name, current, change, rules)
  if (!isNothing(current) && !isRows(current)) return { values, conflicts: aside(change) }
  const rows = rowsOf(current)
  const result = deeper.length === 0 ? onRow(rows, rowId, change, rules) : inRow(rows, rowId, change, deeper, rules)
  if (result.values === rows) return { values, conflicts: result.conflicts }
  return { values: withAnswer(values, name, result.values), conflicts: result.conflicts }
}

function onAnswer<T extends Values>(
  values: T,
  name: string,
  current: Answer | undefined,
  change: Change,
  rules: Rules,
): Applied<T> {
  const { from, to, path } = change
  if (isSame(current, to)) return { values, conflicts: [] }
  if (isSame(current, from) || (isBlank(current) && isBlank(from))) {
    const rule = rules(path)
    return inForce(values, name, current, change, meetUnheard(rule, to, rule.unheard ?? []))
  }
  if (areRows(from, to) && (isKeyed(current) || isNothing(current))) {
    return together(values, rowsDiff(path, rowsOf(from), rowsOf(to)), path.length, rules)
  }
  return inForce(values, name, current, change, meet(rules(path), from, to, current))
}

function inForce<T extends Values>(
  values: T,
  name: string,
  current: Answer | undefined,
  change: Change,
  { force, kept }: Met,
): Applied<T> {
  return {
    values: isSame(force, current) ? values : withAnswer(values, name, force),
    conflicts: kept.map((claim) => keptOf(change, claim)),
  }
}

const keptOf = ({ path, from }: Change, { kind, claim, isTheirs, isCautious }: KeptClaim): Kept => ({
  path,
  from,
  to: claim,
  kind,
  ...(isTheirs ? { isTheirs } : {}),
  ...(isCautious ? { isCautious } : {}),
})

/** Applies the parts of a change one by one, each below the place where its whole was to go. */
function together<T extends Values>(values: T, parts: readonly Change[], depth: number, rules: Rules): Applied<T> {
  let now = values
  const conflicts: Kept[] = []
  for (const part of parts) {
    const result = applyAt(now, part, part.path.slice(depth - 1), rules)
    now = result.values
    conflicts.push(...result.conflicts)
  }
  return { values: now, conflicts }
}

function onRow(rows: Row[], rowId: string, change: Change, rules: Rules): Applied<Row[]> {
  const current = rows.find((row) => row.unique_id === rowId)
  const [from, to] = [asRow(change.from), asRow(change.to)]
  if (!to) return removal(rows, current, from, change)
  if (current) {
    const parts = between(change.path, from ?? { unique_id: rowId }, named(to, rowId))
    return replaced(rows, current, together(current, parts, change.path.length + 1, rules))
  }
  // Somebody else removed the row that was edited as a whole.
  if (from) return { values: rows, conflicts: aside(change) }
  return { values: [...rows, named(to, rowId)], conflicts: [] }
}

const named = (row: Row, rowId: string): Row => (row.unique_id === rowId ? row : { ...row, unique_id: rowId })

function removal(rows: Row[], current: Row | undefined, from: Row | undefined, change: Change): Applied<Row[]> {
  if (!current) return { values: rows, conflicts: [] }
  if (!isSame(current, from)) return { values: rows, conflicts: aside(change) }
  return { values: rows.filter((row) => row !== current), conflicts: [] }
}

function inRow(rows: Row[], rowId: string, change: Change, deeper: string[], rules: Rules): Applied<Row[]> {
  const current = rows.find((row) => row.unique_id === rowId)
  if (current) return replaced(rows, current, applyAt(current, change, deeper, rules))
  return { values: rows, conflicts: isBlank(change.to) ? [] : aside(change) }
}

const replaced = (rows: Row[], current: Row, result: Applied<Row>): Applied<Row[]> => ({
  values: result.values === current ? rows : rows.map((row) => (row === current ? result.values : row)),
  conflicts: result.conflicts,
})

/** The changes that undo these. */
export const revert = (changes: readonly Change[]): Change[] =>
  changes
    .toReversed()
    .map(({ path, from, to }) => ({ path, from: to, to: isRowPath(path) && from === undefined ? null : from }))

const isRowPath = (path: string[]): boolean => path.length % 2 === 0

/**
 * Lays a partial patch over the stored data (records §15, api-records §7.3): scalars and lists of choices replace,
 * tallies merge by key, rows by their id. `_destroy` removes a row, `[]` for rows changes nothing, null for rows,
 * lists and tallies neither. Rows without an id get one from `newId`.
 */
export function mergePatch(stored: Data, patch: Data, newId: () => string): Data {
  return merged(stored, patch, newId)
}

function merged<T extends Values>(stored: T, patch: Values, newId: () => string): T {
  let now = stored
  for (const name of Object.keys(patch)) {
    const to = own(patch, name)
    if (to !== undefined) now = withAnswer(now, name, mergedAnswer(own(stored, name), to, newId))
  }
  return now
}

function mergedAnswer(from: Answer | undefined, to: Answer, newId: () => string): Answer | undefined {
  if (isRows(to)) return mergedRows(rowsOf(from), to, newId)
  if (isRows(from) && Array.isArray(to)) return from
  if (to === null && (Array.isArray(from) || isObject(from))) return from
  if (isObject(from) && isObject(to))
    return { ...(from as { [key: string]: number | null }), ...(to as { [key: string]: number | null }) }
  return to
}

function mergedRows(stored: Row[], patch: Row[], newId: () => string): Row[] {
  let rows = stored
  for (const { _destroy, ...row } of patch as (Row & { _destroy?: unknown })[]) {
    const current = row.unique_id ? rows.find((old) => old.unique_id === row.unique_id) : undefined
    if (isTrue(_destroy)) rows = current ? rows.filter((old) => old !== current) : rows
    else if (current) rows = rows.map((old) => (old === current ? merged(old, row, newId) : old))
    else rows = [...rows, withRowIds({ ...row, unique_id: row.unique_id || newId() } as Row, newId)]
  }
  return rows
}

const isTrue = (mark: unknown): boolean => mark === true || mark === 'true' || mark === 1

/** Every row at every depth with an id, and without rows that are marked for removal. */
export function withRowIds<T extends Values>(values: T, newId: () => string): T {
  let now = values
  for (const [name, answer] of Object.entries(values)) {
    if (isRows(answer)) now = withAnswer(now, name, mergedRows([], answer, newId))
  }
  return now
}
