// What the rules of the door need to know of an account (accounts/state.ts in domain).
import { type Door, doorOf, isExpired, type Way } from '@primero/domain/accounts/state.ts'
import { isCodeOpen } from '@primero/domain/accounts/ticket.ts'
import type { Day } from '@primero/domain/time.ts'
import { type House, todayOf } from '../house.ts'
import type { AccountRow } from './queries.ts'

/** Whether it owes an agreement; a sign-in opens the same way, and what it opens is asked with each call. */
export type Agreeing = { hasAgreed: boolean; isInGrace: boolean }
const agreed: Agreeing = { hasAgreed: true, isInGrace: false }

/** Which door this way opens for the account. A lock is no matter of the account: it is counted by name (sign-in/). */
export const doorFor = (house: House, account: AccountRow, way: Way, { hasAgreed, isInGrace } = agreed): Door =>
  doorOf(
    {
      isService: account.service_account,
      isDisabled: account.disabled,
      isUnverified: account.unverified,
      isExpired: hasExpired(house, account),
      hasRole: house.configuration().roles.has(account.role),
      hasPassword: account.password_hash !== null,
      hasFactor: false,
      mustHaveFactor: false,
      hasCode: account.must_renew,
      hasAgreed,
      isForeign: false,
    },
    way,
    {
      isLocked: false,
      isTrusted: false,
      byProvider: false,
      basicForPeople: house.settings.mode === 'laptop',
      isInGrace,
    },
  )

export const hasExpired = (house: House, account: AccountRow): boolean =>
  isExpired(account.expires_on as Day | null, todayOf(house) as Day)

/** Whose password is a code that was read out: does it still open the way to a password of one's own? */
export const isCodeFresh = (house: House, { password_set_at: at }: AccountRow): boolean =>
  at !== null && isCodeOpen({ at: at.getTime() / 1000, wrong: 0, uses: 0 }, house.clock().getTime() / 1000)
