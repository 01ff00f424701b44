// For tests only: who may make a transition (workflow §1.7). He is amal; refusals are 403 and make nothing. Consent and
// recipient are in order.
import type { TransitionType } from './answers.cases.ts'

export type MakingCase = {
  says: string
  type: TransitionType
  recordType?: 'case' | 'incident' | 'family'
  rights: string[]
  /**
   * How he reaches the record: it is his; it is of his group, with scope group; of all; out of his scope; or by a live
   * referral or a pending transfer alone.
   */
  by: 'owner' | 'group' | 'all' | 'out of scope' | 'referral' | 'transfer'
  /** `service_record_id` is sent. */
  ofService?: true
  remote?: true
  allowed: boolean
  tag?: '?'
}

export const makingCases: MakingCase[] = [
  { says: 'assign', type: 'Assign', rights: ['read', 'assign'], by: 'owner', allowed: true },
  { says: 'assign: a supervisor', type: 'Assign', rights: ['read', 'assign'], by: 'group', allowed: true },
  {
    says: 'assign: of his agency',
    type: 'Assign',
    rights: ['read', 'assign_within_agency'],
    by: 'group',
    allowed: true,
  },
  {
    says: 'assign: of his group',
    type: 'Assign',
    rights: ['read', 'assign_within_user_group'],
    by: 'group',
    allowed: true,
  },
  { says: 'assign: not by write', type: 'Assign', rights: ['read', 'write'], by: 'owner', allowed: false },
  { says: 'assign: not beyond scope', type: 'Assign', rights: ['read', 'assign'], by: 'out of scope', allowed: false },
  {
    says: 'assign: not who was referred the case',
    type: 'Assign',
    rights: ['read', 'assign'],
    by: 'referral',
    allowed: false,
    tag: '?',
  },
  {
    says: 'assign: not before he accepted it',
    type: 'Assign',
    rights: ['read', 'assign'],
    by: 'transfer',
    allowed: false,
    tag: '?',
  },
  {
    says: 'assign an incident',
    type: 'Assign',
    recordType: 'incident',
    rights: ['read', 'assign'],
    by: 'group',
    allowed: true,
  },
  {
    says: 'assign an incident: no narrow right exists',
    type: 'Assign',
    recordType: 'incident',
    rights: ['read', 'assign_within_agency'],
    by: 'group',
    allowed: false,
  },
  {
    says: 'assign a family',
    type: 'Assign',
    recordType: 'family',
    rights: ['read', 'assign'],
    by: 'owner',
    allowed: true,
  },
  {
    says: 'assign a family out of scope',
    type: 'Assign',
    recordType: 'family',
    rights: ['read', 'assign'],
    by: 'out of scope',
    allowed: false,
  },
  { says: 'transfer: the owner', type: 'Transfer', rights: ['read', 'transfer'], by: 'owner', allowed: true },
  { says: 'transfer: a supervisor', type: 'Transfer', rights: ['read', 'transfer'], by: 'group', allowed: true },
  {
    says: 'transfer: away from here',
    type: 'Transfer',
    rights: ['read', 'transfer'],
    by: 'owner',
    remote: true,
    allowed: true,
  },
  { says: 'transfer: not by referral', type: 'Transfer', rights: ['read', 'referral'], by: 'owner', allowed: false },
  {
    says: 'transfer: not beyond scope',
    type: 'Transfer',
    rights: ['read', 'transfer'],
    by: 'out of scope',
    allowed: false,
  },
  {
    says: 'transfer: not who was referred the case',
    type: 'Transfer',
    rights: ['read', 'transfer'],
    by: 'referral',
    allowed: false,
    tag: '?',
  },
  {
    says: 'transfer: not before he accepted it',
    type: 'Transfer',
    rights: ['read', 'transfer'],
    by: 'transfer',
    allowed: false,
    tag: '?',
  },
  {
    says: 'request: of any case',
    type: 'TransferRequest',
    rights: ['request_transfer'],
    by: 'out of scope',
    allowed: true,
  },
  {
    says: 'request: of one that he reads',
    type: 'TransferRequest',
    rights: ['read', 'request_transfer'],
    by: 'group',
    allowed: true,
  },
  {
    says: 'request: not without the right',
    type: 'TransferRequest',
    rights: ['read', 'transfer'],
    by: 'group',
    allowed: false,
  },
  { says: 'referral: the owner', type: 'Referral', rights: ['read', 'referral'], by: 'owner', allowed: true },
  { says: 'referral: a supervisor', type: 'Referral', rights: ['read', 'referral'], by: 'group', allowed: true },
  { says: 'referral: of all', type: 'Referral', rights: ['read', 'referral'], by: 'all', allowed: true },
  {
    says: 'referral: away from here',
    type: 'Referral',
    rights: ['read', 'referral'],
    by: 'owner',
    remote: true,
    allowed: true,
  },
  {
    says: 'referral: not beyond scope',
    type: 'Referral',
    rights: ['read', 'referral'],
    by: 'out of scope',
    allowed: false,
  },
  {
    says: 'referral: onwards, with the right for it',
    type: 'Referral',
    rights: ['read', 'referral'],
    by: 'referral',
    allowed: true,
    tag: '?',
  },
  { says: 'referral: not by transfer', type: 'Referral', rights: ['read', 'transfer'], by: 'owner', allowed: false },
  {
    says: 'referral of a service: the smaller right is enough',
    type: 'Referral',
    rights: ['read', 'referral_from_service'],
    by: 'owner',
    ofService: true,
    allowed: true,
  },
  {
    says: 'the smaller right is not enough without a service',
    type: 'Referral',
    rights: ['read', 'referral_from_service'],
    by: 'owner',
    allowed: false,
  },
  {
    says: 'the smaller right does not reach beyond scope',
    type: 'Referral',
    rights: ['read', 'referral_from_service'],
    by: 'out of scope',
    ofService: true,
    allowed: false,
  },
  {
    says: 'referral of a service, with the greater right',
    type: 'Referral',
    rights: ['read', 'referral'],
    by: 'owner',
    ofService: true,
    allowed: true,
  },
  { says: 'managing cases is all of it: assign', type: 'Assign', rights: ['manage'], by: 'all', allowed: true },
  { says: 'managing cases is all of it: transfer', type: 'Transfer', rights: ['manage'], by: 'all', allowed: true },
  {
    says: 'managing cases is all of it: request',
    type: 'TransferRequest',
    rights: ['manage'],
    by: 'all',
    allowed: true,
  },
  { says: 'managing cases is all of it: referral', type: 'Referral', rights: ['manage'], by: 'all', allowed: true },
]

