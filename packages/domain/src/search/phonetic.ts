// Words by which a record is found: names by sound, identifiers by substring, phones exactly (api-records
// §6.3).
import type { RecordType } from '../configuration/bundle.ts'
import { type Data, identifierFields, phoneFields, phoneticFields } from '../records/record.ts'
import { metaphone } from './metaphone.ts'

/**
 * Distinct tokens of a text: for words with a Latin letter how they sound, for others the word itself,
 * upper-cased, both without accents and vowel marks. Two names are alike when they share a token. Tatweel and
 * the forms of alef stay as they are written: the tokens are pinned.
 */
export function nameTokens(text: string): string[] {
  const words = text.split(/\s+/u).map(stripped)
  return [...new Set(words.filter((word) => /[\p{L}\p{N}]/u.test(word)).map(tokenOf))]
}

function tokenOf(word: string): string {
  const upper = word.toUpperCase()
  // A word without a sound of its own (an initial "H") is found as it is written.
  return /[a-z]/i.test(word) ? metaphone(upper) || upper : upper
}

/** Accents over Latin, Greek and Cyrillic letters: combining marks once the letters are taken apart. */
const accents = /[\u0300-\u036f]/g
/** Fathatan to sukun, and the small alef above. */
const arabicVowels = /[\u064b-\u0652\u0670]/g

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'TH',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  ŧ: 't',
  Ŧ: 'T',
  ŋ: 'n',
  Ŋ: 'N',
  ɓ: 'b',
  Ɓ: 'B',
  ɗ: 'd',
  Ɗ: 'D',
  ƙ: 'k',
  Ƙ: 'K',
}

function stripped(word: string): string {
  const bare = word.normalize('NFD').replace(accents, '').normalize('NFC').replace(arabicVowels, '')
  return bare.replace(/[^\0-\x7f]/gu, (letter) =>
    Object.hasOwn(letters, letter) ? (letters[letter] ?? letter) : letter,
  )
}

export type SearchWords = {
  tokens: string[]
  /** Opaque codes, lower-cased with a space between, for substrings: they name nobody. */
  codes: string
  /** Numbers of documents and cards, likewise. */
  identifiers: string
  /** `phone:<number>` and `<field>:<value>`, each as it was stored. */
  exact: string[]
}

/**
 * Codes that we make, or that stand for a person where the name must not. Numbers of documents and cards do
 * point to a person, and are left out where the name is hidden (design: names in searched tables).
 */
export const opaqueCodes: ReadonlySet<string> = new Set([
  'unique_identifier',
  'short_id',
  'case_id_display',
  'case_id',
  'client_code',
  'survivor_code_no',
  'survivor_code',
  'incident_id',
  'incident_code',
  'incidentid_ir',
  'tracing_request_id',
  'registry_id',
  'family_id',
])

/** What the searched tables hold of a record. With `hidden_name` only opaque codes. */
export function searchWords(type: RecordType, data: Data): SearchWords {
  const hidden = isNameHidden(data)
  const names = hidden ? [] : phoneticFields[type].flatMap((field) => wordsIn(data, field))
  const phones = hidden ? [] : phoneFields[type].flatMap((field) => wordsIn(data, field))
  const fields = identifierFields[type].filter((field) => !hidden || opaqueCodes.has(field))
  const identifiers = fields.flatMap((field) => wordsIn(data, field).map((value) => ({ field, value })))
  const exact = [...phones.map((phone) => `phone:${phone.trim()}`), ...identifiers.map((i) => `${i.field}:${i.value}`)]
  return {
    tokens: [...new Set(names.flatMap(nameTokens))],
    codes: joined(identifiers.filter((i) => opaqueCodes.has(i.field))),
    identifiers: joined(identifiers.filter((i) => !opaqueCodes.has(i.field))),
    exact: [...new Set(exact)],
  }
}

const joined = (found: { value: string }[]): string => [...new Set(found.map((i) => i.value.toLowerCase()))].join(' ')

/** Somebody's name is to be protected. A value that is no clear "no" protects, too. */
export const isNameHidden = (data: Data): boolean => {
  const hidden = Object.hasOwn(data, 'hidden_name') ? data['hidden_name'] : undefined
  return hidden !== undefined && hidden !== null && hidden !== false && hidden !== 'false'
}

/** Texts under a name: one, several (names of traces), or a number that someone stored as such. */
function wordsIn(data: Data, field: string): string[] {
  const answer = Object.hasOwn(data, field) ? data[field] : undefined
  const list: unknown[] = Array.isArray(answer) ? answer : [answer]
  const texts = list.flatMap((value) => (typeof value === 'string' || typeof value === 'number' ? [String(value)] : []))
  return texts.filter((text) => text.trim() !== '')
}
