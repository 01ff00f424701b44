// For tests only: who may be given a case (workflow §1.1, api-records §20.2, §20.8). The sender is amal, of agency one, in
// group north; the record is a case of CP unless said otherwise. Not a candidate: 422 `transitioned_to`,
// `transition.errors.to_user_can_receive`, and absent from assign-to, transfer-to and refer-to alike.
import type { TransitionType } from './answers.cases.ts'

export type RecipientCase = {
  says: string
  type: Exclude<TransitionType, 'TransferRequest'> | 'TransferRequest'
  /** Rights of the sender; by kind, see `usual`, unless said. */
  rights?: string[]
  recordType?: 'case' | 'incident' | 'family'
  module?: string
  /** Of the recipient: bilal, verified, enabled, agency two, group south, role of CP without a category. */
  to?: {
    userName?: string
    disabled?: true
    unverified?: true
    /** Of his role. */
    category?: 'limited' | 'identified' | 'system' | 'maintenance'
    roleDisabled?: true
    rights?: string[]
    modules?: string[]
    agency?: string
    groups?: string[]
    /** Nobody has this name. */
    unknown?: true
  }
  remote?: true
  eligible: boolean
  tag?: '?'
}

/** What sender and recipient hold where a case does not say. */
export const usual: Record<TransitionType, { sender: string[]; recipient: string[] }> = {
  Assign: { sender: ['read', 'assign'], recipient: ['read'] },
  Transfer: { sender: ['read', 'transfer'], recipient: ['read', 'receive_transfer'] },
  TransferRequest: { sender: ['request_transfer', 'receive_transfer'], recipient: ['read', 'receive_transfer'] },
  Referral: { sender: ['read', 'referral'], recipient: ['read', 'receive_referral'] },
}

const gbv = 'primeromodule-gbv'
const kinds = ['Assign', 'Transfer', 'TransferRequest', 'Referral'] as const

/** Holds for every kind alike. */
const always: RecipientCase[] = kinds.flatMap((type): RecipientCase[] => [
  { says: `${type}: somebody with the right`, type, eligible: true },
  { says: `${type}: not oneself`, type, to: { userName: 'amal', agency: 'one', groups: ['north'] }, eligible: false },
  { says: `${type}: not who is disabled`, type, to: { disabled: true }, eligible: false },
  { says: `${type}: not who is unverified`, type, to: { unverified: true }, eligible: false },
  { says: `${type}: not a role of the system`, type, to: { category: 'system' }, eligible: false },
  { says: `${type}: not a role of maintenance`, type, to: { category: 'maintenance' }, eligible: false },
  { says: `${type}: a role of limited category may`, type, to: { category: 'limited' }, eligible: true },
  { says: `${type}: nobody by that name`, type, to: { unknown: true }, eligible: false, tag: '?' },
  { says: `${type}: not a role without the right`, type, to: { rights: ['write'] }, eligible: false },
])

