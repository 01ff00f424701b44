// For tests only: approvals of a case (workflow §2, api-records §19). T stands for each of the five types. The caller is
// amal, today is 2026-03-01.

export const approvalIds = ['assessment', 'case_plan', 'closure', 'action_plan', 'gbv_closure'] as const
export type ApprovalId = (typeof approvalIds)[number]

export const actions = ['requested', 'approved', 'rejected'] as const
export type ApprovalAction = (typeof actions)[number]

/** `none`: never asked. */
export const before = ['none', 'pending', 'approved', 'rejected'] as const
export type Before = (typeof before)[number]

/** What stands in the case before, for type T: wire names with T in place of the id. */
export const standing: Record<Before, Record<string, unknown>> = {
  none: {},
  pending: { approval_status_T: 'pending' },
  approved: {
    approval_status_T: 'approved',
    T_approved: true,
    T_approved_date: '2026-01-15',
    T_approved_comments: 'well done',
  },
  rejected: {
    approval_status_T: 'rejected',
    T_approved: false,
    T_approved_date: '2026-01-15',
    T_approved_comments: 'not yet',
  },
}

export type Effect = {
  /** The four fields afterwards; a key that is not here is not in the case. */
  fields: Record<string, unknown>
  /** The newest row of `approval_subforms`, but for its unique_id. `notes` were sent as `a word`. */
  row: Record<string, unknown>
  /** Alerts of type T after it; there was one where the state before is pending. */
  alerts: 0 | 1
  /** Told to: every manager of the owner, or the owner. */
  notice: 'managers' | 'owner'
}

const request = {
  approval_requested_for: 'T',
  approval_status: 'requested',
  approval_date: '2026-03-01',
  requested_by: 'amal',
}
const response = (status: string) => ({
  approval_response_for: 'T',
  approval_status: status,
  approval_date: '2026-03-01',
  approved_by: 'amal',
  approval_manager_comments: 'a word',
})
const decided = (status: 'approved' | 'rejected'): Effect => ({
  fields: {
    approval_status_T: status,
    T_approved: status === 'approved',
    T_approved_date: '2026-03-01',
    T_approved_comments: 'a word',
  },
  row: response(status),
  alerts: 0,
  notice: 'owner',
})
/** A new request leaves what was decided before. */
const asked = (state: Before): Effect => ({
  fields: { ...standing[state], approval_status_T: 'pending' },
  row: request,
  alerts: 1,
  notice: 'managers',
})

/** Total: state before × action, the same for each type. There is no guard: every step goes from every state. */
export const approvalEffects: Record<Before, Record<ApprovalAction, Effect>> = {
  none: { requested: asked('none'), approved: decided('approved'), rejected: decided('rejected') },
  pending: { requested: asked('pending'), approved: decided('approved'), rejected: decided('rejected') },
  approved: { requested: asked('approved'), approved: decided('approved'), rejected: decided('rejected') },
  rejected: { requested: asked('rejected'), approved: decided('approved'), rejected: decided('rejected') },
}

export type ApprovalDetailCase = {
  says: string
  id: ApprovalId
  action: ApprovalAction
  before?: Before
  /** `approval_type` that was sent; `notes` only where given. */
  sent?: { approval_type?: string; notes?: string }
  /** Option of the module. */
  selectable?: true
  /** Alerts of other types that stood before. */
  otherAlerts?: string[]
  fields?: Record<string, unknown>
  untouched?: string[]
  row?: Record<string, unknown>
  rowLacks?: string[]
  alerts?: string[]
  /** `form_sidebar_id` of the new alert, by the settings as they are shipped. */
  alertForm?: string
  tag?: '?'
}

export const approvalDetailCases: ApprovalDetailCase[] = [
  {
    says: 'a plan’s kind is kept where kinds may be chosen',
    id: 'case_plan',
    action: 'requested',
    selectable: true,
    sent: { approval_type: 'action_plan' },
    fields: { case_plan_approval_type: 'action_plan' },
    row: { approval_for_type: 'action_plan' },
  },
  {
    says: 'elsewhere it is not',
    id: 'case_plan',
    action: 'requested',
    sent: { approval_type: 'action_plan' },
    untouched: ['case_plan_approval_type'],
    rowLacks: ['approval_for_type'],
  },
  {
    says: 'no other approval has a kind',
    id: 'action_plan',
    action: 'requested',
    selectable: true,
    sent: { approval_type: 'action_plan' },
    untouched: ['case_plan_approval_type', 'action_plan_approval_type'],
    rowLacks: ['approval_for_type'],
  },
  {
    says: 'the answer repeats the plan’s kind',
    id: 'case_plan',
    action: 'approved',
    before: 'pending',
    selectable: true,
    row: { approval_for_type: 'action_plan' },
  },
  {
    says: 'a rejection too',
    id: 'case_plan',
    action: 'rejected',
    before: 'pending',
    selectable: true,
    row: { approval_for_type: 'action_plan' },
  },
  {
    says: 'without a word the word of before stays',
    id: 'closure',
    action: 'approved',
    before: 'rejected',
    fields: { closure_approved_comments: 'not yet' },
    rowLacks: ['approval_manager_comments'],
  },
  {
    says: 'without a word where none stood, none is there',
    id: 'closure',
    action: 'approved',
    untouched: ['closure_approved_comments'],
    rowLacks: ['approval_manager_comments'],
  },
  {
    says: 'the word of a request is not a manager’s',
    id: 'closure',
    action: 'requested',
    sent: { notes: 'please' },
    untouched: ['closure_approved_comments'],
    rowLacks: ['approval_manager_comments'],
    tag: '?',
  },
  { says: 'asked twice, one alert', id: 'closure', action: 'requested', before: 'pending', alerts: ['closure'] },
  {
    says: 'an answer leaves the alerts of other approvals',
    id: 'closure',
    action: 'approved',
    before: 'pending',
    otherAlerts: ['assessment'],
    alerts: ['assessment'],
  },
  {
    says: 'the alert stands at the form of an assessment',
    id: 'assessment',
    action: 'requested',
    alertForm: 'assessment',
  },
  { says: 'of a plan', id: 'case_plan', action: 'requested', alertForm: 'cp_case_plan' },
  { says: 'of a closure', id: 'closure', action: 'requested', alertForm: 'closure_form' },
  { says: 'of an action plan', id: 'action_plan', action: 'requested', alertForm: 'action_plan_form' },
  { says: 'of a survivor’s closure', id: 'gbv_closure', action: 'requested', alertForm: 'gbv_case_closure_form' },
  {
    says: 'approving a closure does not close',
    id: 'closure',
    action: 'approved',
    untouched: ['status', 'workflow', 'date_closure'],
  },
  { says: 'rejecting it opens nothing', id: 'closure', action: 'rejected', untouched: ['status', 'workflow'] },
]

