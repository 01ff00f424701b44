// What the searched tables publish of a record: option ids to filter by, values to sort by. No free text,
// nothing that points to a person (design: names in searched tables).
import type { Field, Published, RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { enumerated } from '../forms/options.ts'
import { type Data, identifierFields, phoneFields, phoneticFields } from '../records/record.ts'
import { isDay, isMoment } from '../time.ts'

export type Term = { field: string; value: string }

type SortKind = Published['sort'][string]

/** Where a range that asks what is late begins. */
export const beginning = '1970-01-01'

/** Option ids of the published filter fields: a tick as `true` or `false`, a choice of several one by one. */
export function termsOf(config: Configuration, type: RecordType, data: Data): Term[] {
  return openFields(config, type, config.published.get(type)?.filters ?? []).flatMap(({ name, field }) => {
    if (field && !filterTypes.has(field.type)) return []
    const ids = field && enumerated(config, field)
    const answer = Object.hasOwn(data, name) ? data[name] : undefined
    const values: unknown[] = Array.isArray(answer) ? answer : [answer]
    const terms = values.flatMap((value) => termOf(value, ids, field === undefined))
    return [...new Set(terms)].map((value) => ({ field: name, value }))
  })
}

const filterTypes: ReadonlySet<Field['type']> = new Set<Field['type']>(['select_box', 'radio_button', 'tick_box'])

/** Ids have no spaces and are short: a sentence in place of an id never becomes a term. */
const idShape = /^[\p{L}\p{N}][\p{L}\p{N}_.:+@-]{0,63}$/u

/** What rules stamp names groups and users, too, whose names are freer than ids. */
const stampShape = /^[^\s\p{C}]{1,100}$/u

function termOf(value: unknown, ids: ReadonlySet<string> | undefined, isStamped: boolean): string[] {
  if (typeof value === 'boolean') return [String(value)]
  const isTerm = (text: string) => ids?.has(text) || (isStamped ? stampShape : idShape).test(text)
  return typeof value === 'string' && isTerm(value) ? [value] : []
}

/**
 * Values of the published sort columns: days as `YYYY-MM-DD`, numbers, texts. null where there is none, where
 * it is not of the column's kind, and for choices of several, which have no order.
 */
export function sortValues(
  config: Configuration,
  type: RecordType,
  data: Data,
): Record<string, string | number | null> {
  const columns = config.published.get(type)?.sort ?? {}
  const open = new Set(openFields(config, type, Object.keys(columns)).map(({ name }) => name))
  return Object.fromEntries(
    Object.entries(columns).map(([name, kind]) => {
      const answer = open.has(name) && Object.hasOwn(data, name) ? data[name] : undefined
      return [name, sortValue(kind, answer)]
    }),
  )
}

function sortValue(kind: SortKind, answer: unknown): string | number | null {
  if (kind === 'dates' || kind === 'moments') return earliest(kind === 'dates' ? isDay : isMoment, answer)
  if (kind === 'moment') return isMoment(answer) ? answer : null
  if (kind === 'number') return typeof answer === 'number' && Number.isFinite(answer) ? answer : null
  if (typeof answer !== 'string' || answer === '') return null
  if (kind === 'text') return answer
  return isDay(answer) || isMoment(answer) ? answer.slice(0, 10) : null
}

/**
 * Of those since 1970, the beginning of what is asked for as late: so one of them lies between then and a day exactly
 * where the earliest does, and the column answers for all.
 */
function earliest(isOne: (answer: unknown) => boolean, answer: unknown): string | null {
  const all: unknown[] = Array.isArray(answer) ? answer : [answer]
  return all.filter((one): one is string => isOne(one) && String(one) >= beginning).sort()[0] ?? null
}

/** Names by which a record is found are reached by the search alone, whatever a bundle publishes. */
const searched = (type: RecordType): string[] => [
  ...identifierFields[type],
  ...phoneFields[type],
  ...phoneticFields[type],
]

/**
 * Published names that may stand in a searched table. A name that no form defines is a fact that rules stamp
 * (`status`, `record_state`); one that any form holds to be identifying or free text is left out.
 */
function openFields(
  config: Configuration,
  type: RecordType,
  names: readonly string[],
): { name: string; field: Field | undefined }[] {
  const closed = closedNames(config, type)
  return names.filter((name) => !closed.has(name)).map((name) => ({ name, field: config.fieldOf(type, name) }))
}

// A configuration never changes, so what follows from it is worked out once.
const closedOf = new WeakMap<Configuration, Map<RecordType, ReadonlySet<string>>>()

function closedNames(config: Configuration, type: RecordType): ReadonlySet<string> {
  const known = closedOf.get(config) ?? new Map<RecordType, ReadonlySet<string>>()
  closedOf.set(config, known)
  const before = known.get(type)
  if (before) return before
  const fields = config.formsOf(type).flatMap((form) => form.fields)
  const closed = new Set([
    ...searched(type),
    ...fields.filter((f) => f.identifying !== false || freeText.has(f.type)).map((f) => f.name),
  ])
  known.set(type, closed)
  return closed
}

const freeText: ReadonlySet<Field['type']> = new Set<Field['type']>([
  'text_field',
  'textarea',
  'subform',
  'tally_field',
])
