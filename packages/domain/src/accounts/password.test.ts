import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { passwordLength, passwordRefusals, passwordText } from './password.ts'
import { everybodysFirst, passwordCases, passwordLength as lengths } from './passwords.cases.ts'
import { wellKnown } from './well-known.ts'

const none = new Set<string>()

test.each(passwordCases)('$says', ({ password, again, who = {}, refusals }) => {
  expect(passwordRefusals(password, again, who, none)).toEqual(refusals)
})

test.each(everybodysFirst)('everybody tries %s first', (word) => {
  expect(passwordRefusals(word, undefined, {}, none)).toEqual(['common'])
  expect(passwordRefusals(word.toUpperCase(), undefined, {}, none)).toEqual(['common'])
})

test('it is as long as was decided', () => {
  expect(passwordLength).toEqual(lengths)
})

test.each([
  ['a word behind a mask', 'P@$$w0rd'],
  ['a word and a year', 'Sunshine2026'],
  ['a word, a sign and a digit', 'welcome!1'],
  ['half a keyboard', 'lkjhgfdsa'],
  ['the alphabet', 'abcdefgh'],
  ['digits back', '9876543210'],
  ['the columns of a keyboard', '1qaz2wsx'],
  ['in Arabic', 'كلمة السر'],
])('%s is guessed', (_says, password) => {
  expect(passwordRefusals(password, undefined, {}, none)).toEqual(['common'])
})

test('a part of one’s name and digits is guessed', () => {
  const names = { userName: 'a.haddad', fullName: 'Amal Haddad' }
  expect(passwordRefusals('haddad1984', undefined, names, none)).toEqual(['common'])
  expect(passwordRefusals('haddad and a river', undefined, names, none)).toEqual([])
})

test('a letter among pictures is no row of the keyboard', () => {
  expect(passwordRefusals('🌊🌙🌲🍋🐟🐢🎈a', undefined, {}, none)).toEqual([])
})

test('whole passwords of a list are refused, in any capitals', () => {
  expect(passwordRefusals('Kvwz Qxjp', undefined, {}, new Set(['kvwz qxjp']))).toEqual(['common'])
  expect(passwordRefusals('kvwz qxjp lantern', undefined, {}, new Set(['kvwz qxjp']))).toEqual([])
})

test('known words are written as they are compared, once', () => {
  expect(wellKnown.filter((word) => /[^\p{L}\p{N}]/u.test(word) || word !== passwordText(word).toLowerCase())).toEqual(
    [],
  )
  expect(new Set(wellKnown).size).toBe(wellKnown.length)
})

test('a repetition of the same text never differs, however it is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      expect(passwordRefusals(typed, passwordText(typed), {}, none)).not.toContain('mismatch')
    }),
  )
})

test('nobody’s own name is his password', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z][a-z._]{7,20}$/), fc.nat(9999), (userName, digits) => {
      fc.pre(userName.replaceAll(/[._]/g, '').length >= 3)
      for (const password of [userName, userName.toUpperCase(), `${userName}${digits}`])
        expect(passwordRefusals(password, undefined, { userName }, none)).toContain('common')
    }),
  )
})
