// Days and weeks where the instance is. The zone comes in as a name; the clock as a moment.
import { momentOf } from '../cases/due.ts'
import { dayNumber, instantOf } from '../forms/answer.ts'
import type { Day, Moment } from '../time.ts'

const dayLength = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

function dayAtInstant(instant: number, zone: string): Day {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
  formats.set(zone, format)
  return format.format(instant) as Day
}

/** The day of a moment, as calendars in the zone say. */
export const dayAt = (moment: string, zone: string): Day => dayAtInstant(instantOf(moment) ?? 0, zone)

/** Its day of the week, 0 is Sunday; 1970 began on a Thursday. */
export const weekdayOf = (day: string): number => (dayNumber(day) + 4) % 7

/** So many days later, or earlier. */
export const daysFrom = (day: string, days: number): Day =>
  momentOf((dayNumber(day) + days) * dayLength).slice(0, 10) as Day

/** So many milliseconds later, or earlier. */
export const momentFrom = (moment: string, milliseconds: number): Moment =>
  momentOf((instantOf(moment) ?? 0) + milliseconds)

/** The first moment of a day in the zone: its midnight, or an hour later where clocks leap over it. */
export function startOf(day: string, zone: string): Moment {
  const guess = dayNumber(day) * dayLength
  // No zone is further than fifteen hours from UTC.
  let before = guess - 15 * 3_600_000
  let within = guess + 15 * 3_600_000
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2)
    if (dayAtInstant(middle, zone) < day) before = middle
    else within = middle
  }
  return momentOf(within)
}

/** First and last day of a week, and its first and last moment in the zone. */
export type Week = { firstDay: Day; lastDay: Day; from: Moment; to: Moment }

/** The week of a moment, and those before it: 0 this one, -1 the last. Weeks begin on Sunday. */
export function weekAt(moment: string, zone: string, weeks: number): Week {
  const today = dayAt(moment, zone)
  const firstDay = daysFrom(today, weeks * 7 - weekdayOf(today))
  const from = startOf(firstDay, zone)
  const to = momentFrom(startOf(daysFrom(firstDay, 7), zone), -1)
  return { firstDay, lastDay: daysFrom(firstDay, 6), from, to }
}
