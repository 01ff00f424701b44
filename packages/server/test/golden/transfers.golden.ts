// Offering a case to somebody else, who takes it over or does not (api-records 20.5, workflow 1.4).
import { forbidden, get, patch, post, step } from './calls.ts'
import {
  answer,
  assign,
  consent,
  cp,
  isShutOut,
  made,
  madeId,
  noConsent,
  notEligible,
  nothingSent,
  opens,
  opensForSurvivor,
  readsMade,
  shows,
  transfer,
  transferred,
  transition,
} from './case-work.ts'
import { anyMoment, anyText, type Expect, type GoldenCase, justNow, unordered } from './golden.ts'
import type { PersonName } from './people.ts'
import { at, records, unused } from './world.ts'

const url = `${made}/transfers`
const opened = [opens('reem')]
const offered = [opens('reem'), step('reem', transfer('tomas'), 'sent')]
const waits: Expect = { status: 200, contains: { data: { status: 'in_progress' } } }
const stays = readsMade('reem', { owned_by: 'reem' })

const sending: GoldenCase[] = [
  {
    rule: 'api-records 20.5 create',
    title: 'a case is offered to somebody, who sees it at once; it stays its owner’s',
    as: 'reem',
    given: opened,
    call: transfer('tomas'),
    expect: {
      status: 200,
      body: {
        data: transition(
          {
            type: 'Transfer',
            status: 'in_progress',
            by: 'reem',
            to: 'tomas',
            record: { assigned_user_names: ['tomas'], transfer_status: 'in_progress', last_updated_at: justNow },
          },
          { notes: 'she moves to you', user_can_accept_or_reject: false },
        ),
      },
    },
    then: [
      readsMade('tomas', { owned_by: 'reem' }),
      readsMade('reem', { transferred_to_users: ['tomas'], reassigned_transferred_on: justNow }),
      readsMade('badr', { transferred_to_user_groups: ['golden-quay'] }),
    ],
  },
  {
    rule: 'api-records 20.5 create',
    title: 'a supervisor offers a case of his team',
    as: 'badr',
    given: opened,
    call: transfer('tomas'),
    expect: { status: 200, contains: { data: { transitioned_by: 'badr', record_owned_by: 'reem' } } },
  },
  {
    rule: 'api-records 20.5 list',
    title: 'whom a case was offered to may say yes or no, and reads so',
    as: 'tomas',
    given: offered,
    call: get(url),
    expect: {
      status: 200,
      contains: { data: [{ id: '{{sent.data.id}}', status: 'in_progress', user_can_accept_or_reject: true }] },
      absent: ['/metadata', '/data/0/record'],
    },
  },
  {
    rule: 'api-records 20.5 list',
    title: 'its sender may not',
    as: 'reem',
    given: offered,
    call: get(url),
    expect: { status: 200, contains: { data: [{ user_can_accept_or_reject: false }] } },
  },
  {
    rule: 'api-records 20.5 list',
    title: 'who does not read the case sees no transfers of it',
    as: 'carol',
    given: offered,
    call: get(url),
    expect: { status: 403, body: forbidden(url) },
  },
  {
    rule: 'api-records 20.5 create-needs-its-right',
    title: 'a case is not offered without the right',
    as: 'clara',
    given: [opens('reem'), step('reem', post(`${made}/referrals`, { transitioned_to: 'clara' }))],
    call: transfer('tomas'),
    expect: { status: 403, body: forbidden(url) },
    then: [nothingSent('transfers')],
  },
  {
    rule: 'api-records 20.5 create-needs-its-right',
    title: 'nor beyond one’s reach',
    as: 'reem',
    call: post(`${at('yusuf')}/transfers`, { transitioned_to: 'tomas' }),
    expect: { status: 403, body: forbidden(`${at('yusuf')}/transfers`) },
  },
  {
    rule: 'departure no-transfer-by-a-guest',
    title: 'who was referred a case does not offer it to a third, though his role transfers',
    as: 'tomas',
    given: [opens('reem'), step('reem', post(`${made}/referrals`, { transitioned_to: 'tomas' }))],
    call: transfer('rico'),
    expect: { status: 403, body: forbidden(url) },
    then: [nothingSent('transfers')],
  },
  {
    rule: 'departure no-transfer-by-a-guest',
    title: 'nor does who has not accepted it yet',
    as: 'tomas',
    given: offered,
    call: transfer('rico'),
    expect: { status: 403, body: forbidden(url) },
  },
  {
    rule: 'api-records 20.5 unknown-first',
    title: 'a case that does not exist is not offered, whoever asks',
    as: 'ibra',
    call: post(`/api/v2/cases/${unused.one}/transfers`, { transitioned_to: 'tomas' }),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
  },
  {
    rule: 'api-records 20.5 alert',
    title: 'an offer shows as one alert, however many there are',
    as: 'reem',
    given: [...offered, step('reem', transfer('rico'))],
    call: get(`${made}/alerts`),
    expect: {
      status: 200,
      contains: { data: [{ alert_for: 'transfer', type: 'transfer', form_unique_id: 'transfers_assignments' }] },
    },
  },
]

