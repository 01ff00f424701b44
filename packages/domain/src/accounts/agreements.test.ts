import { describe, expect, test } from 'vitest'
import type { Role } from '../configuration/bundle.ts'
import type { Day } from '../time.ts'
import {
  graceLasts,
  inForce,
  isInGrace,
  mayKeepAgreement,
  maySendTo,
  owedBy,
  owedForDevice,
  sharingWith,
  type Version,
} from './agreements.ts'

const today = '2026-05-10' as Day
const version = (id: number, over: Partial<Version> = {}): Version => ({
  id,
  kind: 'code_of_conduct',
  agency: null,
  from: '2026-01-01' as Day,
  until: null,
  since: 0,
  ...over,
})
const ids = (versions: Version[]) => versions.map(({ id }) => id)

describe('the version in force', () => {
  const of = (...versions: Version[]) => inForce(versions, 'code_of_conduct', null, today)?.id

  test('is the newest that has begun', () => {
    expect(of()).toBeUndefined()
    expect(of(version(1), version(2))).toBe(2)
    expect(of(version(2), version(1))).toBe(2)
    expect(of(version(1), version(2, { from: '2026-05-11' as Day }))).toBe(1)
    expect(of(version(1), version(2, { from: today }))).toBe(2)
  })

  test('counts on its last day, and leaves nothing behind it: an older one does not come back', () => {
    expect(of(version(1), version(2, { until: today }))).toBe(2)
    expect(of(version(1), version(2, { until: '2026-05-09' as Day }))).toBeUndefined()
  })

  test('of an agency is that agency’s', () => {
    const terms = [version(1, { kind: 'terms_of_use', agency: 'north' })]
    expect(inForce(terms, 'terms_of_use', 'north', today)?.id).toBe(1)
    expect(inForce(terms, 'terms_of_use', 'south', today)).toBeUndefined()
    expect(inForce(terms, 'terms_of_use', null, today)).toBeUndefined()
  })
})

describe('somebody has to accept', () => {
  const versions = [
    version(1),
    version(2, { kind: 'terms_of_use', agency: 'north' }),
    version(3, { kind: 'device_contract' }),
  ]
  const who = (agency: string | null, ...accepted: number[]) => ({ agency, accepted: new Set(accepted) })
  const both = { conduct: true, terms: true }

  test('the code of conduct first, then the terms of the own agency', () => {
    expect(ids(owedBy(versions, who('north'), both, today))).toEqual([1, 2])
    expect(ids(owedBy(versions, who('north', 1), both, today))).toEqual([2])
    expect(ids(owedBy(versions, who('north', 1, 2), both, today))).toEqual([])
    expect(ids(owedBy(versions, who('south'), both, today))).toEqual([1])
  })

  test('only what is switched on', () => {
    expect(ids(owedBy(versions, who('north'), { conduct: false, terms: true }, today))).toEqual([2])
    expect(ids(owedBy(versions, who('north'), { conduct: false, terms: false }, today))).toEqual([])
  })

  test('another version anew', () => {
    expect(ids(owedBy([...versions, version(4)], who('south', 1), both, today))).toEqual([4])
  })

  test('the contract for devices where a device is to keep records, and nowhere else', () => {
    expect(owedForDevice(versions, who('north'), today)?.id).toBe(3)
    expect(owedForDevice(versions, who('north', 3), today)).toBeUndefined()
    expect(owedForDevice([], who('north'), today)).toBeUndefined()
  })
})

test('a device has a week from when a version counts', () => {
  expect(isInGrace(version(1, { since: 1000 }), 1000 + graceLasts - 1)).toBe(true)
  expect(isInGrace(version(1, { since: 1000 }), 1000 + graceLasts)).toBe(false)
})

describe('records go to another agency', () => {
  const protocol = (over: Partial<Version>) => version(1, { kind: 'information_sharing', agency: 'partner', ...over })

  test('where nobody agreed anything, as before', () => {
    expect(sharingWith([], 'partner', today)).toBe('none')
    expect(maySendTo([], 'north', 'partner', today)).toBe(true)
  })

  test('while its protocol is in force', () => {
    expect(maySendTo([protocol({ until: today })], 'north', 'partner', today)).toBe(true)
  })

  test('no more once it is over, and not before it begins', () => {
    expect(sharingWith([protocol({ until: '2026-05-09' as Day })], 'partner', today)).toBe('lapsed')
    expect(maySendTo([protocol({ until: '2026-05-09' as Day })], 'north', 'partner', today)).toBe(false)
    expect(maySendTo([protocol({ from: '2026-05-11' as Day })], 'north', 'partner', today)).toBe(false)
  })

  test('nor from that agency to others; within it, always', () => {
    const over = [protocol({ until: '2026-05-09' as Day })]
    expect(maySendTo(over, 'partner', 'north', today)).toBe(false)
    expect(maySendTo(over, 'partner', 'partner', today)).toBe(true)
    expect(maySendTo(over, 'north', 'south', today)).toBe(true)
  })

  test('again with a new one', () => {
    const renewed = [protocol({ until: '2026-05-09' as Day }), protocol({ id: 2 })]
    expect(maySendTo(renewed, 'north', 'partner', today)).toBe(true)
  })
})

test('agreements of an agency are kept by who may change it, the others by who keeps the code of conduct', () => {
  const role = (permissions: Role['permissions'], objects?: Role['objects']) =>
    ({ permissions, ...(objects ? { objects } : {}) }) as Role
  const conduct = role({ code_of_conduct: ['manage'] })
  const writer = role({ agency: ['read', 'write'] })
  const listed = role({ agency: ['write'] }, { agency: ['north'] })
  expect(mayKeepAgreement(conduct, 'code_of_conduct', null)).toBe(true)
  expect(mayKeepAgreement(conduct, 'device_contract', null)).toBe(true)
  expect(mayKeepAgreement(conduct, 'terms_of_use', 'north')).toBe(false)
  expect(mayKeepAgreement(writer, 'information_sharing', 'south')).toBe(true)
  expect(mayKeepAgreement(writer, 'code_of_conduct', null)).toBe(false)
  expect(mayKeepAgreement(listed, 'terms_of_use', 'north')).toBe(true)
  expect(mayKeepAgreement(listed, 'terms_of_use', 'south')).toBe(false)
})
