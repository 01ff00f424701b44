// Dates as three typed parts, and in words. Pure: no clock; "today" comes in.
import { isDay, isLeap } from '@primero/domain/time.ts'
import { format } from '../i18n/format.ts'

export type DateParts = { year: string; month: string; day: string }
export const noDate: DateParts = { year: '', month: '', day: '' }

/** Latin digits for what was typed in Arabic, Persian, Devanagari, Bengali, Burmese, Khmer or Thai ones. */
export function latinDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    let zero = code
    while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    return code < 128 ? digit : String(code - zero)
  })
}

export const partsOf = (day: string): DateParts =>
  isDay(day.slice(0, 10))
    ? { year: day.slice(0, 4), month: String(Number(day.slice(5, 7))), day: String(Number(day.slice(8, 10))) }
    : noDate

export type Typed = { kind: 'empty' } | { kind: 'unfinished' } | { kind: 'impossible' } | { kind: 'day'; day: string }

/** What three parts come to. A year of two digits is unfinished: nobody guesses the century of a birth. */
export function typedDay({ year, month, day }: DateParts): Typed {
  const [y, m, d] = [latinDigits(year).trim(), latinDigits(month).trim(), latinDigits(day).trim()]
  if (!y && !m && !d) return { kind: 'empty' }
  if (!/^\d{4}$/.test(y) || !m || !d) return /^\d*$/.test(y + m + d) ? { kind: 'unfinished' } : { kind: 'impossible' }
  const whole = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  return isDay(whole) ? { kind: 'day', day: whole } : { kind: 'impossible' }
}

/** Days in a month, 1–12. */
export const monthLength = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

const pad = (n: number): string => String(n).padStart(2, '0')
export const dayOf = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`

const utc = (day: string): Date => new Date(`${day.slice(0, 10)}T00:00:00Z`)

/** The day `by` days later; earlier when negative. */
export function moved(day: string, by: number): string {
  const date = utc(day)
  date.setUTCDate(date.getUTCDate() + by)
  return date.toISOString().slice(0, 10)
}

/** Same date some months on, or the last of that month. */
export function monthsOn(day: string, by: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + by
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1]
  return dayOf(year, month, Math.min(Number(day.slice(8, 10)), monthLength(year, month)))
}

/** Weeks of a month, null before the first and after the last; `firstDay` 0 = Sunday. */
export function weeksOf(year: number, month: number, firstDay: number): (string | null)[][] {
  const lead = (utc(dayOf(year, month, 1)).getUTCDay() - firstDay + 7) % 7
  const days = Array.from({ length: monthLength(year, month) }, (_, i) => dayOf(year, month, i + 1))
  const cells = [...Array.from({ length: lead }, () => null), ...days]
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, i) => cells[week * 7 + i] ?? null),
  )
}

/** "Thursday, 12 March 2026": the weekday lets people notice a wrong number. */
export const dayInWords = (day: string, locale: string): string =>
  isDay(day.slice(0, 10))
    ? format(locale, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
        calendar: 'gregory',
      }).format(utc(day))
    : ''

/** A moment in the time zone of the device. */
export const momentInWords = (moment: string, locale: string): string => {
  const date = new Date(moment)
  return Number.isNaN(date.getTime())
    ? moment
    : format(locale, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        calendar: 'gregory',
      }).format(date)
}

/** Calendars that people of some languages count in beside the Gregorian one. */
const secondCalendars: Record<string, string> = {
  ar: 'islamic-umalqura',
  am: 'ethiopic',
  ti: 'ethiopic',
  fa: 'persian',
  ps: 'persian',
}

/** The same day in the calendar that readers of this language count in too, with its name; empty where there is none. */
export function otherCalendar(day: string, locale: string): string {
  const calendar = secondCalendars[locale.split('-')[0] ?? '']
  if (!calendar || !isDay(day.slice(0, 10))) return ''
  return format(locale, { dateStyle: 'long', timeZone: 'UTC', calendar }).format(utc(day))
}

const months = new Map<string, string[]>()
export function monthNames(locale: string): string[] {
  const known = months.get(locale)
  if (known) return known
  const month = format(locale, { month: 'long', timeZone: 'UTC', calendar: 'gregory' })
  const names = Array.from({ length: 12 }, (_, i) => month.format(utc(dayOf(2021, i + 1, 1))))
  months.set(locale, names)
  return names
}

/** Weekday names in order, short enough for a seventh of a phone; 3 January 2021 was a Sunday. */
export const weekdayNames = (locale: string, firstDay: number): { short: string; long: string }[] =>
  Array.from({ length: 7 }, (_, i) => {
    const day = utc(dayOf(2021, 1, 3 + ((i + firstDay) % 7)))
    const name = (weekday: 'narrow' | 'short' | 'long') => format(locale, { weekday, timeZone: 'UTC' }).format(day)
    return { short: name('short').length > 4 ? name('narrow') : name('short'), long: name('long') }
  })

/** First day of the week where the language is spoken; 0 = Sunday, 1 = Monday, 6 = Saturday. */
export function firstDayOfWeek(locale: string): number {
  const language = locale.split('-')[0] ?? ''
  return language === 'ar' ? 6 : ['pt', 'hi', 'he', 'ja', 'ko', 'am', 'my'].includes(language) ? 0 : 1
}
