// Asking for an approval and deciding on it (api-records 19, workflow 2).
import { forbidden, get, patch, post, step } from './calls.ts'
import { consent, gbv, made, madeId, opens, readsMade, shows } from './case-work.ts'
import {
  anyText,
  anyUuid,
  both,
  type Call,
  type Expect,
  type Follow,
  type GoldenCase,
  justNow,
  keys,
  today,
} from './golden.ts'
import type { PersonName } from './people.ts'
import { at, unused } from './world.ts'

const of = (id: string) => `${made}/approvals/${id}`
const asks = (id = 'closure', rest: object = {}): Call => patch(of(id), { approval_status: 'requested', ...rest })
const says = (status: string, id = 'closure', rest: object = {}): Call =>
  patch(of(id), { approval_status: status, ...rest })
const opened = [opens('reem')]
const asked = [opens('reem'), step('reem', asks())]
const record = (data: object): Expect => ({
  status: 200,
  contains: { data: { record: { id: madeId, enabled: true, ...data } } },
})
const refused = (id = 'closure'): Expect => ({ status: 403, body: forbidden(of(id)) })
const untouched: Follow = {
  as: 'reem',
  call: get(made),
  expect: { status: 200, absent: ['/data/approval_status_closure', '/data/closure_approved'] },
}

const asking: GoldenCase[] = [
  {
    rule: 'api-records 19 requested',
    title: 'a worker asks for the closing of a case to be approved',
    as: 'reem',
    given: opened,
    call: asks(),
    expect: {
      status: 200,
      contains: {
        data: {
          record: {
            id: madeId,
            enabled: true,
            approval_status_closure: 'pending',
            approval_subforms: [
              {
                unique_id: anyUuid,
                approval_requested_for: 'closure',
                requested_by: 'reem',
                approval_date: today,
                approval_status: 'requested',
              },
            ],
            current_alert_types: ['closure'],
            last_updated_at: justNow,
            last_updated_by: 'reem',
          },
        },
      },
    },
    then: [
      readsMade('reem', { approval_status_closure: 'pending' }),
      shows('reem', `${made}/alerts`, [{ alert_for: 'approval', type: 'closure', form_unique_id: 'closure_form' }]),
    ],
  },
  {
    rule: 'api-records 19 requested',
    title: 'asked twice, there are two entries and one alert',
    as: 'reem',
    given: asked,
    call: asks(),
    expect: record({ approval_subforms: [{ approval_status: 'requested' }, { approval_status: 'requested' }] }),
    then: [shows('reem', `${made}/alerts`, [{ type: 'closure' }])],
  },
  ...['assessment', 'case_plan', 'action_plan', 'gbv_closure'].map(
    (id): GoldenCase => ({
      rule: 'api-records 19 requested',
      title: `each kind is asked for: ${id}`,
      as: 'reem',
      given: opened,
      call: asks(id),
      expect: record({ [`approval_status_${id}`]: 'pending' }),
    }),
  ),
  {
    rule: 'api-records 19 plan-kinds',
    title: 'the kind of a plan is not kept where kinds are not chosen',
    as: 'reem',
    given: opened,
    call: asks('case_plan', { approval_type: 'action_plan' }),
    expect: {
      ...record({ approval_status_case_plan: 'pending' }),
      absent: ['/data/record/case_plan_approval_type', '/data/record/approval_subforms/0/approval_for_type'],
    },
  },
  {
    rule: 'api-records 19 needs-its-right',
    title: 'who may decide may not ask',
    as: 'badr',
    given: opened,
    call: asks(),
    expect: refused(),
    then: [untouched],
  },
  {
    rule: 'api-records 19 needs-its-right',
    title: 'the right to ask for one kind is not that of another',
    as: 'ana',
    call: patch(`${at('yusuf')}/approvals/assessment`, { approval_status: 'requested' }),
    expect: { status: 403, body: forbidden(`${at('yusuf')}/approvals/assessment`) },
  },
]

