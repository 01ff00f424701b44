// Giving a record to somebody else for good (api-records 20.1–20.3, workflow 1.3).
import { forbidden, get, patch, post, step } from './calls.ts'
import {
  anyMoment,
  anyText,
  anyUuid,
  both,
  type Expect,
  type GoldenCase,
  including,
  justNow,
  keys,
  unordered,
} from './golden.ts'
import {
  assign,
  consent,
  isShutOut,
  lists,
  made,
  madeId,
  notEligible,
  nothingSent,
  opens,
  readsMade,
  refer,
  shows,
  transition,
} from './case-work.ts'
import type { PersonName } from './people.ts'
import { at, records, unused } from './world.ts'

const url = `${made}/assigns`
const opened = [opens('reem')]
const done: Expect = { status: 200, contains: { data: { status: 'done' } } }

const cannotReceive = (
  title: string,
  to: string,
  as: PersonName = 'badr',
  tag = 'api-records 20.2 eligible',
): GoldenCase => ({
  rule: tag,
  title,
  as,
  given: opened,
  call: assign(to),
  expect: notEligible(url),
  then: [readsMade('reem', { owned_by: 'reem' }), nothingSent('assigns')],
})

const one: GoldenCase[] = [
  {
    rule: 'api-records 20.3 assign',
    title: 'a case is given to a colleague at once, and the answer says all of it',
    as: 'badr',
    given: opened,
    call: assign('rico'),
    expect: {
      status: 200,
      body: {
        data: transition(
          { type: 'Assign', status: 'done', by: 'badr', to: 'rico', record: { owned_by: 'rico' } },
          { notes: 'on leave', user_can_accept_or_reject: false },
        ),
      },
    },
    then: [
      readsMade('rico', {
        owned_by: 'rico',
        previously_owned_by: 'reem',
        last_updated_by: 'badr',
        reassigned_transferred_on: justNow,
      }),
      isShutOut('reem'),
    ],
  },
  {
    rule: 'api-records 20.1 optional-keys',
    title: 'what a transition does not have is not in it',
    as: 'badr',
    given: opened,
    call: post(url, { transitioned_to: 'rico' }),
    expect: {
      status: 200,
      contains: {
        data: keys([
          'id',
          'type',
          'status',
          'record_id',
          'record_type',
          'transitioned_by',
          'transitioned_to',
          'created_at',
          'remote',
          'consent_overridden',
          'consent_individual_transfer',
          'allow_case_creation',
          'record_owned_by',
          'record_owned_by_agency',
          'record_owned_by_groups',
          'transitioned_by_user_agency',
          'transitioned_by_user_groups',
          'transitioned_to_user_agency',
          'transitioned_to_user_groups',
          'record_access_denied',
          'user_can_accept_or_reject',
          'record',
        ]),
      },
    },
  },
  {
    rule: 'workflow 1.2 assign-needs-no-consent',
    title: 'a case without consent may be given to a colleague',
    as: 'badr',
    given: [opens('reem', {})],
    call: assign('rico'),
    expect: done,
    then: [readsMade('rico', { owned_by: 'rico' })],
  },
  {
    rule: 'workflow 1.3 history-of-an-assignment',
    title: 'the history says who gave it away',
    as: 'badr',
    given: opened,
    call: assign('rico'),
    expect: done,
    then: [
      shows('rico', `${made}/record_history?per=1`, [
        {
          user_name: 'badr',
          action: 'update',
          record_changes: including([{ owned_by: { from: 'reem', to: 'rico' } }]),
        },
      ]),
    ],
  },
  {
    rule: 'workflow 1.3 referrals-stay',
    title: 'who was referred a case keeps it when it is given to a colleague',
    as: 'badr',
    given: [opens('reem'), step('reem', refer('clara'))],
    call: assign('rico'),
    expect: done,
    then: [
      readsMade('clara'),
      readsMade('rico', { assigned_user_names: ['clara'], referred_users_pending: ['clara'] }),
    ],
  },
  {
    rule: 'workflow 1.3 incidents-follow',
    title: 'incidents of a case go with it',
    as: 'badr',
    given: [
      opens('reem'),
      step('reem', post('/api/v2/incidents', { incident_case_id: madeId, module_id: 'primeromodule-cp' }), 'event'),
    ],
    call: assign('rico'),
    expect: done,
    then: [
      shows('rico', '/api/v2/incidents/{{event.data.id}}', { owned_by: 'rico' }),
      isShutOut('reem', '/api/v2/incidents/{{event.data.id}}'),
    ],
  },
  {
    rule: 'api-records 20.3 assign-needs-its-right',
    title: 'the owner does not give a case away without the right',
    as: 'reem',
    given: opened,
    call: assign('rico'),
    expect: { status: 403, body: forbidden(url) },
    then: [readsMade('reem', { owned_by: 'reem' }), nothingSent('assigns')],
  },
  {
    rule: 'api-records 20.3 assign-needs-its-right',
    title: 'nobody gives away what he does not reach',
    as: 'badr',
    call: post(`${at('yusuf')}/assigns`, { transitioned_to: 'rico' }),
    expect: { status: 403, body: forbidden(`${at('yusuf')}/assigns`) },
    then: [shows('ana', at('yusuf'), { owned_by: 'ana' })],
  },
  {
    rule: 'api-records 20.3 unknown-first',
    title: 'a case that does not exist is not given, whoever asks',
    as: 'ibra',
    call: post(`/api/v2/cases/${unused.one}/assigns`, { transitioned_to: 'rico' }),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
  },
  {
    rule: 'api-records 20.3 no-answer-to-an-assignment',
    title: 'an assignment is not answered',
    as: 'badr',
    given: [opens('reem'), step('badr', assign('rico'), 'sent')],
    call: patch(`${url}/{{sent.data.id}}`, { status: 'revoked' }),
    expect: { status: 404 },
    then: [readsMade('rico', { owned_by: 'rico' })],
  },
  {
    rule: 'api-records 20.2 data-needed',
    title: 'a call without data is told so',
    as: 'badr',
    given: opened,
    call: { method: 'POST', path: url, body: {} },
    expect: { status: 422, contains: { errors: [{ status: 422, resource: url, message: anyText }] } },
  },
  {
    rule: 'workflow 1.3 nothing-but-the-owner',
    title: 'what else is sent with it is not stored',
    as: 'badr',
    given: opened,
    call: assign('rico', { status: 'accepted', transitioned_by: 'reem', record_owned_by: 'badr' }),
    expect: { status: 200, contains: { data: { status: 'done', transitioned_by: 'badr', record_owned_by: 'reem' } } },
  },
]

