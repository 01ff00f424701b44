import { Problem } from '@primero/domain/problem.ts'
import type { House } from '../house.ts'

/** A referral names roles that are made for it, and no others: its recipient could see more than the sender thinks. */
export function refuseUnknownRole(house: House, id: string | null): void {
  if (id === null || house.configuration().roles.get(id)?.referralAuthorization === true) return
  throw new Problem('rule-broken', {
    attribute: 'authorized_role_unique_id',
    message: 'transition.errors.authorized_role',
  })
}
