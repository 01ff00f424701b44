import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Day } from '../time.ts'
import { type AccountState, type Circumstances, doorOf, isExpired } from './state.ts'
import { doors, expiryCases, ways } from './states.cases.ts'

const inOrder: AccountState = {
  isService: false,
  isDisabled: false,
  isUnverified: false,
  isExpired: false,
  hasRole: true,
  hasPassword: true,
  hasFactor: false,
  mustHaveFactor: false,
  hasCode: false,
  hasAgreed: true,
  isForeign: false,
}
const ordinary: Circumstances = {
  isLocked: false,
  isTrusted: false,
  byProvider: false,
  basicForPeople: false,
  isInGrace: false,
}

type State = Partial<AccountState & Circumstances>
const today = '2026-05-01' as Day

const states: Record<string, State> = {
  'in order': {},
  'in order, on a laptop instance': { basicForPeople: true },
  disabled: { isDisabled: true },
  unverified: { isUnverified: true },
  'expired since yesterday': { isExpired: isExpired('2026-04-30' as Day, today) },
  'expires today ?': { isExpired: isExpired(today, today) },
  'locked, from an unknown device': { isLocked: true },
  'locked, from a known device': { isLocked: false },
  'without a password': { hasPassword: false },
  'with a second factor': { hasFactor: true },
  'with one, on a trusted device': { hasFactor: true, isTrusted: true },
  'whose role must have one and has none': { mustHaveFactor: true },
  'whose role must have one and has one': { mustHaveFactor: true, hasFactor: true },
  'whose role is gone ?': { hasRole: false },
  'whose role is retired ?': {},
  'with a code that was read out': { hasCode: true },
  'before the agreement': { hasAgreed: false },
  'before the agreement, offline within grace ?': { hasAgreed: false, isInGrace: true },
  'a service account': { isService: true },
  'a disabled service account': { isService: true, isDisabled: true },
  'an expired service account': { isService: true, isExpired: true },
  'a locked service account ?': { isService: true, isLocked: true },
  'where a provider signs people in': { byProvider: true },
  'of another provider': { isForeign: true },
}

test('every state of the table is one of ours', () => {
  expect(Object.keys(states)).toEqual(Object.keys(doors))
})

describe.each(Object.entries(doors))('%s', (state, row) => {
  test.each(ways)('by %s', (way) => {
    const facts = { ...inOrder, ...ordinary, ...states[state] }
    const door = doorOf(facts, way, facts)
    expect(door === 'never' ? '-' : door).toBe(row[way])
  })
})

test.each(expiryCases)('expiry: $says', ({ expiresOn, now, zone, expired }) => {
  const here = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(now))
  expect(isExpired(expiresOn as Day | null, here as Day)).toBe(expired)
})

const arbFlags = <T extends Record<string, boolean>>(like: T): fc.Arbitrary<T> =>
  fc.record(Object.fromEntries(Object.keys(like).map((name) => [name, fc.boolean()]))) as unknown as fc.Arbitrary<T>
const arbState = arbFlags(inOrder)
const arbAt = arbFlags(ordinary)
const arbWay = fc.constantFrom(...ways)

test('states are total: each opens, asks or shuts, and what shuts for good shuts every way', () => {
  fc.assert(
    fc.property(arbState, arbWay, arbAt, (account, way, at) => {
      const door = doorOf(account, way, at)
      expect(['in', 'no', 'factor', 'enrol', 'renew', 'agree', 'never']).toContain(door)
      if (account.isDisabled || account.isExpired || account.isForeign || !account.hasRole)
        expect(['no', 'never']).toContain(door)
    }),
  )
})

test('nobody who has a second factor comes in with a password alone, unless the device is trusted', () => {
  fc.assert(
    fc.property(arbState, fc.constantFrom('password', 'basic', 'reset', 'code'), arbAt, (account, way, at) => {
      fc.pre(account.hasFactor && !account.isService && !(way === 'password' && at.isTrusted))
      expect(['in', 'agree', 'renew', 'enrol']).not.toContain(doorOf(account, way, at))
    }),
  )
})

test('a lock stops passwords only', () => {
  fc.assert(
    fc.property(arbState, arbWay, arbAt, (account, way, at) => {
      fc.pre(way !== 'password' && way !== 'basic')
      expect(doorOf(account, way, { ...at, isLocked: true })).toBe(doorOf(account, way, { ...at, isLocked: false }))
    }),
  )
})
