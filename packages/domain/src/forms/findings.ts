// What is still missing or looks wrong on the pages of a record. Work is stored all the same: only named
// steps (approval, closure, referral) refuse what is incomplete (design: required answers).
import type { Field, Form, RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Answer, Data, Row } from '../records/record.ts'
import { isDay } from '../time.ts'
import { answerOf, dayNumber, isAnswered, isBlank, isObject, isTimestamp, rowsIn } from './answer.ts'
import { fieldShows, formShows } from './conditions.ts'
import { faultsIn, maxRowDepth } from './types.ts'

export type Finding = {
  /** As in a change: [field], or [subform, row id, field] inside a row. */
  path: string[]
  /** The top-level form on whose page it is. */
  form: string
  kind: 'required' | 'future-date' | 'too-long' | 'out-of-range' | 'wrong-type' | 'unknown-option'
  /** `error` is never accepted as it stands; `warning` may be right and only asks for a second look. */
  severity: 'required' | 'error' | 'warning'
}

type Found = Omit<Finding, 'path' | 'form'>
type Place = { config: Configuration; type: RecordType; module: string; today: string; data: Data; look: Look }
/** What is asked of each answer: everything, or only whether one is missing. */
type Look = (place: Place, field: Field, answer: Answer | undefined) => Found[]

/** Everything that a person at the page should see, one entry per answer and kind, in page order. */
export function findings(
  config: Configuration,
  type: RecordType,
  module: string,
  data: Data,
  today: string,
): Finding[] {
  const place = { config, type, module, today, data, look: aboutAnswer }
  const found = shownForms(config, type, module, data).flatMap((form) =>
    onForm(place, form).map((finding) => ({ ...finding, form: form.id })),
  )
  return oncePerAnswer(found)
}

/** Paths of required answers that are missing. */
export function incompleteOf(config: Configuration, type: RecordType, module: string, data: Data): string[][] {
  // No rule about what is missing looks at the date.
  const place = { config, type, module, today: '', data, look: aboutMissing }
  const found = shownForms(config, type, module, data)
    .filter((form) => asksOnce(config, form))
    .flatMap((form) => onForm(place, form))
  return oncePerAnswer(found).map((finding) => finding.path)
}

/** Has the form a question that must be answered, in its rows or by itself? */
const asks = (config: Configuration, form: Form, depth: number): boolean =>
  form.fields.some((field) => {
    const rows = field.type === 'subform' && depth < maxRowDepth ? config.rowsOf(field) : undefined
    return isAsked(field) || (rows !== undefined && asks(config, rows, depth + 1))
  })

// Asked for every record that is read, so found once per configuration.
const asking = new WeakMap<Configuration, Map<Form, boolean>>()

function asksOnce(config: Configuration, form: Form): boolean {
  const known = asking.get(config) ?? new Map<Form, boolean>()
  asking.set(config, known)
  const found = known.get(form) ?? asks(config, form, 0)
  known.set(form, found)
  return found
}

const aboutMissing: Look = (_place, field, answer) =>
  isAsked(field) && isMissing(field, answer) ? [{ kind: 'required', severity: 'required' }] : []

const shownForms = (config: Configuration, type: RecordType, module: string, data: Data): Form[] =>
  config.formsOf(type).filter((form) => form.modules.includes(module) && formShows(form, data))

/** Several forms may ask the same question: it is one answer. */
function oncePerAnswer<T extends Pick<Finding, 'path' | 'kind'>>(list: T[]): T[] {
  const seen = new Set<string>()
  return list.filter(({ path, kind }) => {
    const key = JSON.stringify([path, kind])
    return !seen.has(key) && seen.add(key)
  })
}

const onForm = (place: Place, form: Form): Omit<Finding, 'form'>[] =>
  form.fields.flatMap((field) => onField(place, field, place.data, undefined, []))

function onField(
  place: Place,
  field: Field,
  values: Data | Row,
  row: Row | undefined,
  above: string[],
): Omit<Finding, 'form'>[] {
  if (!isAnswered(field) || !fieldShows(field, place.data, row)) return []
  const answer = answerOf(values, field.name)
  const path = [...above, field.name]
  const own = place.look(place, field, answer).map((found) => ({ path, ...found }))
  return [...own, ...inRows(place, field, answer, path)]
}