const to: GoldenCase[] = [
  cannotReceive('nobody takes a case to himself by assigning', 'badr'),
  cannotReceive('a disabled person gets no case', 'xenia'),
  cannotReceive('nor does an unverified one', 'ugo'),
  cannotReceive('nor who may not read cases', 'ibra'),
  cannotReceive('nor a role of maintenance', 'mags'),
  cannotReceive('nor a role of the system', 'syd'),
  cannotReceive(
    'a name that nobody has is refused like anybody who may not receive',
    'nobody-there',
    'badr',
    'api-records 20.2 unknown-recipient',
  ),
  {
    rule: 'api-records 20.2 recipient-needed',
    title: 'without a recipient nothing is given',
    as: 'badr',
    given: opened,
    call: post(url, { notes: 'to whom?' }),
    expect: { status: 422, contains: { errors: [{ status: 422, resource: url, detail: 'transitioned_to' }] } },
    then: [nothingSent('assigns')],
  },
  {
    rule: 'api-records 20.2 assign-reach',
    title: 'with assign a case may leave the agency',
    as: 'badr',
    given: opened,
    call: assign('tomas'),
    // badr does not reach it any more.
    expect: {
      status: 200,
      contains: { data: { status: 'done', record_access_denied: true } },
      absent: ['/data/record'],
      silentOn: ['Mansour'],
    },
    then: [readsMade('tomas', { owned_by: 'tomas' }), isShutOut('badr')],
  },
  {
    rule: 'api-records 20.2 assign-reach',
    title: 'within the agency a case goes to a colleague',
    as: 'agna',
    given: opened,
    call: assign('rico'),
    expect: done,
  },
  cannotReceive('within the agency it does not leave it', 'tomas', 'agna', 'api-records 20.2 assign-reach'),
  {
    rule: 'api-records 20.2 assign-reach',
    title: 'within the group a case goes to who shares one',
    as: 'gero',
    given: opened,
    call: assign('rico'),
    expect: done,
  },
  cannotReceive(
    'within the group it does not go to a colleague outside',
    'agna',
    'gero',
    'api-records 20.2 assign-reach',
  ),
]