const to = (title: string, name: string, rule = 'api-records 20.2 eligible'): GoldenCase => ({
  rule,
  title,
  as: 'reem',
  given: opened,
  call: transfer(name),
  expect: notEligible(url),
  then: [nothingSent('transfers'), stays],
})

const recipients: GoldenCase[] = [
  to('nobody transfers to himself', 'reem'),
  to('a disabled person receives no transfer', 'xenia'),
  to('nor does an unverified one', 'ugo'),
  to('nor who has not the right to receive', 'clara'),
  to('managing all cases is not that right', 'kim'),
  to('nor a role of maintenance, though it has the right', 'mags'),
  to('nor a role of the system', 'syd'),
  to('nor somebody of another module', 'gema'),
  to('a name that nobody has is refused in the same words', 'nobody-there', 'api-records 20.2 unknown-recipient'),
]

const without = (title: string, data: object, call = transfer('tomas'), as: PersonName = 'reem'): GoldenCase => ({
  rule: 'workflow 1.2 transfer-consent',
  title,
  as,
  given: [opens(as, data)],
  call,
  expect: noConsent(url),
  then: [nothingSent('transfers', as), readsMade(as, { owned_by: as }), isShutOut('tomas')],
})

const consents: GoldenCase[] = [
  without('without consent no case is offered, and nothing is made', {}),
  without('consent to services is not consent to a transfer', { consent_for_services: true }),
  without('a no is a no', { consent_for_services: true, disclosure_other_orgs: false }),
  without('going to another system needs consent as well', {}, transfer('tomas', { remote: true })),
  {
    rule: 'workflow 1.2 transfer-consent',
    title: 'consent to tell other organisations is enough',
    as: 'reem',
    given: [opens('reem', { disclosure_other_orgs: true })],
    call: transfer('tomas'),
    expect: waits,
  },
  {
    rule: 'workflow 1.2 transfer-consent',
    title: 'a survivor’s consent to services is what counts there',
    as: 'gema',
    given: [opensForSurvivor('gema')],
    call: transfer('gil'),
    expect: waits,
  },
  {
    rule: 'workflow 1.2 transfer-consent',
    title: 'a survivor who has not said yes is not passed on',
    as: 'gema',
    given: [opensForSurvivor('gema', {})],
    call: transfer('gil'),
    expect: noConsent(url),
    then: [nothingSent('transfers', 'gema')],
  },
  {
    rule: 'api-records 20.2 one-error-for-each-rule',
    title: 'each broken rule has its own error',
    as: 'reem',
    given: [opens('reem', {})],
    call: transfer('ibra'),
    expect: {
      status: 422,
      contains: {
        errors: unordered([
          { status: 422, detail: 'consent', message: ['transition.errors.consent'] },
          { status: 422, detail: 'transitioned_to', message: ['transition.errors.to_user_can_receive'] },
        ]),
      },
    },
  },
  {
    rule: 'workflow 1.2 override',
    title: 'who may override consent does, and it is kept that he did, and why',
    as: 'olga',
    given: [opens('olga', {})],
    call: transfer('tomas', { consent_overridden: true, notes: 'in danger at home' }),
    expect: { status: 200, contains: { data: { consent_overridden: true, notes: 'in danger at home' } } },
    then: [readsMade('tomas')],
  },
  {
    rule: 'departure override-needs-its-right',
    title: 'who may not override is heard as if he had not said so',
    as: 'reem',
    given: [opens('reem', {})],
    call: transfer('tomas', { consent_overridden: true }),
    expect: { ...noConsent(url), headers: { 'x-primero-ignored': /\bconsent_overridden\b/ } },
    then: [nothingSent('transfers'), isShutOut('tomas')],
  },
]

