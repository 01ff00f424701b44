import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Role } from '../configuration/bundle.ts'
import { answeringOf } from './answering.ts'
import { isOf, isOffered, isOpenAt, isOutside, isWeek, mayKeepProvider, mayReadDirectory } from './directory.ts'

const nobody = { agency: null, groups: [], users: [] }
const amal = { userName: 'amal', agency: 'agency-one', groups: ['group-north'] }

describe('a provider', () => {
  test('without agency, groups and people is outside, and nobody here answers for it', () => {
    expect(isOutside(nobody)).toBe(true)
    expect(isOf(nobody, amal)).toBe(false)
  })

  test.each([
    ['its agency', { ...nobody, agency: 'agency-one' }, true],
    ['a group of his', { ...nobody, groups: ['group-north'] }, true],
    ['himself', { ...nobody, users: ['amal'] }, true],
    ['another of his agency', { ...nobody, agency: 'agency-one', users: ['bilal'] }, false],
    ['another group of his agency', { ...nobody, agency: 'agency-one', groups: ['group-south'] }, false],
    ['another agency', { ...nobody, agency: 'agency-two' }, false],
  ])('that names %s leads to him, or does not', (_what, of, leads) => {
    expect(isOf(of, amal)).toBe(leads)
    expect(isOutside(of)).toBe(false)
  })

  test('is offered from its first day to its last, until it is put aside', () => {
    const of = { retired: false, from: '2024-05-01' as never, until: '2024-05-31' as never }
    const days = ['2024-04-30', '2024-05-01', '2024-05-31', '2024-06-01']
    expect(days.map((today) => isOffered(of, today))).toEqual([false, true, true, false])
    expect(isOffered({ ...of, retired: true }, '2024-05-10')).toBe(false)
    expect(isOffered({ retired: false, from: null, until: null }, '2024-05-10')).toBe(true)
  })

  test('is open as its week says, and nobody knows where none was written', () => {
    const week = [{ days: [0, 1], from: '08:00', to: '16:00' }]
    expect(isOpenAt(week, 0, '08:00')).toBe(true)
    expect(isOpenAt(week, 0, '16:00')).toBe(false)
    expect(isOpenAt(week, 2, '10:00')).toBe(false)
    expect(isOpenAt([], 2, '10:00')).toBeUndefined()
  })

  test.each([
    [[{ days: [], from: '08:00', to: '16:00' }]],
    [[{ days: [7], from: '08:00', to: '16:00' }]],
    [[{ days: [1, 1], from: '08:00', to: '16:00' }]],
    [[{ days: [1], from: '16:00', to: '08:00' }]],
    [[{ days: [1], from: '8', to: '16:00' }]],
    [[{ days: [1], from: '24:00', to: '25:00' }]],
  ])('has no week like %j', (week) => {
    expect(isWeek(week)).toBe(false)
  })
})

const role = (permissions: Role['permissions'], agencies?: string[]): Role => ({
  id: 'role-some',
  name: 'Some',
  scope: 'self',
  modules: [],
  forms: {},
  identity: 'none',
  permissions,
  ...(agencies ? { objects: { agency: agencies } } : {}),
})

describe('the directory', () => {
  test('is kept by who keeps agencies, each his own where the role is held to some', () => {
    const all = role({ agency: ['write'] })
    const some = role({ agency: ['write'] }, ['agency-one'])
    expect(mayKeepProvider(all, { agency: null })).toBe(true)
    expect(mayKeepProvider(some, { agency: null })).toBe(false)
    expect(mayKeepProvider(some, { agency: 'agency-one' })).toBe(true)
    expect(mayKeepProvider(some, { agency: 'agency-two' })).toBe(false)
    expect(mayKeepProvider(role({ agency: ['read'] }), { agency: 'agency-one' })).toBe(false)
  })

  test.each([
    ['refers', { case: ['referral'] }, true],
    ['refers for a service', { case: ['referral_from_service'] }, true],
    ['hands over', { case: ['transfer'] }, true],
    ['keeps it', { agency: ['write'] }, true],
    ['reads cases', { case: ['read'] }, false],
    ['does nothing', {}, false],
  ] as const)('is read by who %s, or is not', (_who, permissions, reads) => {
    expect(mayReadDirectory({ role: role(permissions as never) })).toBe(reads)
  })
})

describe('how a provider answered', () => {
  test('is not told of so few that a number would be a person', () => {
    expect(answeringOf({ sent: 4, accepted: 4, rejected: 0, waiting: 0, medianHours: 3 })).toBeNull()
  })

  test('is told in whole days, and in numbers that no sum undoes', () => {
    expect(answeringOf({ sent: 40, accepted: 20, rejected: 10, waiting: 10, medianHours: 30 })).toEqual({
      accepted: 20,
      rejected: 10,
      days: 1,
    })
  })

  test('never tells a number under five, nor the only one that would give it away', () => {
    const count = fc.nat(12)
    fc.assert(
      fc.property(count, count, count, (accepted, rejected, waiting) => {
        const sent = accepted + rejected + waiting
        const told = answeringOf({ sent, accepted, rejected, waiting, medianHours: 5 })
        if (told === null) return sent < 5
        return [told.accepted, told.rejected].every((number) => number === null || number >= 5)
      }),
    )
  })
})
