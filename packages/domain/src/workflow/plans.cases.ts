// For tests only: safety plan, action plan, case conference and best-interest forms say what people decided; they do
// nothing by themselves (workflow §8: none of these orders is enforced by the engine; §2: an approval closes nothing).
// Who carries a decision out closes, refers, transfers or asks for an approval, and answers for it with his own rights.

const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'

export type PlanEffect = {
  says: string
  module: typeof cp | typeof gbv
  /** What its owner saves in an open case, new in its workflow. */
  patch: Record<string, unknown>
  /** What differs from `untouched` afterwards. */
  after: Partial<Untouched>
}

export type Untouched = {
  status: string
  workflow: string
  owned_by: string
  assigned_user_names: string[]
  tasks: number
  alerts: number
  approvals: number
  transitions: number
  consents: number
}
/** Of amal’s case, whatever stands in these forms. */
export const untouched: Untouched = {
  status: 'open',
  workflow: 'new',
  owned_by: 'amal',
  assigned_user_names: [],
  tasks: 0,
  alerts: 0,
  approvals: 0,
  transitions: 0,
  consents: 0,
}

export const planEffects: PlanEffect[] = [
  {
    says: 'a safety plan that is needed is no task and no alert',
    module: gbv,
    patch: { safety_plan_needed: 'true' },
    after: {},
  },
  {
    says: 'one that was made moves nothing',
    module: gbv,
    patch: {
      safety_plan_needed: 'true',
      safety_plan_developed_with_survivor: 'true',
      safety_plan_completion_date: '2026-03-01',
    },
    after: {},
  },
  {
    says: 'an action with an appointment is no service, no task and no referral',
    module: gbv,
    patch: {
      action_plan_section: [
        { unique_id: 'p1', service_type: 'health_medical_service', service_appointment_date: '2026-02-20' },
      ],
    },
    after: {},
  },
  {
    says: 'written consent of an action is no entry of the ledger',
    module: gbv,
    patch: {
      action_plan_section: [
        { unique_id: 'p1', service_type: 'health_medical_service', service_referral_written_consent: 'true' },
      ],
    },
    after: {},
  },
  {
    says: 'that it be closed is recommended, not done',
    module: gbv,
    patch: { gbv_follow_up_subform_section: [{ unique_id: 'g1', recommend_case_closed: 'true' }] },
    after: {},
  },
  {
    says: 'a visit of the action plan to come is no task: tasks come from follow-ups, services, assessment and plan',
    module: gbv,
    patch: {
      gbv_follow_up_subform_section: [
        { unique_id: 'g1', need_follow_up_visit: 'true', when_follow_up_visit_should_happen: '2026-02-20' },
      ],
    },
    after: {},
  },
  {
    says: 'a conference that decided to close closes nothing',
    module: cp,
    patch: {
      conference_details_subform: [
        { unique_id: 'k1', conference_date: '2026-03-01', conference_case_status: 'closed' },
      ],
    },
    after: {},
  },
  {
    says: 'one that decided to transfer transfers nothing',
    module: cp,
    patch: {
      conference_details_subform: [
        {
          unique_id: 'k1',
          conference_case_status: 'transferred',
          conference_case_transfer_reason: 'new_location',
        },
      ],
    },
    after: {},
  },
  {
    says: 'a report on best interests that was handed in is no assessment',
    module: cp,
    patch: { best_interest_report_submitted: 'submitted', best_interest_date_submitted: '2026-03-01' },
    after: {},
  },
  {
    says: 'its recommendation is no ground for sharing without consent',
    module: cp,
    patch: { best_interest_recommendation: 'reunification', best_interest_recommendation_date: '2026-03-01' },
    after: {},
  },
  {
    says: 'how soon a case must be seen to is no due day',
    module: cp,
    patch: { case_priority: '2_days', case_priority_date: '2026-02-20' },
    after: {},
  },
  {
    says: 'a service of the kind “action plan” does move the workflow',
    module: gbv,
    patch: {
      services_section: [
        {
          unique_id: 'v1',
          service_type: 'psychosocial_service',
          service_response_type: 'action_plan',
          service_response_day_time: '2026-03-01T08:00:00.000Z',
        },
      ],
    },
    after: { workflow: 'action_plan' },
  },
]