const answers = (
  title: string,
  status: string,
  as: PersonName,
  expect: Expect,
  then: GoldenCase['then'] = [],
): GoldenCase => ({
  rule: `api-records 20.5 ${status}`,
  title,
  as,
  given: offered,
  call: answer(transferred(), status),
  expect,
  then,
})
const ok = (data: object): Expect => ({ status: 200, contains: { data } })
const refused: Expect = { status: 403, body: forbidden(transferred()) }
const nothingChanged = [readsMade('reem', { owned_by: 'reem', assigned_user_names: ['tomas'] })]

const answering: GoldenCase[] = [
  answers(
    'whom it is offered to accepts, and it is his',
    'accepted',
    'tomas',
    ok({ status: 'accepted', responded_at: justNow, record_access_denied: false, record: { owned_by: 'tomas' } }),
    [
      readsMade('tomas', {
        owned_by: 'tomas',
        previously_owned_by: 'reem',
        assigned_user_names: [],
        transfer_status: 'accepted',
      }),
      isShutOut('reem'),
    ],
  ),
  answers(
    'whom it is offered to rejects, and is out',
    'rejected',
    'tomas',
    {
      ...ok({ status: 'rejected', responded_at: justNow, record_access_denied: true }),
      absent: ['/data/record'],
      silentOn: ['Mansour'],
    },
    [readsMade('reem', { owned_by: 'reem', assigned_user_names: [], transfer_status: 'rejected' }), isShutOut('tomas')],
  ),
  answers(
    'its sender takes it back, and nobody has answered',
    'revoked',
    'reem',
    { ...ok({ status: 'revoked' }), absent: ['/data/responded_at'] },
    [readsMade('reem', { owned_by: 'reem', assigned_user_names: [], transfer_status: 'revoked' }), isShutOut('tomas')],
  ),
  answers(
    'whom it is offered to may give it back',
    'revoked',
    'tomas',
    { ...ok({ status: 'revoked', record_access_denied: true }), absent: ['/data/responded_at', '/data/record'] },
    [isShutOut('tomas')],
  ),
  answers('a supervisor of the owner takes it back', 'revoked', 'badr', ok({ status: 'revoked' }), [
    isShutOut('tomas'),
  ]),
  answers(
    'who leads the recipient’s team accepts for him',
    'accepted',
    'thea',
    ok({ status: 'accepted', transitioned_to: 'tomas' }),
    [readsMade('tomas', { owned_by: 'tomas', last_updated_by: 'thea' })],
  ),
  answers(
    'who leads the recipient’s team rejects for him',
    'rejected',
    'thea',
    { ...ok({ status: 'rejected', record_access_denied: true }), absent: ['/data/record'] },
    [isShutOut('tomas')],
  ),
  {
    rule: 'api-records 20.5 rejected',
    title: 'a reason is kept with a rejection',
    as: 'tomas',
    given: offered,
    call: answer(transferred(), 'rejected', { rejected_reason: 'we have no room' }),
    expect: ok({ status: 'rejected', rejected_reason: 'we have no room' }),
    then: [shows('reem', url, [{ status: 'rejected', rejected_reason: 'we have no room', responded_at: anyMoment }])],
  },
  ...(['accepted', 'rejected'] as const).flatMap((status): GoldenCase[] => [
    {
      rule: 'departure only-the-recipient-answers-a-transfer',
      title: `its sender cannot answer: ${status}`,
      as: 'reem',
      given: offered,
      call: answer(transferred(), status),
      expect: refused,
      then: nothingChanged,
    },
    {
      rule: 'departure only-the-recipient-answers-a-transfer',
      title: `nor can who reads the case by another referral: ${status}`,
      as: 'clara',
      given: [...offered, step('reem', post(`${made}/referrals`, { transitioned_to: 'clara' }))],
      call: answer(transferred(), status),
      expect: refused,
      then: [readsMade('reem', { owned_by: 'reem', transfer_status: 'in_progress' })],
    },
    {
      rule: 'departure only-the-recipient-answers-a-transfer',
      title: `nor can who leads another team: ${status}`,
      as: 'badr',
      given: offered,
      call: answer(transferred(), status),
      expect: refused,
      then: nothingChanged,
    },
  ]),
  {
    rule: 'departure transfers-taken-back-by-their-side',
    title: 'who only reads the case takes no transfer back',
    as: 'clara',
    given: [...offered, step('reem', post(`${made}/referrals`, { transitioned_to: 'clara' }))],
    call: answer(transferred(), 'revoked'),
    expect: refused,
    then: [readsMade('tomas')],
  },
  {
    rule: 'api-records 20.5 unchanged',
    title: 'the same answer again changes nothing',
    as: 'tomas',
    given: [...offered, step('tomas', answer(transferred(), 'accepted'), 'first')],
    call: answer(transferred(), 'accepted'),
    expect: ok({ status: 'accepted', responded_at: '{{first.data.responded_at}}' }),
  },
  {
    rule: 'api-records 20.5 unchanged',
    title: 'a case that was rejected cannot be accepted any more',
    as: 'tomas',
    given: [...offered, step('tomas', answer(transferred(), 'rejected'))],
    call: answer(transferred(), 'accepted'),
    expect: { ...ok({ status: 'rejected', record_access_denied: true }), absent: ['/data/record'] },
    then: [readsMade('reem', { owned_by: 'reem' }), isShutOut('tomas')],
  },
  {
    rule: 'api-records 20.5 unchanged',
    title: 'nor rejected when it was accepted',
    as: 'tomas',
    given: [...offered, step('tomas', answer(transferred(), 'accepted'))],
    call: answer(transferred(), 'rejected'),
    expect: ok({ status: 'accepted' }),
    then: [readsMade('tomas', { owned_by: 'tomas' })],
  },
  {
    rule: 'api-records 20.5 unchanged',
    title: 'an answer that nobody knows changes nothing',
    as: 'tomas',
    given: offered,
    call: answer(transferred(), 'perhaps'),
    expect: ok({ status: 'in_progress' }),
    then: nothingChanged,
  },
  {
    rule: 'api-records 20.5 unchanged',
    title: 'a transfer is never done',
    as: 'tomas',
    given: offered,
    call: answer(transferred(), 'done'),
    expect: ok({ status: 'in_progress' }),
  },
  {
    rule: 'departure revoked-is-over',
    title: 'what was taken back is not accepted any more, and tells nothing',
    as: 'tomas',
    given: [...offered, step('reem', answer(transferred(), 'revoked'))],
    call: answer(transferred(), 'accepted'),
    expect: { ...refused, silentOn: ['she moves'] },
    then: [readsMade('reem', { owned_by: 'reem' })],
  },
  {
    rule: 'api-records 20.5 not-by-another-url',
    title: 'a transfer is not answered under the address of another case',
    as: 'tomas',
    given: [...offered, opens('tomas', consent, 'own')],
    call: patch('/api/v2/cases/{{own.data.id}}/transfers/{{sent.data.id}}', { status: 'accepted' }),
    expect: { status: 403, body: forbidden('/api/v2/cases/{{own.data.id}}/transfers/{{sent.data.id}}') },
    then: nothingChanged,
  },
  {
    rule: 'api-records 20.5 not-by-another-url',
    title: 'a referral is not answered as a transfer',
    as: 'tomas',
    given: [opens('reem'), step('reem', post(`${made}/referrals`, { transitioned_to: 'tomas' }), 'sent')],
    call: answer(transferred(), 'accepted'),
    expect: { status: 404 },
    then: [readsMade('reem', { owned_by: 'reem' })],
  },
  {
    rule: 'api-records 20.5 not-by-another-url',
    title: 'a transfer that does not exist is not found',
    as: 'reem',
    given: opened,
    call: patch(`${url}/${unused.one}`, { status: 'accepted' }),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
  },
]

