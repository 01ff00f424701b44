// Sharing a case with who gives a service, for as long as it takes (api-records 20.4, workflow 1.6, access 5.4).
import { forbidden, get, patch, post, step } from './calls.ts'
import {
  answer,
  assign,
  consent,
  health,
  isShutOut,
  made,
  madeId,
  noConsent,
  notEligible,
  nothingSent,
  opens,
  opensForSurvivor,
  readsMade,
  refer,
  referral,
  shows,
  transition,
} from './case-work.ts'
import { anyMoment, both, type Call, type Expect, type GoldenCase, justNow, keys, unordered } from './golden.ts'
import type { PersonName } from './people.ts'
import { at, records, unused } from './world.ts'

const url = `${made}/referrals`
const opened = [opens('reem')]
const referred = [opens('reem'), step('reem', refer('clara'), 'sent')]
const accepted = [...referred, step('clara', answer(referral(), 'accepted'), 'yes')]
const withService = [opens('reem', { ...consent, services_section: [health] })]
const ofService = { service: 'health_medical_service', service_record_id: health.unique_id }
const ok = (data: object): Expect => ({ status: 200, contains: { data } })
const refused: Expect = { status: 403, body: forbidden(referral()) }
const takesBack: Call = { method: 'DELETE', path: referral() }

const sending: GoldenCase[] = [
  {
    rule: 'api-records 20.4 create-internal',
    title: 'a case is referred to a nurse, who reads it at once',
    as: 'reem',
    given: opened,
    call: refer('clara', { service: 'health_medical_service' }),
    expect: {
      status: 200,
      body: {
        data: transition(
          {
            type: 'Referral',
            status: 'in_progress',
            by: 'reem',
            to: 'clara',
            record: { assigned_user_names: ['clara'] },
          },
          { notes: 'please see her', service: 'health_medical_service', user_can_accept_or_reject: false },
        ),
      },
    },
    then: [
      readsMade('clara', { owned_by: 'reem' }),
      readsMade('reem', {
        owned_by: 'reem',
        last_updated_by: 'reem',
        referred_users: ['clara'],
        referred_users_pending: ['clara'],
        referred_users_accepted: [],
        referred_users_present: true,
        referred_users_pending_present: true,
        referred_users_accepted_present: false,
      }),
      isShutOut('cyrus'),
    ],
  },
  {
    rule: 'api-records 20.4 create-internal',
    title: 'a referred case is in its recipient’s list',
    as: 'clara',
    given: referred,
    call: get('/api/v2/cases'),
    expect: { status: 200, rowsById: [madeId] },
  },
  {
    rule: 'api-records 20.4 alert',
    title: 'the recipient is alerted',
    as: 'reem',
    given: referred,
    call: get(`${made}/alerts`),
    expect: {
      status: 200,
      contains: { data: [{ alert_for: 'referral', type: 'referral', form_unique_id: 'referral' }] },
    },
    then: [shows('clara', '/api/v2/alerts', { case: 1, incident: 0, tracing_request: 0 })],
  },
  {
    rule: 'api-records 20.4 create-needs-its-right',
    title: 'who may not refer refers nothing',
    as: 'ana',
    call: post(`${at('yusuf')}/referrals`, { transitioned_to: 'clara' }),
    expect: { status: 403, body: forbidden(`${at('yusuf')}/referrals`) },
  },
  {
    rule: 'api-records 20.4 create-needs-its-right',
    title: 'nobody refers what he does not reach',
    as: 'reem',
    call: post(`${at('yusuf')}/referrals`, { transitioned_to: 'clara' }),
    expect: { status: 403, body: forbidden(`${at('yusuf')}/referrals`) },
    then: [{ as: 'clara', call: get(at('yusuf')), expect: { status: 403 } }],
  },
  {
    rule: 'api-records 20.4 unknown-first',
    title: 'a case that does not exist is not referred, whoever asks',
    as: 'ibra',
    call: post(`/api/v2/cases/${unused.one}/referrals`, { transitioned_to: 'clara' }),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
  },
  {
    rule: 'api-records 20.4 of-a-service',
    title: 'a service that is referred says so',
    as: 'reem',
    given: withService,
    call: refer('clara', ofService),
    expect: {
      status: 200,
      contains: {
        data: {
          service: 'health_medical_service',
          service_record_id: health.unique_id,
          record: { services_section: [{ ...health, service_status_referred: true }] },
        },
      },
    },
    then: [readsMade('reem', { services_section: [{ unique_id: health.unique_id, service_status_referred: true }] })],
  },
  {
    rule: 'api-records 20.4 from-service',
    title: 'the smaller right refers a service',
    as: 'rafa',
    given: [opens('rafa', { ...consent, services_section: [health] })],
    call: refer('clara', ofService),
    expect: ok({ status: 'in_progress', transitioned_by: 'rafa' }),
  },
  {
    rule: 'api-records 20.4 from-service',
    title: 'the smaller right refers nothing else',
    as: 'rafa',
    given: [opens('rafa', { ...consent, services_section: [health] })],
    call: refer('clara'),
    expect: { status: 403, body: forbidden(url) },
    then: [nothingSent('referrals', 'rafa')],
  },
  {
    rule: 'api-records 20.4 keys-kept',
    title: 'what is agreed beside it is kept',
    as: 'reem',
    given: opened,
    call: refer('clara', {
      transitioned_to_agency: 'golden-clinic',
      allow_case_creation: true,
      type_of_export: 'PDF export',
    }),
    expect: ok({ transitioned_to_agency: 'golden-clinic', allow_case_creation: true, type_of_export: 'PDF export' }),
  },
  {
    rule: 'api-records 20.4 keys-kept',
    title: 'what the server alone says is not taken from the caller',
    as: 'reem',
    given: opened,
    call: refer('clara', { status: 'accepted', transitioned_by: 'badr', responded_at: '2020-01-01T00:00:00.000Z' }),
    expect: { ...ok({ status: 'in_progress', transitioned_by: 'reem' }), absent: ['/data/responded_at'] },
  },
]

