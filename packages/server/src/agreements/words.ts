// The words of an agreement in a language that there is.
import type { Texts, Words } from './queries.ts'

const nothing: Words = { title: '', text: '' }

/** In the first of these languages that it is written in; else in any. */
export function wordsIn(texts: Texts, locales: readonly string[]): { locale: string; words: Words } {
  const locale = [...locales, 'en', ...Object.keys(texts)].find((each) => Object.hasOwn(texts, each)) ?? 'en'
  return { locale, words: texts[locale] ?? nothing }
}
