// What a referral lets its recipient see: the forms of the role that it names, and which referrals of a record its
// readers see (access §5.4, api-records §5.1). Actions stay those of the reader's own role.
import { type RecordType, type Role, recordTypes } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { RecordFacts } from '../records/record.ts'
import type { Moment } from '../time.ts'
import type { Actor } from './actor.ts'
import { type FormRight, formRights, may } from './role.ts'

export type ReferralStatus = 'in_progress' | 'accepted' | 'rejected' | 'done' | 'revoked'

export type Referral = {
  status: ReferralStatus
  /** User name of the recipient. */
  to: string
  /** When its time is over; null: it has none. */
  until: Moment | null
  /** The role that it names; null: the recipient's own counts. */
  authorized: Role | null
}

const isLive = ({ status }: { status: ReferralStatus }): boolean => status === 'in_progress' || status === 'accepted'

/**
 * The roles whose forms count for this person on this record, by the referrals to him that live; undefined where none
 * does, or where he owns the record: then his own role counts, and the answer tells nothing of forms.
 */
export function referredRoles(
  actor: Actor,
  { ownedBy }: Pick<RecordFacts, 'ownedBy'>,
  referrals: readonly Referral[],
  now: Moment,
): Role[] | undefined {
  if (ownedBy === actor.userName) return undefined
  const live = referrals.filter(
    (referral) =>
      isLive(referral) && referral.to === actor.userName && (referral.until === null || referral.until > now),
  )
  return live.length === 0 ? undefined : live.map(({ authorized }) => authorized ?? actor.role)
}

/** The forms of several roles together, with their rows; where two have a form, writing wins. */
export function formsOfRoles(config: Configuration, roles: readonly Role[]): Map<string, FormRight> {
  const rights = new Map<string, FormRight>()
  for (const role of roles) {
    for (const [form, right] of formRights(config, role)) {
      if (rights.get(form) !== 'rw') rights.set(form, right)
    }
  }
  return rights
}

const toldOfCases = [
  'manage',
  'approve_assessment',
  'approve_case_plan',
  'approve_closure',
  'approve_gbv_closure',
  'request_approval_action_plan',
  'request_approval_assessment',
  'request_approval_case_plan',
  'request_approval_closure',
  'request_approval_gbv_closure',
  'access_log',
  'change_log',
  'view_incident_from_case',
  'find_tracing_match',
  'view_family_record',
  'view_registry_record',
  'referral_from_service',
  'remove_assigned_users',
  'referral',
  'receive_referral',
  'receive_referral_different_module',
]
const toldOfOthers = ['manage', 'change_log', 'access_log']

/** Actions on a type that an answer tells of referred roles (`permitted_form_actions`). */
export const actionsTold = (type: RecordType): readonly string[] => (type === 'case' ? toldOfCases : toldOfOthers)

/** `permitted_form_actions`: what the roles name themselves, of the actions that are told; types without any are left out. */
export const actionsOfRoles = (roles: readonly Role[]): Partial<Record<RecordType, string[]>> =>
  Object.fromEntries(
    recordTypes
      .map(
        (type) => [type, actionsTold(type).filter((a) => roles.some((r) => r.permissions[type]?.includes(a)))] as const,
      )
      .filter(([, actions]) => actions.length > 0),
  )

/** Owner and recipient as they stand when the question is asked; the recipient's agency is the one he was referred in. */
export type ReferralFacts = {
  owner: { userName: string; groups: string[]; agency: string | null }
  to: { userName: string; groups: string[]; agency: string | null }
  status: ReferralStatus
}

const aboutReferrals = ['referral', 'receive_referral', 'receive_referral_different_module', 'referral_from_service']

/** May this person, who may read the record, see the referral? */
export function maySeeReferral(actor: Actor, { owner, to, status }: ReferralFacts): boolean {
  const { scope } = actor.role
  if (scope === 'identified' || scope === 'admin_only') return false
  if (scope === 'all' || owner.userName === actor.userName) return true
  const isHis = to.userName === actor.userName
  if (scope === 'self') return isHis
  if (!aboutReferrals.some((action) => may(actor.role, 'case', action))) return isHis && isLive({ status })
  const isNear = (person: ReferralFacts['owner']): boolean =>
    scope === 'agency'
      ? person.agency !== null && person.agency === actor.agency
      : person.groups.some((group) => actor.groups.includes(group))
  return isHis || isNear(owner) || isNear(to)
}