const anAssignment = { status: 'done', record_type: 'case', record_id: madeId, created_at: anyMoment, id: anyUuid }

const others: GoldenCase[] = [
  {
    rule: 'api-records 20.3 list',
    title: 'who reads a case sees to whom it was given, all at once',
    as: 'rico',
    given: [opens('reem'), step('badr', assign('rico'), 'sent')],
    call: get(url),
    expect: {
      status: 200,
      body: {
        data: [
          both(anAssignment, { id: '{{sent.data.id}}', type: 'Assign', transitioned_to: 'rico', notes: 'on leave' }),
        ],
      },
    },
  },
  {
    rule: 'api-records 20.3 list',
    title: 'who does not read it sees nothing of it',
    as: 'tomas',
    given: [opens('reem'), step('badr', assign('rico'), 'sent')],
    call: get(url),
    expect: { status: 403, body: forbidden(url) },
  },
  {
    rule: 'api-records 20.3 other-types',
    title: 'an incident is given to a colleague',
    as: 'badr',
    given: [step('reem', post('/api/v2/incidents', { module_id: 'primeromodule-cp' }), 'event')],
    call: post('/api/v2/incidents/{{event.data.id}}/assigns', { transitioned_to: 'rico' }),
    expect: {
      status: 200,
      contains: { data: { type: 'Assign', status: 'done', record_type: 'incident', record_id: '{{event.data.id}}' } },
    },
    then: [shows('rico', '/api/v2/incidents/{{event.data.id}}', { owned_by: 'rico' })],
  },
  {
    rule: 'api-records 20.3 other-types',
    title: 'a family is given to a colleague',
    as: 'badr',
    given: [
      step('reem', post('/api/v2/families', { module_id: 'primeromodule-cp', family_name: 'Mansour' }), 'family'),
    ],
    call: post('/api/v2/families/{{family.data.id}}/assigns', { transitioned_to: 'rico' }),
    expect: {
      status: 200,
      contains: { data: { status: 'done', record_type: 'family', record_id: '{{family.data.id}}' } },
    },
    then: [shows('rico', '/api/v2/families/{{family.data.id}}', { owned_by: 'rico' })],
  },
  {
    rule: 'api-records 20.3 other-types',
    title: 'the right over cases gives no incidents away',
    as: 'dawit',
    call: post(`${at('lone')}/assigns`, { transitioned_to: 'bilal' }),
    expect: { status: 403, body: forbidden(`${at('lone')}/assigns`) },
    then: [shows('ana', at('lone'), { owned_by: 'ana' })],
  },
]

const all = '/api/v2/cases/assigns'
const sent = (filters: object, rest: object = {}) => post(all, { filters, transitioned_to: 'rico', ...rest })
const two = [opens('reem', { ...consent, age: 7 }), opens('reem', { ...consent, age: 13 }, 'other')]
const other = '/api/v2/cases/{{other.data.id}}'
const refusedAll = (message: unknown): Expect => ({
  status: 422,
  contains: { errors: [{ status: 422, resource: all, message }] },
})

