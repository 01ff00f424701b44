// Days are dates without a zone; moments are UTC. "Today" always comes in as an argument.

/** `YYYY-MM-DD` */
export type Day = string & { readonly __day: true }
/** ISO-8601 UTC with milliseconds, `2020-01-31T08:15:30.123Z` */
export type Moment = string & { readonly __moment: true }

const dayShape = /^(\d{4})-(\d{2})-(\d{2})$/
const momentShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/

const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string') return false
  const m = dayShape.exec(value)
  if (!m) return false
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

export const isMoment = (value: unknown): value is Moment =>
  typeof value === 'string' && momentShape.test(value) && isDay(value.slice(0, 10))

/** Whole years from `born` to `on`. Born on 29 February, one grows older on 1 March in other years (records §5). */
export function yearsBetween(born: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
  return on.slice(5) >= born.slice(5) ? years : years - 1
}