const to = (title: string, name: string, rule = 'api-records 20.2 eligible'): GoldenCase => ({
  rule,
  title,
  as: 'reem',
  given: opened,
  call: refer(name),
  expect: notEligible(url),
  then: [nothingSent('referrals')],
})

const recipients: GoldenCase[] = [
  to('nobody refers to himself', 'reem'),
  to('a disabled person gets no referral', 'xenia'),
  to('nor an unverified one', 'ugo'),
  to('nor who may not receive', 'thea'),
  to('managing all cases is not that right', 'kim'),
  to('nor a role of maintenance, though it has the right', 'mags'),
  to('nor a role of the system', 'syd'),
  to('nor somebody of another module without the right for it', 'gil'),
  to('a name that nobody has is refused in the same words', 'nobody-there', 'api-records 20.2 unknown-recipient'),
  {
    rule: 'api-records 20.2 another-module',
    title: 'who receives referrals of other modules is referred a case, and does not open the record',
    as: 'reem',
    given: opened,
    call: refer('gita'),
    expect: ok({ status: 'in_progress', transitioned_to: 'gita' }),
    then: [isShutOut('gita'), { as: 'gita', call: get('/api/v2/cases'), expect: { status: 200, rowsById: [] } }],
  },
  {
    rule: 'api-records 20.2 another-module',
    title: 'and accepts it without being told what stands in it',
    as: 'gita',
    given: [opens('reem'), step('reem', refer('gita'), 'sent')],
    call: answer(referral(), 'accepted'),
    expect: {
      ...ok({ status: 'accepted', record_access_denied: true }),
      absent: ['/data/record'],
      silentOn: ['Mansour', 'Layla'],
    },
  },
]

const without = (title: string, data: object, call: Call = refer('clara')): GoldenCase => ({
  rule: 'workflow 1.2 referral-consent',
  title,
  as: 'reem',
  given: [opens('reem', data)],
  call,
  expect: noConsent(url),
  then: [nothingSent('referrals'), readsMade('reem', { assigned_user_names: [] }), isShutOut('clara')],
})

