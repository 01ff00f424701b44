// When things fall due (records §7). Due dates of a case plan and an assessment are answers; these follow from rows.
import type { Configuration } from '../configuration/configuration.ts'
import { systemOption } from '../configuration/system-option.ts'
import { instantOf, isBlank } from '../forms/answer.ts'
import type { Answer, Row } from '../records/record.ts'
import { isDay, isMoment, type Moment } from '../time.ts'

const timeframe = /^(\d{1,4})_(hour|day)s?$/
const milliseconds = { hour: 3_600_000, day: 86_400_000 } as const

/** Milliseconds of `3_hours` or `1_day`; undefined for anything else. */
export function timeframeOf(value: unknown): number | undefined {
  const found = typeof value === 'string' ? timeframe.exec(value) : null
  return found ? Number(found[1]) * milliseconds[found[2] as 'hour' | 'day'] : undefined
}

/** Does an instance count services from their appointments? */
export const isDueByAppointment = (config: Configuration): boolean =>
  systemOption(config, 'due_date_from_appointment_date') === true

/**
 * The end of the appointment's day where the setting asks for it, else the response date plus its timeframe;
 * undefined where neither can be told.
 */
export function serviceDue(row: Row, byAppointment: boolean): Moment | undefined {
  const appointment = row['service_appointment_date']
  if (byAppointment && typeof appointment === 'string' && (isDay(appointment) || isMoment(appointment))) {
    return `${appointment.slice(0, 10)}T23:59:59.000Z` as Moment
  }
  const start = instantOf(row['service_response_day_time'])
  const length = timeframeOf(row['service_response_timeframe'])
  return start === undefined || length === undefined ? undefined : momentOf(start + length)
}

/** A service counts as done once somebody said when, or marked it so. */
export const isImplemented = (row: Row): boolean =>
  !isBlank(row['service_implemented_day_time']) || row['service_implemented'] === 'implemented'

/** Asked for and not done: a row without a type asks for nothing yet. */
export const isOpenService = (row: Row): boolean =>
  !isImplemented(row) && (!isBlank(row['service_type']) || row['service_implemented'] === 'not_implemented')

/** Answers that are there, each once, in their order. */
export const distinct = (answers: (Answer | undefined)[]): string[] => [
  ...new Set(answers.filter((answer): answer is string => typeof answer === 'string' && answer !== '')),
]

/** The moment so many milliseconds after 1970 began. */
export function momentOf(instant: number): Moment {
  const days = Math.floor(instant / 86_400_000)
  const rest = instant - days * 86_400_000
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const clock = `${two(rest / 3_600_000)}:${two((rest / 60_000) % 60)}:${two((rest / 1000) % 60)}`
  return `${dayOf(days)}T${clock}.${String(rest % 1000).padStart(3, '0')}Z` as Moment
}

/** The day with that number (1970-01-01 is 0); years begin in March, so that the leap day comes last. */
function dayOf(number: number): string {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const inEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  )
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * inYear + 2) / 153)
  const day = inYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
