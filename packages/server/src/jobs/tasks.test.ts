import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cronOf, houseTasks, nextRun, type Rhythm } from './tasks.ts'

test.each<[Rhythm, string, string, string]>([
  [{ every: 'minute' }, '* * * * *', '2026-03-01T10:20:30.000Z', '2026-03-01T10:21:00.000Z'],
  [{ every: 'hour', minute: 5 }, '5 * * * *', '2026-03-01T10:04:59.000Z', '2026-03-01T10:05:00.000Z'],
  [{ every: 'hour', minute: 5 }, '5 * * * *', '2026-03-01T10:05:00.000Z', '2026-03-01T11:05:00.000Z'],
  [{ every: 'day', hour: 1, minute: 30 }, '30 1 * * *', '2026-02-28T23:59:00.000Z', '2026-03-01T01:30:00.000Z'],
])('the next run of %j', (rhythm, cron, now, next) => {
  expect(cronOf(rhythm)).toBe(cron)
  expect(nextRun(rhythm, new Date(now)).toISOString()).toBe(next)
})

test('the next run lies ahead, and no further than one round', () => {
  const rhythm = fc.oneof(
    fc.constant<Rhythm>({ every: 'minute' }),
    fc.record({ every: fc.constant('hour' as const), minute: fc.nat(59) }),
    fc.record({ every: fc.constant('day' as const), hour: fc.nat(23), minute: fc.nat(59) }),
  )
  const rounds = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }
  fc.assert(
    fc.property(rhythm, fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (one, now) => {
      const ahead = nextRun(one, now).getTime() - now.getTime()
      return ahead > 0 && ahead <= rounds[one.every]
    }),
  )
})

test('whom a consent lets in, it lets out within a minute of its end', () => {
  expect(houseTasks['expire-consents'].rhythm).toEqual({ every: 'minute' })
})
