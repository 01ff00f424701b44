import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerOf, dayNumber, instantOf, isBlank, isTimestamp, rowsIn } from './answer.ts'

test.each([undefined, null, '', '  ', [], '\n'])('%j is no answer', (value) => {
  expect(isBlank(value)).toBe(true)
})

test.each([0, false, 'x', ['a'], {}])('%j is an answer', (value) => {
  expect(isBlank(value)).toBe(false)
})

test('what the prototype knows is no answer', () => {
  expect(answerOf({}, 'constructor')).toBe(undefined)
  expect(answerOf(JSON.parse('{"__proto__":"x"}'), '__proto__')).toBe('x')
})

test('rows that are to go, and what is no row, are passed over', () => {
  const row = { unique_id: '1' }
  expect(rowsIn([row, { unique_id: '2', _destroy: true }, null, 'x', ['y']])).toEqual([row])
  expect(rowsIn({ 0: row })).toEqual([])
})

test.each([
  ['2020-01-31T08:15:30.123Z', true],
  ['2020-01-31T08:15Z', true],
  ['2020-01-31T08:15:30+03:00', true],
  ['2020-01-31', false],
  ['2020-01-31T08:15:30', false],
  ['2020-02-31T08:15:30Z', false],
  ['2020-01-31T24:00:00Z', false],
  ['2020-01-31T08:60:00Z', false],
  ['2020-01-31T08:15:60Z', false],
  ['2020-01-31T08:15:00+24:00', false],
  [null, false],
])('%s is a date with time: %s', (value, expected) => {
  expect(isTimestamp(value)).toBe(expected)
})

test('a day is its midnight, and a zone is taken into account', () => {
  expect(instantOf('1970-01-01')).toBe(0)
  expect(instantOf('1969-12-31T23:59:59.5Z')).toBe(-500)
  expect(instantOf('2020-01-31T08:15:30.123+03:00')).toBe(Date.UTC(2020, 0, 31, 5, 15, 30, 123))
  expect(instantOf('2020-01-31T08:15-0330')).toBe(Date.UTC(2020, 0, 31, 11, 45))
  expect(instantOf('soon')).toBe(undefined)
})

test('days are counted as the calendar does', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
      expect(dayNumber(date.toISOString().slice(0, 10))).toBe(Math.floor(date.getTime() / 86_400_000))
    }),
  )
})
