// To whom a record may be handed: who asks must hold a right, who is named must be able to receive (api-admin §6.5).
import type { Actor } from '@primero/domain/access/actor.ts'
import { may } from '@primero/domain/access/role.ts'
import type { RecordType, Role } from '@primero/domain/configuration/bundle.ts'
import { receives as receivesShare } from '@primero/domain/workflow/recipients.ts'

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

const kinds = { assign: 'Assign', transfer: 'Transfer', refer: 'Referral' } as const

/** May the holder of the role receive records of this type in one of these modules? */
export const receives = (
  role: Role,
  type: RecordType,
  handing: Handing,
  modules: string[],
  policy: Readonly<Record<string, unknown>> = {},
): boolean =>
  modules.some((module) => receivesShare(kinds[handing], { type, module, policy }, { role, isInForce: true }))
