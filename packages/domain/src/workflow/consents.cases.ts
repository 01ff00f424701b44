// For tests only: what an entry in the ledger of consent covers, when it is over, what a withdrawal shuts, and what the
// reference's consent fields say after it (interoperability document, Annex 1; interop §1.4, C1–C12).
import type { ModuleId } from './consent.cases.ts'

/** The day on which everything is asked. */
export const today = '2026-03-10'

export type Purpose = 'referral' | 'transfer'
export type Entry = {
  purposes: readonly Purpose[]
  /** None: every service. */
  services: readonly string[]
  /** None: everybody who may receive. */
  agencies: readonly string[]
  /** The last day on which it holds. */
  until: string | null
  oneOff: boolean
  /** Withdrawn: `all`, or some services. */
  withdrawn?: 'all' | readonly string[]
  /** Shares that carry it. */
  carriedBy?: number
}
export const usual: Entry = { purposes: ['referral'], services: [], agencies: [], until: null, oneOff: false }

export type Asked = { purpose: Purpose; service: string | null; agency: string | null }
const health: Asked = { purpose: 'referral', service: 'health', agency: 'clinic' }

export type CoverCase = {
  says: string
  /** In the order in which they were given; each differs so from `usual`. */
  entries: readonly Partial<Entry>[]
  asked: Asked
  /** Place of the entry that covers it; null: none does. */
  by: number | null
}

export const coverCases: CoverCase[] = [
  { says: 'one for everything covers a referral', entries: [{}], asked: health, by: 0 },
  { says: 'one for referrals covers no transfer', entries: [{}], asked: { ...health, purpose: 'transfer' }, by: null },
  {
    says: 'one for both covers a transfer',
    entries: [{ purposes: ['referral', 'transfer'] }],
    asked: { ...health, purpose: 'transfer' },
    by: 0,
  },
  { says: 'one for this service', entries: [{ services: ['health'] }], asked: health, by: 0 },
  { says: 'not one for another service', entries: [{ services: ['legal'] }], asked: health, by: null },
  {
    says: 'where services are named, a share must name one',
    entries: [{ services: ['health'] }],
    asked: { ...health, service: null },
    by: null,
  },
  {
    says: 'where none is named, a share need not name one',
    entries: [{}],
    asked: { ...health, service: null },
    by: 0,
  },
  { says: 'one for this agency', entries: [{ agencies: ['clinic'] }], asked: health, by: 0 },
  { says: 'not one for another agency', entries: [{ agencies: ['court'] }], asked: health, by: null },
  {
    says: 'where agencies are named, nobody without one receives',
    entries: [{ agencies: ['clinic'] }],
    asked: { ...health, agency: null },
    by: null,
  },
  {
    says: 'where none is named, one outside without an agency',
    entries: [{}],
    asked: { ...health, agency: null },
    by: 0,
  },
  { says: 'on its last day', entries: [{ until: '2026-03-10' }], asked: health, by: 0 },
  { says: 'not a day later', entries: [{ until: '2026-03-09' }], asked: health, by: null },
  { says: 'a one-off that nobody used', entries: [{ oneOff: true }], asked: health, by: 0 },
  { says: 'not one that a share carries already', entries: [{ oneOff: true, carriedBy: 1 }], asked: health, by: null },
  { says: 'a standing one as often as needed', entries: [{ carriedBy: 3 }], asked: health, by: 0 },
  { says: 'not one that was withdrawn', entries: [{ withdrawn: 'all' }], asked: health, by: null },
  { says: 'not for a service that was withdrawn', entries: [{ withdrawn: ['health'] }], asked: health, by: null },
  { says: 'still for the others', entries: [{ withdrawn: ['resettlement'] }], asked: health, by: 0 },
  {
    says: 'where some services were withdrawn, a share must say that it is of another',
    entries: [{ withdrawn: ['resettlement'] }],
    asked: { ...health, service: null },
    by: null,
  },
  {
    says: 'one whose services were all withdrawn covers nothing',
    entries: [{ services: ['health', 'legal'], withdrawn: ['health', 'legal'] }],
    asked: { ...health, service: 'legal' },
    by: null,
  },
  { says: 'of two that cover it, the last word counts', entries: [{}, { services: ['health'] }], asked: health, by: 1 },
  {
    says: 'an older one where the last is used up',
    entries: [{}, { oneOff: true, carriedBy: 1 }],
    asked: health,
    by: 0,
  },
  {
    says: 'two that cover half each cover nothing',
    entries: [{ services: ['health'], agencies: ['court'] }, { services: ['legal'] }],
    asked: health,
    by: null,
  },
]

export type GateCase = {
  says: string
  module: ModuleId
  purpose: Purpose
  entries: readonly Partial<Entry>[]
  fields: { consent_for_services: boolean | null; disclosure_other_orgs: boolean | null }
  outcome: 'made' | 'consent'
  /** The share names the entry. */
  carries?: boolean
}