export type ApprovalRightCase = {
  says: string
  id: ApprovalId
  /** What was sent; any word. */
  status: string
  rights: string[]
  owns: boolean
  outcome: 200 | 403 | 422
  tag?: '?'
}

const ofEach = (make: (id: ApprovalId) => ApprovalRightCase[]): ApprovalRightCase[] => approvalIds.flatMap(make)

/** Refused: nothing in the case, the log or the alerts changes. */
export const approvalRightCases: ApprovalRightCase[] = [
  ...ofEach((id) => [
    {
      says: `${id}: the owner asks`,
      id,
      status: 'requested',
      rights: ['read', `request_approval_${id}`],
      owns: true,
      outcome: 200,
    },
    {
      says: `${id}: a colleague asks`,
      id,
      status: 'requested',
      rights: ['read', `request_approval_${id}`],
      owns: false,
      outcome: 200,
    },
    {
      says: `${id}: who may answer may not ask`,
      id,
      status: 'requested',
      rights: ['read', `approve_${id}`],
      owns: false,
      outcome: 403,
    },
    {
      says: `${id}: a supervisor approves`,
      id,
      status: 'approved',
      rights: ['read', `approve_${id}`],
      owns: false,
      outcome: 200,
    },
    {
      says: `${id}: and rejects`,
      id,
      status: 'rejected',
      rights: ['read', `approve_${id}`],
      owns: false,
      outcome: 200,
    },
    {
      says: `${id}: who may ask may not approve`,
      id,
      status: 'approved',
      rights: ['read', `request_approval_${id}`],
      owns: false,
      outcome: 403,
    },
    {
      says: `${id}: nor reject`,
      id,
      status: 'rejected',
      rights: ['read', `request_approval_${id}`],
      owns: false,
      outcome: 403,
    },
    {
      says: `${id}: nobody approves his own`,
      id,
      status: 'approved',
      rights: ['read', `approve_${id}`],
      owns: true,
      outcome: 403,
    },
    {
      says: `${id}: nor rejects his own`,
      id,
      status: 'rejected',
      rights: ['read', `approve_${id}`],
      owns: true,
      outcome: 403,
    },
    {
      says: `${id}: but who may`,
      id,
      status: 'approved',
      rights: ['read', `approve_${id}`, 'self_approve'],
      owns: true,
      outcome: 200,
    },
    {
      says: `${id}: and rejects`.concat(' his own'),
      id,
      status: 'rejected',
      rights: ['read', `approve_${id}`, 'self_approve'],
      owns: true,
      outcome: 200,
    },
    {
      says: `${id}: that right alone approves nothing`,
      id,
      status: 'approved',
      rights: ['read', 'self_approve'],
      owns: true,
      outcome: 403,
    },
    {
      says: `${id}: without reading nothing`,
      id,
      status: 'approved',
      rights: [`approve_${id}`],
      owns: false,
      outcome: 403,
    },
    {
      says: `${id}: a word that nobody knows`,
      id,
      status: 'perhaps',
      rights: ['read', `approve_${id}`],
      owns: false,
      outcome: 422,
    },
    {
      says: `${id}: refused before the word is weighed`,
      id,
      status: 'perhaps',
      rights: ['read', `request_approval_${id}`],
      owns: false,
      outcome: 403,
    },
  ]),
  {
    says: 'another type’s right',
    id: 'closure',
    status: 'approved',
    rights: ['read', 'approve_gbv_closure'],
    owns: false,
    outcome: 403,
  },
  {
    says: 'managing cases is all of it',
    id: 'closure',
    status: 'approved',
    rights: ['manage'],
    owns: true,
    outcome: 200,
  },
]
