import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordTypes } from '../configuration/bundle.ts'
import { nameTokens, searchWords } from './phonetic.ts'

test.each([
  ['spellings of one sound share a token', 'Mohammed Muhamad', ['MHMT']],
  ['accents make no difference', 'José jose', ['HS']],
  ['letters that hold no accent are written out', 'Jørgen Łukasz Weiß', ['JRJN', 'LKS', 'AS']],
  ['Greek loses its accents', 'Γιάννης', ['ΓΙΑΝΝΗΣ']],
  ['Cyrillic loses its accents', 'Андрей', ['АНДРЕИ']],
  ['Arabic loses its vowel marks', 'مُحَمَّد', ['محمد']],
  ['alef, taa marbuta and tatweel stay as written', 'أحمد احمد فاطمة محـمد', ['أحمد', 'احمد', 'فاطمة', 'محـمد']],
  ['a word with one Latin letter goes by sound', 'Ahmedأحمد', ['AMT']],
  ['other scripts keep their signs', 'ሰላም अनिल', ['ሰላም', 'अनिल']],
  ['numbers are words', 'Ana 2', ['AN', '2']],
  ['marks alone are no words', ' - ... ', []],
  ['a letter without a sound is found as itself', 'h', ['H']],
  ['nothing has no tokens', '', []],
])('%s', (_title, text, tokens) => {
  expect(nameTokens(text)).toEqual(tokens)
})

test('composed and decomposed letters give the same tokens', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(nameTokens(text.normalize('NFD'))).toEqual(nameTokens(text.normalize('NFC')))
    }),
  )
})

test('tokens are distinct, and none is empty or holds white space', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const tokens = nameTokens(text)
      expect(new Set(tokens).size).toBe(tokens.length)
      expect(tokens.every((token) => /^\S+$/.test(token))).toBe(true)
    }),
  )
})

const amina = {
  name: 'Amina Yusuf',
  name_nickname: 'Mina',
  unique_identifier: '6b0c5d2e-1111-4222-8333-abcdefabcdef',
  short_id: 'fabcdef',
  case_id_display: 'KE-fabcdef',
  national_id_no: 'NID 77',
  ration_card_no: 'RC-5',
  telephone_current: ' 0700 111 222 ',
}

test('a case is found by name, by part of an identifier, and by phone', () => {
  const words = searchWords('case', amina)
  expect(words.tokens).toEqual(['AMN', 'ASF', 'MN'])
  expect(words.codes).toBe('6b0c5d2e-1111-4222-8333-abcdefabcdef fabcdef ke-fabcdef')
  expect(words.identifiers).toBe('rc-5 nid 77')
  expect(words.exact).toContain('phone:0700 111 222')
  expect(words.exact).toContain('national_id_no:NID 77')
  expect(words.exact).toContain('case_id_display:KE-fabcdef')
})

test.each([true, 'true', 1, 'yes'])('a protected name (%s) leaves only codes that point to nobody', (hidden_name) => {
  const words = searchWords('case', { ...amina, hidden_name })
  expect(words.tokens).toEqual([])
  expect(words.codes).toBe('6b0c5d2e-1111-4222-8333-abcdefabcdef fabcdef ke-fabcdef')
  expect(words.identifiers).toBe('')
  expect(words.exact.filter((word) => /^(phone|national_id_no|ration_card_no):/.test(word))).toEqual([])
})

test.each([false, null, undefined, 'false'])('a name that is not protected (%s) is found', (hidden_name) => {
  expect(searchWords('case', { ...amina, hidden_name }).tokens).not.toEqual([])
})

test('the names of all sought children lead to a tracing request', () => {
  const words = searchWords('tracing_request', { relation_name: 'Omar', tracing_names: ['Ana', 'Bilal'] })
  expect(words.tokens).toEqual(['AMR', 'AN', 'PLL'])
})

test('rubbish in place of answers is passed over', () => {
  fc.assert(
    fc.property(fc.constantFrom(...recordTypes), fc.dictionary(fc.string(), fc.anything()), (type, data) => {
      const words = searchWords(type, data as never)
      expect(typeof words.identifiers).toBe('string')
    }),
  )
  expect(searchWords('case', { name: { boys: 1 }, national_id_no: null })).toEqual({
    tokens: [],
    codes: '',
    identifiers: '',
    exact: [],
  })
})