const consents: GoldenCase[] = [
  without('without consent no case is referred, and nothing is made', {}),
  without('consent to services alone is not enough', { consent_for_services: true }),
  without('consent to tell others alone is not enough', { disclosure_other_orgs: true }),
  without('a no is a no', { consent_for_services: false, disclosure_other_orgs: true }),
  without('going to another system needs consent as well', {}, refer('clara', { remote: true })),
  {
    rule: 'workflow 1.2 referral-consent',
    title: 'a service is not marked as referred without consent',
    as: 'reem',
    given: [opens('reem', { services_section: [health] })],
    call: refer('clara', ofService),
    expect: noConsent(url),
    then: [shows('reem', `${made}?fields=services_section`, { services_section: [health] })],
  },
  {
    rule: 'workflow 1.2 referral-consent',
    title: 'a survivor’s consent is one answer',
    as: 'gema',
    given: [opensForSurvivor('gema')],
    call: refer('gita'),
    expect: ok({ status: 'in_progress' }),
    then: [readsMade('gita')],
  },
  {
    rule: 'workflow 1.2 referral-consent',
    title: 'a survivor who has not said yes is not referred',
    as: 'gema',
    given: [opensForSurvivor('gema', { disclosure_other_orgs: true })],
    call: refer('gita'),
    expect: noConsent(url),
    then: [nothingSent('referrals', 'gema'), isShutOut('gita')],
  },
  {
    rule: 'workflow 1.2 override',
    title: 'who may override consent refers, and it is kept that he did, and why',
    as: 'olga',
    given: [opens('olga', {})],
    call: refer('clara', { consent_overridden: true, notes: 'she bleeds' }),
    expect: ok({ consent_overridden: true, notes: 'she bleeds' }),
    then: [readsMade('clara')],
  },
  {
    rule: 'workflow 1.2 override',
    title: 'the right to override is no override',
    as: 'olga',
    given: [opens('olga', {})],
    call: refer('clara'),
    expect: noConsent(url),
    then: [isShutOut('clara')],
  },
  {
    rule: 'departure override-needs-its-right',
    title: 'who may not override is heard as if he had not said so',
    as: 'reem',
    given: [opens('reem', {})],
    call: refer('clara', { consent_overridden: true }),
    expect: { ...noConsent(url), headers: { 'x-primero-ignored': /\bconsent_overridden\b/ } },
    then: [nothingSent('referrals'), isShutOut('clara')],
  },
  {
    rule: 'departure override-needs-its-right',
    title: 'where consent is there nothing was overridden by who may not',
    as: 'reem',
    given: opened,
    call: refer('clara', { consent_overridden: true }),
    expect: { ...ok({ consent_overridden: false }), headers: { 'x-primero-ignored': /\bconsent_overridden\b/ } },
  },
]

const answering: GoldenCase[] = [
  {
    rule: 'api-records 20.4 accepted',
    title: 'the nurse accepts, and goes on reading',
    as: 'clara',
    given: referred,
    call: answer(referral(), 'accepted'),
    expect: ok({
      status: 'accepted',
      responded_at: justNow,
      record_access_denied: false,
      user_can_accept_or_reject: false,
      record: { id: madeId },
    }),
    then: [
      readsMade('clara'),
      readsMade('reem', {
        referred_users_accepted: ['clara'],
        referred_users_pending: [],
        assigned_user_names: ['clara'],
      }),
    ],
  },
  {
    rule: 'api-records 20.4 rejected',
    title: 'she rejects with her reason, and is out',
    as: 'clara',
    given: referred,
    call: answer(referral(), 'rejected', { rejected_reason: 'no room' }),
    expect: {
      ...ok({ status: 'rejected', rejected_reason: 'no room', responded_at: justNow, record_access_denied: true }),
      absent: ['/data/record'],
      silentOn: ['Mansour'],
    },
    then: [
      isShutOut('clara'),
      readsMade('reem', { assigned_user_names: [], referred_users: [], last_referral_rejected_at: justNow }),
      shows('reem', url, [{ status: 'rejected', rejected_reason: 'no room', responded_at: anyMoment }]),
      shows('reem', `${made}/alerts`, []),
    ],
  },
  {
    rule: 'api-records 20.4 done',
    title: 'she is done: the service is given, with what she says of it, and she is out',
    as: 'clara',
    given: [
      ...withService,
      step('reem', refer('clara', ofService), 'sent'),
      step('clara', answer(referral(), 'accepted')),
    ],
    call: answer(referral(), 'done', { rejection_note: 'seen, no wound' }),
    expect: {
      ...ok({ status: 'done', rejection_note: 'seen, no wound', record_access_denied: true }),
      absent: ['/data/record'],
    },
    then: [
      isShutOut('clara'),
      readsMade('reem', {
        services_section: [
          {
            unique_id: health.unique_id,
            service_implemented: 'implemented',
            service_implemented_day_time: justNow,
            note_on_referral_from_provider: 'seen, no wound',
          },
        ],
        last_referral_done_at: justNow,
        assigned_user_names: [],
      }),
    ],
  },
  {
    rule: 'departure done-when-it-was-done',
    title: 'when the work was done is told, not when it was accepted',
    as: 'clara',
    given: [...accepted, { minutes: 30 }],
    call: answer(referral(), 'done'),
    expect: ok({ status: 'done', responded_at: justNow }),
  },
  {
    rule: 'api-records 20.4 done',
    title: 'a day of the service that stands there stays',
    as: 'clara',
    given: [
      opens('reem', {
        ...consent,
        services_section: [{ ...health, service_implemented_day_time: '2026-01-06T09:00:00.000Z' }],
      }),
      step('reem', refer('clara', ofService), 'sent'),
      step('clara', answer(referral(), 'accepted')),
    ],
    call: answer(referral(), 'done'),
    expect: ok({ status: 'done' }),
    then: [readsMade('reem', { services_section: [{ service_implemented_day_time: '2026-01-06T09:00:00.000Z' }] })],
  },
  {
    rule: 'api-records 20.4 revoked',
    title: 'the owner takes a referral back, from whatever state',
    as: 'reem',
    given: accepted,
    call: takesBack,
    expect: ok({ id: '{{sent.data.id}}', status: 'revoked', record: { id: madeId, assigned_user_names: [] } }),
    then: [isShutOut('clara'), readsMade('reem', { referred_users: [], referred_users_present: false })],
  },
  {
    rule: 'api-records 20.4 revoked',
    title: 'so does who may remove people from the team’s cases',
    as: 'badr',
    given: referred,
    call: takesBack,
    expect: ok({ status: 'revoked' }),
    then: [isShutOut('clara')],
  },
  {
    rule: 'api-records 20.4 revoked',
    title: 'taken back twice is taken back once',
    as: 'reem',
    given: [...referred, step('reem', takesBack)],
    call: takesBack,
    expect: ok({ status: 'revoked' }),
  },
]