export type BulkCase = {
  says: string
  type: 'Assign' | 'Transfer' | 'Referral'
  /** What is wrong with one of three records; the other two are in order. */
  one?: 'forbidden' | 'no consent' | 'unknown' | 'an incident of a case' | 'his already'
  /** Records beyond three. */
  matches?: number
  /** How many were made; status of the call. */
  made: number
  status: 200 | 403 | 404 | 422
  tag?: '?'
}

export const bulkCases: BulkCase[] = [
  { says: 'referrals, all of them', type: 'Referral', made: 3, status: 200 },
  { says: 'referrals, one out of reach: none', type: 'Referral', one: 'forbidden', made: 0, status: 403 },
  // The reference keeps what came before the first that fails.
  { says: 'referrals, one without consent: none', type: 'Referral', one: 'no consent', made: 0, status: 422 },
  { says: 'transfers, all of them', type: 'Transfer', made: 3, status: 200 },
  { says: 'transfers, one out of reach: none', type: 'Transfer', one: 'forbidden', made: 0, status: 403 },
  { says: 'transfers, one without consent: none', type: 'Transfer', one: 'no consent', made: 0, status: 422 },
  // v2 looks records up by the list of ids: what is not there is not among them.
  {
    says: 'transfers, one that is not there: the others',
    type: 'Transfer',
    one: 'unknown',
    made: 2,
    status: 200,
    tag: '?',
  },
  { says: 'assignments, all of them', type: 'Assign', made: 3, status: 200 },
  { says: 'assignments leave out what one may not assign', type: 'Assign', one: 'forbidden', made: 2, status: 200 },
  { says: 'and incidents that follow their case', type: 'Assign', one: 'an incident of a case', made: 2, status: 200 },
  { says: 'and what is his already', type: 'Assign', one: 'his already', made: 2, status: 200, tag: '?' },
  { says: 'a hundred are assigned', type: 'Assign', matches: 100, made: 100, status: 200 },
  { says: 'a hundred and one are too many', type: 'Assign', matches: 101, made: 0, status: 422 },
]
