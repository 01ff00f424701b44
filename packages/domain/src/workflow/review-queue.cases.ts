// For tests only: which cases whoever answers for a team should look at, and how the work lies on his people (ux §6.1; the
// seeds: a supervisor of GBV works without names).
//
// A sign is a fact about the work, not about the child. A case shows each of its signs once, in the order of `signs`; of a
// sign whose fields the reader may not ask lists by, nothing is said, counted or ordered. The queue holds open cases in his
// scope that show a sign. A look takes a case off for the whole team: until it changes, or for thirty days.

export const signs = [
  'plan_missing',
  'overdue',
  'referral_unanswered',
  'approval_waits',
  'risk_unknown',
  'quiet',
  'changed_by_others',
] as const
export type SignOfCase = (typeof signs)[number]

/** A Tuesday, the instance in UTC. */
export const reviewAt = '2026-03-10T09:00:00.000Z'

/** Shows no sign. */
export const usualCase = {
  status: 'open',
  record_state: true,
  risk_level: 'medium',
  has_case_plan: true,
  last_updated_at: '2026-03-09T12:00:00.000Z',
  not_edited_by_owner: false,
  referred_users_pending_present: false,
}

export type SignCase = {
  says: string
  /** Laid over the usual case. */
  data: Record<string, unknown>
  zone?: string
  at?: string
  /** Fields that the reader may not ask by. */
  unaskable?: string[]
  is: SignOfCase[]
}

export const signCases: SignCase[] = [
  { says: 'nothing to look at', data: {}, is: [] },
  { says: 'high risk without a plan', data: { risk_level: 'high', has_case_plan: false }, is: ['plan_missing'] },
  {
    says: 'high risk, and nobody says of a plan',
    data: { risk_level: 'high', has_case_plan: null },
    is: ['plan_missing'],
  },
  { says: 'high risk with a plan', data: { risk_level: 'high' }, is: [] },
  { says: 'medium risk without a plan', data: { has_case_plan: false }, is: [] },
  { says: 'an assessment that was due yesterday', data: { assessment_due_dates: ['2026-03-09'] }, is: ['overdue'] },
  { says: 'a plan that was due yesterday', data: { case_plan_due_dates: ['2026-03-09'] }, is: ['overdue'] },
  { says: 'a follow-up that was due last year', data: { followup_due_dates: ['2025-03-09'] }, is: ['overdue'] },
  { says: 'one of several', data: { followup_due_dates: ['2026-04-09', '2026-03-09'] }, is: ['overdue'] },
  { says: 'due tomorrow', data: { assessment_due_dates: ['2026-03-11'], followup_due_dates: ['2026-03-11'] }, is: [] },
  {
    says: 'due tomorrow here, where it is the next day already',
    zone: 'Asia/Tokyo',
    at: '2026-03-11T16:00:00.000Z',
    data: { assessment_due_dates: ['2026-03-11'] },
    is: ['overdue'],
  },
  {
    says: 'a service that should have been there an hour ago',
    data: { service_due_dates: ['2026-03-10T08:00:00.000Z'] },
    is: ['overdue'],
  },
  { says: 'in an hour', data: { service_due_dates: ['2026-03-10T10:00:00.000Z'] }, is: [] },
  { says: 'nothing due', data: { assessment_due_dates: [], service_due_dates: null }, is: [] },
  {
    says: 'late in two ways is late once',
    data: { assessment_due_dates: ['2026-03-01'], service_due_dates: ['2026-03-01T08:00:00.000Z'] },
    is: ['overdue'],
  },
  {
    says: 'a referral that nobody answered',
    data: { referred_users_pending_present: true },
    is: ['referral_unanswered'],
  },
  ...(['assessment', 'case_plan', 'closure', 'action_plan', 'gbv_closure'] as const).map(
    (type): SignCase => ({
      says: `an approval that waits: ${type}`,
      data: { [`approval_status_${type}`]: 'pending' },
      is: ['approval_waits'],
    }),
  ),
  {
    says: 'approvals that were given or sent back',
    data: { approval_status_assessment: 'approved', approval_status_case_plan: 'rejected' },
    is: [],
  },
  { says: 'nobody named the risk', data: { risk_level: null }, is: ['risk_unknown'] },
  { says: 'a risk that the list does not know', data: { risk_level: 'severe' }, is: ['risk_unknown'] },
  { says: 'thirty days to the moment', data: { last_updated_at: '2026-02-08T09:00:00.000Z' }, is: ['quiet'] },
  { says: 'a moment less', data: { last_updated_at: '2026-02-08T09:00:00.001Z' }, is: [] },
  { says: 'years', data: { last_updated_at: '2022-02-08T09:00:00.000Z' }, is: ['quiet'] },
  { says: 'somebody else wrote in it', data: { not_edited_by_owner: true }, is: ['changed_by_others'] },
  {
    says: 'all at once, what may harm first',
    data: {
      risk_level: 'high',
      has_case_plan: false,
      assessment_due_dates: ['2026-03-01'],
      referred_users_pending_present: true,
      approval_status_closure: 'pending',
      last_updated_at: '2026-01-01T00:00:00.000Z',
      not_edited_by_owner: true,
    },
    is: ['plan_missing', 'overdue', 'referral_unanswered', 'approval_waits', 'quiet', 'changed_by_others'],
  },
  {
    says: 'who may not ask by risk hears neither of it nor of a plan that is missing for it',
    data: { risk_level: 'high', has_case_plan: false },
    unaskable: ['risk_level'],
    is: [],
  },
  { says: 'nor that nobody named it', data: { risk_level: null }, unaskable: ['risk_level'], is: [] },
  {
    says: 'who may not ask by services hears of what else is late',
    data: { service_due_dates: ['2026-03-01T08:00:00.000Z'], followup_due_dates: ['2026-03-01'] },
    unaskable: ['service_due_dates'],
    is: ['overdue'],
  },
  {
    says: 'and of services nothing',
    data: { service_due_dates: ['2026-03-01T08:00:00.000Z'] },
    unaskable: ['service_due_dates'],
    is: [],
  },
  {
    says: 'who has to do with plans alone hears of no other approval',
    data: { approval_status_gbv_closure: 'pending' },
    unaskable: ['approval_status_gbv_closure'],
    is: [],
  },
]