const wrongState = (
  title: string,
  given: GoldenCase['given'],
  status: string,
  stays: string,
  isOut = false,
): GoldenCase => ({
  rule: 'api-records 20.4 unchanged',
  title,
  as: 'clara',
  given: given ?? [],
  call: answer(referral(), status),
  expect: ok({ status: stays, record_access_denied: isOut }),
  then: [shows('reem', url, [{ status: stays }])],
})
const rejected = [...referred, step('clara', answer(referral(), 'rejected'))]
const finished = [...accepted, step('clara', answer(referral(), 'done'))]

const unchanged: GoldenCase[] = [
  wrongState('what is not accepted is not done', referred, 'done', 'in_progress'),
  wrongState('what is accepted is not rejected any more', accepted, 'rejected', 'accepted'),
  wrongState('accepted twice is accepted once', accepted, 'accepted', 'accepted'),
  wrongState('what was rejected is not accepted by the same referral', rejected, 'accepted', 'rejected', true),
  wrongState('a rejection that is sent again changes nothing', rejected, 'rejected', 'rejected', true),
  wrongState('what is done is not accepted again', finished, 'accepted', 'done', true),
  wrongState('done twice is done once', finished, 'done', 'done', true),
  wrongState('an answer that nobody knows changes nothing', referred, 'perhaps', 'in_progress'),
  wrongState('nobody takes back by answering', referred, 'revoked', 'in_progress'),
]

const notHis = (title: string, as: PersonName, status: string, given: GoldenCase['given'] = referred): GoldenCase => ({
  rule: 'departure only-the-recipient-answers-a-referral',
  title,
  as,
  given,
  call: answer(referral(), status),
  expect: refused,
  then: [readsMade('reem', { referred_users: unordered(given.length > 2 ? ['clara', 'cyrus'] : ['clara']) })],
})
const twoReferred = [...referred, step('reem', refer('cyrus'), 'second')]

