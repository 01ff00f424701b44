// What a worker has to do, and by when (api-records 22, records 7).
import { forbidden, get, patch, step } from './calls.ts'
import { consent, health, made, madeId, opens, refer } from './case-work.ts'
import { anyText, both, type Expect, type GoldenCase, keys, match } from './golden.ts'

const tasks = '/api/v2/tasks'
const late = { assessment_due_date: '2026-01-02', risk_level: 'high' }
const far = { case_plan_due_date: '2999-01-02' }
const due = (data: object = late) => opens('reem', { ...consent, ...data })
const day = match(/^\d{2}-[A-Z][a-z]{2}-\d{4}$/)
const holds = (...list: object[]): Expect => ({
  status: 200,
  contains: { data: list, metadata: { total: list.length } },
})
const service = (rest: object) => ({ services_section: [{ ...health, ...rest }] })
const lateService = { service_response_day_time: '2026-01-01T09:00:00.000Z', service_response_timeframe: '3_days' }

const shape: GoldenCase[] = [
  {
    rule: 'api-records 22 task-shape',
    title: 'a task says what is due in which case, and which answer ends it',
    as: 'reem',
    given: [due()],
    call: get(tasks),
    expect: {
      status: 200,
      contains: {
        data: [
          both(
            keys([
              'record_type',
              'id',
              'record_id_display',
              'type',
              'detail',
              'priority',
              'due_date',
              'type_display',
              'name',
              'completion_field',
              'module_unique_id',
              'overdue',
              'upcoming_soon',
            ]),
            {
              record_type: 'case',
              id: madeId,
              record_id_display: '{{made.data.case_id_display}}',
              type: 'assessment',
              detail: null,
              priority: 'high',
              due_date: '02-Jan-2026',
              type_display: anyText,
              name: 'Layla Mansour',
              completion_field: 'assessment_requested_on',
              module_unique_id: 'primeromodule-cp',
              overdue: true,
              upcoming_soon: false,
            },
          ),
        ],
        metadata: {
          total: 1,
          per: 20,
          page: 1,
          field_names: {
            assessment: 'assessment_due_date',
            case_plan: 'case_plan_due_date',
            service: 'service_response_timeframe',
            follow_up: 'followup_needed_by_date',
          },
        },
      },
    },
  },
  {
    rule: 'api-records 22 needs-the-board',
    title: 'who has no board of tasks is refused',
    as: 'ana',
    call: get(tasks),
    expect: { status: 403, body: forbidden(tasks) },
  },
  {
    rule: 'api-records 22 needs-the-board',
    title: 'nobody has no tasks',
    as: null,
    call: get(tasks, { auth: 'none' }),
    expect: { status: 401 },
  },
  {
    rule: 'api-records 22 task-shape',
    title: 'nothing to do is an empty list',
    as: 'reem',
    call: get(tasks),
    expect: { status: 200, contains: { data: [], metadata: { total: 0, per: 20, page: 1 } } },
  },
]

const kinds: GoldenCase[] = [
  {
    rule: 'api-records 22 kinds',
    title: 'an assessment that was begun is no task',
    as: 'reem',
    given: [due(), step('reem', patch(made, { assessment_requested_on: '2026-01-03' }))],
    call: get(tasks),
    expect: holds(),
  },
  {
    rule: 'api-records 22 kinds',
    title: 'a plan is a task until its day is told',
    as: 'reem',
    given: [due(far)],
    call: get(tasks),
    expect: holds({
      type: 'case_plan',
      due_date: '02-Jan-2999',
      completion_field: 'date_case_plan',
      overdue: false,
      upcoming_soon: false,
      priority: null,
    }),
  },
  {
    rule: 'api-records 22 kinds',
    title: 'each open follow-up is a task, with its purpose',
    as: 'reem',
    given: [
      due({
        followup_subform_section: [
          { followup_needed_by_date: '2026-01-05', followup_type: 'after_reunification' },
          { followup_needed_by_date: '2026-01-05', followup_type: 'in_care' },
          { followup_needed_by_date: '2026-01-07', followup_type: 'in_care', followup_date: '2026-01-06' },
        ],
      }),
    ],
    call: get(`${tasks}?order_by=detail&order=asc`),
    expect: holds(
      { type: 'follow_up', detail: 'after_reunification', due_date: '05-Jan-2026', completion_field: 'followup_date' },
      { type: 'follow_up', detail: 'in_care', due_date: '05-Jan-2026' },
    ),
  },
  {
    rule: 'api-records 22 kinds',
    title: 'a service is due by its response and its time',
    as: 'reem',
    given: [due(service(lateService))],
    call: get(tasks),
    expect: holds({
      type: 'service',
      detail: 'health_medical_service',
      due_date: '04-Jan-2026',
      overdue: true,
      completion_field: 'service_implemented_day_time',
    }),
  },
  {
    rule: 'api-records 22 kinds',
    title: 'a service that was given is no task',
    as: 'reem',
    given: [due(service({ ...lateService, service_implemented_day_time: '2026-01-02T09:00:00.000Z' }))],
    call: get(tasks),
    expect: holds(),
  },
  {
    rule: 'api-records 22 by-appointment',
    title: 'where appointments count, a service is due by its appointment, and the field says so',
    as: 'reem',
    settings: { system_options: { show_alerts: true, due_date_from_appointment_date: true } },
    given: [due(service({ ...lateService, service_appointment_date: '2026-02-03' }))],
    call: get(tasks),
    expect: {
      status: 200,
      contains: {
        data: [{ type: 'service', due_date: '03-Feb-2026' }],
        metadata: { field_names: { service: 'service_appointment_date' } },
      },
    },
  },
]

