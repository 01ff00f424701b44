// Days as numbers and back, from a table: building dates one by one would cost more than the rest of a record.
import type { Day, Moment } from '@primero/domain/time.ts'

const dayMs = 86_400_000
const first = Date.UTC(1930, 0, 1) / dayMs
const last = Date.UTC(2100, 0, 1) / dayMs

let table: Day[] | undefined
const days = (): Day[] => {
  table ??= Array.from(
    { length: last - first },
    (_, i) => new Date((first + i) * dayMs).toISOString().slice(0, 10) as Day,
  )
  return table
}

/** Days since 1970. */
export const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs

/** @throws Error for days before 1930 or after 2099. */
export function dayOf(number: number): Day {
  const day = days()[number - first]
  if (day === undefined) throw new Error(`day ${number} is outside the calendar`)
  return day
}

const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

/** `seconds` since midnight. */
export const momentOf = (number: number, seconds: number): Moment =>
  `${dayOf(number)}T${two[Math.floor(seconds / 3600)]}:${two[Math.floor(seconds / 60) % 60]}:${two[seconds % 60]}.000Z` as Moment

const firsts = new Map<number, number>()

/** Day number of 1 January, `years` before the year of the day. */
export function newYear(number: number, years: number): number {
  const year = Number(dayOf(number).slice(0, 4)) - years
  const known = firsts.get(year)
  if (known !== undefined) return known
  const first = numberOf(`${year}-01-01`)
  firsts.set(year, first)
  return first
}
