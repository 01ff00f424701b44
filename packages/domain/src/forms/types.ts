// What a field takes, by its type (api-records §7.2). One table for the doors, the page and imports.
import type { Field } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isUuid } from '../ids.ts'
import { isDay } from '../time.ts'
import { isObject, isTimestamp } from './answer.ts'
import { enumerated } from './options.ts'

/** Rows within rows within rows; a path has room for no more (sync: seven steps). */
export const maxRowDepth = 3

export type Container = 'scalar' | 'list' | 'object'

export function containerOf(field: Field): Container {
  if (field.type === 'subform' || (field.type === 'select_box' && field.multi === true)) return 'list'
  return field.type === 'tally_field' ? 'object' : 'scalar'
}

export function kindOf(value: unknown): Container {
  if (Array.isArray(value)) return 'list'
  return typeof value === 'object' && value !== null ? 'object' : 'scalar'
}

/**
 * Answers come through the data; files come as attachments, and summaries are made by us (api-records
 * §7.1).
 */
export const isWritable = (field: Field): boolean => writable.has(field.type) && field.subformSummary === undefined

const writable: ReadonlySet<string> = new Set([
  'text_field',
  'textarea',
  'radio_button',
  'tick_box',
  'select_box',
  'numeric_field',
  'date_field',
  'subform',
  'tally_field',
  'calculated',
])

export type Fault = { path: string[]; kind: 'wrong-type' | 'unknown-option' }

/**
 * What is wrong with an answer, with the way to it from the field down: [] for the answer itself,
 * ['1'] for the second of several choices, ['0', 'unique_id'] inside a row. Never throws.
 */
export function faultsIn(config: Configuration, field: Field, answer: unknown, depth = 0): Fault[] {
  switch (field.type) {
    case 'text_field':
    case 'textarea':
      return wrongUnless(answer === null || isText(answer))
    case 'numeric_field':
      return wrongUnless(answer === null || isInt32(answer))
    case 'tick_box':
      return wrongUnless(typeof answer === 'boolean')
    case 'date_field':
      return wrongUnless(answer === null || (field.includeTime === true ? isTimestamp(answer) : isDay(answer)))
    case 'calculated':
      return wrongUnless(isAnyScalar(answer))
    case 'radio_button':
    case 'select_box':
      return choiceFaults(config, field, answer)
    case 'tally_field':
      return tallyFaults(field, answer)
    case 'subform':
      return rowsFaults(config, field, answer, depth)
    default:
      return wrong
  }
}

const wrong: Fault[] = [{ path: [], kind: 'wrong-type' }]
const wrongUnless = (fits: boolean): Fault[] => (fits ? [] : wrong)
const under = (step: string, faults: Fault[]): Fault[] => faults.map((f) => ({ ...f, path: [step, ...f.path] }))

const isInt32 = (value: unknown): boolean => Number.isInteger(value) && Number(value) === (Number(value) | 0)

/**
 * A text that can be stored and sent on: no null byte, no half of a character. A database takes neither, and a
 * device that kept one would try in vain for ever.
 */
export const isText = (value: unknown): value is string =>
  typeof value === 'string' && !value.includes('\0') && !/\p{Surrogate}/u.test(value)

const isAnyScalar = (value: unknown): boolean =>
  value === null || isText(value) || typeof value === 'boolean' || Number.isFinite(value)

function choiceFaults(config: Configuration, field: Field, answer: unknown): Fault[] {
  const ids = acceptedIds(config, field)
  if (containerOf(field) === 'list') {
    if (!Array.isArray(answer)) return wrong
    return answer.flatMap((choice, i) => under(String(i), choiceFault(ids, choice)))
  }
  if (answer === null) return []
  if (field.type === 'radio_button' && typeof answer === 'boolean') return wrongUnless(isTrueOrFalse(ids))
  return choiceFault(ids, answer)
}

const choiceFault = (ids: ReadonlySet<string> | undefined, choice: unknown): Fault[] =>
  !isText(choice) ? wrong : ids === undefined || ids.has(choice) ? [] : [{ path: [], kind: 'unknown-option' }]

const isTrueOrFalse = (ids: ReadonlySet<string> | undefined): boolean =>
  ids?.size === 2 && ids.has('true') && ids.has('false')

/** Values that rules set by themselves are accepted beside those that a form lists. */
const setByRules: Readonly<Record<string, readonly string[]>> = {
  status: ['open', 'closed', 'transferred', 'identified'],
  workflow: ['new', 'closed', 'reopened', 'service_provision', 'services_implemented', 'case_plan', 'assessment'],
}

function acceptedIds(config: Configuration, field: Field): ReadonlySet<string> | undefined {
  const ids = enumerated(config, field)
  const more = Object.hasOwn(setByRules, field.name) ? setByRules[field.name] : undefined
  return ids && more ? new Set([...ids, ...more]) : ids
}

function tallyFaults(field: Field, answer: unknown): Fault[] {
  if (!isObject(answer)) return wrong
  const known = tallyKeys(field)
  return Object.entries(answer).flatMap(([key, count]) =>
    under(key, wrongUnless(known.has(key) && (count === null || isInt32(count)))),
  )
}

export const tallyKeys = (field: Field): ReadonlySet<string> =>
  new Set([...(field.tally ?? []).map((entry) => entry.id), 'total'])

/** The fields of a subform's rows, by name. */
export function rowFields(config: Configuration, field: Field): ReadonlyMap<string, Field> {
  return new Map(config.rowsOf(field)?.fields.map((f) => [f.name, f]))
}

function rowsFaults(config: Configuration, field: Field, answer: unknown, depth: number): Fault[] {
  if (!Array.isArray(answer)) return wrong
  if (depth >= maxRowDepth) return wrongUnless(answer.length === 0)
  const fields = rowFields(config, field)
  return answer.flatMap((row, i) => under(String(i), rowFaults(config, fields, row, depth)))
}

function rowFaults(config: Configuration, fields: ReadonlyMap<string, Field>, row: unknown, depth: number): Fault[] {
  if (!isObject(row)) return wrong
  return Object.entries(row).flatMap(([name, value]) => {
    if (name === 'unique_id') return under(name, wrongUnless(isUuid(value)))
    if (name === '_destroy') return under(name, wrongUnless(value === null || typeof value === 'boolean'))
    const field = fields.get(name)
    return under(name, field && isWritable(field) ? faultsIn(config, field, value, depth + 1) : wrong)
  })
}
