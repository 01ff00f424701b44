// For tests only: tasks of a caseworker (records §7, api-records §22). The worker is amal; it is 10:00 on Sunday
// 1 March 2026 where the instance is, unless `now` and `zone` say otherwise.

export type TaskCase = {
  says: string
  /** Moment in UTC, and the instance’s time zone. */
  now?: string
  zone?: string
  /** Laid over an open, enabled case of amal’s. */
  record: Record<string, unknown>
  /** System option `due_date_from_appointment_date`. */
  byAppointment?: true
  /** In any order. `due` is a day. */
  tasks: {
    type: 'assessment' | 'case_plan' | 'follow_up' | 'service'
    due: string
    detail?: string | null
    overdue?: true
    soon?: true
  }[]
  tag?: '?'
}

const followup = (due: string | null, done: string | null = null, type: string | null = 'after_reunification') => ({
  followup_needed_by_date: due,
  followup_date: done,
  followup_type: type,
})
const service = (rest: Record<string, unknown>) => ({ service_type: 'health_medical_service', ...rest })
const assessment = (due: string) => ({ assessment_due_date: due })

export const taskCases: TaskCase[] = [
  { says: 'nothing is due', record: {}, tasks: [] },
  {
    says: 'an assessment',
    record: assessment('2026-03-20'),
    tasks: [{ type: 'assessment', due: '2026-03-20', detail: null }],
  },
  {
    says: 'an assessment that was begun',
    record: { ...assessment('2026-03-20'), assessment_requested_on: '2026-02-20' },
    tasks: [],
  },
  {
    says: 'a plan',
    record: { case_plan_due_date: '2026-03-20' },
    tasks: [{ type: 'case_plan', due: '2026-03-20', detail: null }],
  },
  {
    says: 'a plan that was made',
    record: { case_plan_due_date: '2026-03-20', date_case_plan: '2026-02-20' },
    tasks: [],
  },
  {
    says: 'due yesterday is overdue',
    record: assessment('2026-02-28'),
    tasks: [{ type: 'assessment', due: '2026-02-28', overdue: true }],
  },
  {
    says: 'due today is not overdue, and soon',
    record: assessment('2026-03-01'),
    tasks: [{ type: 'assessment', due: '2026-03-01', soon: true }],
  },
  {
    says: 'due in seven days is soon',
    record: assessment('2026-03-08'),
    tasks: [{ type: 'assessment', due: '2026-03-08', soon: true }],
  },
  {
    says: 'due in eight days is neither',
    record: assessment('2026-03-09'),
    tasks: [{ type: 'assessment', due: '2026-03-09' }],
  },
  {
    says: 'today is the instance’s: late evening in the west is still the day before',
    now: '2026-03-01T04:00:00.000Z',
    zone: 'America/Bogota',
    record: assessment('2026-02-28'),
    tasks: [{ type: 'assessment', due: '2026-02-28', soon: true }],
  },
  {
    says: 'early morning in the east is already the next day',
    now: '2026-02-28T22:00:00.000Z',
    zone: 'Asia/Dhaka',
    record: assessment('2026-02-28'),
    tasks: [{ type: 'assessment', due: '2026-02-28', overdue: true }],
  },
  {
    says: 'each follow-up that is open, also two on one day',
    record: {
      followup_subform_section: [
        followup('2026-03-20'),
        followup('2026-03-20', null, 'in_care'),
        followup('2026-03-05', '2026-02-27'),
        followup(null),
      ],
    },
    tasks: [
      { type: 'follow_up', due: '2026-03-20', detail: 'after_reunification' },
      { type: 'follow_up', due: '2026-03-20', detail: 'in_care' },
    ],
  },
  {
    says: 'a follow-up without a type',
    record: { followup_subform_section: [followup('2026-02-10', null, null)] },
    tasks: [{ type: 'follow_up', due: '2026-02-10', detail: null, overdue: true }],
  },
  {
    says: 'a service, counted from its response',
    record: {
      services_section: [
        service({ service_response_day_time: '2026-02-28T09:00:00.000Z', service_response_timeframe: '3_days' }),
      ],
    },
    tasks: [{ type: 'service', due: '2026-03-03', detail: 'health_medical_service', soon: true }],
  },
  {
    says: 'a service that was due an hour after noon yesterday',
    record: {
      services_section: [
        service({ service_response_day_time: '2026-02-28T12:00:00.000Z', service_response_timeframe: '1_hour' }),
      ],
    },
    tasks: [{ type: 'service', due: '2026-02-28', detail: 'health_medical_service', overdue: true }],
  },
  {
    // The page of tasks counts by days; a deadline of hours is shown beside the clock, not as overdue.
    says: 'a service that was due an hour ago is due today',
    record: {
      services_section: [
        service({ service_response_day_time: '2026-03-01T08:00:00.000Z', service_response_timeframe: '1_hour' }),
      ],
    },
    tasks: [{ type: 'service', due: '2026-03-01', detail: 'health_medical_service', soon: true }],
  },
  {
    says: 'a service that was done',
    record: {
      services_section: [
        service({
          service_response_day_time: '2026-02-28T09:00:00.000Z',
          service_response_timeframe: '3_days',
          service_implemented_day_time: '2026-02-28T15:00:00.000Z',
        }),
      ],
    },
    tasks: [],
  },
  {
    says: 'a service without a timeframe, or with one that is none',
    record: {
      services_section: [
        service({ service_response_day_time: '2026-02-28T09:00:00.000Z' }),
        service({ service_response_day_time: '2026-02-28T09:00:00.000Z', service_response_timeframe: 'soon' }),
        service({ service_response_timeframe: '3_days' }),
      ],
    },
    tasks: [],
  },
  {
    says: 'an appointment, where it counts',
    byAppointment: true,
    record: {
      services_section: [
        service({
          service_appointment_date: '2026-03-04',
          service_response_day_time: '2026-02-20T09:00:00.000Z',
          service_response_timeframe: '1_day',
        }),
      ],
    },
    tasks: [{ type: 'service', due: '2026-03-04', detail: 'health_medical_service', soon: true }],
  },
  {
    says: 'an appointment, where it does not',
    record: {
      services_section: [
        service({
          service_appointment_date: '2026-03-04',
          service_response_day_time: '2026-02-20T09:00:00.000Z',
          service_response_timeframe: '1_day',
        }),
      ],
    },
    tasks: [{ type: 'service', due: '2026-02-21', detail: 'health_medical_service', overdue: true }],
  },
  {
    says: 'an appointment alone, where it does not',
    record: { services_section: [service({ service_appointment_date: '2026-03-04' })] },
    tasks: [],
  },
  {
    says: 'without an appointment the response counts',
    byAppointment: true,
    record: {
      services_section: [
        service({ service_response_day_time: '2026-02-28T09:00:00.000Z', service_response_timeframe: '1_day' }),
      ],
    },
    tasks: [{ type: 'service', due: '2026-03-01', detail: 'health_medical_service', soon: true }],
  },
  { says: 'not of a closed case', record: { ...assessment('2026-03-20'), status: 'closed' }, tasks: [] },
  { says: 'not of one that went elsewhere', record: { ...assessment('2026-03-20'), status: 'transferred' }, tasks: [] },
  { says: 'not of a disabled case', record: { ...assessment('2026-03-20'), record_state: false }, tasks: [] },
  { says: 'not of a colleague’s case', record: { ...assessment('2026-03-20'), owned_by: 'bilal' }, tasks: [] },
  {
    says: 'not of one that was referred to her',
    record: { ...assessment('2026-03-20'), owned_by: 'bilal', assigned_user_names: ['amal'] },
    tasks: [],
  },
]