const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'
const both = { consent_for_services: true, disclosure_other_orgs: true }
const neither = { consent_for_services: null, disclosure_other_orgs: null }

/** Without entries the fields alone decide, as v2 knows it; with entries both must say yes. */
export const gateCases: GateCase[] = [
  { says: 'no ledger, fields', module: cp, purpose: 'referral', entries: [], fields: both, outcome: 'made' },
  { says: 'no ledger, no fields', module: cp, purpose: 'referral', entries: [], fields: neither, outcome: 'consent' },
  {
    says: 'an entry and fields',
    module: cp,
    purpose: 'referral',
    entries: [{}],
    fields: both,
    outcome: 'made',
    carries: true,
  },
  {
    says: 'an entry without fields',
    module: cp,
    purpose: 'referral',
    entries: [{}],
    fields: neither,
    outcome: 'consent',
  },
  {
    says: 'fields, but the entry is over',
    module: cp,
    purpose: 'referral',
    entries: [{ until: '2026-03-09' }],
    fields: both,
    outcome: 'consent',
  },
  {
    says: 'fields, but it was withdrawn',
    module: cp,
    purpose: 'referral',
    entries: [{ withdrawn: 'all' }],
    fields: both,
    outcome: 'consent',
  },
  {
    says: 'fields, but it is for transfers',
    module: gbv,
    purpose: 'referral',
    entries: [{ purposes: ['transfer'] }],
    fields: both,
    outcome: 'consent',
  },
  {
    says: 'a survivor, services',
    module: gbv,
    purpose: 'referral',
    entries: [{}],
    fields: { consent_for_services: true, disclosure_other_orgs: null },
    outcome: 'made',
    carries: true,
  },
]

type Fields = { consent_for_services?: boolean; disclosure_other_orgs?: boolean }
export type StampCase = {
  says: string
  module: ModuleId
  /** Before, with what the record says. */
  entries: readonly Partial<Entry>[]
  fields: Fields
  does: { gives: Partial<Entry> } | { withdraws: number; services?: readonly string[] } | { expires: number }
  after: Fields
}

export const stampCases: StampCase[] = [
  { says: 'a referral asks for both', module: cp, entries: [], fields: {}, does: { gives: {} }, after: both },
  {
    says: 'a transfer for disclosure',
    module: cp,
    entries: [],
    fields: {},
    does: { gives: { purposes: ['transfer'] } },
    after: { disclosure_other_orgs: true },
  },
  {
    says: 'a survivor’s for services',
    module: gbv,
    entries: [],
    fields: {},
    does: { gives: { purposes: ['referral', 'transfer'] } },
    after: { consent_for_services: true },
  },
  {
    says: 'a no in the form becomes a yes',
    module: gbv,
    entries: [],
    fields: { consent_for_services: false },
    does: { gives: {} },
    after: { consent_for_services: true },
  },
  {
    says: 'withdrawing the only one says no',
    module: cp,
    entries: [{}],
    fields: both,
    does: { withdraws: 0 },
    after: { consent_for_services: false, disclosure_other_orgs: false },
  },
  {
    says: 'where another stands, it stays',
    module: cp,
    entries: [{}, { services: ['legal'] }],
    fields: both,
    does: { withdraws: 0 },
    after: both,
  },
  {
    says: 'as far as the other goes',
    module: cp,
    entries: [{}, { purposes: ['transfer'] }],
    fields: both,
    does: { withdraws: 0 },
    after: { consent_for_services: false, disclosure_other_orgs: true },
  },
  {
    says: 'one that is over holds nothing up',
    module: cp,
    entries: [{}, { until: '2026-03-09' }],
    fields: both,
    does: { withdraws: 0 },
    after: { consent_for_services: false, disclosure_other_orgs: false },
  },
  {
    says: 'a one-off that was used still stands for its share',
    module: cp,
    entries: [{}, { oneOff: true, carriedBy: 1 }],
    fields: both,
    does: { withdraws: 0 },
    after: both,
  },
  {
    says: 'some services leave the rest',
    module: cp,
    entries: [{ services: ['health', 'legal'] }],
    fields: both,
    does: { withdraws: 0, services: ['health'] },
    after: both,
  },
  {
    says: 'the last of its services is all of it',
    module: cp,
    entries: [{ services: ['health', 'legal'], withdrawn: ['health'] }],
    fields: both,
    does: { withdraws: 0, services: ['legal'] },
    after: { consent_for_services: false, disclosure_other_orgs: false },
  },
  {
    says: 'when its time is over it is as withdrawn',
    module: gbv,
    entries: [{ until: '2026-03-09' }],
    fields: { consent_for_services: true },
    does: { expires: 0 },
    after: { consent_for_services: false },
  },
]

