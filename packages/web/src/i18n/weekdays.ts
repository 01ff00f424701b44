// 1 January 2023 was a Sunday.
const day = (n: number): Date => new Date(Date.UTC(2023, 0, 1 + n))

/** The name of a day of the week; 0 is Sunday. */
export const weekdayName = (n: number, locale: string, weekday: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(day(n))