export type DueByRiskCase = {
  says: string
  /** Configured per kind of work and risk level, in the syntax of services (`3_days`, `1_hour`). Nothing ships. */
  timeframes?: { assessment?: Record<string, string>; case_plan?: Record<string, string> }
  record: Record<string, unknown>
  /** The day that is derived; undefined: none. A day that was entered is never changed. */
  assessment_due_date?: string
  case_plan_due_date?: string
  tag: '?'
}

const byRisk = {
  assessment: { high: '1_day', medium: '3_days', low: '7_days' },
  case_plan: { high: '7_days', medium: '14_days', low: '30_days' },
}

/**
 * An assessment is due from `registration_date`, a plan from `assessment_requested_on`; what follows from hours is due on
 * the day on which they end, counted from midnight.
 */
export const dueByRiskCases: DueByRiskCase[] = [
  {
    says: 'nothing configured, nothing derived',
    record: { registration_date: '2026-03-01', risk_level: 'high' },
    tag: '?',
  },
  {
    says: 'high: tomorrow',
    timeframes: byRisk,
    record: { registration_date: '2026-03-01', risk_level: 'high' },
    assessment_due_date: '2026-03-02',
    tag: '?',
  },
  {
    says: 'low: in a week',
    timeframes: byRisk,
    record: { registration_date: '2026-03-01', risk_level: 'low' },
    assessment_due_date: '2026-03-08',
    tag: '?',
  },
  { says: 'no level, none', timeframes: byRisk, record: { registration_date: '2026-03-01' }, tag: '?' },
  {
    says: 'a level without a timeframe, none',
    timeframes: { assessment: { high: '1_day' } },
    record: { registration_date: '2026-03-01', risk_level: 'low' },
    tag: '?',
  },
  {
    says: 'rubbish as a timeframe, none',
    timeframes: { assessment: { high: 'tomorrow' } },
    record: { registration_date: '2026-03-01', risk_level: 'high' },
    tag: '?',
  },
  {
    says: 'what was entered wins',
    timeframes: byRisk,
    record: { registration_date: '2026-03-01', risk_level: 'high', assessment_due_date: '2026-03-15' },
    assessment_due_date: '2026-03-15',
    tag: '?',
  },
  {
    says: 'the level rises: what was derived follows it, being no answer',
    timeframes: byRisk,
    record: { registration_date: '2026-03-01', risk_level: 'medium' },
    assessment_due_date: '2026-03-04',
    tag: '?',
  },
  {
    says: 'a plan counts from the assessment',
    timeframes: byRisk,
    record: { registration_date: '2026-03-01', assessment_requested_on: '2026-03-03', risk_level: 'medium' },
    case_plan_due_date: '2026-03-17',
    tag: '?',
  },
  {
    says: 'no assessment yet, no plan due',
    timeframes: { case_plan: byRisk.case_plan },
    record: { registration_date: '2026-03-01', risk_level: 'high' },
    tag: '?',
  },
  {
    says: 'hours count from midnight',
    timeframes: { assessment: { high: '72_hours' } },
    record: { registration_date: '2026-03-01', risk_level: 'high' },
    assessment_due_date: '2026-03-04',
    tag: '?',
  },
  {
    says: 'over the end of a leap February',
    timeframes: byRisk,
    record: { registration_date: '2028-02-28', risk_level: 'medium' },
    assessment_due_date: '2028-03-02',
    tag: '?',
  },
]

export type TaskOrderCase = { says: string; order_by?: string; order?: 'asc' | 'desc'; ids: string[] }

/** Three tasks: `old` due in February, high; `mid` due today, low; `new` due in April, medium. Types in this order: service, assessment, case_plan. */
export const taskOrderCases: TaskOrderCase[] = [
  { says: 'by default the latest due date comes first', ids: ['new', 'mid', 'old'] },
  { says: 'the first due date first', order: 'asc', ids: ['old', 'mid', 'new'] },
  { says: 'status means due date', order_by: 'status', order: 'asc', ids: ['old', 'mid', 'new'] },
  { says: 'created_at means due date', order_by: 'created_at', order: 'asc', ids: ['old', 'mid', 'new'] },
  { says: 'by type', order_by: 'type', order: 'asc', ids: ['mid', 'new', 'old'] },
  { says: 'by priority, as it is written', order_by: 'priority', order: 'asc', ids: ['old', 'mid', 'new'] },
]
