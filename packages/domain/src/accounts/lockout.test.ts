import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { limits } from './limits.ts'
import { addressCases, counters, lockCases, type Try } from './lockout.cases.ts'
import { type Counts, isLocked, type Lock, noLock, waitBefore, weigh } from './lockout.ts'
import type { Window } from './window.ts'

/** What a server keeps: locks and calls by name, failures by address, wrong ones by known device. */
type Kept = {
  locks: Map<string, Lock>
  calls: Map<string, Window>
  addresses: Map<string, Window>
  devices: Map<string, number>
}

const nothing = (): Kept => ({ locks: new Map(), calls: new Map(), addresses: new Map(), devices: new Map() })

const set = <T>(map: Map<string, T>, key: string, value: T | null | undefined): void => {
  if (value !== undefined && value !== null) map.set(key, value)
}

function sign(kept: Kept, { at, name = 'amal', from, address = 'a', by = 'page', right }: Try): 200 | 401 | 429 {
  if (by === 'session') return 200
  if (by === 'reset') {
    kept.locks.set(name, noLock)
    return 200
  }
  const device = from === 'known' ? (kept.devices.get(name) ?? 0) : null
  const callers = `${name} ${from === 'known'}`
  const counts: Counts = {
    lock: kept.locks.get(name) ?? noLock,
    device,
    calls: kept.calls.get(callers),
    address: kept.addresses.get(address),
  }
  if (waitBefore(counts, by, at) > 0) return 429
  const { isIn, counts: next } = weigh(counts, by, right === true && name === 'amal', at)
  set(kept.locks, name, next.lock)
  if (from === 'known') set(kept.devices, name, next.device)
  set(kept.calls, callers, next.calls)
  set(kept.addresses, address, next.address)
  return isIn ? 200 : 401
}

test('the numbers are those that were decided', () => {
  expect(limits).toMatchObject(counters)
})

test.each(lockCases)('$says', ({ tries, answers }) => {
  const kept = nothing()
  expect(tries.map((one) => sign(kept, one))).toEqual(answers)
})

test.each(addressCases)('from one address: $says', ({ failed, next, answer }) => {
  const kept = nothing()
  const names = Array.from({ length: failed }, (_, i) => `name${i}`)
  names.forEach((name, i) => {
    expect(sign(kept, { at: i / 2, name: name as 'nobody', address: 'a' })).toBe(401)
  })
  const address = next.address === 'same' ? 'a' : 'b'
  expect(sign(kept, { at: next.seconds, address, right: true, ...(next.known ? { from: 'known' } : {}) })).toBe(answer)
})

const arbStranger: fc.Arbitrary<Omit<Try, 'at'>> = fc.record({
  name: fc.constantFrom('amal' as const, 'nobody' as const),
  address: fc.constantFrom('a', 'b'),
  by: fc.constantFrom('page' as const, 'basic' as const),
})

test('whatever strangers try, a known device comes in with the right password', () => {
  const tries = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), arbStranger), { maxLength: 60 })
  fc.assert(
    fc.property(tries, (strangers) => {
      const kept = nothing()
      let at = 0
      for (const [later, stranger] of strangers) {
        at += later
        sign(kept, { at, ...stranger })
      }
      expect(sign(kept, { at, from: 'known', right: true })).toBe(200)
    }),
  )
})

test('a name that nobody has is answered like one that somebody has', () => {
  const tries = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 30 })
  fc.assert(
    fc.property(tries, (pauses) => {
      const answers = (name: 'amal' | 'nobody') => {
        const kept = nothing()
        let at = 0
        return pauses.map((pause) => {
          at += pause
          return sign(kept, { at, name })
        })
      }
      expect(answers('amal')).toEqual(answers('nobody'))
    }),
  )
})

test('no lock lasts longer than half an hour after the try that made it', () => {
  const tries = fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.boolean()), { maxLength: 40 })
  fc.assert(
    fc.property(tries, (pauses) => {
      let counts: Counts = { lock: noLock, device: null, calls: undefined, address: undefined }
      let now = 0
      for (const [pause, isRight] of pauses) {
        now += pause
        counts = weigh(counts, 'basic', isRight, now).counts
        expect(isLocked(counts.lock, now + limits.lock.lasts)).toBe(false)
      }
    }),
  )
})