const many: GoldenCase[] = [
  {
    rule: 'api-records 20.3 bulk',
    title: 'many are given by a filter, which the answer repeats',
    as: 'badr',
    given: two,
    call: sent({ status: ['open'], record_state: ['true'], age: ['6..11'] }),
    expect: {
      status: 200,
      body: {
        data: { transitioned_to: 'rico', filters: { status: ['open'], record_state: ['true'], age: ['6..11'] } },
      },
    },
    then: [readsMade('rico', { owned_by: 'rico' }), shows('reem', other, { owned_by: 'reem' })],
  },
  {
    rule: 'api-records 20.3 bulk',
    title: 'many are given by their ids',
    as: 'badr',
    given: two,
    call: sent({ id: [madeId, '{{other.data.id}}'] }),
    expect: { status: 200, contains: { data: { filters: { id: [madeId, '{{other.data.id}}'] } } } },
    then: [shows('rico', made, { owned_by: 'rico' }), shows('rico', other, { owned_by: 'rico' })],
  },
  {
    rule: 'api-records 20.3 bulk-needs-filters',
    title: 'without filters nobody gives everything away',
    as: 'badr',
    given: two,
    call: post(all, { transitioned_to: 'rico' }),
    expect: refusedAll(anyText),
    then: [readsMade('reem', { owned_by: 'reem' })],
  },
  {
    rule: 'api-records 20.3 bulk-needs-filters',
    title: 'nor with empty ones',
    as: 'badr',
    given: two,
    call: sent({}),
    expect: refusedAll(anyText),
    then: [readsMade('reem', { owned_by: 'reem' })],
  },
  {
    rule: 'departure bulk-filters-say-something',
    title: 'nor with filters that say nothing',
    as: 'badr',
    given: two,
    call: sent({ id: [] }),
    expect: refusedAll(anyText),
    then: [readsMade('reem', { owned_by: 'reem' })],
  },
  {
    rule: 'api-records 20.3 bulk-limit',
    title: 'more than a hundred are too many at once, and a hundred are not',
    as: 'badr',
    given: Array.from({ length: 101 }, (_none, i) => opens('reem', { ...consent, age: i === 0 ? 4 : 3 }, `of${i}`)),
    call: sent({ status: ['open'] }),
    expect: refusedAll('case.messages.bulk_assign_limit'),
    then: [
      shows('reem', '/api/v2/cases/{{of0.data.id}}', { owned_by: 'reem' }),
      { as: 'badr', call: sent({ status: ['open'], age: ['3'] }), expect: { status: 200 } },
      {
        as: 'rico',
        call: get('/api/v2/cases?age=3&owned_by=rico&per=1'),
        expect: { status: 200, contains: { metadata: { total: 100 } } },
      },
    ],
  },
  {
    rule: 'api-records 20.3 bulk-in-scope',
    title: 'what one does not reach is not among them',
    as: 'badr',
    given: two,
    call: sent({ id: [records.yusuf.id, madeId] }),
    expect: { status: 200 },
    then: [shows('ana', at('yusuf'), { owned_by: 'ana' }), readsMade('rico', { owned_by: 'rico' })],
  },
  {
    rule: 'api-records 20.3 bulk-in-scope',
    title: 'incidents that follow a case are left out',
    as: 'badr',
    given: [
      opens('reem'),
      step('reem', post('/api/v2/incidents', { incident_case_id: madeId, module_id: 'primeromodule-cp' }), 'event'),
      step('reem', post('/api/v2/incidents', { module_id: 'primeromodule-cp' }), 'alone'),
    ],
    call: post('/api/v2/incidents/assigns', {
      filters: { id: ['{{event.data.id}}', '{{alone.data.id}}'] },
      transitioned_to: 'rico',
    }),
    expect: { status: 200 },
    then: [
      shows('reem', '/api/v2/incidents/{{event.data.id}}', { owned_by: 'reem' }),
      shows('rico', '/api/v2/incidents/{{alone.data.id}}', { owned_by: 'rico' }),
    ],
  },
  {
    rule: 'api-records 20.3 bulk-needs-its-right',
    title: 'who may not assign gives nothing away by a filter',
    as: 'reem',
    given: two,
    call: sent({ status: ['open'] }),
    expect: { status: 403, body: forbidden(all) },
    then: [readsMade('reem', { owned_by: 'reem' })],
  },
  {
    rule: 'api-records 20.3 bulk',
    title: 'the same call again changes nothing more',
    as: 'badr',
    given: [...two, step('badr', sent({ id: [madeId] }))],
    call: sent({ id: [madeId] }),
    expect: { status: 200 },
    then: [lists('rico', url, unordered([{ type: 'Assign', transitioned_to: 'rico' }]))],
  },
]

export const cases: GoldenCase[] = [...one, ...to, ...others, ...many]