const whose: GoldenCase[] = [
  notHis('the owner does not accept for the nurse', 'reem', 'accepted'),
  notHis('nor reject', 'reem', 'rejected'),
  notHis('nor does the owner’s manager', 'badr', 'rejected'),
  notHis('another nurse who was referred the case does not answer for her', 'cyrus', 'accepted', twoReferred),
  notHis('nor end her work', 'cyrus', 'rejected', twoReferred),
  notHis('who does not reach the case answers nothing', 'tomas', 'accepted'),
  {
    rule: 'departure referrals-taken-back-by-the-owner',
    title: 'a recipient rejects, and does not take back',
    as: 'clara',
    given: referred,
    call: takesBack,
    expect: refused,
    then: [readsMade('clara')],
  },
  {
    rule: 'departure referrals-taken-back-by-the-owner',
    title: 'another recipient takes nothing back',
    as: 'cyrus',
    given: twoReferred,
    call: takesBack,
    expect: refused,
    then: [readsMade('clara')],
  },
  {
    rule: 'departure revoked-is-over',
    title: 'what was taken back is not accepted any more, and tells nothing',
    as: 'clara',
    given: [...referred, step('reem', takesBack)],
    call: answer(referral(), 'accepted'),
    expect: { ...refused, silentOn: ['please see'] },
    then: [isShutOut('clara')],
  },
  {
    rule: 'api-records 20.4 not-by-another-url',
    title: 'a referral is not answered under the address of another case',
    as: 'clara',
    given: [
      ...referred,
      opens('reem', consent, 'other'),
      step('reem', post('/api/v2/cases/{{other.data.id}}/referrals', { transitioned_to: 'clara' })),
    ],
    call: patch('/api/v2/cases/{{other.data.id}}/referrals/{{sent.data.id}}', { status: 'accepted' }),
    expect: { status: 403, body: forbidden('/api/v2/cases/{{other.data.id}}/referrals/{{sent.data.id}}') },
    then: [shows('reem', url, [{ status: 'in_progress' }])],
  },
  {
    rule: 'api-records 20.4 not-by-another-url',
    title: 'nor taken back there',
    as: 'reem',
    given: [...referred, opens('reem', consent, 'other')],
    call: { method: 'DELETE', path: '/api/v2/cases/{{other.data.id}}/referrals/{{sent.data.id}}' },
    expect: { status: 403 },
    then: [readsMade('clara')],
  },
  {
    rule: 'api-records 20.4 not-by-another-url',
    title: 'a referral that does not exist is not found',
    as: 'reem',
    given: opened,
    call: patch(`${url}/${unused.one}`, { status: 'accepted' }),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
  },
]

const later: GoldenCase[] = [
  {
    rule: 'workflow 1.4 access-until-all-end',
    title: 'of two referrals the first that ends leaves her in',
    as: 'clara',
    given: [...referred, step('reem', refer('clara'), 'second')],
    call: answer(referral(), 'rejected'),
    expect: ok({ status: 'rejected', record_access_denied: false, record: { assigned_user_names: ['clara'] } }),
    then: [readsMade('clara'), readsMade('reem', { assigned_user_names: ['clara'], referred_users: ['clara'] })],
  },
  {
    rule: 'workflow 1.4 access-until-all-end',
    title: 'the second lets her go',
    as: 'reem',
    given: [...referred, step('reem', refer('clara'), 'second'), step('clara', answer(referral(), 'rejected'))],
    call: { method: 'DELETE', path: referral('second') },
    expect: ok({ status: 'revoked' }),
    then: [isShutOut('clara'), readsMade('reem', { assigned_user_names: [] })],
  },
  {
    rule: 'api-records 20.2 weighed-again-on-accepting',
    title: 'a case whose consent is gone is not accepted',
    as: 'clara',
    given: [...referred, step('reem', patch(made, { consent_for_services: false }))],
    call: answer(referral(), 'accepted'),
    expect: noConsent(referral()),
    then: [shows('reem', url, [{ status: 'in_progress' }])],
  },
  {
    rule: 'departure withdrawal-blocks-no-end',
    title: 'consent that is gone keeps nobody from rejecting',
    as: 'clara',
    given: [...referred, step('reem', patch(made, { consent_for_services: false }))],
    call: answer(referral(), 'rejected'),
    expect: ok({ status: 'rejected', responded_at: justNow }),
  },
  {
    rule: 'departure withdrawal-blocks-no-end',
    title: 'nor from finishing what was accepted',
    as: 'clara',
    given: [
      ...withService,
      step('reem', refer('clara', ofService), 'sent'),
      step('clara', answer(referral(), 'accepted')),
      step('reem', patch(made, { consent_for_services: false })),
    ],
    call: answer(referral(), 'done'),
    expect: ok({ status: 'done' }),
    then: [readsMade('reem', { services_section: [{ service_implemented: 'implemented' }] })],
  },
  {
    rule: 'departure withdrawal-blocks-no-end',
    title: 'nor from taking back',
    as: 'reem',
    given: [...accepted, step('reem', patch(made, { disclosure_other_orgs: false }))],
    call: takesBack,
    expect: ok({ status: 'revoked' }),
  },
  {
    rule: 'departure withdrawal-shuts-out',
    title: 'with consent to it gone, whom a case was referred to reads it no more',
    as: 'reem',
    given: accepted,
    call: patch(made, { consent_for_services: false }),
    expect: { status: 200 },
    then: [isShutOut('clara'), { as: 'clara', call: get('/api/v2/cases'), expect: { status: 200, rowsById: [] } }],
  },
  {
    rule: 'departure withdrawal-shuts-out',
    title: 'a referral that overrode consent goes on',
    as: 'olga',
    given: [opens('olga', {}), step('olga', refer('clara', { consent_overridden: true, notes: 'she bleeds' }), 'sent')],
    call: patch(made, { consent_for_services: false }),
    expect: { status: 200 },
    then: [readsMade('clara')],
  },
  {
    rule: 'api-records 20.4 never-by-update',
    title: 'a plain update refers to nobody',
    as: 'reem',
    given: opened,
    call: patch(made, {
      referred_users: ['clara'],
      referred_users_accepted: ['clara'],
      assigned_user_names: ['clara'],
    }),
    expect: { status: 200, headers: { 'x-primero-ignored': /\breferred_users\b/ } },
    then: [isShutOut('clara')],
  },
  {
    rule: 'workflow 1.3 referrals-stay',
    title: 'the new owner takes a referral of the one before back',
    as: 'rico',
    given: [...accepted, step('badr', assign('rico'))],
    call: takesBack,
    expect: ok({ status: 'revoked' }),
    then: [isShutOut('clara')],
  },
  {
    rule: 'departure referrals-taken-back-by-the-owner',
    title: 'who sent a referral and owns the case no more does not',
    as: 'reem',
    given: [...accepted, step('badr', assign('rico'))],
    call: takesBack,
    expect: refused,
    then: [readsMade('clara')],
  },
]

