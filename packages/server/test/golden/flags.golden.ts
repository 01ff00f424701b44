// Flags on records: one, many, and those on my own (api-records 17, workflow 3).
import { forbidden, get, patch, post, step } from './calls.ts'
import { consent, made, madeId, opens, readsMade, shows } from './case-work.ts'
import {
  anyInt,
  anyText,
  type Call,
  type Expect,
  type Follow,
  type GoldenCase,
  including,
  justNow,
  keys,
  today,
  unordered,
} from './golden.ts'
import type { PersonName } from './people.ts'
import { at, records, unused } from './world.ts'

const url = `${made}/flags`
const adds = (rest: object = {}): Call => post(url, { message: 'visit her school', ...rest })
const opened = [opens('reem')]
const flagged = [opens('reem'), step('badr', adds({ date: '2026-02-01' }), 'flag')]
const one = `${url}/{{flag.data.id}}`
const resolves: Call = patch(one, { unflag_message: 'done on Monday' })
const refused = (resource = url): Expect => ({ status: 403, body: forbidden(resource) })
const none: Follow = shows('badr', url, [])

const single: GoldenCase[] = [
  {
    rule: 'api-records 17.2 add',
    title: 'a flag is put on a case, and the answer says all of it',
    as: 'badr',
    given: opened,
    call: adds({ date: '2026-02-01' }),
    expect: {
      status: 200,
      contains: {
        data: {
          id: anyInt,
          record_id: madeId,
          record_type: 'cases',
          date: '2026-02-01',
          message: 'visit her school',
          flagged_by: 'badr',
          removed: false,
          created_at: justNow,
          unflag_message: null,
          unflagged_by: null,
          unflagged_date: null,
          system_generated_followup: false,
          owned_by: 'reem',
          owned_by_agency_id: 'golden-east',
          short_id: anyText,
          record_access_denied: false,
          record: { id: madeId, enabled: true, flagged: true, last_updated_at: justNow },
        },
      },
    },
    then: [readsMade('reem', { flagged: true, flag_count: 1 })],
  },
  {
    rule: 'api-records 17.1 flag-shape',
    title: 'a flag has exactly these keys',
    as: 'badr',
    given: opened,
    call: adds(),
    expect: {
      status: 200,
      contains: {
        data: keys([
          'id',
          'record_id',
          'record_type',
          'date',
          'message',
          'flagged_by',
          'removed',
          'created_at',
          'unflag_message',
          'unflagged_by',
          'unflagged_date',
          'system_generated_followup',
          'record_uuid',
          'name',
          'short_id',
          'owned_by',
          'owned_by_agency_id',
          'record_access_denied',
          'record',
        ]),
      },
    },
  },
  {
    rule: 'api-records 17.2 add',
    title: 'a flag without a day is today’s',
    as: 'reem',
    given: opened,
    call: adds(),
    expect: { status: 200, contains: { data: { date: today, flagged_by: 'reem' } } },
  },
  {
    rule: 'api-records 17.2 message-needed',
    title: 'a flag says something',
    as: 'reem',
    given: opened,
    call: post(url, { date: '2026-02-01' }),
    expect: { status: 422, contains: { errors: [{ status: 422, resource: url, detail: 'message' }] } },
    then: [none],
  },
  {
    rule: 'api-records 17.2 given-id-204',
    title: 'a flag that comes with an id is answered without a body',
    as: 'reem',
    given: opened,
    call: adds({ id: 4711 }),
    expect: { status: 204, empty: true },
    then: [shows('reem', url, [{ message: 'visit her school' }])],
  },
  {
    rule: 'api-records 17.2 needs-flag',
    title: 'who may not flag does not',
    as: 'lina',
    call: post(`${at('yusuf')}/flags`, { message: 'look' }),
    expect: refused(`${at('yusuf')}/flags`),
  },
  {
    rule: 'api-records 17.2 needs-flag',
    title: 'nor read flags',
    as: 'lina',
    call: get(`${at('yusuf')}/flags`),
    expect: refused(`${at('yusuf')}/flags`),
  },
  {
    rule: 'api-records 17.2 in-scope',
    title: 'nobody flags what he does not reach',
    as: 'reem',
    call: post(`${at('yusuf')}/flags`, { message: 'look' }),
    expect: refused(`${at('yusuf')}/flags`),
    then: [shows('ana', `${at('yusuf')}/flags`, [])],
  },
  {
    rule: 'api-records 17.2 in-scope',
    title: 'a record that does not exist is not found',
    as: 'reem',
    call: post(`/api/v2/cases/${unused.one}/flags`, { message: 'look' }),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
  },
  {
    rule: 'api-records 17.2 list',
    title: 'all flags of a case are listed, resolved ones too, the first one first',
    as: 'reem',
    given: [...flagged, step('badr', resolves), step('reem', adds({ message: 'and her shoes' }))],
    call: get(url),
    expect: {
      status: 200,
      contains: {
        data: [
          { message: 'visit her school', removed: true },
          { message: 'and her shoes', removed: false },
        ],
      },
      absent: ['/metadata', '/data/0/record'],
    },
  },
  {
    rule: 'api-records 17.2 resolve',
    title: 'a flag is resolved with a word',
    as: 'badr',
    given: flagged,
    call: resolves,
    expect: {
      status: 200,
      contains: {
        data: {
          id: '{{flag.data.id}}',
          removed: true,
          unflag_message: 'done on Monday',
          unflagged_by: 'badr',
          unflagged_date: today,
          message: 'visit her school',
          record: { flagged: false },
        },
      },
    },
    then: [readsMade('reem', { flagged: false, flag_count: 0 })],
  },
  {
    rule: 'api-records 17.2 resolve',
    title: 'while another flag is active the case stays flagged',
    as: 'badr',
    given: [...flagged, step('reem', adds())],
    call: resolves,
    expect: { status: 200, contains: { data: { removed: true } } },
    then: [readsMade('reem', { flagged: true, flag_count: 1 })],
  },
  {
    rule: 'api-records 17.2 resolve',
    title: 'whoever flags resolves the flag of another',
    as: 'reem',
    given: flagged,
    call: resolves,
    expect: { status: 200, contains: { data: { removed: true, flagged_by: 'badr', unflagged_by: 'reem' } } },
  },
  {
    rule: 'api-records 17.2 edit',
    title: 'who may change flags changes words, and what is not sent stays',
    as: 'badr',
    given: flagged,
    call: patch(one, { message: 'visit her teacher' }),
    expect: {
      status: 200,
      contains: { data: { message: 'visit her teacher', date: '2026-02-01', removed: false, flagged_by: 'badr' } },
    },
  },
  {
    rule: 'api-records 17.2 edit',
    title: 'who may flag only does not change a flag, though it be his own',
    as: 'reem',
    given: [opens('reem'), step('reem', adds(), 'flag')],
    call: patch(one, { message: 'visit her teacher' }),
    expect: refused(one),
    then: [shows('reem', url, [{ message: 'visit her school' }])],
  },
  {
    rule: 'departure flag-of-this-record',
    title: 'a flag is not reached through another record',
    as: 'badr',
    given: [...flagged, opens('rico', consent, 'other')],
    call: patch('/api/v2/cases/{{other.data.id}}/flags/{{flag.data.id}}', { unflag_message: 'gone' }),
    expect: { status: 404 },
    then: [shows('badr', url, [{ removed: false }])],
  },
  {
    rule: 'workflow 3 flags-in-history',
    title: 'the history says who flagged and who resolved',
    as: 'badr',
    given: [...flagged, step('badr', resolves)],
    call: get(`${made}/record_history`),
    expect: {
      status: 200,
      contains: {
        data: [
          { action: 'unflag', user_name: 'badr' },
          { action: 'flag', user_name: 'badr' },
          { action: 'create', user_name: 'reem' },
        ],
      },
    },
  },
  {
    rule: 'workflow 3 other-types',
    title: 'who flags cases flags no incidents by that',
    as: 'reem',
    given: [step('reem', post('/api/v2/incidents', { module_id: 'primeromodule-cp' }), 'event')],
    call: post('/api/v2/incidents/{{event.data.id}}/flags', { message: 'look' }),
    expect: refused('/api/v2/incidents/{{event.data.id}}/flags'),
  },
  {
    rule: 'workflow 3 other-types',
    title: 'a family is flagged by whoever manages families',
    as: 'kim',
    call: post(`${at('carolsFamily')}/flags`, { message: 'look' }),
    expect: { status: 200, contains: { data: { record_type: 'families', record_id: records.carolsFamily.id } } },
  },
  {
    rule: 'departure flags-keep-names',
    title: 'a flag does not name a child whose name the reader does not see',
    as: 'wade',
    given: [opens('reem'), step('reem', adds())],
    call: get(url),
    expect: { status: 200, silentOn: ['Mansour', 'Layla'] },
  },
  {
    rule: 'api-records 17.1 flag-shape',
    title: 'a protected name is masked in a flag',
    as: 'ana',
    call: post(`${at('dina')}/flags`, { message: 'look' }),
    expect: { status: 200, contains: { data: { name: '*******' } }, silentOn: ['Farouk', 'Dodo'] },
  },
  {
    rule: 'api-records 17.2 audited',
    title: 'flagging is in the audit under its name',
    as: 'audi',
    given: [...flagged, step('badr', resolves)],
    call: get('/api/v2/audit_logs?user_name=badr&audit_log_actions[0]=flag'),
    expect: { status: 200, contains: { data: [{ action: 'flag', record_id: madeId }] } },
    then: [
      shows('audi', '/api/v2/audit_logs?user_name=badr&audit_log_actions[0]=unflag', [
        { action: 'unflag', record_id: madeId },
      ]),
    ],
  },
]

