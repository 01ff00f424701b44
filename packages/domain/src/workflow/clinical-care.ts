// After rape, clinical care counts by the hour: within 72 hours it can prevent HIV. A referral of a survivor to it says
// until when, to both sides. It says so whatever happened, so that the deadline itself tells nobody of a rape.
import { instantOf } from '../forms/answer.ts'
import { isDay, isMoment, type Moment } from '../time.ts'
import { momentFrom, startOf } from './clock.ts'

const length = 72 * 3_600_000

/** The type of service that gives it. */
const clinicalService = 'health_medical_service'
const survivors = 'primeromodule-gbv'

/** Is it about clinical care of a survivor? */
export const isClinical = ({ module, service }: { module: string; service: string | null }): boolean =>
  module === survivors && service === clinicalService

/** From the beginning of its day: who is told an hour too early loses nothing. */
function begunAt(day: unknown, zone: string): Moment[] {
  if (isMoment(day)) return [day]
  return isDay(day) ? [startOf(day, zone)] : []
}

/** The question of the case that says when it happened. */
export const sinceField = 'clinical_care_since'

/** What it is counted from: a question that a consent may leave out; null: the sending. */
export type CareFrom = typeof sinceField | 'incident_date' | null
export type Care = { by: Moment; from: CareFrom }

/**
 * Until when it counts most: from what was said for this care, else from the newest incident, else from the sending. What
 * lies after the sending says nothing. A time that is over stays: care still helps.
 */
export function careOf(at: Moment, since: unknown, incidentDays: readonly unknown[], zone: string): Care {
  const newest = (days: readonly unknown[]): Moment | undefined =>
    days
      .flatMap((day) => begunAt(day, zone))
      .filter((moment) => moment <= at)
      .toSorted()
      .at(-1)
  const said = newest([since])
  if (said !== undefined) return { by: momentFrom(said, length), from: sinceField }
  const incident = newest(incidentDays)
  return { by: momentFrom(incident ?? at, length), from: incident === undefined ? null : 'incident_date' }
}

/** May whoever was asked be told? Another deadline, from what the consent leaves standing, would be too late. */
export const isTold = (from: CareFrom, excluded: readonly string[]): boolean =>
  from === null || !excluded.includes(from)

/** The question of the case that says when care was given. */
export const receivedField = 'clinical_care_received_on'

const day = 24 * 3_600_000

/** Was it given since what the hours count from? What was given before, for something else, ends none. */
export function isCareGiven(by: Moment, receivedOn: unknown): boolean {
  const received = instantOf(receivedOn)
  const from = (instantOf(by) ?? 0) - length
  return received !== undefined && received + (isDay(receivedOn) ? day : 0) > from
}

/** To its moment it is not over. */
export const isCareOver = (by: Moment, now: Moment): boolean => now > by
