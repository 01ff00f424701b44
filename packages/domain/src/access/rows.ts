// Rows of subforms, and comparing answers.
import { isObject } from '../forms/answer.ts'
import type { Answer, Row } from '../records/record.ts'

/** A non-empty list of objects: the rows of a subform, whether or not each has its id yet. */
export const isRows = (value: unknown): value is Row[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject)

/** Rows that can be told apart, each by its own id; others are compared and replaced as a whole. */
export const isKeyed = (value: unknown): value is Row[] =>
  isRows(value) &&
  value.every((row) => typeof row.unique_id === 'string' && row.unique_id !== '') &&
  new Set(value.map((row) => row.unique_id)).size === value.length

/** The rows of an answer; none where it is empty or something else. */
export const rowsOf = (value: Answer | undefined): Row[] => (isRows(value) ? value : [])

/** The same JSON value: keys in any order, absent the same as undefined. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]))
  if (!isObject(a) || !isObject(b)) return false
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => isSame(a[key], b[key]))
}