const whose: GoldenCase[] = [
  {
    rule: 'api-records 22 own-open-cases',
    title: 'a case that was referred to me is its owner’s to do',
    as: 'tomas',
    given: [due(), step('reem', refer('tomas'))],
    call: get(tasks),
    expect: holds(),
  },
  {
    rule: 'api-records 22 own-open-cases',
    title: 'a closed case has no tasks',
    as: 'reem',
    given: [due(), step('reem', patch(made, { status: 'closed' }))],
    call: get(tasks),
    expect: holds(),
  },
  {
    rule: 'api-records 22 own-open-cases',
    title: 'a colleague’s tasks are his',
    as: 'rico',
    given: [due()],
    call: get(tasks),
    expect: { ...holds(), silentOn: ['Mansour'] },
  },
  {
    rule: 'api-records 22 names',
    title: 'a protected name is masked in a task',
    as: 'reem',
    given: [due({ ...late, hidden_name: true })],
    call: get(tasks),
    expect: { ...holds({ name: '*******' }), silentOn: ['Mansour', 'Layla'] },
  },
]

const several = [
  due(),
  opens('reem', { ...consent, ...far }, 'other'),
  opens('reem', { ...consent, assessment_due_date: '2026-02-02', risk_level: 'low' }, 'third'),
]
const days = (...list: string[]) => list.map((due_date) => ({ due_date }))

const orders: GoldenCase[] = [
  {
    rule: 'api-records 22 order',
    title: 'the latest due date comes first',
    as: 'reem',
    given: several,
    call: get(tasks),
    expect: holds(...days('02-Jan-2999', '02-Feb-2026', '02-Jan-2026')),
  },
  {
    rule: 'api-records 22 order',
    title: 'or the first, when it is asked, also by another name of the due date',
    as: 'reem',
    given: several,
    call: get(`${tasks}?order_by=status&order=asc`),
    expect: holds(...days('02-Jan-2026', '02-Feb-2026', '02-Jan-2999')),
  },
  {
    rule: 'api-records 22 order',
    title: 'by kind',
    as: 'reem',
    given: several,
    call: get(`${tasks}?order_by=type&order=desc`),
    expect: {
      status: 200,
      contains: { data: [{ type: 'case_plan' }, { type: 'assessment' }, { type: 'assessment' }] },
    },
  },
  {
    rule: 'api-records 22 order',
    title: 'an order that nobody knows is the usual one',
    as: 'reem',
    given: several,
    call: get(`${tasks}?order_by=constructor&order=asc`),
    expect: { status: 200, contains: { data: [{ due_date: day }, { due_date: day }, { due_date: day }] } },
  },
  {
    rule: 'api-records 22 pages',
    title: 'tasks come in pages',
    as: 'reem',
    given: several,
    call: get(`${tasks}?page=2&per=2`),
    expect: { status: 200, contains: { data: days('02-Jan-2026'), metadata: { total: 3, page: 2, per: 2 } } },
  },
]

export const cases: GoldenCase[] = [...shape, ...kinds, ...whose, ...orders]