const servicesOnly = [
  opens('reem', { ...consent, services_section: [health], address_current: 'Well Street' }),
  step('reem', refer('clara', { authorized_role_unique_id: 'golden-referral-services' }), 'sent'),
]

const limited: GoldenCase[] = [
  {
    rule: 'api-records 5.1 authorized-role-of-a-referral',
    title: 'a referral that names a role shows that role’s forms',
    as: 'clara',
    given: servicesOnly,
    call: get(made),
    expect: {
      status: 200,
      contains: {
        data: {
          id: madeId,
          services_section: [{ unique_id: health.unique_id }],
          permitted_forms: both(keys(['services']), { services: 'rw' }),
        },
      },
      absent: ['/data/name', '/data/name_first', '/data/age', '/data/sex', '/data/address_current'],
      silentOn: ['Mansour', 'Well Street'],
    },
  },
  {
    rule: 'api-records 5.1 authorized-role-of-a-referral',
    title: 'nor more when it is asked for by name',
    as: 'clara',
    given: servicesOnly,
    call: get(`${made}?fields=name,age,sex,address_current,services_section`),
    expect: {
      status: 200,
      contains: { data: { services_section: [{ unique_id: health.unique_id }] } },
      absent: ['/data/name', '/data/age', '/data/sex', '/data/address_current'],
      silentOn: ['Mansour', 'Well Street'],
    },
  },
  {
    rule: 'departure referred-lists-as-the-record',
    title: 'nor in a list',
    as: 'clara',
    given: servicesOnly,
    call: get('/api/v2/cases?fields=name,age,sex,address_current'),
    expect: {
      status: 200,
      rowsById: [madeId],
      absent: ['/data/0/name', '/data/0/age', '/data/0/sex', '/data/0/address_current'],
      silentOn: ['Mansour', 'Well Street'],
    },
  },
  {
    rule: 'departure referred-lists-as-the-record',
    title: 'nor by a filter on what that role does not show',
    as: 'clara',
    given: [...servicesOnly, step('reem', patch(made, { age: 9 }))],
    call: get('/api/v2/cases?age=9..9'),
    expect: { status: 200, rowsById: [] },
  },
  {
    rule: 'api-records 5.1 authorized-role-of-a-referral',
    title: 'she writes what that role writes, and nothing else',
    as: 'clara',
    given: servicesOnly,
    call: patch(made, {
      services_section: [{ unique_id: health.unique_id, service_provider: 'Hill Clinic' }],
      age: 99,
    }),
    expect: {
      status: 200,
      contains: { data: { services_section: [{ service_provider: 'Hill Clinic' }] } },
      absent: ['/data/age'],
    },
    then: [readsMade('reem', { age: 8 })],
  },
  {
    rule: 'api-records 5.1 permitted-forms-only-for-referred',
    title: 'the owner is told of no forms',
    as: 'reem',
    given: servicesOnly,
    call: get(made),
    expect: {
      status: 200,
      contains: { data: { age: 8 } },
      absent: ['/data/permitted_forms', '/data/permitted_form_actions'],
    },
  },
  {
    rule: 'departure authorized-role-is-one',
    title: 'a role that is not meant for referrals is not named in one',
    as: 'reem',
    given: opened,
    call: refer('clara', { authorized_role_unique_id: 'golden-superuser' }),
    expect: {
      status: 422,
      contains: { errors: [{ status: 422, resource: url, detail: 'authorized_role_unique_id' }] },
    },
    then: [nothingSent('referrals')],
  },
]