export const recipientCases: RecipientCase[] = [
  ...always,
  { says: 'assign: who manages cases', type: 'Assign', to: { rights: ['manage'] }, eligible: true },
  {
    says: 'assign: a role of another module, the list asks for none',
    type: 'Assign',
    to: { modules: [gbv] },
    eligible: true,
  },
  {
    says: 'assign: within the agency, a colleague',
    type: 'Assign',
    rights: ['read', 'assign_within_agency'],
    to: { agency: 'one' },
    eligible: true,
  },
  {
    says: 'assign: within the agency, nobody else',
    type: 'Assign',
    rights: ['read', 'assign_within_agency'],
    eligible: false,
  },
  {
    says: 'assign: within the group, who shares one',
    type: 'Assign',
    rights: ['read', 'assign_within_user_group'],
    to: { groups: ['south', 'north'] },
    eligible: true,
  },
  {
    says: 'assign: within the group, not a colleague of another one',
    type: 'Assign',
    rights: ['read', 'assign_within_user_group'],
    to: { agency: 'one' },
    eligible: false,
  },
  {
    says: 'assign: the widest of several rights counts',
    type: 'Assign',
    rights: ['read', 'assign_within_user_group', 'assign'],
    eligible: true,
  },
  { says: 'assign: without any of them nobody', type: 'Assign', rights: ['read', 'write'], eligible: false },
  { says: 'assign: managing cases is assigning', type: 'Assign', rights: ['manage'], eligible: true },
  { says: 'assign: an incident, to who reads cases only', type: 'Assign', recordType: 'incident', eligible: false },
  {
    says: 'assign: a family, to who reads families',
    type: 'Assign',
    recordType: 'family',
    to: { rights: ['family.read'] },
    eligible: true,
  },
  { says: 'transfer: managing cases does not receive', type: 'Transfer', to: { rights: ['manage'] }, eligible: false },
  { says: 'transfer: not in another module', type: 'Transfer', to: { modules: [gbv] }, eligible: false },
  {
    says: 'transfer: in one of several modules',
    type: 'Transfer',
    to: { modules: [gbv, 'primeromodule-cp'] },
    eligible: true,
  },
  {
    says: 'transfer: receiving referrals is not it',
    type: 'Transfer',
    to: { rights: ['receive_referral'] },
    eligible: false,
  },
  {
    says: 'transfer: the right of another module is for referrals',
    type: 'Transfer',
    to: { rights: ['receive_referral_different_module'], modules: [gbv] },
    eligible: false,
  },
  {
    says: 'request: managing cases does not receive',
    type: 'TransferRequest',
    to: { rights: ['manage'] },
    eligible: false,
  },
  { says: 'request: an owner of another module', type: 'TransferRequest', to: { modules: [gbv] }, eligible: false },
  { says: 'referral: managing cases does not receive', type: 'Referral', to: { rights: ['manage'] }, eligible: false },
  { says: 'referral: not in another module', type: 'Referral', to: { modules: [gbv] }, eligible: false },
  {
    says: 'referral: receiving transfers is not it',
    type: 'Referral',
    to: { rights: ['receive_transfer'] },
    eligible: false,
  },
  {
    says: 'referral: to another module, with the right for it',
    type: 'Referral',
    to: { rights: ['receive_referral_different_module'], modules: [gbv] },
    eligible: true,
  },
  {
    says: 'referral: from a survivor’s case, with the right for it',
    type: 'Referral',
    module: gbv,
    to: { rights: ['receive_referral_different_module'] },
    eligible: true,
  },
  {
    says: 'referral: that right serves in the own module too',
    type: 'Referral',
    to: { rights: ['receive_referral_different_module'] },
    eligible: true,
  },
  // The reference asks of them no more than to be enabled.
  ...(
    [
      ['not oneself', { userName: 'amal' }],
      ['not who is disabled', { disabled: true }],
      ['not who is unverified', { unverified: true }],
      ['not a role of the system', { category: 'system' }],
      ['not a role of maintenance', { category: 'maintenance' }],
    ] as const
  ).map(
    ([says, to]): RecipientCase => ({
      says: `referral to another module: ${says}`,
      type: 'Referral',
      to: { rights: ['receive_referral_different_module'], modules: [gbv], ...to },
      eligible: false,
    }),
  ),
  {
    says: 'a role out of force receives nothing',
    type: 'Referral',
    to: { roleDisabled: true },
    eligible: false,
    tag: '?',
  },
  { says: 'remote: no recipient at all', type: 'Referral', to: { unknown: true }, remote: true, eligible: true },
  {
    says: 'remote: a transfer without a recipient',
    type: 'Transfer',
    to: { unknown: true },
    remote: true,
    eligible: true,
  },
]

export type CandidateCase = {
  says: string
  filter: { agency?: string; location?: string; service?: string }
  /** Of three who may all receive: south (agency two, district X, health), hill (two, district Y, none), east (three, X, legal). */
  lists: string[]
}

export const candidateCases: CandidateCase[] = [
  { says: 'nothing asked, all', filter: {}, lists: ['south', 'hill', 'east'] },
  { says: 'by agency', filter: { agency: 'two' }, lists: ['south', 'hill'] },
  { says: 'by reporting location', filter: { location: 'X' }, lists: ['south', 'east'] },
  { says: 'by service', filter: { service: 'legal_assistance_service' }, lists: ['east'] },
  { says: 'all of them at once', filter: { agency: 'two', location: 'X' }, lists: ['south'] },
  { says: 'none fits, none comes', filter: { agency: 'three', location: 'Y' }, lists: [] },
]
