import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { englishLeft } from '../e2e/words.ts'
import { languageCodes } from '../packages/domain/src/configuration/languages.ts'
import { catalogueFaults, faultsBetween, twiceSaid } from './catalogues.ts'

test('every sentence of the interface is there in every language, with its gaps and its numbers', () => {
  expect(catalogueFaults()).toEqual([])
})

test('the script before the first paint knows every language', () => {
  const early = readFileSync(join(import.meta.dirname, '../packages/web/src/early.js'), 'utf8')
  const lists = [...early.matchAll(/\/\^\(([a-z|]+)\)\(-\|\$\)\//g)].map(([, list]) => list)
  expect(lists.length).toBeGreaterThan(0)
  expect(new Set(lists)).toEqual(new Set([[...languageCodes].sort().join('|')]))
  for (const code of languageCodes) expect(early).toMatch(new RegExp(`^ {2}${code}: `, 'm'))
})

const of = (id: string, text: string, language: string): string[] =>
  faultsBetween(new Map([[id, id]]), new Map([[id, text]]), language)

describe('a catalogue is at fault where', () => {
  test.each([
    ['a sentence lacks', 'Save', ' ', 'fr', 'nothing for'],
    ['a sentence was left in English', 'Save the draft', 'Save the draft', 'es', 'still English'],
    [
      'a choice was left in English',
      '{n, plural, one {# flag} other {# flags}}',
      '{n, plural, one {# flag} other {# flags}}',
      'fr',
      'still English',
    ],
    ['a gap was translated', 'Open {name}', 'Ouvrir {nom}', 'fr', 'other gaps'],
    ['a gap was lost', 'Open {name}', 'Ouvrir', 'fr', 'other gaps'],
    ['a key was lost', 'Press <0>H</0>', 'Pulse H', 'es', 'other gaps'],
    ['a bracket is open', 'Open {name}', 'Ouvrir {name', 'fr', 'cannot be read'],
    [
      'a device has no words',
      '{kind, select, phone {Phone} other {Computer}}',
      '{kind, select, other {Ordinateur}}',
      'fr',
      'other gaps',
    ],
    [
      'Arabic counts as English does',
      '{n, plural, one {# flag} other {# flags}}',
      '{n, plural, one {علامة} other {# علامة}}',
      'ar',
      'not every number',
    ],
  ])('%s', (_what, id, text, language, fault) => {
    expect(of(id, text, language)).toEqual([expect.stringContaining(fault)])
  })

  test('nobody says a sentence any more', () => {
    expect(faultsBetween(new Map(), new Map([['Gone', 'Parti']]), 'fr')).toEqual(['nobody says Gone'])
  })

  test('two pages translate one sentence in two ways', () => {
    expect(twiceSaid([new Map([['Close', 'Fermer']]), new Map([['Close', 'Clore']])])).toEqual(['Close'])
  })
})

test('a translation may order its gaps anew, and take as many numbers as its language has', () => {
  expect(of('{n} of {all}', '{all} ({n})', 'fr')).toEqual([])
  expect(
    of('{n, plural, one {# flag} other {# flags}}', '{n, plural, one {# drapeau} other {# drapeaux}}', 'fr'),
  ).toEqual([])
})

test('English that was left on a page is found, also around what people wrote', () => {
  expect(englishLeft(['Save', 'Enregistrer', 'Row 3', 'Ligne 3', 'Code', 'Iko Ashdown'], 'fr')).toEqual([
    'Save',
    'Row 3',
  ])
})
