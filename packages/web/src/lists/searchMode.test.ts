import { expect, test } from 'vitest'
import { modeOf, tidy } from './searchMode.ts'

test.each([
  ['2be40d8', 'id'],
  ['2be 40d8', 'id'],
  ['CP-2026-014', 'id'],
  ['1234', 'id'],
  ['5f2c1a34-9b1d-4c1e-8f00-aa12bb34cc56', 'id'],
  ['amal', 'name'],
  ['bed', 'name'],
  ['عمر حسن', 'name'],
  ['+249 91 234', 'phone'],
  ['0912345678', 'phone'],
  ['091-234-5678', 'phone'],
])('%s is looked for by %s', (text, mode) => {
  expect(modeOf(text)).toBe(mode)
})

test('a code that was read aloud in two groups is one code, two words stay two', () => {
  expect(tidy(' 2be 40d8 ')).toBe('2be40d8')
  expect(tidy('amal  noor')).toBe('amal noor')
})

test.each(['4102385', 'abcdefa', '4f023e5', '410 2385'])(
  'the short code %s is looked for as a code, whatever it is made of',
  (code) => {
    expect(modeOf(code)).toBe('id')
  },
)
