// Asking the owner of a case to transfer it to oneself (api-records 20.6, workflow 1.5).
import { forbidden, get, patch, post, step } from './calls.ts'
import {
  answer,
  asksFor,
  assign,
  consent,
  isShutOut,
  made,
  noConsent,
  notEligible,
  nothingSent,
  opens,
  readsMade,
  request,
  shows,
  transition,
} from './case-work.ts'
import { anyMoment, type Expect, type GoldenCase, justNow } from './golden.ts'
import { unused } from './world.ts'

const url = `${made}/transfer_requests`
const opened = [opens('reem')]
const asked = [opens('reem'), step('rolf', asksFor(), 'sent')]
const refused: Expect = { status: 403, body: forbidden(request()) }
const ok = (data: object): Expect => ({ status: 200, contains: { data } })

const asking: GoldenCase[] = [
  {
    rule: 'api-records 20.6 create',
    title: 'somebody asks for a case that he does not read, and is told nothing of it',
    as: 'rolf',
    given: opened,
    call: asksFor({ consent_individual_transfer: true }),
    expect: {
      status: 200,
      body: {
        data: transition(
          { type: 'TransferRequest', status: 'in_progress', by: 'rolf', to: 'reem' },
          {
            notes: 'the family lives here',
            consent_individual_transfer: true,
            record_access_denied: true,
            user_can_accept_or_reject: false,
          },
        ),
      },
      absent: ['/data/record'],
      silentOn: ['Mansour', 'Layla'],
    },
    then: [
      isShutOut('rolf'),
      readsMade('reem', { owned_by: 'reem', assigned_user_names: [], last_updated_by: 'rolf' }),
    ],
  },
  {
    rule: 'api-records 20.6 create',
    title: 'whom he names is not asked: it is the owner who is',
    as: 'rolf',
    given: opened,
    call: asksFor({ transitioned_to: 'badr' }),
    expect: ok({ transitioned_to: 'reem' }),
  },
  {
    rule: 'api-records 20.6 create',
    title: 'a case without consent may be asked for',
    as: 'rolf',
    given: [opens('reem', {})],
    call: asksFor(),
    expect: ok({ status: 'in_progress' }),
  },
  {
    rule: 'api-records 20.6 not-ones-own',
    title: 'nobody asks for his own case',
    as: 'reem',
    given: opened,
    call: asksFor(),
    expect: notEligible(url),
    then: [nothingSent('transfer_requests')],
  },
  {
    rule: 'api-records 20.6 owner-receives-transfers',
    title: 'an owner who may not receive transfers is not asked',
    as: 'rolf',
    given: [opens('rafa')],
    call: asksFor(),
    expect: notEligible(url),
  },
  {
    rule: 'api-records 20.6 create-needs-its-right',
    title: 'who may not ask is refused, though he reads the case',
    as: 'badr',
    given: opened,
    call: asksFor(),
    expect: { status: 403, body: forbidden(url) },
    then: [nothingSent('transfer_requests')],
  },
  {
    rule: 'api-records 20.6 unknown-first',
    title: 'a case that does not exist is not found',
    as: 'rolf',
    call: post(`/api/v2/cases/${unused.one}/transfer_requests`, { notes: 'this one' }),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
  },
  {
    rule: 'departure requests-in-ones-modules',
    title: 'nobody asks for a survivor’s case from outside that module',
    as: 'rolf',
    given: [
      step('gema', post('/api/v2/cases', { module_id: 'primeromodule-gbv', consent_for_services: true }), 'made'),
    ],
    call: asksFor(),
    expect: { status: 403, body: forbidden(url) },
  },
  {
    rule: 'api-records 20.6 list',
    title: 'the owner sees who asks, and may say yes or no',
    as: 'reem',
    given: asked,
    call: get(url),
    expect: {
      status: 200,
      contains: {
        data: [
          { id: '{{sent.data.id}}', type: 'TransferRequest', transitioned_by: 'rolf', user_can_accept_or_reject: true },
        ],
      },
      absent: ['/metadata'],
    },
  },
  {
    rule: 'api-records 20.6 list',
    title: 'who asked does not read the case, nor its requests',
    as: 'rolf',
    given: asked,
    call: get(url),
    expect: { status: 403, body: forbidden(url) },
  },
  {
    rule: 'workflow 1.5 no-alert',
    title: 'a request raises no alert',
    as: 'reem',
    given: asked,
    call: get(`${made}/alerts`),
    expect: { status: 200, body: { data: [] } },
  },
]

