// Who may be given a record (workflow §1.1, api-records §20.2).
import type { Actor, Person } from '../access/actor.ts'
import { may } from '../access/role.ts'
import type { RecordType, Role } from '../configuration/bundle.ts'
import { wayTo } from './module-package.ts'
import type { TransitionType } from './transition.ts'

/** An account as sharing sees it. */
export type Receiver = Person & {
  role: Role | undefined
  /** Neither disabled nor unverified. */
  isInForce: boolean
}

/** What is shared: a record of this type in this module. `policy`: what the instance says of referrals between modules. */
export type Shared = { type: RecordType; module: string; policy?: Readonly<Record<string, unknown>> }

const offTheList: readonly unknown[] = ['system', 'maintenance']

/**
 * May somebody receive a record so, whoever sends it? `manage` alone makes nobody a candidate for referrals and transfers.
 */
export function receives(
  kind: TransitionType,
  { type, module, policy }: Shared,
  { role, isInForce }: Pick<Receiver, 'role' | 'isInForce'>,
): boolean {
  if (!isInForce || role === undefined || role.disabled === true || offTheList.includes(role.category)) return false
  const names = (action: string): boolean => role.permissions['case']?.includes(action) ?? false
  const isOfModule = role.modules.includes(module)
  switch (kind) {
    case 'Assign':
      return may(role, type, 'read')
    case 'Transfer':
    case 'TransferRequest':
      return isOfModule && names('receive_transfer')
    case 'Referral':
      if (isOfModule) return names('receive_referral') || names('receive_referral_different_module')
      return names('receive_referral_different_module') && wayTo(module, role.modules, policy) === 'package'
  }
}

/** The same, from this sender: nobody sends to himself, and assigning reaches as far as the sender's right. */
export function mayReceive(sender: Actor, kind: TransitionType, shared: Shared, to: Receiver): boolean {
  if (to.userName === sender.userName || !receives(kind, shared, to)) return false
  return kind !== 'Assign' || isInReach(sender, shared.type, to)
}

function isInReach(sender: Actor, type: RecordType, to: Receiver): boolean {
  if (may(sender.role, type, 'assign')) return true
  if (type !== 'case') return false
  const isColleague = sender.agency !== null && sender.agency === to.agency
  if (may(sender.role, type, 'assign_within_agency') && isColleague) return true
  return may(sender.role, type, 'assign_within_user_group') && to.groups.some((group) => sender.groups.includes(group))
}
