// Filter parameters of the v2 door (api-records §6.4, §6.5): strings become typed conditions.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { identifierFields } from '@primero/domain/records/record.ts'
import { isDay, isMoment } from '@primero/domain/time.ts'
import { listOf, type Parameters } from '../http/query-string.ts'
import type { Condition, Value } from './conditions.ts'

/** Parameters that are never filters. */
export const reserved = new Set([
  'format',
  'page',
  'per',
  'order',
  'order_by',
  'fields',
  'id_search',
  'query',
  'query_scope',
  'phonetic',
  'phone_number',
  'total',
  'locale',
  // Sent along by a widespread adaptor on every call.
  'remote',
  'scope',
])

/** Each parameter with the condition it makes; `undefined` for a form that makes none. */
export function v2Conditions(
  type: RecordType,
  query: Parameters,
): { name: string; condition: Condition | undefined }[] {
  return Object.entries(query)
    .filter(([name]) => !reserved.has(name))
    .map(([name, value]) => ({ name, condition: conditionOf(type, name, value) }))
}

function conditionOf(type: RecordType, name: string, value: unknown): Condition | undefined {
  if (name === 'or') return orOf(type, value)
  if (name === 'not') return notOf(type, value)
  if (name.startsWith('loc:')) return locationOf(name.slice(4), value)
  if (name === 'id') return { kind: 'ids', ids: splitList(value) }
  if (identifierFields[type].includes(name)) {
    return typeof value === 'string' ? { kind: 'identifier', field: name, value } : undefined
  }
  return fieldCondition(name, value)
}

function orOf(type: RecordType, value: unknown): Condition | undefined {
  const entries = isBag(value) ? pairs(value) : []
  const conditions = entries.map(([field, v]) => conditionOf(type, field, v)).filter((c) => c !== undefined)
  return conditions.length === 0 ? undefined : { kind: 'or', conditions }
}

/** `or[f]=x&or[g]=y`, or a list of objects of which the first key of each counts. */
function pairs(bag: Record<string, unknown>): [string, unknown][] {
  const entries = Object.entries(bag)
  const isList = Array.isArray(bag) || entries.every(([key, v]) => /^\d+$/.test(key) && isBag(v))
  if (!isList) return entries
  return entries.flatMap(([, item]) => (isBag(item) ? Object.entries(item).slice(0, 1) : []))
}

function notOf(type: RecordType, value: unknown): Condition | undefined {
  const first = isBag(value) ? Object.entries(value)[0] : undefined
  const condition = first && conditionOf(type, first[0], first[1])
  return condition && { kind: 'not', condition }
}

function locationOf(name: string, value: unknown): Condition | undefined {
  const level = /[0-5]$/.exec(name)?.[0]
  const field = level === undefined ? name : name.slice(0, -1)
  const codes = splitList(value).map((code) => code.toUpperCase())
  if (codes.length === 0) return undefined
  return { kind: 'under', field, codes, ...(level === undefined ? {} : { level: Number(level) }) }
}

function fieldCondition(field: string, value: unknown): Condition | undefined {
  // A hash that is no list of values makes no filter (`age[foo]=1`).
  if (isBag(value) && !Array.isArray(value) && !Object.keys(value).every((key) => /^\d+$/.test(key))) return undefined
  const parts = splitList(value)
  if (parts.length === 0 && value !== '') return undefined
  const ranges = parts.map(rangeOf).filter((r) => r !== undefined)
  if (ranges.length > 0 && ranges.length === parts.length) return { kind: 'range', field, ranges }
  if (parts.some((part) => part.includes('..'))) return undefined
  return { kind: 'any', field, values: value === '' ? [null] : parts.map(typed) }
}

const isBag = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const splitList = (value: unknown): string[] =>
  listOf(value)
    .flatMap((item) => item.split(','))
    .filter((item) => item !== '')

/** `6..11` inclusive, `5..` open upward; `..5` and negative bounds are not ranges. */
function rangeOf(text: string): { from: Value; to?: Value } | undefined {
  const m = /^([^.]+(?:\.\d+)?[^.]*)\.\.(.*)$/.exec(text)
  if (!m?.[1]) return undefined
  const from = bound(m[1])
  const to = m[2] ? bound(m[2]) : undefined
  if (from === undefined || (m[2] && to === undefined)) return undefined
  return to === undefined ? { from } : { from, to }
}

const bound = (text: string): Value | undefined =>
  /^\d+$/.test(text) ? Number(text) : isDay(text) || isMoment(text) ? text : undefined

/** Strings as the wire means them: digits are numbers, true and false are booleans. */
const typed = (text: string): Value =>
  text === 'true' ? true : text === 'false' ? false : /^\d{1,15}$/.test(text) ? Number(text) : text
