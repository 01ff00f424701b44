// For tests only: what a referral lets its recipient see and do (access §5.4, api-records §5.1). The recipient is amal;
// her own role reads and writes the forms basic_identity and notes; the owner is bilal.
import type { FormRight } from './role.ts'

export type Referral = {
  status: 'in_progress' | 'accepted' | 'rejected' | 'done' | 'revoked'
  /** Of the role that the referral names; none: her own. */
  forms?: Record<string, FormRight>
  /** What that role may do to cases; of these only the ones of the list below count. */
  actions?: string[]
  until?: 'past' | 'future'
  to?: 'amal' | 'a colleague'
}

export type ReferredCase = {
  says: string
  owner?: 'amal'
  referrals: Referral[]
  /** Form rights that count on this record. */
  forms: Record<string, FormRight>
  /** `permitted_forms` and `permitted_form_actions` stand in the answer. */
  told: boolean
  tag?: '?'
}

const own = { basic_identity: 'rw', notes: 'rw' } as const

export const referredCases: ReferredCase[] = [
  {
    says: 'a referral that names a role: its forms',
    referrals: [{ status: 'accepted', forms: { services: 'rw' } }],
    forms: { services: 'rw' },
    told: true,
  },
  {
    says: 'before it is accepted as well',
    referrals: [{ status: 'in_progress', forms: { services: 'r' } }],
    forms: { services: 'r' },
    told: true,
  },
  { says: 'a referral that names none: her own', referrals: [{ status: 'accepted' }], forms: own, told: true },
  {
    says: 'of two, the forms of both',
    referrals: [
      { status: 'accepted', forms: { services: 'r' } },
      { status: 'in_progress', forms: { notes: 'r' } },
    ],
    forms: { services: 'r', notes: 'r' },
    told: true,
  },
  {
    says: 'where both have a form, writing wins',
    referrals: [
      { status: 'accepted', forms: { services: 'r' } },
      { status: 'accepted', forms: { services: 'rw' } },
    ],
    forms: { services: 'rw' },
    told: true,
  },
  {
    says: 'one with a role and one without: both',
    referrals: [{ status: 'accepted', forms: { services: 'r' } }, { status: 'accepted' }],
    forms: { ...own, services: 'r' },
    told: true,
  },
  {
    says: 'one that was rejected counts no more',
    referrals: [{ status: 'rejected', forms: { services: 'rw' } }],
    forms: own,
    told: false,
  },
  { says: 'nor one that is done', referrals: [{ status: 'done', forms: { services: 'rw' } }], forms: own, told: false },
  {
    says: 'nor one that was taken back',
    referrals: [{ status: 'revoked', forms: { services: 'rw' } }],
    forms: own,
    told: false,
  },
  {
    says: 'a live one beside an ended one',
    referrals: [
      { status: 'done', forms: { services: 'rw' } },
      { status: 'accepted', forms: { notes: 'r' } },
    ],
    forms: { notes: 'r' },
    told: true,
  },
  {
    says: 'whose time is over counts no more',
    referrals: [{ status: 'accepted', forms: { services: 'rw' }, until: 'past' }],
    forms: own,
    told: false,
    tag: '?',
  },
  {
    says: 'one to a colleague is not hers',
    referrals: [{ status: 'accepted', forms: { services: 'rw' }, to: 'a colleague' }],
    forms: own,
    told: false,
  },
  {
    says: 'an owner is bound by no referral',
    owner: 'amal',
    referrals: [{ status: 'accepted', forms: { services: 'r' } }],
    forms: own,
    told: false,
  },
  {
    says: 'a role without any form shows no answers',
    referrals: [{ status: 'accepted', forms: {} }],
    forms: {},
    told: true,
  },
]

/** Actions of a referred role that are told; all others stay the recipient’s own role’s affair. */
export const toldActions = {
  case: [
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
  ],
  other: ['manage', 'change_log', 'access_log'],
}

export type VisibleReferralCase = {
  says: string
  /** Of the reader; he is no owner unless said. */
  scope: 'self' | 'group' | 'agency' | 'all' | 'identified' | 'admin_only'
  isOwner?: true
  /** He shares a group, or the agency, with the owner. */
  near?: 'group' | 'agency'
  /** Holds `referral`, `receive_referral` or another action on referrals. */
  mayRefer?: true
  /** Of the referral: to whom, and its state. */
  to: 'himself' | 'his group' | 'his agency' | 'elsewhere'
  ended?: true
  sees: boolean
  tag?: '?'
}

/** Which referrals of a record its reader sees (access §5.4, the last point). */
export const visibleReferralCases: VisibleReferralCase[] = [
  { says: 'self: the owner sees each', scope: 'self', isOwner: true, to: 'elsewhere', sees: true },
  { says: 'self: the owner sees ended ones', scope: 'self', isOwner: true, to: 'elsewhere', ended: true, sees: true },
  { says: 'self: another sees his own', scope: 'self', to: 'himself', sees: true },
  { says: 'self: and no other', scope: 'self', to: 'elsewhere', sees: false },
  { says: 'group: the owner sees each', scope: 'group', isOwner: true, to: 'elsewhere', sees: true },
  {
    says: 'group: near the owner, with a right on referrals',
    scope: 'group',
    near: 'group',
    mayRefer: true,
    to: 'elsewhere',
    sees: true,
  },
  {
    says: 'group: near the owner without one: his own, while they live',
    scope: 'group',
    near: 'group',
    to: 'himself',
    sees: true,
  },
  { says: 'group: not when they ended', scope: 'group', near: 'group', to: 'himself', ended: true, sees: false },
  {
    says: 'group: near the owner without one: not others’',
    scope: 'group',
    near: 'group',
    to: 'elsewhere',
    sees: false,
  },
  {
    says: 'group: far from the owner: those to his group',
    scope: 'group',
    mayRefer: true,
    to: 'his group',
    sees: true,
  },
  { says: 'group: far from the owner: none to others', scope: 'group', mayRefer: true, to: 'elsewhere', sees: false },
  {
    says: 'agency: of the owner’s agency, with a right on referrals',
    scope: 'agency',
    near: 'agency',
    mayRefer: true,
    to: 'elsewhere',
    sees: true,
  },
  { says: 'agency: of another: those to his agency', scope: 'agency', mayRefer: true, to: 'his agency', sees: true },
  { says: 'agency: of another: none to a third', scope: 'agency', mayRefer: true, to: 'elsewhere', sees: false },
  { says: 'agency: without a right: his own', scope: 'agency', near: 'agency', to: 'himself', sees: true },
  { says: 'all: each', scope: 'all', to: 'elsewhere', sees: true },
  { says: 'identified: none, and no failure', scope: 'identified', to: 'elsewhere', sees: false, tag: '?' },
  { says: 'identified: not even one to himself', scope: 'identified', to: 'himself', sees: false, tag: '?' },
  { says: 'admin_only: none, and no failure', scope: 'admin_only', to: 'elsewhere', sees: false, tag: '?' },
]
