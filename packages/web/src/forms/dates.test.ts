import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayInWords, latinDigits, moved, monthsOn, otherCalendar, typedDay, weeksOf } from './dates.ts'

test('three typed parts make a day, in whatever digits they were typed', () => {
  expect(typedDay({ day: '9', month: '9', year: '2016' })).toEqual({ kind: 'day', day: '2016-09-09' })
  expect(typedDay({ day: '٩', month: '9', year: '٢٠١٦' })).toEqual({ kind: 'day', day: '2016-09-09' })
  expect(latinDigits('۱۲३๔')).toBe('1234')
})

test('a day that no month has is impossible, a half typed one only unfinished', () => {
  expect(typedDay({ day: '31', month: '4', year: '2020' })).toEqual({ kind: 'impossible' })
  expect(typedDay({ day: '29', month: '2', year: '2023' })).toEqual({ kind: 'impossible' })
  expect(typedDay({ day: '29', month: '2', year: '2024' })).toEqual({ kind: 'day', day: '2024-02-29' })
  expect(typedDay({ day: '', month: '2', year: '2024' })).toEqual({ kind: 'unfinished' })
  expect(typedDay({ day: '1', month: '2', year: '19' })).toEqual({ kind: 'unfinished' })
  expect(typedDay({ day: 'x', month: '2', year: '2024' })).toEqual({ kind: 'impossible' })
  expect(typedDay({ day: '', month: '', year: ' ' })).toEqual({ kind: 'empty' })
})

test('moving by days and back again ends on the same day', () => {
  expect(moved('2024-02-28', 2)).toBe('2024-03-01')
  expect(moved('2024-01-01', -1)).toBe('2023-12-31')
  fc.assert(
    fc.property(fc.integer({ min: -2000, max: 2000 }), (by) => {
      expect(moved(moved('2020-06-15', by), -by)).toBe('2020-06-15')
    }),
  )
})

test('a month on from the last day is the last day of a shorter month', () => {
  expect(monthsOn('2024-01-31', 1)).toBe('2024-02-29')
  expect(monthsOn('2024-01-31', -2)).toBe('2023-11-30')
})

test('a month is drawn in whole weeks, starting where the week starts', () => {
  const august = weeksOf(2026, 8, 1)
  expect(august[0]).toEqual([null, null, null, null, null, '2026-08-01', '2026-08-02'])
  expect(august.at(-1)?.[0]).toBe('2026-08-31')
  expect(august.every((week) => week.length === 7)).toBe(true)
})

test('a day in words names the weekday, and the second calendar where people count in one', () => {
  expect(dayInWords('2026-03-12', 'en')).toBe('Thursday, March 12, 2026')
  expect(otherCalendar('2026-03-12', 'en')).toBe('')
  expect(otherCalendar('2026-03-12', 'am')).toContain('2018')
  expect(dayInWords('soon', 'en')).toBe('')
})
