import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('a cell is quoted, and its quotes doubled', () => {
  expect(csvOf(['a', 'b'], [['x "y", z', null]])).toBe('\uFEFF"a","b"\r\n"x ""y"", z",""\r\n')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '|cmd', '%x', '"=1', "'=1", '\r=1'])(
  'what a spreadsheet would carry out is shown: %j',
  (text) => {
    const [, line = ''] = csvOf(['a'], [[text]]).split(/(?<="a")\r\n/)
    expect(line.startsWith(`"'`)).toBe(true)
  },
)

test('a moment, a name and a number stay as they are', () => {
  expect(csvOf(['a'], [['2026-01-02T03:04:05.000Z'], ['amal'], ['12']])).toBe(
    '\uFEFF"a"\r\n"2026-01-02T03:04:05.000Z"\r\n"amal"\r\n"12"\r\n',
  )
})