export type Queued = { says: string; data?: Record<string, unknown>; scope?: 'out'; look?: Look; queued: boolean }
/** The case, which is overdue and at version 3, was looked at. */
export type Look = { version: number; at: string; by: 'himself' | 'another manager of the team' }

const lately = { version: 3, at: '2026-03-09T09:00:00.000Z', by: 'himself' } as const

export const queueCases: Queued[] = [
  { says: 'never looked at', queued: true },
  { says: 'closed', data: { status: 'closed' }, queued: false },
  { says: 'handed to another system', data: { status: 'transferred' }, queued: false },
  { says: 'disabled', data: { record_state: false }, queued: false },
  { says: 'of another team', scope: 'out', queued: false },
  { says: 'no sign any more', data: { assessment_due_dates: [] }, queued: false },
  { says: 'looked at, as it is', look: lately, queued: false },
  { says: 'looked at by another of the team', look: { ...lately, by: 'another manager of the team' }, queued: false },
  { says: 'changed since', look: { ...lately, version: 2 }, queued: true },
  { says: 'looked at almost thirty days ago', look: { ...lately, at: '2026-02-08T09:00:01.000Z' }, queued: false },
  { says: 'more than thirty days ago', look: { ...lately, at: '2026-02-08T08:59:59.000Z' }, queued: true },
]

export type QueueOrder = {
  says: string
  /** May the reader ask by risk? */
  byRisk?: false
  cases: { id: string; risk: string | null; created: string }[]
  ids: string[]
}

/** Risk first, unknown last; then who has waited longest. A page is a piece of this order. */
export const queueOrderCases: QueueOrder[] = [
  {
    says: 'by risk',
    cases: [
      { id: 'a', risk: 'low', created: '2026-01-01' },
      { id: 'b', risk: 'high', created: '2026-03-01' },
      { id: 'c', risk: null, created: '2025-01-01' },
      { id: 'd', risk: 'medium', created: '2026-02-01' },
    ],
    ids: ['b', 'd', 'a', 'c'],
  },
  {
    says: 'alike in risk, the oldest first',
    cases: [
      { id: 'a', risk: 'high', created: '2026-03-01' },
      { id: 'b', risk: 'high', created: '2026-01-01' },
      { id: 'c', risk: 'high', created: '2026-02-01' },
    ],
    ids: ['b', 'c', 'a'],
  },
  {
    says: 'who may not ask by risk cannot tell it from the order',
    byRisk: false,
    cases: [
      { id: 'a', risk: 'low', created: '2026-01-01' },
      { id: 'b', risk: 'high', created: '2026-03-01' },
      { id: 'c', risk: 'medium', created: '2026-02-01' },
    ],
    ids: ['a', 'c', 'b'],
  },
]

/** All that a line of the queue may hold; of what happened, which questions, and only those that the reader may read. */
export const lineKeys = [
  'id',
  'code',
  'version',
  'risk',
  'workflow',
  'owner',
  'incomplete',
  'updatedAt',
  'signs',
  'looked',
  'happened',
] as const
export const happenedKeys = ['at', 'by', 'action', 'fields'] as const

/** Never in a reply of the queue, whoever asks, though his role shows it to him on the page of the case. */
export const neverInQueue = [
  'name',
  'name_first',
  'name_last',
  'name_nickname',
  'date_of_birth',
  'age',
  'sex',
  'telephone_current',
  'address_current',
  'location_current',
  'national_id_no',
  'survivor_code_no',
  'protection_concerns',
  'photos',
  'from',
  'to',
  'message',
  'notes',
] as const

export type HasQueue = {
  says: string
  scope: 'self' | 'group' | 'agency' | 'all' | 'identified' | 'admin_only'
  rights: string[]
  manager?: true
  identity?: 'none'
  /** Else 403, with nothing told. */
  has: boolean
}

export const hasQueueCases: HasQueue[] = [
  { says: 'a manager of a team', scope: 'group', rights: ['read'], manager: true, has: true },
  {
    says: 'a supervisor of GBV, who approves and knows no names',
    scope: 'group',
    rights: ['read', 'approve_action_plan'],
    identity: 'none',
    has: true,
  },
  { says: 'a manager of an agency', scope: 'agency', rights: ['read'], manager: true, has: true },
  { says: 'who reads a team and answers for none', scope: 'group', rights: ['read'], has: false },
  { says: 'a caseworker', scope: 'self', rights: ['read', 'write'], has: false },
  { says: 'a caseworker who may approve', scope: 'self', rights: ['read', 'approve_case_plan'], has: false },
  { says: 'a manager who reads no case', scope: 'group', rights: [], manager: true, has: false },
  { says: 'who administers alone', scope: 'admin_only', rights: ['read'], manager: true, has: false },
  { says: 'who registered himself', scope: 'identified', rights: ['read'], has: false },
]
