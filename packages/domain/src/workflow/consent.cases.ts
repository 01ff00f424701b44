// For tests only: which consent a transition needs (workflow §1.2, access §6.2), and what a withdrawal does to those that
// live. What is not consented makes nothing: 422, `detail` is `consent`, message `transition.errors.consent`.
import type { Event, Status, TransitionType } from './answers.cases.ts'

export const modules = ['primeromodule-cp', 'primeromodule-gbv', 'primeromodule-mrm'] as const
export type ModuleId = (typeof modules)[number]

/** `null`: not answered, which is no consent. */
export type Consent = { consent_for_services: boolean | null; disclosure_other_orgs: boolean | null }

const given: readonly (boolean | null)[] = [true, false, null]

/** Every pair of answers. */
export const consents: Consent[] = given.flatMap((services) =>
  given.map((disclosure) => ({ consent_for_services: services, disclosure_other_orgs: disclosure })),
)

type Needs = readonly (keyof Consent)[]
const none: Needs = []
const services: Needs = ['consent_for_services']

/** Fields that must be true, all of them. Total: type × module. */
export const needed: Record<TransitionType, Record<ModuleId, Needs>> = {
  Referral: {
    'primeromodule-cp': ['disclosure_other_orgs', 'consent_for_services'],
    'primeromodule-gbv': services,
    'primeromodule-mrm': ['disclosure_other_orgs', 'consent_for_services'],
  },
  Transfer: {
    'primeromodule-cp': ['disclosure_other_orgs'],
    'primeromodule-gbv': services,
    'primeromodule-mrm': ['disclosure_other_orgs'],
  },
  Assign: { 'primeromodule-cp': none, 'primeromodule-gbv': none, 'primeromodule-mrm': none },
  TransferRequest: { 'primeromodule-cp': none, 'primeromodule-gbv': none, 'primeromodule-mrm': none },
}

export type ConsentCase = {
  says: string
  type: TransitionType
  module: ModuleId
  consent: Consent
  /** `consent_overridden` as it was sent. */
  overridden?: true
  /** The sender holds `consent_override` on cases. */
  mayOverride?: true
  remote?: true
  outcome: 'made' | 'consent'
  /** `consent_overridden` of what was made. */
  stored?: boolean
  /** The key is named in X-Primero-Ignored. */
  ignored?: true
  tag?: '?'
}

const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'
const mrm = 'primeromodule-mrm'
const yes: Consent = { consent_for_services: true, disclosure_other_orgs: true }
const no: Consent = { consent_for_services: null, disclosure_other_orgs: null }
const onlyServices: Consent = { consent_for_services: true, disclosure_other_orgs: null }
const onlyDisclosure: Consent = { consent_for_services: null, disclosure_other_orgs: true }

