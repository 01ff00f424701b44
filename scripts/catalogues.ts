// What is wrong with the catalogues of the interface: sentences that lack, that were left in English, whose gaps
// differ from the English ones, or that say less than the numbers of the language need.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { languageCodes } from '../packages/domain/src/configuration/languages.ts'
import { wordsIn } from '../e2e/words.ts'
import { type Part, partsOf } from './icu.ts'

const web = join(import.meta.dirname, '../packages/web/src')
const kept = ['sharing/locales', 'casework/locales', 'finding/locales']
const rooms = ['locales', 'record/locales', 'door/locales', 'office/locales', ...kept]

/** Sentence by sentence: id → text. A context stands before its sentence. */
export type Catalogue = ReadonlyMap<string, string>

/** The same word in both languages, and right in both; names, signs and what has no words at all need no mention. */
const alike: Record<string, readonly string[]> = {
  fr: [
    'Action',
    'Actions',
    'Administration',
    'Audit',
    'Code',
    'Configurations',
    'Incident',
    'Incidents',
    'Logo',
    'Logos',
    'Machine',
    'Note',
    'machine',
    'Maintenance',
    'Notes',
    'Pages',
    'Photo {number}',
    'Programme',
    'Service',
    'Services',
    'Total',
    'Total {0}',
    'Violations',
  ],
  es: ['No', 'no', 'Roles', 'Total', 'Total {0}'],
}

export const catalogueIn = (room: string, language: string): Catalogue =>
  new Map(wordsIn(readFileSync(join(web, room, `${language}.po`), 'utf8')))

/** All faults of what ships, one line each. */
export function catalogueFaults(): string[] {
  const known = [...languageCodes].sort().join(' ')
  return [
    ...rooms.flatMap((room) => {
      const source = catalogueIn(room, 'en')
      const there = readdirSync(join(web, room)).map((file) => file.replace('.po', ''))
      return [
        ...(there.sort().join(' ') === known ? [] : [`${room}: catalogues in ${there.join(' ')} instead of ${known}`]),
        ...languageCodes.flatMap((language) =>
          faultsBetween(source, catalogueIn(room, language), language).map((fault) => `${room}/${language}: ${fault}`),
        ),
      ]
    }),
    ...languageCodes.flatMap((language) =>
      twiceSaid(rooms.map((room) => catalogueIn(room, language))).map((id) => `${language}: two translations of ${id}`),
    ),
  ]
}

/** The same sentence reads the same on every page. */
export function twiceSaid(catalogues: Catalogue[]): string[] {
  const said = (id: string): Set<string> => new Set(catalogues.flatMap((one) => one.get(id) ?? []))
  return [...new Set(catalogues.flatMap((one) => [...one.keys()]))].filter((id) => said(id).size > 1)
}

export function faultsBetween(source: Catalogue, catalogue: Catalogue, language: string): string[] {
  const missing = [...source.keys()].filter((id) => !catalogue.get(id)?.trim())
  const stray = [...catalogue.keys()].filter((id) => !source.has(id))
  return [
    ...missing.map((id) => `nothing for ${id}`),
    ...stray.map((id) => `nobody says ${id}`),
    ...[...source].flatMap(([id, english]) => {
      const text = catalogue.get(id)
      return text === undefined ? [] : messageFaults(english, text, language).map((fault) => `${fault} ${id}`)
    }),
  ]
}

function messageFaults(english: string, text: string, language: string): string[] {
  const [asked, said] = [partsOf(english), partsOf(text)]
  if (said === undefined) return ['cannot be read:']
  const same = text === english && !alike[language]?.includes(english) && hasWords(asked ?? [])
  return [
    ...(gapsIn(asked ?? []) === gapsIn(said) ? [] : ['other gaps than the English:']),
    ...(language !== 'en' && same ? ['still English:'] : []),
    ...(formsLack(said, language) ? ['not every number of the language:'] : []),
  ]
}

const inside = (part: Part): Part[][] => (part.kind === 'choice' ? [...part.forms.values()] : [])

const hasWords = (parts: Part[]): boolean =>
  parts.some((part) => (part.kind === 'text' ? /\p{L}{2}/u.test(part.text) : inside(part).some(hasWords)))

/** Names of the gaps and tags, each once; how often a form repeats them is up to the language. */
function gapsIn(parts: Part[]): string {
  const found = new Set<string>()
  const walk = (part: Part): void => {
    if (part.kind === 'gap') found.add(part.name)
    if (part.kind === 'text') for (const [tag] of part.text.matchAll(/<\/?\d+\/?>/g)) found.add(tag)
    if (part.kind !== 'choice') return
    found.add(`${part.name} ${part.by} ${part.by === 'select' ? [...part.forms.keys()].sort().join(' ') : ''}`)
    for (const form of part.forms.values()) form.forEach(walk)
  }
  parts.forEach(walk)
  return [...found].sort().join(', ')
}

/** The forms that whole numbers below a million take (CLDR): French and Spanish keep one for whole millions. */
const formsOf = (language: string): Set<string> => {
  const rules = new Intl.PluralRules(language)
  return new Set(Array.from({ length: 1_000 }, (_, n) => rules.select(n)))
}

/** A form for the number itself stands for the form that has only this number. */
const spelledOut: Record<string, string> = { zero: '=0' }

const formsLack = (parts: Part[], language: string): boolean =>
  parts.some(
    (part) =>
      part.kind === 'choice' &&
      ((part.by === 'plural' &&
        [...formsOf(language)].some((form) => !part.forms.has(spelledOut[form] ?? form) && !part.forms.has(form))) ||
        inside(part).some((form) => formsLack(form, language))),
  )
