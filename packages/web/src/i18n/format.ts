// Days, moments, numbers and sizes as people of a language write them.

/** Making a formatter costs a slow phone milliseconds; a page of dates needs the same few again and again. */
const formats = new Map<string, Intl.DateTimeFormat>()
export function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options])
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, options)
  formats.set(key, made)
  return made
}

const noon = (day: string): Date => new Date(`${day.slice(0, 10)}T12:00:00Z`)

/** `2026-08-20` → 20 Aug 2026. Days have no zone. */
export const dayText = (day: string, locale: string): string =>
  format(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(noon(day))

/** Thursday 20 August */
export const longDayText = (day: string, locale: string): string =>
  format(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(noon(day))

/** 07:52 */
export const timeText = (moment: string, locale: string): string =>
  format(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(moment))

/** 07:52, or 20 Aug, 07:52 on another day than `today`, which is a day of this device. */
export function whenText(moment: string, today: string, locale: string): string {
  const day = { day: 'numeric', month: 'short' } as const
  const written = new Date(moment)
  const two = (n: number): string => String(n).padStart(2, '0')
  const on = `${written.getFullYear()}-${two(written.getMonth() + 1)}-${two(written.getDate())}`
  return format(locale, {
    ...(on === today ? {} : day),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(written)
}

const dayMs = 86_400_000

/** today, yesterday, 3 days ago; the date itself after two weeks. `today` is a day of this device. */
export function agoText(moment: string, today: string, locale: string): string {
  const days = Math.round((noon(moment).getTime() - noon(today).getTime()) / dayMs)
  if (days > 0 || days < -14) return dayText(moment, locale)
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** 4 kB, 1.2 MB */
export function sizeText(bytes: number, locale: string): string {
  const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(bytes / 1000 ** power)
}