const remote: GoldenCase[] = [
  {
    rule: 'api-records 20.4 remote',
    title: 'a referral to another system lets nobody in',
    as: 'reem',
    given: withService,
    call: post(url, {
      remote: true,
      transitioned_to_remote: 'doctor@other.example',
      transitioned_to_agency: 'Other Agency',
      ...ofService,
      notes: 'abroad',
    }),
    expect: {
      status: 200,
      body: {
        data: transition(
          {
            type: 'Referral',
            status: 'in_progress',
            by: 'reem',
            record: { services_section: [{ service_status_referred: true }] },
          },
          {
            remote: true,
            transitioned_to_remote: 'doctor@other.example',
            transitioned_to_agency: 'Other Agency',
            ...ofService,
            notes: 'abroad',
            user_can_accept_or_reject: false,
          },
        ),
      },
    },
    then: [
      readsMade('reem', { status: 'open', assigned_user_names: [], referred_users: [], referred_users_present: false }),
      shows('reem', `${made}/alerts`, []),
    ],
  },
  {
    rule: 'api-records 20.4 remote',
    title: 'who is named in it is not let in either, and cannot answer',
    as: 'clara',
    given: [opens('reem'), step('reem', refer('clara', { remote: true }), 'sent')],
    call: answer(referral(), 'accepted'),
    expect: refused,
    then: [
      isShutOut('clara'),
      shows('reem', url, [{ remote: true, status: 'in_progress', user_can_accept_or_reject: false }]),
    ],
  },
  {
    rule: 'api-records 20.4 remote',
    title: 'it is taken back like any other',
    as: 'reem',
    given: [opens('reem'), step('reem', refer('clara', { remote: true }), 'sent')],
    call: takesBack,
    expect: ok({ status: 'revoked', remote: true }),
  },
]

const all = '/api/v2/cases/referrals'
const two = [opens('reem'), opens('reem', consent, 'other')]
const ids = [madeId, '{{other.data.id}}']
const bulk = (list: string[]) => post(all, { ids: list, transitioned_to: 'clara', notes: 'both' })

const many: GoldenCase[] = [
  {
    rule: 'api-records 20.4 bulk',
    title: 'several cases are referred at once, each with its own referral',
    as: 'reem',
    given: two,
    call: bulk(ids),
    expect: {
      status: 200,
      contains: { data: unordered(ids.map((record_id) => ({ type: 'Referral', status: 'in_progress', record_id }))) },
    },
    then: [{ as: 'clara', call: get('/api/v2/cases'), expect: { status: 200, set: ids } }],
  },
  {
    rule: 'api-records 20.4 bulk',
    title: 'no case, no referral',
    as: 'reem',
    given: two,
    call: bulk([]),
    expect: { status: 200, body: { data: [] } },
  },
  {
    rule: 'api-records 20.4 bulk',
    title: 'one that is out of reach refuses all',
    as: 'reem',
    given: two,
    call: bulk([madeId, records.yusuf.id]),
    expect: { status: 403, body: forbidden(all) },
    then: [nothingSent('referrals'), isShutOut('clara')],
  },
  {
    rule: 'departure bulk-all-or-nothing',
    title: 'one without consent refuses all, whatever its place among them',
    as: 'reem',
    given: [opens('reem'), opens('reem', {}, 'other')],
    call: bulk(ids),
    expect: { status: 422, contains: { errors: [{ status: 422, resource: all, detail: 'consent' }] } },
    then: [nothingSent('referrals'), isShutOut('clara')],
  },
]

