// What the rules of the door need to know of an account (accounts/state.ts in domain).
import { type Door, doorOf, isExpired, type Way } from '@primero/domain/accounts/state.ts'
import { isCodeOpen } from '@primero/domain/accounts/ticket.ts'
import type { Day } from '@primero/domain/time.ts'
import { type House, todayOf } from '../house.ts'
import type { AccountRow } from './queries.ts'

/**
 * `hasAgreed`: it owes no agreement; a sign-in opens the same way, and what it opens is asked with each call.
 * `isTrusted`: from a device that need not show the factor.
 */
type At = { hasAgreed?: boolean; isInGrace?: boolean; isTrusted?: boolean }

/** Which door this way opens for the account. A lock is no matter of the account: it is counted by name (sign-in/). */
export const doorFor = (
  house: House,
  account: AccountRow,
  way: Way,
  { hasAgreed = true, isInGrace = false, isTrusted = false }: At = {},
): Door =>
  doorOf(
    {
      isService: account.service_account,
      isDisabled: account.disabled,
      isUnverified: account.unverified,
      isExpired: hasExpired(house, account),
      hasRole: house.configuration().roles.has(account.role),
      hasPassword: account.password_hash !== null,
      hasFactor: account.has_factor,
      mustHaveFactor: mustHaveFactor(house, account),
      hasCode: account.must_renew,
      hasAgreed,
      isForeign: account.identity_provider !== null && !isOfProvider(house, account),
    },
    way,
    {
      isLocked: false,
      isTrusted,
      byProvider: house.settings.identityProviders.length > 0,
      basicForPeople: house.settings.mode === 'laptop',
      isInGrace,
    },
  )

export const mustHaveFactor = (house: House, { role }: Pick<AccountRow, 'role'>): boolean =>
  house.configuration().roles.get(role)?.mustHaveFactor === true

const isOfProvider = ({ settings }: House, account: AccountRow): boolean =>
  settings.identityProviders.some(({ uniqueId }) => uniqueId === account.identity_provider)

export const hasExpired = (house: House, account: AccountRow): boolean =>
  isExpired(account.expires_on as Day | null, todayOf(house) as Day)

/** Whose password is a code that was read out: does it still open the way to a password of one's own? */
export const isCodeFresh = (house: House, { password_set_at: at, code_wrong: wrong }: AccountRow): boolean =>
  at !== null && isCodeOpen({ at: at.getTime() / 1000, wrong, uses: 0 }, house.clock().getTime() / 1000)
