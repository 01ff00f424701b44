// The name under which an operator opens an instance that nobody administers.
import { hasExpired } from '../accounts/account-state.ts'
import { accountByName } from '../accounts/queries.ts'
import type { House } from '../house.ts'

const first = 'administrator'
const mostTried = 100

/**
 * `administrator`, new or as it was; another where that account was demoted, closed or removed: what somebody decided
 * about an account is not undone, and a code for it would open nothing that helps.
 */
export async function administratorName(house: House, superRoles: readonly string[]): Promise<string> {
  for (let n = 1; n <= mostTried; n += 1) {
    const name = n === 1 ? first : `${first}-${n}`
    const account = await accountByName(house.db, name)
    if (account === undefined) return name
    const isClosed = account.disabled || account.service_account || hasExpired(house, account)
    if (account.user_name === name && !isClosed && superRoles.includes(account.role)) return name
  }
  throw new Error(`There are too many accounts called ${first}.`)
}
