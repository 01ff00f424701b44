// Reading answers without trusting their shape or their keys.
import type { Field } from '../configuration/bundle.ts'
import type { Answer, Data, Row } from '../records/record.ts'
import { isDay, isMoment } from '../time.ts'

/** The answer under a name; a name that only the prototype knows is unanswered. */
export const answerOf = (data: Data | Row, name: string): Answer | undefined =>
  Object.hasOwn(data, name) ? data[name] : undefined

/** Nothing was answered: missing, null, white space, or no choice at all. `false` and 0 are answers. */
export const isBlank = (answer: unknown): boolean =>
  answer === undefined ||
  answer === null ||
  (typeof answer === 'string' && answer.trim() === '') ||
  (Array.isArray(answer) && answer.length === 0)

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The rows of a subform that are still there; anything else in their place is no row. */
export const rowsIn = (answer: unknown): Row[] =>
  Array.isArray(answer)
    ? ((answer as unknown[]).filter((row) => isObject(row) && row['_destroy'] !== true) as Row[])
    : []

/** Asked of a person and kept under the field's name in the data; files are kept as attachments. */
export const isAnswered = (field: Field): boolean => !unanswered.has(field.type)

const unanswered: ReadonlySet<Field['type']> = new Set<Field['type']>([
  'separator',
  'custom',
  'date_range',
  'photo_upload_box',
  'audio_upload_box',
  'document_upload_box',
  'signature',
])

/** A date with time as the wire takes it: a moment whose hours, minutes and offset exist on a clock. */
export function isTimestamp(value: unknown): value is string {
  if (!isMoment(value)) return false
  const clock = /T(\d{2}):(\d{2})(?::(\d{2}))?/.exec(value)
  const offset = /[+-](\d{2}):?(\d{2})$/.exec(value.slice(10))
  return (
    clock !== null &&
    Number(clock[1]) < 24 &&
    Number(clock[2]) < 60 &&
    Number(clock[3] ?? 0) < 60 &&
    (offset === null || (Number(offset[1]) < 24 && Number(offset[2]) < 60))
  )
}

/** Milliseconds since 1970 of a day (its midnight, UTC) or a timestamp; undefined for any other text. */
export function instantOf(value: unknown): number | undefined {
  if (isDay(value)) return dayNumber(value) * 86_400_000
  if (!isTimestamp(value)) return undefined
  const clock = /T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?/.exec(value)
  const offset = /([+-])(\d{2}):?(\d{2})$/.exec(value.slice(10))
  const minutes = Number(clock?.[1]) * 60 + Number(clock?.[2])
  const away = offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0
  const seconds = Number(clock?.[3] ?? 0) + Number(clock?.[4] ?? 0)
  return dayNumber(value.slice(0, 10)) * 86_400_000 + (minutes - away) * 60_000 + Math.round(seconds * 1000)
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function dayNumber(day: string): number {
  const month = Number(day.slice(5, 7))
  // Years begin in March, so that the leap day is the last one.
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0)
  const century = Math.floor(year / 100)
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(day.slice(8, 10)) - 1
  return year * 365 + Math.floor(year / 4) - century + Math.floor(century / 4) + inYear - 719_468
}
