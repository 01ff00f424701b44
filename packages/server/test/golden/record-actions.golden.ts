// One action on a record, without the right to write in general (api-records 7.6, access 5.3), and closing and reopening.
import { act, forbidden, get, patch, step } from './calls.ts'
import { type GoldenCase, justNow, keys, today } from './golden.ts'
import { at, records, rowIds, unused } from './world.ts'

const yusuf = at('yusuf')
const rami = at('rami')
const see = (path: string, data: unknown, as = 'ana') => [
  { as, call: get(path), expect: { status: 200, contains: { data } } },
]

export const cases: GoldenCase[] = [
  {
    rule: 'api-records 7.6 record-action',
    title: 'who may close closes a case without the right to write',
    as: 'nora',
    call: act(yusuf, 'close', { status: 'closed' }),
    expect: {
      status: 200,
      contains: { data: { id: records.yusuf.id, enabled: true, status: 'closed', date_closure: today } },
    },
    then: see(yusuf, { status: 'closed', date_closure: today, workflow: 'closed' }),
  },
  {
    rule: 'api-records 7.6 record-action',
    title: 'who may not close is refused, and the case stays open',
    as: 'lina',
    call: act(yusuf, 'close', { status: 'closed' }),
    expect: { status: 403, body: forbidden(yusuf) },
    then: see(yusuf, { status: 'open' }),
  },
  {
    rule: 'api-records 7.6 record-action',
    title: 'who may close does not reopen by that',
    as: 'nora',
    call: act(rami, 'reopen', { status: 'open', case_status_reopened: true }),
    expect: { status: 403, body: forbidden(rami) },
    then: see(rami, { status: 'closed' }),
  },
  {
    rule: 'api-records 7.6 record-action',
    title: 'the right to close without naming the action is not the right to write',
    as: 'nora',
    call: patch(yusuf, { status: 'closed' }),
    expect: { status: 403, body: forbidden(yusuf) },
    then: see(yusuf, { status: 'open' }),
  },
  {
    rule: 'api-records 7.6 record-action',
    title: 'an action that nobody knows is refused',
    as: 'ana',
    call: act(yusuf, 'burn', { age: 10 }),
    expect: { status: 403, body: forbidden(yusuf) },
    then: see(yusuf, { age: 9 }),
  },
  {
    rule: 'api-records 7.6 record-action-needs-scope',
    title: 'an action does not reach beyond scope',
    as: 'ana',
    call: act(at('omid'), 'close', { status: 'closed' }),
    expect: { status: 403, body: forbidden(at('omid')) },
    then: see(at('omid'), { status: 'open' }, 'carol'),
  },
  {
    rule: 'api-records 7.6 record-action',
    title: 'an action on what does not exist is not found',
    as: 'nora',
    call: act(`/api/v2/cases/${unused.one}`, 'close', { status: 'closed' }),
    expect: { status: 404, contains: { errors: [{ status: 404 }] } },
  },
  {
    rule: 'departure action-writes-its-keys-only',
    title: 'closing changes nothing else, even on forms that one could write',
    as: 'nora',
    call: act(yusuf, 'close', { status: 'closed', name_first: 'Other', risk_level: 'low' }),
    expect: {
      status: 200,
      contains: { data: { status: 'closed' } },
      absent: ['/data/name_first', '/data/risk_level'],
      headers: { 'x-primero-ignored': /^(?=.*\bname_first\b)(?=.*\brisk_level\b)/ },
    },
    then: see(yusuf, { status: 'closed', risk_level: 'high', name: 'Yusuf Haddad' }),
  },
  {
    rule: 'access 5.3 answer-holds-the-actions-keys',
    title: 'the answer to closing holds what closing writes',
    as: 'nora',
    call: act(yusuf, 'close', { status: 'closed', date_closure: '2026-02-02' }),
    expect: {
      status: 200,
      contains: { data: keys(['id', 'enabled', 'status', 'date_closure', 'last_updated_at']) },
    },
    then: see(yusuf, { date_closure: '2026-02-02' }),
  },
  {
    rule: 'api-records 7.1 action-granted-keys',
    title: 'who may write and close closes by an ordinary update',
    as: 'ana',
    call: patch(yusuf, { status: 'closed' }),
    expect: {
      status: 200,
      contains: { data: { status: 'closed', date_closure: today, workflow: 'closed' } },
    },
  },
  {
    rule: 'api-records 7.5 closure-date-kept',
    title: 'a day of closure that was sent stays',
    as: 'ana',
    call: patch(yusuf, { status: 'closed', date_closure: '2026-02-01' }),
    expect: { status: 200, contains: { data: { status: 'closed', date_closure: '2026-02-01' } } },
  },
  {
    rule: 'api-records 7.6 record-action',
    title: 'who may reopen opens a closed case again, and the case remembers who and when',
    as: 'omar',
    call: act(rami, 'reopen', { status: 'open', workflow: 'reopened', case_status_reopened: true }),
    expect: {
      status: 200,
      contains: { data: { status: 'open', case_status_reopened: true, workflow: 'reopened' } },
    },
    then: see(rami, {
      status: 'open',
      workflow: 'reopened',
      date_closure: '2026-02-20',
      reopened_logs: [{ reopened_date: justNow, reopened_user: 'omar' }],
    }),
  },
  {
    rule: 'records 3.1 latest-reopening-first',
    title: 'the latest reopening stands first',
    as: 'omar',
    given: [
      step('omar', act(rami, 'reopen', { status: 'open', case_status_reopened: true })),
      step('nora', act(rami, 'close', { status: 'closed' })),
    ],
    call: act(rami, 'reopen', { status: 'open', case_status_reopened: true }),
    expect: { status: 200, contains: { data: { status: 'open' } } },
    then: [
      {
        as: 'ana',
        call: get(rami),
        expect: {
          status: 200,
          contains: {
            data: {
              reopened_logs: [{ reopened_user: 'omar' }, { reopened_user: 'omar' }],
              workflow: 'reopened',
            },
          },
        },
      },
    ],
  },
  {
    rule: 'records 8 step-after-reopening',
    title: 'the next step after reopening takes the workflow on',
    as: 'ana',
    given: [step('ana', patch(rami, { status: 'open', case_status_reopened: true }))],
    call: patch(rami, {
      services_section: [
        {
          unique_id: rowIds.fresh,
          service_type: 'food_service',
          service_response_type: 'action_plan',
          service_response_day_time: '2999-01-01T10:00:00.000Z',
        },
      ],
    }),
    expect: { status: 200, contains: { data: { workflow: 'action_plan' } } },
  },
  {
    rule: 'api-records 7.6 record-action',
    title: 'who may add services adds one without the right to write, and changes nothing else',
    as: 'qadir',
    call: act(yusuf, 'services_section_from_case', {
      name: 'Other',
      services_section: [{ unique_id: rowIds.fresh, service_type: 'food_service' }],
    }),
    expect: {
      status: 200,
      contains: {
        data: {
          services_section: [{ unique_id: rowIds.clinic }, { unique_id: rowIds.fresh, service_type: 'food_service' }],
        },
      },
      absent: ['/data/name'],
    },
    then: see(yusuf, { name: 'Yusuf Haddad' }),
  },
  {
    rule: 'api-records 7.6 record-action',
    title: 'who may not add services is refused',
    as: 'nora',
    call: act(yusuf, 'services_section_from_case', { services_section: [{ service_type: 'food_service' }] }),
    expect: { status: 403, body: forbidden(yusuf) },
  },
  {
    rule: 'api-records 7.6 record-action',
    title: 'who may add notes adds one though he has no form with notes',
    as: 'nadia',
    call: act(yusuf, 'add_note', { notes_section: [{ unique_id: rowIds.fresh, note_text: 'called' }] }),
    expect: { status: 200, contains: { data: { id: records.yusuf.id } } },
    then: see(yusuf, {
      notes_section: [{ unique_id: rowIds.fresh, note_text: 'called', note_created_by: 'nadia' }],
    }),
  },
  {
    rule: 'departure adding-is-not-removing',
    title: 'who may only add services removes none',
    as: 'qadir',
    call: act(yusuf, 'services_section_from_case', {
      services_section: [{ unique_id: rowIds.clinic, _destroy: true }],
    }),
    expect: { status: 200, contains: { data: { id: records.yusuf.id } } },
    then: see(yusuf, {
      services_section: [{ unique_id: rowIds.clinic, service_type: 'health_medical_service' }],
    }),
  },
  {
    rule: 'api-records 7.6 record-action',
    title: 'who may disable disables without the right to write',
    as: 'pia',
    call: act(yusuf, 'enable_disable_record', { record_state: false }),
    expect: {
      status: 200,
      contains: { data: { id: records.yusuf.id, enabled: false, record_state: false } },
    },
    then: see(yusuf, { enabled: false, record_state: false }),
  },
  {
    rule: 'api-records 7.6 record-action',
    title: 'who may disable enables as well',
    as: 'pia',
    call: act(at('tala'), 'enable_disable_record', { record_state: true }),
    expect: { status: 200, contains: { data: { enabled: true, record_state: true } } },
  },
  {
    rule: 'api-records 7.6 record-action',
    title: 'who may not disable is refused',
    as: 'nora',
    call: act(yusuf, 'enable_disable_record', { record_state: false }),
    expect: { status: 403, body: forbidden(yusuf) },
    then: see(yusuf, { enabled: true }),
  },
  {
    rule: 'api-records 9 attribution',
    title: 'a case is attributed to a person who registered himself',
    as: 'tara',
    call: act(yusuf, 'attribute', { identified_by: 'udo' }),
    expect: { status: 200, contains: { data: { identified_by: 'udo' } } },
    then: [
      {
        as: 'udo',
        call: get(yusuf),
        expect: {
          status: 200,
          contains: {
            data: { identified_by: 'udo', identified_by_full_name: 'Udo Tester', identified_at: justNow },
          },
        },
      },
    ],
  },
  {
    rule: 'api-records 9 attribution',
    title: 'a case is not attributed to a colleague',
    as: 'tara',
    call: act(yusuf, 'attribute', { identified_by: 'ana' }),
    expect: {
      status: 422,
      body: {
        errors: [
          {
            status: 422,
            resource: yusuf,
            detail: ['identified_by'],
            message: 'errors.models.child.identified_by_exists',
          },
        ],
      },
    },
  },
  {
    rule: 'api-records 9 attribution',
    title: 'a case is not attributed to an account that is not verified',
    as: 'tara',
    call: act(yusuf, 'attribute', { identified_by: 'ulla' }),
    expect: {
      status: 422,
      contains: {
        errors: [{ detail: ['identified_by'], message: 'errors.models.child.identified_by_exists' }],
      },
    },
  },
  {
    rule: 'api-records 9 attribution',
    title: 'a case is not attributed to a name that nobody has',
    as: 'tara',
    call: act(yusuf, 'attribute', { identified_by: 'nobody-of-that-name' }),
    expect: {
      status: 422,
      contains: {
        errors: [{ detail: ['identified_by'], message: 'errors.models.child.identified_by_exists' }],
      },
    },
  },
  {
    rule: 'api-records 9 attribution',
    title: 'nobody gets two cases attributed',
    as: 'tara',
    call: act(yusuf, 'attribute', { identified_by: 'umar' }),
    expect: {
      status: 422,
      contains: {
        errors: [{ detail: 'identified_by', message: ['errors.models.child.identified_by_unique'] }],
      },
    },
  },
  {
    rule: 'api-records 9 attribution',
    title: 'who may not attribute is refused',
    as: 'lina',
    call: act(yusuf, 'attribute', { identified_by: 'udo' }),
    expect: { status: 403, body: forbidden(yusuf) },
  },
]
