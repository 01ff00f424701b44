// Which language to speak, and how it is written. Form labels are data and come with the configuration.
import { type Language, languages } from '@primero/domain/configuration/languages.ts'

const known = (code: string): Language | undefined => languages.find((l) => l.code === code)?.code

/** The first of the wished-for languages that we speak; a variant counts as its language. */
export function bestLanguage(wished: readonly (string | undefined)[]): Language {
  for (const wish of wished) {
    const found = wish === undefined ? undefined : (known(wish) ?? known(wish.split('-')[0] ?? ''))
    if (found) return found
  }
  return 'en'
}

/** How dates and numbers are written: days before months, unless a person's language says otherwise. */
export const writtenAs = (language: string): string => (language === 'en' ? 'en-GB' : language)

/** Scripts that run from right to left (CLDR). */
const rightToLeft = new Set([
  'Adlm',
  'Arab',
  'Aran',
  'Hebr',
  'Mand',
  'Mend',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
  'Yezi',
])

/** From the script that the language is usually written in, not from a list of languages. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  rightToLeft.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr'