function inRows(place: Place, field: Field, answer: unknown, path: string[]): Omit<Finding, 'form'>[] {
  if (field.type !== 'subform' || path.length > maxRowDepth * 2) return []
  const form = place.config.rowsOf(field)
  if (form === undefined || !formShows(form, place.data)) return []
  return rowsIn(answer).flatMap((row, i) => {
    // A row that the server has not named yet is told by its place.
    const id = typeof row.unique_id === 'string' ? row.unique_id : String(i)
    return form.fields.flatMap((inner) => onField(place, inner, row, row, [...path, id]))
  })
}

function aboutAnswer(place: Place, field: Field, answer: Answer | undefined): Found[] {
  if (isMissing(field, answer)) return isAsked(field) ? [{ kind: 'required', severity: 'required' }] : []
  if (isBlank(answer)) return []
  // Rows are looked at one by one; here only whether there are rows at all.
  const faults = faultsIn(place.config, field, answer).filter((f) => field.type !== 'subform' || f.path.length === 0)
  if (faults.some((fault) => fault.kind === 'wrong-type')) return [{ kind: 'wrong-type', severity: 'error' }]
  // An option may have been taken away after it was chosen: what is stored stays.
  if (faults.length > 0) return [{ kind: 'unknown-option', severity: 'warning' }]
  return [...aboutText(field, answer), ...aboutNumber(place, field, answer), ...aboutDate(place, field, answer)]
}

/** A person can answer it: it is required, open for typing, and not worked out by us. */
const isAsked = (field: Field): boolean =>
  field.required === true &&
  field.disabled !== true &&
  field.type !== 'calculated' &&
  field.subformSummary === undefined

/** A tick must be set, a choice of several made, a tally counted, a subform have a row. */
function isMissing(field: Field, answer: unknown): boolean {
  if (field.type === 'tick_box') return answer !== true && (isBlank(answer) || answer === false)
  if (field.type === 'tally_field' && isObject(answer)) return Object.values(answer).every(isBlank)
  if (field.type === 'subform' && Array.isArray(answer)) return rowsIn(answer).length === 0
  return isBlank(answer)
}

function aboutText(field: Field, answer: unknown): Found[] {
  if (field.maxLength === undefined || typeof answer !== 'string' || answer.length <= field.maxLength) return []
  return field.type === 'text_field' || field.type === 'textarea' ? [{ kind: 'too-long', severity: 'error' }] : []
}

const isAgeName = /(^|_)age$/
const oldestAge = 130

function aboutNumber(place: Place, field: Field, answer: unknown): Found[] {
  if (field.type === 'tally_field') {
    const counts = Object.values(answer as Record<string, unknown>)
    return counts.some((count) => Number(count) < 0) ? [{ kind: 'out-of-range', severity: 'error' }] : []
  }
  if (field.type !== 'numeric_field' || typeof answer !== 'number') return []
  const isAge = isAgeName.test(field.name)
  if (answer < 0 || (isAge && answer > oldestAge)) return [{ kind: 'out-of-range', severity: 'error' }]
  // A child protection case is about a child; grown-up care leavers and slips of the finger are both
  // possible.
  const isGrownUp = place.type === 'case' && place.module === 'primeromodule-cp' && field.name === 'age' && answer > 18
  return isGrownUp ? [{ kind: 'out-of-range', severity: 'warning' }] : []
}

const bornName = /(^|_)date_of_birth$/

function aboutDate(place: Place, field: Field, answer: unknown): Found[] {
  if (field.type !== 'date_field' || !isDay(place.today)) return []
  if (!isDay(answer) && !isTimestamp(answer)) return []
  const day = answer.slice(0, 10)
  // A phone east of the server may already write tomorrow's date.
  const ahead = dayNumber(day) - dayNumber(place.today) > 1
  if (field.dateValidation === 'not_future_date' && ahead) return [{ kind: 'future-date', severity: 'error' }]
  if (bornName.test(field.name) && ahead) {
    const refused = Number(day.slice(0, 4)) > Number(place.today.slice(0, 4))
    return [{ kind: 'future-date', severity: refused ? 'error' : 'warning' }]
  }
  const years = Number(day.slice(0, 4)) - Number(place.today.slice(0, 4))
  // Nobody in a record was born, or is expected, that far away: a slip such as 0208 for 2008.
  return years < -oldestAge || years > 100 ? [{ kind: 'out-of-range', severity: 'warning' }] : []
}