const granting: GoldenCase[] = [
  {
    rule: 'api-records 20.6 accepted',
    title: 'granted, it becomes a transfer that its asker still accepts',
    as: 'reem',
    given: asked,
    call: answer(request(), 'accepted'),
    expect: ok({ type: 'TransferRequest', status: 'accepted', responded_at: justNow }),
    then: [
      shows('rolf', `${made}/transfers`, [
        {
          type: 'Transfer',
          status: 'in_progress',
          transitioned_by: 'reem',
          transitioned_to: 'rolf',
          notes: 'the family lives here',
          consent_overridden: false,
          user_can_accept_or_reject: true,
        },
      ]),
      readsMade('reem', { owned_by: 'reem', assigned_user_names: ['rolf'], transfer_status: 'in_progress' }),
      readsMade('rolf'),
    ],
  },
  {
    rule: 'api-records 20.6 accepted',
    title: 'granted twice, one transfer comes of it',
    as: 'reem',
    given: [...asked, step('reem', answer(request(), 'accepted'))],
    call: answer(request(), 'accepted'),
    expect: ok({ status: 'accepted' }),
    then: [shows('reem', `${made}/transfers`, [{ status: 'in_progress' }])],
  },
  {
    rule: 'api-records 20.6 consent-of-the-individual',
    title: 'the child’s own word in the request is what overrides',
    as: 'reem',
    given: [opens('reem', {}), step('rolf', asksFor({ consent_individual_transfer: true }), 'sent')],
    call: answer(request(), 'accepted'),
    expect: ok({ status: 'accepted' }),
    then: [shows('reem', `${made}/transfers`, [{ consent_overridden: true }])],
  },
  {
    rule: 'api-records 20.6 consent-of-the-individual',
    title: 'without consent it is not granted, and stays to be answered',
    as: 'reem',
    given: [opens('reem', {}), step('rolf', asksFor(), 'sent')],
    call: answer(request(), 'accepted'),
    expect: noConsent(request()),
    then: [nothingSent('transfers'), shows('reem', url, [{ status: 'in_progress' }]), isShutOut('rolf')],
  },
  {
    rule: 'api-records 20.6 rejected',
    title: 'refused, nobody gets in, and the reason is kept',
    as: 'reem',
    given: asked,
    call: answer(request(), 'rejected', { rejected_reason: 'we go on here' }),
    expect: ok({ status: 'rejected', rejected_reason: 'we go on here', responded_at: justNow }),
    then: [isShutOut('rolf'), nothingSent('transfers')],
  },
  {
    rule: 'departure a-refused-request-is-over',
    title: 'what was refused is not granted by the same request',
    as: 'reem',
    given: [...asked, step('reem', answer(request(), 'rejected'))],
    call: answer(request(), 'accepted'),
    expect: ok({ status: 'rejected', responded_at: anyMoment }),
    then: [nothingSent('transfers')],
  },
  {
    rule: 'api-records 20.6 unchanged',
    title: 'an answer that nobody knows changes nothing',
    as: 'reem',
    given: asked,
    call: answer(request(), 'perhaps'),
    expect: ok({ status: 'in_progress' }),
  },
  {
    rule: 'departure only-the-owner-grants',
    title: 'who asked cannot grant it to himself',
    as: 'rolf',
    given: [...asked, step('reem', post(`${made}/transfers`, { transitioned_to: 'rolf' }))],
    call: answer(request(), 'accepted'),
    expect: refused,
  },
  {
    rule: 'departure only-the-owner-grants',
    title: 'nor does who reads the case by a referral',
    as: 'clara',
    given: [...asked, step('reem', post(`${made}/referrals`, { transitioned_to: 'clara' }))],
    call: answer(request(), 'accepted'),
    expect: refused,
    then: [nothingSent('transfers')],
  },
  {
    rule: 'departure only-the-owner-grants',
    title: 'who leads the owner’s team grants it',
    as: 'badr',
    given: asked,
    call: answer(request(), 'accepted'),
    expect: ok({ status: 'accepted' }),
    then: [shows('reem', `${made}/transfers`, [{ transitioned_by: 'reem', transitioned_to: 'rolf' }])],
  },
  {
    rule: 'departure only-the-owner-grants',
    title: 'who owned the case when it was asked for, and owns it no more, grants nothing',
    as: 'reem',
    given: [...asked, step('badr', assign('rico'))],
    call: answer(request(), 'accepted'),
    expect: refused,
    then: [nothingSent('transfers', 'rico')],
  },
  {
    rule: 'departure only-the-owner-grants',
    title: 'the new owner grants it, and it is he who sends',
    as: 'rico',
    given: [...asked, step('badr', assign('rico'))],
    call: answer(request(), 'accepted'),
    expect: ok({ status: 'accepted' }),
    then: [shows('rico', `${made}/transfers`, [{ transitioned_by: 'rico', transitioned_to: 'rolf' }])],
  },
  {
    rule: 'api-records 20.6 not-by-another-url',
    title: 'a request is not answered under the address of another case',
    as: 'reem',
    given: [...asked, opens('reem', consent, 'other')],
    call: patch('/api/v2/cases/{{other.data.id}}/transfer_requests/{{sent.data.id}}', { status: 'accepted' }),
    expect: { status: 403, body: forbidden('/api/v2/cases/{{other.data.id}}/transfer_requests/{{sent.data.id}}') },
    then: [nothingSent('transfers')],
  },
  {
    rule: 'api-records 20.6 audited',
    title: 'asking and granting are in the audit under their names',
    as: 'audi',
    given: [...asked, step('reem', answer(request(), 'accepted'))],
    call: get('/api/v2/audit_logs?user_name=rolf&audit_log_actions[0]=transfer_request'),
    expect: { status: 200, contains: { data: [{ action: 'transfer_request', user_name: 'rolf' }] } },
    then: [
      shows('audi', '/api/v2/audit_logs?user_name=reem&audit_log_actions[0]=transfer_accepted', [
        { action: 'transfer_accepted', user_name: 'reem' },
      ]),
    ],
  },
]

export const cases: GoldenCase[] = [...asking, ...granting]