const seen: GoldenCase[] = [
  {
    rule: 'api-records 20.4 list-filtered',
    title: 'the owner sees every referral of his case',
    as: 'reem',
    given: twoReferred,
    call: get(url),
    expect: {
      status: 200,
      contains: { data: unordered([{ transitioned_to: 'clara' }, { transitioned_to: 'cyrus' }]) },
      absent: ['/metadata', '/data/0/record'],
    },
  },
  {
    rule: 'api-records 20.4 list-filtered',
    title: 'a recipient sees those that were sent to him',
    as: 'cyrus',
    given: twoReferred,
    call: get(url),
    expect: {
      status: 200,
      contains: { data: [{ transitioned_to: 'cyrus', user_can_accept_or_reject: true }] },
      silentOn: ['clara'],
    },
  },
  {
    rule: 'api-records 20.4 list-filtered',
    title: 'who leads the owner’s team sees every one',
    as: 'badr',
    given: twoReferred,
    call: get(url),
    expect: {
      status: 200,
      contains: { data: unordered([{ transitioned_to: 'clara' }, { transitioned_to: 'cyrus' }]) },
    },
  },
  {
    rule: 'api-records 20.4 list-filtered',
    title: 'who does not read the case sees none',
    as: 'tomas',
    given: twoReferred,
    call: get(url),
    expect: { status: 403, body: forbidden(url) },
  },
  {
    rule: 'api-records 20.7 all-kinds',
    title: 'all that happened to a case stands in one list',
    as: 'rico',
    given: [
      ...referred,
      step('reem', post(`${made}/transfers`, { transitioned_to: 'tomas' })),
      step('badr', assign('rico')),
    ],
    call: get(`${made}/transitions`),
    expect: {
      status: 200,
      contains: { data: unordered([{ type: 'Referral' }, { type: 'Transfer' }, { type: 'Assign' }]) },
      absent: ['/metadata'],
    },
  },
  {
    rule: 'api-records 20.7 all-kinds',
    title: 'kinds are asked for by name',
    as: 'rico',
    given: [
      ...referred,
      step('reem', post(`${made}/transfers`, { transitioned_to: 'tomas' })),
      step('badr', assign('rico')),
    ],
    call: get(`${made}/transitions?types=Assign,Transfer`),
    expect: { status: 200, contains: { data: unordered([{ type: 'Transfer' }, { type: 'Assign' }]) } },
  },
  {
    rule: 'api-records 20.7 all-kinds',
    title: 'a recipient sees there his own referral, and no other’s',
    as: 'clara',
    given: twoReferred,
    call: get(`${made}/transitions`),
    expect: { status: 200, contains: { data: [{ transitioned_to: 'clara' }] }, silentOn: ['cyrus'] },
  },
  {
    rule: 'api-records 20.7 all-kinds',
    title: 'incidents have such a list',
    as: 'badr',
    given: [
      step('reem', post('/api/v2/incidents', { module_id: 'primeromodule-cp' }), 'event'),
      step('badr', post('/api/v2/incidents/{{event.data.id}}/assigns', { transitioned_to: 'rico' })),
    ],
    call: get('/api/v2/incidents/{{event.data.id}}/transitions'),
    expect: { status: 200, contains: { data: [{ type: 'Assign', record_type: 'incident' }] } },
  },
  {
    rule: 'api-records 20.4 audited',
    title: 'what becomes of a referral is in the audit under its name',
    as: 'audi',
    given: accepted,
    call: get('/api/v2/audit_logs?user_name=clara&audit_log_actions[0]=refer_accepted'),
    expect: { status: 200, contains: { data: [{ action: 'refer_accepted', user_name: 'clara', record_id: madeId }] } },
    then: [
      shows('audi', '/api/v2/audit_logs?user_name=reem&audit_log_actions[0]=refer', [
        { action: 'refer', record_id: madeId },
      ]),
    ],
  },
]

export const cases: GoldenCase[] = [
  ...sending,
  ...recipients,
  ...consents,
  ...answering,
  ...unchanged,
  ...whose,
  ...later,
  ...limited,
  ...remote,
  ...many,
  ...seen,
]