export type ShutCase = {
  says: string
  entries: readonly Partial<Entry>[]
  /** Shares of the record: `by` is the entry that they carry, null the fields alone. */
  shares: readonly {
    by: number | null
    status?: 'in_progress' | 'accepted' | 'rejected' | 'done'
    service?: string
    overridden?: true
    remote?: true
  }[]
  does: StampCase['does']
  /** Places of those that end. */
  ends: readonly number[]
  /** What the form says before; both where it is left out. */
  fields?: 'neither'
}

/** Whatever is open ends: what waits, what was taken, what went outside. What has ended stays as it is. */
export const shutCases: ShutCase[] = [
  { says: 'what waits', entries: [{}], shares: [{ by: 0 }], does: { withdraws: 0 }, ends: [0] },
  { says: 'what was taken', entries: [{}], shares: [{ by: 0, status: 'accepted' }], does: { withdraws: 0 }, ends: [0] },
  { says: 'what went outside', entries: [{}], shares: [{ by: 0, remote: true }], does: { withdraws: 0 }, ends: [0] },
  {
    says: 'not what is over',
    entries: [{}],
    shares: [
      { by: 0, status: 'rejected' },
      { by: 0, status: 'done' },
    ],
    does: { withdraws: 0 },
    ends: [],
  },
  {
    says: 'not what another carries',
    entries: [{}, {}],
    shares: [{ by: 0 }, { by: 1 }],
    does: { withdraws: 0 },
    ends: [0],
  },
  {
    says: 'with some services only theirs',
    entries: [{}],
    shares: [{ by: 0, service: 'health' }, { by: 0, service: 'resettlement' }, { by: 0 }],
    does: { withdraws: 0, services: ['resettlement'] },
    ends: [1],
  },
  {
    says: 'what lived by the fields, where they say no now',
    entries: [{}],
    shares: [{ by: null }],
    does: { withdraws: 0 },
    ends: [0],
  },
  {
    says: 'not where they still say yes',
    entries: [{}, {}],
    shares: [{ by: null }],
    does: { withdraws: 0 },
    ends: [],
  },
  {
    says: 'not what went by its reason',
    entries: [{}],
    shares: [{ by: null, overridden: true }],
    does: { withdraws: 0 },
    ends: [],
  },
  {
    says: 'when the time is over, as well',
    entries: [{ until: '2026-03-09' }],
    shares: [{ by: 0, status: 'accepted' }],
    does: { expires: 0 },
    ends: [0],
  },
  {
    says: 'a new yes for one service opens nothing that was shut before',
    entries: [],
    shares: [
      { by: null, service: 'legal' },
      { by: null, service: 'health' },
    ],
    does: { gives: { services: ['health'] } },
    fields: 'neither',
    ends: [0],
  },
  {
    says: 'the first entry leaves what lives by the fields',
    entries: [],
    shares: [{ by: null, service: 'legal' }],
    does: { gives: { services: ['health'] } },
    ends: [],
  },
]

export type ExceptionCase = {
  says: string
  ground: 'best_interests' | 'risk_of_harm' | 'vital_interest' | 'legal_duty'
  /** The second person who was asked: `other` holds the right to override, too. */
  second?: 'other' | 'the sender' | 'the recipient' | 'without the right' | 'out of service'
  assessment?: true
  safe?: true
  outcome: 'made' | 'second_person' | 'risk_assessment' | 'recipient_safe'
}

/** Against a child's wish, or without one, only with a second person; for a life, with what was weighed as well. */
export const exceptionCases: ExceptionCase[] = [
  { says: 'in the best interests, with another', ground: 'best_interests', second: 'other', outcome: 'made' },
  { says: 'not alone', ground: 'best_interests', outcome: 'second_person' },
  { says: 'not with oneself', ground: 'best_interests', second: 'the sender', outcome: 'second_person' },
  { says: 'not with who receives it', ground: 'best_interests', second: 'the recipient', outcome: 'second_person' },
  { says: 'not with somebody junior', ground: 'best_interests', second: 'without the right', outcome: 'second_person' },
  { says: 'not with who has left', ground: 'best_interests', second: 'out of service', outcome: 'second_person' },
  {
    says: 'for a life, weighed, to safe hands',
    ground: 'vital_interest',
    second: 'other',
    assessment: true,
    safe: true,
    outcome: 'made',
  },
  { says: 'for a life, not alone', ground: 'vital_interest', assessment: true, safe: true, outcome: 'second_person' },
  {
    says: 'for a life, not unweighed',
    ground: 'vital_interest',
    second: 'other',
    safe: true,
    outcome: 'risk_assessment',
  },
  {
    says: 'for a life, not to hands that nobody looked at',
    ground: 'vital_interest',
    second: 'other',
    assessment: true,
    outcome: 'recipient_safe',
  },
  { says: 'a duty of the law is one person’s', ground: 'legal_duty', outcome: 'made' },
]