export const consentCases: ConsentCase[] = [
  { says: 'a referral with both', type: 'Referral', module: cp, consent: yes, outcome: 'made', stored: false },
  { says: 'not with services alone', type: 'Referral', module: cp, consent: onlyServices, outcome: 'consent' },
  { says: 'not with disclosure alone', type: 'Referral', module: cp, consent: onlyDisclosure, outcome: 'consent' },
  { says: 'not with nothing', type: 'Referral', module: cp, consent: no, outcome: 'consent' },
  {
    says: 'a no is no consent',
    type: 'Referral',
    module: cp,
    consent: { consent_for_services: false, disclosure_other_orgs: true },
    outcome: 'consent',
  },
  { says: 'of a survivor, services', type: 'Referral', module: gbv, consent: onlyServices, outcome: 'made' },
  { says: 'disclosure is not asked there', type: 'Referral', module: gbv, consent: onlyDisclosure, outcome: 'consent' },
  { says: 'monitoring, as all others', type: 'Referral', module: mrm, consent: onlyServices, outcome: 'consent' },
  { says: 'a transfer with disclosure', type: 'Transfer', module: cp, consent: onlyDisclosure, outcome: 'made' },
  { says: 'not with services: a transfer', type: 'Transfer', module: cp, consent: onlyServices, outcome: 'consent' },
  { says: 'of a survivor, a transfer', type: 'Transfer', module: gbv, consent: onlyServices, outcome: 'made' },
  {
    says: 'of a survivor, disclosure is not enough',
    type: 'Transfer',
    module: gbv,
    consent: onlyDisclosure,
    outcome: 'consent',
  },
  { says: 'monitoring, a transfer', type: 'Transfer', module: mrm, consent: onlyDisclosure, outcome: 'made' },
  { says: 'assigning asks for none', type: 'Assign', module: cp, consent: no, outcome: 'made' },
  { says: 'not of survivors either', type: 'Assign', module: gbv, consent: no, outcome: 'made' },
  { says: 'asking for a case asks for none', type: 'TransferRequest', module: cp, consent: no, outcome: 'made' },
  { says: 'not for a survivor’s either', type: 'TransferRequest', module: gbv, consent: no, outcome: 'made' },
  {
    says: 'going away from here needs it as well: a referral',
    type: 'Referral',
    module: cp,
    consent: no,
    remote: true,
    outcome: 'consent',
  },
  {
    says: 'going away from here needs it as well: a transfer',
    type: 'Transfer',
    module: cp,
    consent: onlyServices,
    remote: true,
    outcome: 'consent',
  },
  {
    says: 'who may override does',
    type: 'Referral',
    module: cp,
    consent: no,
    overridden: true,
    mayOverride: true,
    outcome: 'made',
    stored: true,
  },
  {
    says: 'a transfer too',
    type: 'Transfer',
    module: cp,
    consent: no,
    overridden: true,
    mayOverride: true,
    outcome: 'made',
    stored: true,
  },
  {
    says: 'and for a survivor, with the right in that module’s role',
    type: 'Referral',
    module: gbv,
    consent: no,
    overridden: true,
    mayOverride: true,
    outcome: 'made',
    stored: true,
  },
  {
    says: 'a transfer of a survivor’s case',
    type: 'Transfer',
    module: gbv,
    consent: no,
    overridden: true,
    mayOverride: true,
    outcome: 'made',
    stored: true,
  },
  {
    says: 'away from here, with the right',
    type: 'Referral',
    module: cp,
    consent: no,
    overridden: true,
    mayOverride: true,
    remote: true,
    outcome: 'made',
    stored: true,
  },
  {
    says: 'without the right the word does not count',
    type: 'Referral',
    module: cp,
    consent: no,
    overridden: true,
    outcome: 'consent',
    ignored: true,
  },
  {
    says: 'nor for a transfer',
    type: 'Transfer',
    module: cp,
    consent: no,
    overridden: true,
    outcome: 'consent',
    ignored: true,
  },
  {
    says: 'nor for a survivor',
    type: 'Referral',
    module: gbv,
    consent: no,
    overridden: true,
    outcome: 'consent',
    ignored: true,
  },
  {
    says: 'nor for a survivor’s transfer',
    type: 'Transfer',
    module: gbv,
    consent: onlyDisclosure,
    overridden: true,
    outcome: 'consent',
    ignored: true,
  },
  {
    says: 'nor away from here',
    type: 'Transfer',
    module: cp,
    consent: no,
    overridden: true,
    remote: true,
    outcome: 'consent',
    ignored: true,
  },
  {
    says: 'without the right, where consent is there, it is made and not called overridden',
    type: 'Referral',
    module: cp,
    consent: yes,
    overridden: true,
    outcome: 'made',
    stored: false,
    ignored: true,
    tag: '?',
  },
  {
    says: 'with the right, where consent is there, it says what was sent',
    type: 'Referral',
    module: cp,
    consent: yes,
    overridden: true,
    mayOverride: true,
    outcome: 'made',
    stored: true,
    tag: '?',
  },
  {
    says: 'the right alone overrides nothing',
    type: 'Referral',
    module: cp,
    consent: no,
    mayOverride: true,
    outcome: 'consent',
  },
]

export type GrantedRequestCase = {
  says: string
  module: ModuleId
  consent: Consent
  /** `consent_individual_transfer` of the request. */
  individual: boolean
  /** consent: 422, the request stays in_progress, no transfer. */
  outcome: 'transfer' | 'consent'
  stored?: boolean
}

/** The transfer that a granted request makes takes `consent_overridden` from the request; nobody’s right is asked. */
export const grantedRequestCases: GrantedRequestCase[] = [
  { says: 'with consent', module: cp, consent: yes, individual: false, outcome: 'transfer', stored: false },
  { says: 'without, the request stays open', module: cp, consent: no, individual: false, outcome: 'consent' },
  { says: 'without, for a survivor', module: gbv, consent: onlyDisclosure, individual: false, outcome: 'consent' },
  { says: 'with the child’s own word', module: cp, consent: no, individual: true, outcome: 'transfer', stored: true },
  { says: 'with both', module: cp, consent: yes, individual: true, outcome: 'transfer', stored: true },
]

export type WithdrawnCase = {
  says: string
  type: 'Referral' | 'Transfer'
  status: Status
  overridden?: true
  /** The recipient was disabled since. */
  recipient?: 'disabled' | 'lost his right'
  event: Exclude<Event, 'other'>
  /** Of the one who may. `who` where it is not the recipient. */
  who?: 'manager' | 'owner'
  outcome: 'ok' | 'consent' | 'to_user_can_receive'
  tag?: '?'
}

