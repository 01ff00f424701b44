import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAt, daysFrom, momentFrom, startOf, weekAt } from './clock.ts'

const zones = ['UTC', 'America/Bogota', 'Asia/Dhaka', 'Asia/Kathmandu', 'Europe/Paris', 'Pacific/Kiritimati']

test('a day is the zone’s', () => {
  expect(dayAt('2026-03-01T04:00:00.000Z', 'America/Bogota')).toBe('2026-02-28')
  expect(dayAt('2026-02-28T22:00:00.000Z', 'Asia/Dhaka')).toBe('2026-03-01')
})

test('a day begins at its midnight there, or when clocks have leapt over it', () => {
  expect(startOf('2026-03-01', 'Asia/Kathmandu')).toBe('2026-02-28T18:15:00.000Z')
  expect(startOf('2026-03-30', 'Europe/Paris')).toBe('2026-03-29T22:00:00.000Z')
  // In 2018 Brazil’s summer time began at midnight.
  expect(startOf('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z')
})

test('every moment lies in its week, and weeks follow each other without a gap', () => {
  const moments = fc
    .integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') })
    .map((at) => new Date(at).toISOString())
  fc.assert(
    fc.property(moments, fc.constantFrom(...zones), (now, zone) => {
      const [last, current] = [weekAt(now, zone, -1), weekAt(now, zone, 0)]
      expect(current.from <= now && now <= current.to).toBe(true)
      expect(new Date(current.firstDay).getUTCDay()).toBe(0)
      expect(daysFrom(last.lastDay, 1)).toBe(current.firstDay)
      expect(momentFrom(last.to, 1)).toBe(current.from)
      expect(dayAt(current.from, zone)).toBe(current.firstDay)
      expect(dayAt(current.to, zone)).toBe(current.lastDay)
    }),
    { numRuns: 200, seed: 50 },
  )
})