/** The same whoever reaches the case: his role holds the form, or he reads nothing of it and does not know that it is there. */
export const planForms = {
  safety_plan: gbv,
  action_plan_form: gbv,
  conference_details_container: cp,
  best_interest: cp,
} as const

export type PlanReader = { says: string; form: keyof typeof planForms; role: string; reads: boolean }

export const planReaders: PlanReader[] = [
  { says: 'her caseworker', form: 'safety_plan', role: 'role-gbv-caseworker', reads: true },
  { says: 'on a phone, too', form: 'safety_plan', role: 'role-gbv-mobile-caseworker', reads: true },
  {
    says: 'a supervisor, without her name',
    form: 'safety_plan',
    role: 'role-gbv-case-management-supervisor',
    reads: true,
  },
  { says: 'a clinic', form: 'safety_plan', role: 'role-gbv-service-provider', reads: false },
  { says: 'a programme manager, who has numbers', form: 'safety_plan', role: 'role-gbv-program-manager', reads: false },
  { says: 'child protection', form: 'safety_plan', role: 'role-cp-manager', reads: false },
  { says: 'the action plan: her caseworker', form: 'action_plan_form', role: 'role-gbv-caseworker', reads: true },
  {
    says: 'the action plan: whoever approves it',
    form: 'action_plan_form',
    role: 'role-gbv-case-management-supervisor',
    reads: true,
  },
  { says: 'the action plan: a clinic', form: 'action_plan_form', role: 'role-gbv-service-provider', reads: false },
  {
    says: 'a conference: her worker, who holds all forms of child protection',
    form: 'conference_details_container',
    role: 'role-cp-case-worker',
    reads: true,
  },
  { says: 'best interests: her worker', form: 'best_interest', role: 'role-cp-case-worker', reads: true },
  {
    says: 'a conference, before somebody gives the form to the role',
    form: 'conference_details_container',
    role: 'role-referral',
    reads: false,
  },
  { says: 'best interests, before that', form: 'best_interest', role: 'role-referral', reads: false },
  {
    says: 'a provider of child protection gets neither by a referral',
    form: 'conference_details_container',
    role: 'role-cp-service-provider',
    reads: false,
  },
]

/** Answers that no package between modules, no one-time link and no paper without identity ever holds. */
export const staysWithTheCase = [
  'safety_plan_main_concern',
  'safety_plan_resources_economic',
  'safety_plan_resources_relationships',
  'safety_plan_resources_community',
  'safety_plan_resources_other',
  'safety_plan_preparedness_signal',
  'safety_plan_preparedness_gathered_things',
  'safety_plan_preparedness_children_destination',
  'conference_participants',
  'conference_current_situation',
  'conference_outcome_recommendations',
  'conference_followup_actions',
  'best_interest_why_support_refused',
] as const

export type SafetyPlanStanding = 'not asked' | 'not needed' | 'needed' | 'made'
export type SafetyPlanCase = { says: string; data: Record<string, unknown>; is: SafetyPlanStanding }

/** What the page of a case says at a glance (ux §8.1), to whoever reads the form. */
export const safetyPlanCases: SafetyPlanCase[] = [
  { says: 'nobody asked yet', data: {}, is: 'not asked' },
  { says: 'not needed', data: { safety_plan_needed: 'false' }, is: 'not needed' },
  { says: 'needed and not made', data: { safety_plan_needed: 'true' }, is: 'needed' },
  {
    says: 'written in part',
    data: { safety_plan_needed: 'true', safety_plan_main_concern: 'He knows where she works.' },
    is: 'needed',
  },
  {
    says: 'made',
    data: { safety_plan_needed: 'true', safety_plan_completion_date: '2026-03-01' },
    is: 'made',
  },
  { says: 'made before it was asked', data: { safety_plan_completion_date: '2026-03-01' }, is: 'made' },
  {
    says: 'made, and not needed any more',
    data: { safety_plan_needed: 'false', safety_plan_completion_date: '2026-03-01' },
    is: 'not needed',
  },
]
