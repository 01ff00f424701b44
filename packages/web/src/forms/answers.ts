// The answers of an open form: one small store, so that a keystroke redraws one field and not the page.
import type { Answer, Data, Row } from '@primero/domain/records/record.ts'
import { useCallback, useSyncExternalStore } from 'react'

/** [field], or [subform field, row id, field, …] inside a row; the same paths as in an intention. */
export type Path = readonly string[]

export type Answers = {
  data: () => Data
  at: (path: Path) => Answer | undefined
  set: (path: Path, value: Answer | undefined) => void
  /** Lays a whole set of answers over the old one: a restored draft, a newer version from the server. */
  replace: (data: Data) => void
  /** Rows taken away since the last save, by the path of their subform: Undo brings them back. */
  removed: Map<string, Removed[]>
  subscribe: (listener: () => void) => () => void
}

export type Removed = { row: Row; index: number }

/** What follows from a change: worked-out values, age from birth date. */
export type Following = (before: Data, after: Data, path: Path) => Data

export function answersOf(initial: Data, following: Following = (_before, after) => after): Answers {
  let data = initial
  const removed = new Map<string, Removed[]>()
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  return {
    data: () => data,
    at: (path) => answerAt(data, path),
    set: (path, value) => {
      if (answerAt(data, path) === value) return
      data = following(data, withAnswer(data, path, value), path)
      tell()
    },
    removed,
    replace: (next) => {
      data = next
      removed.clear()
      tell()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const isRows = (value: Answer | undefined): value is Row[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'object')

export const rowsAt = (data: Data, path: Path): Row[] => {
  const value = answerAt(data, path)
  return isRows(value) ? value : []
}

export function answerAt(data: Data, path: Path): Answer | undefined {
  const [name, rowId, ...rest] = path
  if (name === undefined) return undefined
  const value = data[name]
  if (rowId === undefined) return value
  const row = isRows(value) ? value.find((r) => r.unique_id === rowId) : undefined
  if (rest.length === 0) return row === undefined ? undefined : [row]
  return row === undefined ? undefined : answerAt(row, rest)
}

export function withAnswer(data: Data, path: Path, value: Answer | undefined): Data {
  const [name, rowId, ...rest] = path
  if (name === undefined) return data
  if (rowId === undefined) return { ...data, [name]: value }
  const rows = isRows(data[name]) ? data[name] : []
  return {
    ...data,
    [name]: rows.map((row) => (row.unique_id === rowId ? (withAnswer(row, rest, value) as Row) : row)),
  }
}

/** The row in which a path ends, for conditions that look at its siblings; undefined at the top. */
export function rowAround(data: Data, path: Path): Row | undefined {
  if (path.length < 3) return undefined
  const found = answerAt(data, path.slice(0, -1))
  return isRows(found) ? found[0] : undefined
}

/** One answer, followed: the component draws again only when this very value changes. */
export function useAnswer(answers: Answers, path: Path): [Answer | undefined, (value: Answer | undefined) => void] {
  const key = path.join('/')
  const value = useSyncExternalStore(answers.subscribe, () => answers.at(path))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the path, whose array is new on each drawing
  const set = useCallback((next: Answer | undefined) => answers.set(path, next), [answers, key])
  return [value, set]
}

/** Something worked out from all answers; draws again only when the result differs. Results are compared as they are. */
export function useWorkedOut<T extends string | number | boolean | undefined>(
  answers: Answers,
  work: (data: Data) => T,
): T {
  return useSyncExternalStore(answers.subscribe, () => work(answers.data()))
}
