// Counting wrong passwords (access §7.2, api-records §3.3). A lock stops passwords of unknown devices only, so that
// nobody is locked out by somebody else. Everything is counted by name, whether an account has it or not: so a name
// that nobody has is answered like one that somebody has.
import { limits } from './limits.ts'
import { counted, secondsToWait, type Window } from './window.ts'

/** Wrong passwords of a name in a row, from unknown devices together. `until` in seconds since 1970; null: no lock. */
export type Lock = { failures: number; until: number | null }

/** After a right password, a reset, or before anything. */
export const noLock: Lock = { failures: 0, until: null }

export const isLocked = ({ until }: Lock, now: number): boolean => until !== null && now < until

/**
 * What was counted before a try. `device`: wrong ones of this device, if it once signed in with this name; null: it
 * did not. `calls`: sign-ins with the name, of unknown devices together and of each known one apart. `address`: failed
 * ones from the address.
 */
export type Counts = {
  lock: Lock
  device: number | null
  calls: Window | undefined
  address: Window | undefined
}

export type Way = 'page' | 'basic'

/** A device is known until it has tried too often itself; then it counts as any other. */
export const isKnown = ({ device }: Pick<Counts, 'device'>): boolean =>
  device !== null && device < limits.knownDevice.after

/** Seconds until a try is weighed at all; 0: now. Ask before the password is hashed. */
export function waitBefore(counts: Counts, way: Way, now: number): number {
  const byName = way === 'page' ? secondsToWait(counts.calls, limits.signIn, now) : 0
  const byAddress = isKnown(counts) ? 0 : secondsToWait(counts.address, limits.address, now)
  return Math.max(byName, byAddress)
}

export type Weighed = { isIn: boolean; counts: Counts }

/**
 * A try and what is counted after it; only for tries that need not wait. A device that comes in is known from then on.
 * @param isRight the password is right, and the account may come in: disabled ones count like names that nobody has
 */
export function weigh(counts: Counts, way: Way, isRight: boolean, now: number): Weighed {
  const { isIn, counts: next } = isKnown(counts) ? ofKnown(counts, isRight) : ofUnknown(counts, isRight, now)
  return {
    isIn,
    counts: {
      ...next,
      calls: way === 'page' ? counted(counts.calls, limits.signIn, now) : counts.calls,
      address: isIn ? counts.address : counted(counts.address, limits.address, now),
    },
  }
}

const ofKnown = (counts: Counts, isRight: boolean): Weighed => ({
  isIn: isRight,
  counts: { ...counts, device: isRight ? 0 : (counts.device ?? 0) + 1 },
})

// Tries under a lock, right or wrong, change nothing: a stranger cannot make it last.
function ofUnknown(counts: Counts, isRight: boolean, now: number): Weighed {
  if (isLocked(counts.lock, now)) return { isIn: false, counts }
  if (isRight) return { isIn: true, counts: { ...counts, lock: noLock, device: 0 } }
  return { isIn: false, counts: { ...counts, lock: oneMore(counts.lock, now) } }
}

function oneMore(lock: Lock, now: number): Lock {
  const failures = (lock.until === null ? lock.failures : 0) + 1
  return { failures, until: failures >= limits.lock.after ? now + limits.lock.lasts : null }
}