const all = '/api/v2/cases/flags'
const two = [opens('reem'), opens('rico', consent, 'other')]
const other = '/api/v2/cases/{{other.data.id}}'
const bulk = (filters: object, rest: object = {}) => post(all, { filters, message: 'call them', ...rest })
const refusedAll = (message: unknown): Expect => ({
  status: 422,
  contains: { errors: [{ status: 422, resource: all, message }] },
})

const many: GoldenCase[] = [
  {
    rule: 'api-records 17.3 bulk',
    title: 'many are flagged by a filter, which the answer repeats',
    as: 'badr',
    given: two,
    call: bulk({ id: [madeId, '{{other.data.id}}'] }),
    expect: { status: 200, body: { data: { message: 'call them', filters: { id: [madeId, '{{other.data.id}}'] } } } },
    then: [
      shows('reem', url, [{ message: 'call them', flagged_by: 'badr', date: today }]),
      shows('rico', `${other}/flags`, [{ message: 'call them' }]),
    ],
  },
  {
    rule: 'api-records 17.3 bulk',
    title: 'what one does not reach is not among them',
    as: 'badr',
    given: opened,
    call: bulk({ id: [madeId, records.yusuf.id] }),
    expect: { status: 200 },
    then: [shows('reem', url, [{ message: 'call them' }]), shows('ana', `${at('yusuf')}/flags`, [])],
  },
  ...(
    [
      ['without filters', { message: 'call them' }],
      ['with empty ones', { message: 'call them', filters: {} }],
    ] as const
  ).map(
    ([title, data]): GoldenCase => ({
      rule: 'api-records 17.3 bulk-needs-filters',
      title: `nobody flags everything ${title}`,
      as: 'badr',
      given: opened,
      call: post(all, data),
      expect: refusedAll(anyText),
      then: [none],
    }),
  ),
  {
    rule: 'departure bulk-filters-say-something',
    title: 'nor with filters that say nothing',
    as: 'badr',
    given: opened,
    call: bulk({ id: [] }),
    expect: refusedAll(anyText),
    then: [none],
  },
  {
    rule: 'api-records 17.3 bulk-limit',
    title: 'more than a hundred are too many at once',
    as: 'badr',
    given: Array.from({ length: 101 }, (_none, i) => opens('reem', consent, `of${i}`)),
    call: bulk({ status: ['open'] }),
    expect: refusedAll('case.messages.bulk_flag_limit'),
    then: [shows('reem', '/api/v2/cases/{{of0.data.id}}/flags', [])],
  },
  {
    rule: 'api-records 17.3 bulk-needs-its-right',
    title: 'the right to flag one is not the right to flag many',
    as: 'reem',
    given: opened,
    call: bulk({ id: [madeId] }),
    expect: { status: 403, body: forbidden(all) },
    then: [none],
  },
  {
    rule: 'api-records 17.3 bulk-needs-its-right',
    title: 'a call without filters is told so before rights are weighed',
    as: 'reem',
    call: post(all, { message: 'call them' }),
    expect: refusedAll(anyText),
  },
]

