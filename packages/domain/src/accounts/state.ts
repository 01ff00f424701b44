// In which state an account opens which door (access §7; design: tokens, sessions). The credentials are right already;
// whether they are is for lockout.ts, factor.ts and ticket.ts.
import type { Day } from '../time.ts'

/**
 * password: signing in on the page. basic, token: a service account's call. session: a call of a session that is open.
 * device: a pull of an enrolled device. provider: single sign-on. reset: a mailed link. code: the one-time code that an
 * administrator reads out.
 */
export type Way = 'password' | 'basic' | 'token' | 'session' | 'device' | 'provider' | 'reset' | 'code'

/**
 * no: 401 in the words of a wrong password. factor: the second factor is asked. enrol: one must be set up first.
 * renew: a new password is set first. agree: in, and shut but for the agreement. never: this way is not for such an
 * account, whatever its state; answered like `no`.
 */
export type Door = 'in' | 'no' | 'factor' | 'enrol' | 'renew' | 'agree' | 'never'

export type AccountState = {
  isService: boolean
  isDisabled: boolean
  isUnverified: boolean
  isExpired: boolean
  /** The configuration has its role, in force or not: a retired role keeps working for who holds it. */
  hasRole: boolean
  hasPassword: boolean
  hasFactor: boolean
  /** Its role must have a second factor. */
  mustHaveFactor: boolean
  /** A code was read out and not used: the password before it opens nothing any more. */
  hasCode: boolean
  /** Accepted what is in force, or nothing is. */
  hasAgreed: boolean
  /** Of a provider that is none of this instance's. */
  isForeign: boolean
}

/** What else counts: the instance, and the device that the try comes from. */
export type Circumstances = {
  /** This name is locked for this device (lockout.ts): never so for one that is known. */
  isLocked: boolean
  /** The device need not show the factor again. */
  isTrusted: boolean
  /** A provider signs people in, and passwords do not. */
  byProvider: boolean
  /** People may use Basic: on a laptop only. */
  basicForPeople: boolean
  /** The device works offline and the time that it has to show a new agreement is not over. */
  isInGrace: boolean
}

/** Which door does this way open? */
export function doorOf(account: AccountState, way: Way, at: Circumstances): Door {
  if (account.isService) return doorOfService(account, way, at)
  if (way === 'token') return 'never'
  if (isShut(account) || !mayTry(account, way, at)) return 'no'
  const factor = factorAsked(account, way, at)
  if (factor !== undefined) return factor
  if (way === 'code') return 'renew'
  return account.hasAgreed || (way === 'device' && at.isInGrace) ? 'in' : 'agree'
}

const isShut = (account: AccountState): boolean =>
  account.isDisabled || account.isExpired || account.isForeign || !account.hasRole

/** Machines have no page, no factor and agree to nothing. A lock stops their password, not a token they have. */
function doorOfService(account: AccountState, way: Way, { isLocked }: Circumstances): Door {
  if (way !== 'basic' && way !== 'token') return 'never'
  return isShut(account) || (way === 'basic' && isLocked) ? 'no' : 'in'
}

function mayTry(account: AccountState, way: Way, at: Circumstances): boolean {
  const byMailOrVoice = way === 'reset' || way === 'code'
  if (account.isUnverified && !byMailOrVoice) return false
  if (at.byProvider && (byMailOrVoice || way === 'password' || way === 'basic')) return false
  if (way === 'session') return !account.hasCode
  if (way !== 'password' && way !== 'basic') return true
  if (way === 'basic' && (!at.basicForPeople || account.hasFactor || account.mustHaveFactor)) return false
  return account.hasPassword && !account.hasCode && !at.isLocked
}

// Sessions and devices showed it when they began; a provider has its own. What came by mail or voice never replaces it.
function factorAsked(account: AccountState, way: Way, { isTrusted }: Circumstances): 'factor' | 'enrol' | undefined {
  if (way === 'device') return undefined
  if (!account.hasFactor) return account.mustHaveFactor ? 'enrol' : undefined
  if (way === 'reset' || way === 'code') return 'factor'
  return way === 'password' && !isTrusted ? 'factor' : undefined
}

/** Is the account's last day over? `today` is the instance's, by its time zone. */
export const isExpired = (expiresOn: Day | null, today: Day): boolean => expiresOn !== null && today > expiresOn
