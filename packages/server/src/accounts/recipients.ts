// To whom a record may be handed: who asks must hold a right, who is named must be able to receive (api-admin §6.5).
import type { Actor } from '@primero/domain/access/actor.ts'
import { holds, may } from '@primero/domain/access/role.ts'
import type { RecordType, Role } from '@primero/domain/configuration/bundle.ts'

export type Handing = 'assign' | 'transfer' | 'refer'
export type Within = 'all' | 'agency' | 'groups'

/** How far this person may look for somebody to hand a record of this type to; the widest right counts. */
export function reachOf({ role }: Actor, type: RecordType, handing: Handing): Within | 'nobody' {
  const has = (action: string) => may(role, type, action)
  if (handing === 'transfer') return has('transfer') ? 'all' : 'nobody'
  if (handing === 'refer') return has('referral') || has('referral_from_service') ? 'all' : 'nobody'
  if (has('assign')) return 'all'
  if (has('assign_within_agency')) return 'agency'
  return has('assign_within_user_group') ? 'groups' : 'nobody'
}

/**
 * May the holder of the role receive records of this type in one of these modules? Whoever reads may be assigned,
 * whatever his module; to receive is a right that a role names, so that `manage` does not make recipients.
 */
export function receives(role: Role, type: RecordType, handing: Handing, modules: string[]): boolean {
  if (role.category === 'system' || role.category === 'maintenance') return false
  const isSameModule = role.modules.some((m) => modules.includes(m))
  if (handing === 'assign') return may(role, type, 'read')
  if (handing === 'transfer') return holds(role, type, 'receive_transfer') && isSameModule
  return (
    holds(role, type, 'receive_referral_different_module') || (holds(role, type, 'receive_referral') && isSameModule)
  )
}