const mine = '/api/v2/flags'
const threeFlags = [
  opens('reem'),
  step('badr', adds({ message: 'first', date: '2026-01-01' }), 'flag'),
  step('reem', adds({ message: 'second', date: '2026-01-02' })),
  step('badr', resolves),
  opens('rico', consent, 'other'),
  step('rico', post(`${other}/flags`, { message: 'third', date: '2026-01-03' })),
]
const messages = (...list: string[]) => list.map((message) => ({ message }))
const seen = (title: string, as: PersonName, query: string, data: unknown, rest: Partial<Expect> = {}): GoldenCase => ({
  rule: 'api-records 17.4 my-flags',
  title,
  as,
  given: threeFlags,
  call: get(`${mine}${query}`),
  expect: { status: 200, contains: { data }, ...rest },
})

const listed: GoldenCase[] = [
  seen(
    'flags on my records come latest first, resolved ones too, without the record',
    'reem',
    '',
    messages('second', 'first'),
    { absent: ['/data/0/record'] },
  ),
  seen('by group, those of the team', 'badr', '', messages('third', 'second', 'first')),
  seen('active ones only', 'badr', '?active_only=true', messages('third', 'second')),
  seen('those that I raised', 'badr', '?flagged_by_me=true', messages('first')),
  seen('those of a type', 'badr', '?record_type=incidents', []),
  seen('of several types', 'badr', '?record_type=incidents,cases', messages('third', 'second', 'first')),
  seen('without pages unless one is asked', 'badr', '', messages('third', 'second', 'first'), {
    contains: { metadata: { total: 3, page: null, per: null } },
  }),
  seen('in pages when they are asked', 'badr', '?page=2&per=2', messages('first'), {
    contains: { data: messages('first'), metadata: { total: 3, page: 2, per: 2 } },
  }),
  {
    rule: 'departure my-flags-for-all',
    title: 'who reaches everything sees all flags',
    as: 'wade',
    given: threeFlags,
    call: get(mine),
    expect: { status: 200, contains: { data: including(messages('third', 'second', 'first')) }, silentOn: ['Mansour'] },
  },
  {
    rule: 'api-records 17.4 my-flags-need-the-board',
    title: 'who has no board of flags has no such list',
    as: 'ana',
    call: get(mine),
    expect: { status: 403, body: forbidden(mine) },
  },
  {
    rule: 'api-records 17.4 my-flags',
    title: 'flags on a case that was shared with me are among them',
    as: 'tomas',
    given: [opens('reem'), step('reem', post(`${made}/referrals`, { transitioned_to: 'tomas' })), step('reem', adds())],
    call: get(mine),
    expect: { status: 200, contains: { data: unordered(messages('visit her school')) } },
  },
]

export const cases: GoldenCase[] = [...single, ...many, ...listed]