const decides = (title: string, status: 'approved' | 'rejected', given = asked, notes?: string): GoldenCase => ({
  rule: `api-records 19 ${status}`,
  title,
  as: 'badr',
  given,
  call: says(status, 'closure', notes === undefined ? {} : { notes }),
  expect: {
    status: 200,
    contains: {
      data: {
        record: {
          id: madeId,
          approval_status_closure: status,
          closure_approved: status === 'approved',
          closure_approved_date: today,
          ...(notes === undefined ? {} : { closure_approved_comments: notes }),
        },
      },
    },
  },
  then: [
    readsMade('reem', {
      approval_status_closure: status,
      closure_approved: status === 'approved',
      status: 'open',
      workflow: 'new',
    }),
    shows('reem', `${made}/alerts`, []),
  ],
})

const deciding: GoldenCase[] = [
  decides('a manager approves, with a word', 'approved', asked, 'all goals are met'),
  decides('a manager rejects, with a word', 'rejected', asked, 'the school is missing'),
  decides('a manager approves what nobody asked for', 'approved', opened),
  decides('a manager rejects what was approved', 'rejected', [...asked, step('badr', says('approved'))]),
  {
    rule: 'api-records 19 log',
    title: 'each step is an entry, what is empty left out',
    as: 'badr',
    given: asked,
    call: says('approved'),
    expect: {
      status: 200,
      contains: {
        data: {
          record: {
            approval_subforms: [
              keys(['unique_id', 'approval_requested_for', 'requested_by', 'approval_date', 'approval_status']),
              both(keys(['unique_id', 'approval_response_for', 'approved_by', 'approval_date', 'approval_status']), {
                approval_response_for: 'closure',
                approved_by: 'badr',
                approval_date: today,
                approval_status: 'approved',
              }),
            ],
          },
        },
      },
    },
  },
  {
    rule: 'api-records 19 log',
    title: 'a word stands in the entry',
    as: 'badr',
    given: asked,
    call: says('rejected', 'closure', { notes: 'the school is missing' }),
    expect: record({
      approval_subforms: [
        { approval_status: 'requested' },
        { approval_status: 'rejected', approval_manager_comments: 'the school is missing' },
      ],
    }),
  },
  {
    rule: 'workflow 2 asked-again',
    title: 'asked again, what was decided before still stands beside it',
    as: 'reem',
    given: [...asked, step('badr', says('approved', 'closure', { notes: 'well done' }))],
    call: asks(),
    expect: record({ approval_status_closure: 'pending' }),
    then: [
      readsMade('reem', {
        approval_status_closure: 'pending',
        closure_approved: true,
        closure_approved_comments: 'well done',
      }),
    ],
  },
  {
    rule: 'workflow 2 other-alerts-stay',
    title: 'deciding on one kind leaves the alert of another',
    as: 'badr',
    given: [...asked, step('reem', asks('assessment'))],
    call: says('approved'),
    expect: record({ current_alert_types: ['assessment'] }),
    then: [shows('reem', `${made}/alerts`, [{ type: 'assessment', form_unique_id: 'assessment' }])],
  },
  {
    rule: 'api-records 19 self-approve',
    title: 'nobody approves his own case',
    as: 'sven',
    given: [opens('sven', consent)],
    call: says('approved'),
    expect: refused(),
    then: [{ ...untouched, as: 'sven' }],
  },
  {
    rule: 'api-records 19 self-approve',
    title: 'nor rejects it',
    as: 'sven',
    given: [opens('sven', consent)],
    call: says('rejected'),
    expect: refused(),
    then: [{ ...untouched, as: 'sven' }],
  },
  {
    rule: 'api-records 19 self-approve',
    title: 'but who has the right to',
    as: 'sela',
    given: [opens('sela', consent)],
    call: says('approved'),
    expect: record({ closure_approved: true }),
  },
  {
    rule: 'api-records 19 needs-its-right',
    title: 'who may ask may not approve',
    as: 'reem',
    given: asked,
    call: says('approved'),
    expect: refused(),
    then: [readsMade('reem', { approval_status_closure: 'pending' })],
  },
]