const later: GoldenCase[] = [
  {
    rule: 'api-records 20.2 weighed-again-on-accepting',
    title: 'a case whose consent is gone is not accepted',
    as: 'tomas',
    given: [...offered, step('reem', patch(made, { disclosure_other_orgs: false }))],
    call: answer(transferred(), 'accepted'),
    expect: noConsent(transferred()),
    then: [readsMade('reem', { owned_by: 'reem' })],
  },
  ...(
    [
      ['rejected', 'tomas'],
      ['revoked', 'reem'],
    ] as const
  ).map(
    ([status, as]): GoldenCase => ({
      rule: 'departure withdrawal-blocks-no-end',
      title: `consent that is gone keeps nobody from ending a transfer: ${status}`,
      as,
      given: [...offered, step('reem', patch(made, { disclosure_other_orgs: false }))],
      call: answer(transferred(), status),
      expect: ok({ status }),
      then: [isShutOut('tomas')],
    }),
  ),
  {
    rule: 'departure withdrawal-shuts-out',
    title: 'with consent to it gone, whom a case was offered to reads it no more',
    as: 'reem',
    given: offered,
    call: patch(made, { disclosure_other_orgs: false }),
    expect: { status: 200 },
    then: [isShutOut('tomas')],
  },
  {
    rule: 'departure withdrawal-blocks-no-end',
    title: 'a transfer to who was disabled since is taken back',
    as: 'reem',
    given: [...offered, step('kim', patch('/api/v2/users/{{people.tomas.id}}', { disabled: true }))],
    call: answer(transferred(), 'revoked'),
    expect: ok({ status: 'revoked' }),
  },
  {
    rule: 'api-records 20.2 weighed-again-on-accepting',
    title: 'nobody accepts for a person who was disabled since',
    as: 'thea',
    given: [...offered, step('kim', patch('/api/v2/users/{{people.tomas.id}}', { disabled: true }))],
    call: answer(transferred(), 'accepted'),
    expect: notEligible(transferred()),
    then: [readsMade('reem', { owned_by: 'reem' })],
  },
  {
    rule: 'departure accepted-transfer-ends-the-others',
    title: 'of two offers, accepting one ends the other',
    as: 'tomas',
    given: [...offered, step('reem', transfer('rico'), 'second')],
    call: answer(transferred(), 'accepted'),
    expect: ok({ status: 'accepted' }),
    then: [
      isShutOut('rico'),
      readsMade('tomas', { owned_by: 'tomas', transferred_to_users: [] }),
      shows(
        'tomas',
        url,
        unordered([
          { id: '{{sent.data.id}}', status: 'accepted' },
          { id: '{{second.data.id}}', status: 'revoked' },
        ]),
      ),
    ],
  },
  {
    rule: 'workflow 1.4 rejection-ends-its-own',
    title: 'of two offers, rejecting one leaves the other, and its alert',
    as: 'tomas',
    given: [...offered, step('reem', transfer('rico'), 'second')],
    call: answer(transferred(), 'rejected'),
    expect: ok({ status: 'rejected' }),
    then: [readsMade('rico'), shows('reem', `${made}/alerts`, [{ type: 'transfer' }])],
  },
  {
    rule: 'workflow 1.4 access-until-all-end',
    title: 'who was referred the case as well stays when he rejects its transfer',
    as: 'tomas',
    given: [...offered, step('reem', post(`${made}/referrals`, { transitioned_to: 'tomas' }))],
    call: answer(transferred(), 'rejected'),
    expect: ok({ status: 'rejected', record_access_denied: false }),
    then: [readsMade('tomas')],
  },
  {
    rule: 'workflow 1.4 incidents-follow',
    title: 'incidents of a case go with it to whoever accepts it',
    as: 'tomas',
    given: [...offered, step('reem', post('/api/v2/incidents', { incident_case_id: madeId, module_id: cp }), 'event')],
    call: answer(transferred(), 'accepted'),
    expect: ok({ status: 'accepted' }),
    then: [shows('tomas', '/api/v2/incidents/{{event.data.id}}', { owned_by: 'tomas' })],
  },
  {
    rule: 'api-records 20.5 never-by-update',
    title: 'a plain update moves no transfer and no owner',
    as: 'tomas',
    given: offered,
    call: patch(made, {
      owned_by: 'tomas',
      transfer_status: 'accepted',
      transferred_to_users: [],
      assigned_user_names: ['tomas', 'rico'],
    }),
    expect: { status: 200, headers: { 'x-primero-ignored': /^(?=.*\bowned_by\b)(?=.*\btransfer_status\b)/ } },
    then: [readsMade('reem', { owned_by: 'reem', transfer_status: 'in_progress', assigned_user_names: ['tomas'] })],
  },
]

