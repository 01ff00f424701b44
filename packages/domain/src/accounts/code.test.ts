import { expect, test } from 'vitest'
import { codeOf, codes, codeText, codeToRead } from './code.ts'

test('a code is ten digits, small numbers too', () => {
  expect(codeOf(7)).toBe('0000000007')
  expect(codeOf(codes - 1)).toBe('9999999999')
})

test('it is read out in two halves, and may be typed so, or with dashes', () => {
  expect(codeToRead('1234567890')).toBe('12345 67890')
  for (const typed of ['12345 67890', '12345-67890', ' 1234567890 ', '12 34 56 78 90', '12345\u201367890'])
    expect(codeText(typed)).toBe('1234567890')
})

test('digits of Arabic and Persian keyboards are the same code', () => {
  expect(codeText('١٢٣٤٥ ٦٧٨٩٠')).toBe('1234567890')
  expect(codeText('۱۲۳۴۵۶۷۸۹۰')).toBe('1234567890')
})

test('what is no code stays as it was typed', () => {
  for (const typed of ['', 'river lantern 42', '12345', '1234567890123', '12345 6789o'])
    expect(codeText(typed)).toBe(typed)
})