const order: GoldenCase[] = [
  {
    rule: 'api-records 19 order-of-checks',
    title: 'a case that does not exist is not found, whoever asks',
    as: 'ibra',
    call: patch(`/api/v2/cases/${unused.one}/approvals/closure`, {}),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
  },
  {
    rule: 'api-records 19 order-of-checks',
    title: 'a call without data is told so before rights are weighed',
    as: 'tomas',
    given: opened,
    call: { method: 'PATCH', path: of('closure'), body: {} },
    expect: { status: 422, contains: { errors: [{ status: 422, resource: of('closure'), message: anyText }] } },
  },
  {
    rule: 'api-records 19 order-of-checks',
    title: 'who does not read the case is refused before the kind is looked up',
    as: 'tomas',
    given: opened,
    call: says('approved', 'no_such_kind'),
    expect: refused('no_such_kind'),
  },
  {
    rule: 'api-records 19 order-of-checks',
    title: 'a kind that nobody knows is not found',
    as: 'reem',
    given: opened,
    call: asks('no_such_kind'),
    expect: {
      status: 404,
      contains: { errors: [{ status: 404, resource: of('no_such_kind'), message: 'Not Found' }] },
    },
  },
  {
    rule: 'api-records 19 order-of-checks',
    title: 'nor is the name of something that all objects have',
    as: 'reem',
    given: opened,
    call: asks('constructor'),
    expect: { status: 404 },
  },
  {
    rule: 'api-records 19 unknown-status',
    title: 'an answer that nobody knows is refused with its sentence',
    as: 'badr',
    given: asked,
    call: says('perhaps'),
    expect: {
      status: 422,
      body: { errors: [{ status: 422, resource: of('closure'), message: 'approvals.error_invalid_status' }] },
    },
    then: [readsMade('reem', { approval_status_closure: 'pending' })],
  },
  {
    rule: 'api-records 19 unknown-status',
    title: 'who may not decide is refused before the answer is read',
    as: 'reem',
    given: asked,
    call: says('perhaps'),
    expect: refused(),
  },
  {
    rule: 'departure approvals-not-written',
    title: 'a plain update approves nothing and writes no entry',
    as: 'reem',
    given: asked,
    call: patch(made, { closure_approved: true, approval_status_closure: 'approved', approval_subforms: [] }),
    expect: { status: 200, headers: { 'x-primero-ignored': /\bapproval_status_closure\b/ } },
    then: [
      readsMade('reem', { approval_status_closure: 'pending', approval_subforms: [{ approval_status: 'requested' }] }),
    ],
  },
  {
    rule: 'api-records 19 audited',
    title: 'asking and deciding are in the audit under their names',
    as: 'audi',
    given: [...asked, step('badr', says('approved'))],
    call: get('/api/v2/audit_logs?user_name=reem&audit_log_actions[0]=closure_requested'),
    expect: {
      status: 200,
      contains: { data: [{ action: 'closure_requested', user_name: 'reem', record_id: madeId }] },
    },
    then: [
      shows('audi', '/api/v2/audit_logs?user_name=badr&audit_log_actions[0]=closure_approved', [
        { action: 'closure_approved', user_name: 'badr' },
      ]),
    ],
  },
  {
    rule: 'api-records 19 cases-only',
    title: 'incidents are not approved',
    as: 'badr',
    given: [step('reem', post('/api/v2/incidents', { module_id: 'primeromodule-cp' }), 'event')],
    call: patch('/api/v2/incidents/{{event.data.id}}/approvals/closure', { approval_status: 'approved' }),
    expect: { status: 404 },
  },
  {
    rule: 'api-records 19 requested',
    title: 'a survivor’s case is asked about by who works in both modules',
    as: 'mona' satisfies PersonName,
    given: [step('mona', post('/api/v2/cases', { module_id: gbv, consent_for_services: true }), 'made')],
    call: asks(),
    expect: record({ approval_status_closure: 'pending' }),
  },
]

export const cases: GoldenCase[] = [...asking, ...deciding, ...order]