const remote: GoldenCase[] = [
  {
    rule: 'api-records 20.5 remote',
    title: 'a case goes to another system: nobody here gets in, and the case is transferred',
    as: 'reem',
    given: opened,
    call: post(url, {
      remote: true,
      transitioned_to_remote: 'a.worker@other.example',
      transitioned_to_agency: 'Other Agency',
      type_of_export: 'PDF export',
      notes: 'abroad',
    }),
    expect: {
      status: 200,
      body: {
        data: transition(
          { type: 'Transfer', status: 'in_progress', by: 'reem', record: { status: 'transferred' } },
          {
            remote: true,
            transitioned_to_remote: 'a.worker@other.example',
            transitioned_to_agency: 'Other Agency',
            type_of_export: 'PDF export',
            notes: 'abroad',
            user_can_accept_or_reject: false,
          },
        ),
      },
    },
    then: [readsMade('reem', { status: 'transferred', assigned_user_names: [] }), shows('reem', `${made}/alerts`, [])],
  },
  {
    rule: 'api-records 20.5 remote',
    title: 'a recipient who is named in a remote transfer is not let in',
    as: 'reem',
    given: opened,
    call: transfer('tomas', { remote: true }),
    expect: ok({ remote: true, status: 'in_progress', user_can_accept_or_reject: false }),
    then: [isShutOut('tomas')],
  },
]

