// Alerts of a record and the number of records with any (api-records 18, workflow 4).
import { del, forbidden, get, patch, step } from './calls.ts'
import { consent, isShutOut, made, opens, readsMade, refer, shows } from './case-work.ts'
import { anyDay, anyText, both, type GoldenCase, keys, unordered } from './golden.ts'
import { at, unused } from './world.ts'

const url = `${made}/alerts`
const note = (subject: string) => patch(made, { notes_section: [{ note_subject: subject, note_text: 'seen' }] })
const changed = [opens('reem'), step('badr', note('a visit'))]
const looked = step('reem', get(url), 'seen')
const one = `${url}/{{seen.data.0.unique_id}}`

export const cases: GoldenCase[] = [
  {
    rule: 'api-records 18 alert-shape',
    title: 'a colleague’s note alerts the owner, and an alert has exactly these keys',
    as: 'reem',
    given: changed,
    call: get(url),
    expect: {
      status: 200,
      contains: {
        data: [
          both(keys(['alert_for', 'type', 'date', 'form_unique_id', 'unique_id']), {
            alert_for: 'field_change',
            type: 'notes',
            form_unique_id: 'notes',
            date: anyDay,
            unique_id: anyText,
          }),
        ],
      },
      absent: ['/metadata'],
    },
    then: [readsMade('reem', { current_alert_types: ['notes'], alert_count: 1 })],
  },
  {
    rule: 'workflow 4 own-change-raises-none',
    title: 'the owner’s own note alerts nobody',
    as: 'reem',
    given: [opens('reem'), step('reem', note('a visit'))],
    call: get(url),
    expect: { status: 200, body: { data: [] } },
  },
  {
    rule: 'workflow 4 one-alert-for-a-form',
    title: 'two notes, one alert',
    as: 'reem',
    given: [...changed, step('badr', note('another visit'))],
    call: get(url),
    expect: { status: 200, contains: { data: [{ type: 'notes' }] } },
  },
  {
    rule: 'workflow 4 owner-clears-by-saving',
    title: 'when the owner saves anything, he has seen it',
    as: 'reem',
    given: changed,
    call: patch(made, { age: 9 }),
    expect: { status: 200 },
    then: [shows('reem', url, []), readsMade('reem', { current_alert_types: [], alert_count: 0 })],
  },
  {
    rule: 'workflow 4 owner-clears-by-saving',
    title: 'referrals and approvals wait for their answer all the same',
    as: 'reem',
    given: [
      ...changed,
      step('reem', refer('clara')),
      step('reem', patch(`${made}/approvals/closure`, { approval_status: 'requested' })),
      step('badr', note('another')),
    ],
    call: patch(made, { age: 9 }),
    expect: { status: 200 },
    then: [shows('reem', url, unordered([{ type: 'referral' }, { type: 'closure' }]))],
  },
  {
    rule: 'api-records 18 read-needed',
    title: 'who does not read a record does not see its alerts',
    as: 'tomas',
    given: changed,
    call: get(url),
    expect: { status: 403, body: forbidden(url) },
  },
  {
    rule: 'api-records 18 delete',
    title: 'who may takes an alert away',
    as: 'badr',
    given: [...changed, looked],
    call: del(one),
    expect: { status: 204, empty: true },
    then: [shows('reem', url, []), readsMade('reem', { current_alert_types: [], alert_count: 0 })],
  },
  {
    rule: 'api-records 18 delete',
    title: 'who may not does not, though the case be his',
    as: 'reem',
    given: [...changed, looked],
    call: del(one),
    expect: { status: 403, body: forbidden(one) },
    then: [shows('reem', url, [{ type: 'notes' }])],
  },
  {
    rule: 'api-records 18 delete',
    title: 'an alert of another record is not found',
    as: 'badr',
    given: [...changed, looked, opens('rico', consent, 'other')],
    call: del('/api/v2/cases/{{other.data.id}}/alerts/{{seen.data.0.unique_id}}'),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
    then: [shows('reem', url, [{ type: 'notes' }])],
  },
  {
    rule: 'api-records 18 delete',
    title: 'an alert that does not exist is not found',
    as: 'badr',
    given: changed,
    call: del(`${url}/${unused.one}`),
    expect: { status: 404 },
  },
  {
    rule: 'api-records 18 delete',
    title: 'out of scope nothing is taken away',
    as: 'badr',
    call: del(`${at('yusuf')}/alerts/${unused.one}`),
    expect: { status: 403, body: forbidden(`${at('yusuf')}/alerts/${unused.one}`) },
  },
  {
    rule: 'api-records 18 count',
    title: 'a record counts once, however many alerts it has',
    as: 'reem',
    given: [...changed, step('badr', patch(made, { services_section: [{ service_type: 'health_medical_service' }] }))],
    call: get('/api/v2/alerts'),
    expect: { status: 200, body: { data: { case: 1, incident: 0, tracing_request: 0 } } },
    then: [readsMade('reem', { alert_count: 2, current_alert_types: unordered(['notes', 'services']) })],
  },
  {
    rule: 'api-records 18 count',
    title: 'a manager counts those of the team',
    as: 'badr',
    given: [
      ...changed,
      opens('rico', consent, 'other'),
      step('badr', patch('/api/v2/cases/{{other.data.id}}', { notes_section: [{ note_subject: 'a call' }] })),
    ],
    call: get('/api/v2/alerts'),
    expect: { status: 200, body: { data: { case: 2, incident: 0, tracing_request: 0 } } },
  },
  {
    rule: 'api-records 18 count',
    title: 'closed cases do not count',
    as: 'badr',
    given: [...changed, step('reem', patch(made, { status: 'closed' })), step('badr', note('late'))],
    call: get('/api/v2/alerts'),
    expect: { status: 200, body: { data: { case: 0, incident: 0, tracing_request: 0 } } },
  },
  {
    rule: 'api-records 18 count',
    title: 'a case that was referred to me counts until it ends',
    as: 'clara',
    given: [
      opens('reem'),
      step('reem', refer('clara'), 'sent'),
      step('clara', patch(`${made}/referrals/{{sent.data.id}}`, { status: 'rejected' })),
    ],
    call: get('/api/v2/alerts'),
    expect: { status: 200, body: { data: { case: 0, incident: 0, tracing_request: 0 } } },
    then: [isShutOut('clara', url)],
  },
  {
    rule: 'api-records 18 audited',
    title: 'looking at alerts is in the audit',
    as: 'audi',
    given: [...changed, looked],
    call: get('/api/v2/audit_logs?user_name=reem&audit_log_actions[0]=show_alerts'),
    expect: { status: 200, contains: { data: [{ action: 'show_alerts', user_name: 'reem' }] } },
  },
]