const withdrawn = (
  says: string,
  type: WithdrawnCase['type'],
  status: Status,
  event: WithdrawnCase['event'],
  outcome: WithdrawnCase['outcome'],
  rest: Partial<WithdrawnCase> = {},
): WithdrawnCase => ({ says, type, status, event, outcome, ...rest })

/**
 * Consent (or, where `recipient` is given, the recipient’s right) went after the transition was sent. Only accepting
 * asks again: whatever ends a share must always work.
 */
export const withdrawnCases: WithdrawnCase[] = [
  withdrawn('a referral is not accepted', 'Referral', 'in_progress', 'accept', 'consent'),
  withdrawn('it may be rejected', 'Referral', 'in_progress', 'reject', 'ok'),
  withdrawn('and taken back', 'Referral', 'in_progress', 'revoke', 'ok', { who: 'owner' }),
  withdrawn('an accepted one may be finished', 'Referral', 'accepted', 'done', 'ok'),
  withdrawn('and taken back, too', 'Referral', 'accepted', 'revoke', 'ok', { who: 'owner' }),
  withdrawn('so may a rejected one', 'Referral', 'rejected', 'revoke', 'ok', { who: 'owner' }),
  withdrawn('one that overrode consent is accepted', 'Referral', 'in_progress', 'accept', 'ok', { overridden: true }),
  withdrawn('a transfer is not accepted', 'Transfer', 'in_progress', 'accept', 'consent'),
  withdrawn('not on behalf either', 'Transfer', 'in_progress', 'accept', 'consent', { who: 'manager' }),
  withdrawn('it may be rejected: a transfer', 'Transfer', 'in_progress', 'reject', 'ok'),
  withdrawn('on behalf as well', 'Transfer', 'in_progress', 'reject', 'ok', { who: 'manager' }),
  withdrawn('and taken back: a transfer', 'Transfer', 'in_progress', 'revoke', 'ok', { who: 'owner' }),
  withdrawn('one that overrode: a transfer', 'Transfer', 'in_progress', 'accept', 'ok', { overridden: true }),
  withdrawn(
    'nobody accepts for a recipient out of service',
    'Transfer',
    'in_progress',
    'accept',
    'to_user_can_receive',
    {
      who: 'manager',
      recipient: 'disabled',
    },
  ),
  withdrawn('but rejects', 'Transfer', 'in_progress', 'reject', 'ok', { who: 'manager', recipient: 'disabled' }),
  withdrawn('and takes back', 'Transfer', 'in_progress', 'revoke', 'ok', { who: 'owner', recipient: 'disabled' }),
  withdrawn('a referral to one out of service is taken back', 'Referral', 'in_progress', 'revoke', 'ok', {
    who: 'owner',
    recipient: 'disabled',
  }),
  withdrawn(
    'who lost the right to receive does not accept',
    'Referral',
    'in_progress',
    'accept',
    'to_user_can_receive',
    {
      recipient: 'lost his right',
    },
  ),
  withdrawn('he rejects', 'Referral', 'in_progress', 'reject', 'ok', { recipient: 'lost his right' }),
  withdrawn('and finishes what he had accepted', 'Referral', 'accepted', 'done', 'ok', { recipient: 'lost his right' }),
]

export type ClosingCase = {
  says: string
  type: 'Referral' | 'Transfer'
  module: ModuleId
  overridden?: true
  /** The field that turns from true to false or to nothing. */
  field: keyof Consent
  /** Whether the recipient reads the record after the save that takes it away. The transition’s status stays. */
  recipient: 'in' | 'out'
  tag: '?'
}

/** What an edit of the consent fields does to who was let in by it. */
export const closingCases: ClosingCase[] = [
  {
    says: 'a referral lives by services',
    type: 'Referral',
    module: cp,
    field: 'consent_for_services',
    recipient: 'out',
    tag: '?',
  },
  {
    says: 'and by disclosure',
    type: 'Referral',
    module: cp,
    field: 'disclosure_other_orgs',
    recipient: 'out',
    tag: '?',
  },
  {
    says: 'a transfer by disclosure',
    type: 'Transfer',
    module: cp,
    field: 'disclosure_other_orgs',
    recipient: 'out',
    tag: '?',
  },
  {
    says: 'and not by services',
    type: 'Transfer',
    module: cp,
    field: 'consent_for_services',
    recipient: 'in',
    tag: '?',
  },
  {
    says: 'a survivor’s by services',
    type: 'Referral',
    module: gbv,
    field: 'consent_for_services',
    recipient: 'out',
    tag: '?',
  },
  {
    says: 'and not by disclosure',
    type: 'Referral',
    module: gbv,
    field: 'disclosure_other_orgs',
    recipient: 'in',
    tag: '?',
  },
  {
    says: 'one that overrode lives by its reason',
    type: 'Referral',
    module: cp,
    overridden: true,
    field: 'consent_for_services',
    recipient: 'in',
    tag: '?',
  },
]