const all = '/api/v2/cases/transfers'
const two = [opens('reem'), opens('reem', consent, 'other')]
const bulk = (ids: string[], rest: object = {}) =>
  post(all, { ids, transitioned_to: 'tomas', notes: 'both move', ...rest })
const pair = ['{{made.data.id}}', '{{other.data.id}}']

const many: GoldenCase[] = [
  {
    rule: 'api-records 20.5 bulk',
    title: 'several cases are offered at once, each with its own transfer',
    as: 'reem',
    given: two,
    call: bulk(pair),
    expect: {
      status: 200,
      contains: {
        data: unordered(
          pair.map((record_id) => ({ type: 'Transfer', status: 'in_progress', record_id, transitioned_to: 'tomas' })),
        ),
      },
    },
    then: [readsMade('tomas')],
  },
  {
    rule: 'api-records 20.5 bulk',
    title: 'no case, no transfer',
    as: 'reem',
    given: two,
    call: bulk([]),
    expect: { status: 200, body: { data: [] } },
  },
  {
    rule: 'api-records 20.5 bulk',
    title: 'one that is out of reach refuses all',
    as: 'reem',
    given: two,
    call: bulk([madeId, records.yusuf.id]),
    expect: { status: 403, body: forbidden(all) },
    then: [nothingSent('transfers')],
  },
  {
    rule: 'api-records 20.5 bulk',
    title: 'one that does not exist is not among them',
    as: 'reem',
    given: two,
    call: bulk(['0b3c5a1e-7d2f-4e6a-9c8b-1f2e3d4c5b6a', madeId]),
    expect: { status: 200, contains: { data: [{ type: 'Transfer', record_id: madeId, transitioned_to: 'tomas' }] } },
    then: [readsMade('tomas')],
  },
  {
    rule: 'departure bulk-all-or-nothing',
    title: 'one without consent refuses all, whatever its place among them',
    as: 'reem',
    given: [opens('reem'), opens('reem', {}, 'other')],
    call: bulk(pair),
    expect: { status: 422, contains: { errors: [{ status: 422, resource: all, detail: 'consent' }] } },
    then: [nothingSent('transfers'), isShutOut('tomas')],
  },
]

const noticed: GoldenCase[] = [
  {
    rule: 'api-records 20.5 audited',
    title: 'offering and taking over are in the audit under their names',
    as: 'audi',
    given: [...offered, step('tomas', answer(transferred(), 'accepted'))],
    call: get('/api/v2/audit_logs?user_name=tomas&audit_log_actions[0]=transfer_accepted'),
    expect: {
      status: 200,
      contains: { data: [{ action: 'transfer_accepted', user_name: 'tomas', record_id: madeId }] },
    },
    then: [
      shows('audi', '/api/v2/audit_logs?user_name=reem&audit_log_actions[0]=transfer', [
        { action: 'transfer', user_name: 'reem', record_id: madeId },
      ]),
    ],
  },
  {
    rule: 'workflow 1.3 referrals-stay',
    title: 'an offer outlives a new owner, who may take it back',
    as: 'rico',
    given: [...offered, step('badr', assign('rico'))],
    call: answer(transferred(), 'revoked'),
    expect: ok({ status: 'revoked' }),
    then: [isShutOut('tomas')],
  },
  {
    rule: 'api-records 20.2 data-needed',
    title: 'a transfer without data is told so',
    as: 'reem',
    given: opened,
    call: { method: 'POST', path: url, body: {} },
    expect: { status: 422, contains: { errors: [{ status: 422, resource: url, message: anyText }] } },
  },
]

export const cases: GoldenCase[] = [
  ...sending,
  ...recipients,
  ...consents,
  ...answering,
  ...later,
  ...remote,
  ...many,
  ...noticed,
]
