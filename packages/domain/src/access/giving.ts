// Who may give which role to whom, and open whose account (access §3, §6.4; design: superuser).
import type { Role } from '../configuration/bundle.ts'
import { beyond } from './beyond.ts'
import { may } from './role.ts'
import { isAboveOthers, isSuperuser, standsAbove } from './superuser.ts'

/**
 * `flagged`: yes, and it is more than the giver has, so he is told before, the audit says so and the other
 * administrators hear of it. `retired`: no such role is given to anybody, by whoever may give it.
 */
export type Giving = 'yes' | 'flagged' | 'forbidden' | 'retired'

/** The roles that a permission is limited to; an empty list is none. It counts beside `manage`, too. */
export const listOf = (role: Role): readonly string[] | undefined =>
  role.objects?.role?.length ? role.objects.role : undefined

/** Does the role administer all roles: `manage`, and no list? Only who does may go beyond himself. */
export const keepsAllRoles = (role: Role): boolean =>
  role.permissions['role']?.includes('manage') === true && listOf(role) === undefined

/** What makes the role more than the own one, in the words of `beyond`; `standing` where it stands above. */
export const moreOf = (own: Role, role: Role): string[] => [
  ...beyond(own, role),
  ...(standsAbove(role, own) ? ['standing'] : []),
]

export const isMore = (own: Role, role: Role): boolean => moreOf(own, role).length > 0

/** May the giver give this role to somebody else who holds none? */
export function mayGive(giver: Role, role: Role): Giving {
  const answer = givable(giver, role)
  return answer !== 'forbidden' && role.disabled ? 'retired' : answer
}

function givable(giver: Role, role: Role): 'yes' | 'flagged' | 'forbidden' {
  if (!may(giver, 'role', 'assign')) return 'forbidden'
  if (keepsAllRoles(giver)) return isMore(giver, role) ? 'flagged' : 'yes'
  if (isAboveOthers(role)) return 'forbidden'
  // Somebody with more rights drew up the list, so what stands on it is not measured.
  const list = listOf(giver)
  if (list !== undefined) return list.includes(role.id) ? 'yes' : 'forbidden'
  return isMore(giver, role) ? 'forbidden' : 'yes'
}

/** Whose account it is: the giver's own, or another's with the role that he holds now (none: new, or his role is gone). */
export type Recipient = { isOneself: boolean; holds?: Role | undefined }

/**
 * May the giver make this the role of the account? What somebody holds already is not given again; nobody gives
 * himself another; and a role is taken away only by whom could give it.
 */
export function givingTo(giver: Role, { isOneself, holds }: Recipient, role: Role): Giving {
  if (holds?.id === role.id) return 'yes'
  if (isOneself || (holds !== undefined && mayGive(giver, holds) === 'forbidden')) return 'forbidden'
  return mayGive(giver, role)
}

/** Keys of an account that open it: whoever sets them could come in as its owner. */
export const keysThatOpen = ['password', 'password_confirmation', 'email', 'identity_provider_unique_id'] as const

/**
 * May the actor, who may change this account, set what opens it, or have a way back mailed or read out? Only where he
 * could give its role: otherwise he would come into rights that he may give nobody. Into a role above others only a
 * superuser comes this way: for anybody else it would be giving it to himself.
 */
export function mayOpen(actor: Role, { isOneself, holds }: Recipient): boolean {
  if (isOneself) return true
  if (holds === undefined || (isAboveOthers(holds) && !isSuperuser(actor))) return false
  return mayGive(actor, holds) !== 'forbidden'
}
