// Who makes, changes and removes which role, and what a change comes to (access §3, §6.4; design: superuser).
import type { Role } from '../configuration/bundle.ts'
import { beyond } from './beyond.ts'
import { isMore, keepsAllRoles, listOf, moreOf } from './giving.ts'
import { may } from './role.ts'
import { isAboveOthers } from './superuser.ts'

/** `holders`: accounts with the role, disabled ones too. */
export type RoleChange =
  | { act: 'create'; after: Role }
  | { act: 'update'; before: Role; after: Role }
  | { act: 'delete'; before: Role; holders: number }

/** `flagged`: yes, and it goes beyond the actor (see giving.ts); `in-use`: he may, but somebody holds the role. */
export type Changing = 'yes' | 'flagged' | 'forbidden' | 'in-use'

/** May who holds the role `own` do this to a role? */
export function mayChangeRole(own: Role, change: RoleChange): Changing {
  const right = change.act === 'create' ? 'create' : 'write'
  if (!may(own, 'role', right)) return 'forbidden'
  if (change.act !== 'create' && !isInHands(own, change.before)) return 'forbidden'
  if (change.act === 'delete') return change.holders > 0 ? 'in-use' : 'yes'
  const isLeftAlone =
    change.act === 'update' && !keepsAllRoles(own) && listOf(own) === undefined && isMore(own, change.before)
  return isLeftAlone ? 'forbidden' : mayWrite(own, change.act === 'update' ? change.before : undefined, change.after)
}

/** Never his own; one above others only for who administers all roles; and on his list where he has one. */
function isInHands(own: Role, role: Role): boolean {
  if (role.id === own.id) return false
  if (keepsAllRoles(own)) return true
  return !isAboveOthers(role) && (listOf(own)?.includes(role.id) ?? true)
}

function mayWrite(own: Role, before: Role | undefined, after: Role): Changing {
  if (keepsAllRoles(own)) return isMore(own, after) ? 'flagged' : 'yes'
  return isAboveOthers(after) || (isMore(own, after) && !isCutDown(own, before, after)) ? 'forbidden' : 'yes'
}

/**
 * What was there before was decided before, by somebody with more rights, and may stay. With anything new it would
 * reach further: a right of one's own reads other records under another scope, module or identity.
 */
function isCutDown(own: Role, before: Role | undefined, after: Role): boolean {
  if (before === undefined || beyond(before, after).length > 0) return false
  const known = moreOf(own, before)
  return moreOf(own, after).every((word) => known.includes(word))
}

/** What holders of a role gain and lose by a change, in the words of `beyond`: for the screen before and the audit after. */
export const effectOf = (before: Role, after: Role): { gained: string[]; lost: string[] } => ({
  gained: beyond(before, after),
  lost: beyond(after, before),
})

/** Keys of the own account that everybody may write (access §7.1); others are an administrator's. */
export const ownAccountKeys: ReadonlySet<string> = new Set([
  'full_name',
  'code',
  'password',
  'password_confirmation',
  'locale',
  'services',
  'email',
  'position',
  'phone',
  'location',
  'send_mail',
  'code_of_conduct_id',
  'receive_webpush',
  'settings',
  'accept_terms_of_use',
])
