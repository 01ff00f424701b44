// Changing and removing accounts (api-admin 6.1, 6.3; access 3, 7.1, 7.2).
import { forbidden, get, patch, step } from './calls.ts'
import { anyInt, anyList, anyText, type Call, type Expect, type GoldenCase, including, without } from './golden.ts'
import { password } from './people.ts'
import { at } from './world.ts'

const users = '/api/v2/users'
const one = (name: string) => `${users}/{{people.${name}.id}}`
const change = (name: string, data: object): Call => patch(one(name), data)
const list = get('/api/v2/cases')
const secret = 'river-lantern-quiet-42'
const fresh = { password: secret, password_confirmation: secret }
const signIn = (user_name: string, word: string): Call => ({
  method: 'POST',
  path: '/api/v2/tokens',
  body: { user: { user_name, password: word } },
  auth: 'none',
})
const no: Expect = { status: 403, contains: { errors: [{ status: 403, message: 'Forbidden' }] } }
const still = (name: string, data: object) => ({
  as: 'kim',
  call: get(one(name)),
  expect: { status: 200, contains: { data } } as Expect,
})

const oneself: GoldenCase[] = [
  {
    rule: 'api-admin 6.3 own-account',
    title: 'everybody changes what is his own to change',
    as: 'ana',
    call: change('ana', {
      full_name: 'Ana of the River',
      code: 'R-1',
      locale: 'fr',
      services: ['safehouse_service'],
      email: 'ana.river@example.org',
      position: 'Senior case worker',
      phone: '+200',
      location: 'GL0102',
      send_mail: false,
    }),
    expect: {
      status: 200,
      contains: {
        data: {
          id: '{{people.ana.id}}',
          full_name: 'Ana of the River',
          code: 'R-1',
          locale: 'fr',
          services: ['safehouse_service'],
          email: 'ana.river@example.org',
          position: 'Senior case worker',
          phone: '+200',
          location: 'GL0102',
          reporting_location_code: 'GL0102',
          send_mail: false,
        },
        metadata: { total_enabled: anyInt, maximum_users: null },
      },
    },
  },
  {
    rule: 'api-admin 6.3 own-account',
    title: 'nobody gives himself a role, an agency, a team, a name or an end',
    as: 'ana',
    call: change('ana', {
      role_unique_id: 'golden-superuser',
      agency_id: '{{agencies.golden-south.id}}',
      user_group_unique_ids: ['golden-hill'],
      user_group_ids: ['{{groups.golden-hill.id}}'],
      user_name: 'queen',
      disabled: true,
      position: 'Case worker still',
    }),
    expect: {
      status: 200,
      contains: { data: { user_name: 'ana', role_unique_id: 'golden-caseworker', position: 'Case worker still' } },
      headers: { 'x-primero-ignored': /role_unique_id/ },
    },
    then: [
      still('ana', {
        user_name: 'ana',
        role_unique_id: 'golden-caseworker',
        agency_id: '{{agencies.golden-north.id}}',
        user_group_unique_ids: ['golden-river'],
        disabled: false,
      }),
    ],
  },
  {
    rule: 'api-admin 6.3 own-account',
    title: 'an administrator of accounts does not change his own role either',
    as: 'ursa',
    call: change('ursa', { role_unique_id: 'golden-reader', user_group_unique_ids: ['golden-lake', 'golden-river'] }),
    expect: { status: 200, contains: { data: { role_unique_id: 'golden-user-manager' } } },
    then: [still('ursa', { role_unique_id: 'golden-user-manager', user_group_unique_ids: ['golden-lake'] })],
  },
  {
    rule: 'api-admin 6.3 own-account',
    title: 'not even a superuser changes his own role',
    as: 'kim',
    call: change('kim', { role_unique_id: 'golden-reader' }),
    expect: { status: 200, contains: { data: { role_unique_id: 'golden-superuser' } } },
  },
  {
    rule: 'api-admin 6.3 own-password-keeps-the-session',
    title: 'who changes his password stays where he is',
    as: 'ana',
    call: change('ana', fresh),
    expect: { status: 200, contains: { data: { user_name: 'ana' } }, silentOn: [secret] },
    then: [
      { as: 'ana', call: list, expect: { status: 200 } },
      { as: null, call: signIn('ana', password), expect: { status: 401 } },
      { as: null, call: signIn('ana', secret), expect: { status: 200, contains: { user_name: 'ana' } } },
    ],
  },
  {
    rule: 'api-admin 6.3 account-rules',
    title: 'one’s own new password is measured as any other',
    as: 'ana',
    call: change('ana', { password: 'short', password_confirmation: 'short' }),
    expect: {
      status: 422,
      contains: { errors: [{ status: 422, detail: 'password', message: ['errors.models.user.password_length'] }] },
    },
    then: [{ as: null, call: signIn('ana', password), expect: { status: 200 } }],
  },
  {
    rule: 'api-admin 6.3 account-rules',
    title: 'a change that breaks one rule changes nothing',
    as: 'ana',
    call: change('ana', { phone: '+999', locale: 'xx' }),
    expect: {
      status: 422,
      contains: { errors: [{ detail: 'locale', message: ['errors.models.user.invalid_locale'] }] },
    },
    then: [
      {
        as: 'ana',
        call: get(one('ana')),
        expect: { status: 200, contains: { data: { locale: 'en' } }, absent: ['/data/phone'] },
      },
    ],
  },
  {
    rule: 'api-admin 6.3 account-rules',
    title: 'one’s mail address is nobody else’s',
    as: 'ana',
    call: change('ana', { email: 'bilal@example.org' }),
    expect: {
      status: 422,
      contains: { errors: [{ detail: 'email', message: ['errors.models.user.email_uniqueness'] }] },
    },
  },
  {
    rule: 'api-admin 6.2 nulls-omitted',
    title: 'what is taken away is gone',
    as: 'ana',
    call: change('ana', { position: null }),
    expect: { status: 200, contains: { data: { user_name: 'ana' } }, absent: ['/data/position'] },
  },
]

const others: GoldenCase[] = [
  {
    rule: 'api-admin 6.1 update',
    title: 'an administrator changes somebody’s account',
    as: 'kim',
    call: change('lars', { full_name: 'Lars of the Lake', agency_office: 'lake-office', disabled: false }),
    expect: {
      status: 200,
      contains: {
        data: { id: '{{people.lars.id}}', full_name: 'Lars of the Lake', agency_office: 'lake-office' },
        metadata: { total_enabled: anyInt, maximum_users: null },
      },
    },
  },
  {
    rule: 'api-admin 6.1 update',
    title: 'what a change does not name stays',
    as: 'kim',
    call: change('ana', { phone: '+300' }),
    expect: {
      status: 200,
      contains: { data: { phone: '+300', position: 'Case worker', services: ['health_medical_service'] } },
    },
  },
  {
    rule: 'api-admin 6.1 update',
    title: 'who may only read accounts changes none',
    as: 'dawit',
    call: change('ana', { full_name: 'Other' }),
    expect: no,
    then: [still('ana', { full_name: 'Ana Tester' })],
  },
  {
    rule: 'api-admin 6.1 update',
    title: 'a manager changes the accounts of his team, not of another',
    as: 'ursa',
    call: change('ana', { full_name: 'Other' }),
    expect: no,
    then: [
      still('ana', { full_name: 'Ana Tester' }),
      {
        as: 'ursa',
        call: change('lars', { phone: '+7' }),
        expect: { status: 200, contains: { data: { phone: '+7' } } },
      },
    ],
  },
  {
    rule: 'api-admin 6.1 not-found-before-forbidden',
    title: 'an account that is not there is not found, whoever changes it and with whatever',
    as: 'ana',
    call: { method: 'PATCH', path: `${users}/999999`, body: {} },
    expect: { status: 404, contains: { errors: [{ status: 404, resource: `${users}/999999` }] } },
  },
  {
    rule: 'api-admin 0.3 body-before-rights',
    title: 'a change without data is told so before it is asked who changes',
    as: 'ana',
    call: { method: 'PATCH', path: one('bilal'), body: {} },
    expect: { status: 422, contains: { errors: [{ status: 422 }] } },
  },
  {
    rule: 'api-admin 6.3 json-types',
    title: 'values of the wrong kind change nothing',
    as: 'kim',
    call: change('lars', { full_name: 'Other', send_mail: 'no' }),
    expect: {
      status: 422,
      contains: { errors: [{ detail: ['/send_mail'], message: 'Invalid Record JSON' }] },
    },
    then: [still('lars', { full_name: 'Lars Tester' })],
  },
  {
    rule: 'departure user-names-never-change',
    title: 'a user name stays what it was: records and the audit name it',
    as: 'kim',
    call: change('lars', { user_name: 'laurent', phone: '+1' }),
    expect: {
      status: 200,
      contains: { data: { user_name: 'lars', phone: '+1' } },
      headers: { 'x-primero-ignored': /user_name/ },
    },
  },
  {
    rule: 'api-admin 6.3 location-at-the-reporting-level',
    title: 'somebody in a district reports from it',
    as: 'kim',
    call: change('lars', { location: 'GL0102' }),
    expect: { status: 200, contains: { data: { location: 'GL0102', reporting_location_code: 'GL0102' } } },
  },
  {
    rule: 'api-admin 6.3 location-at-the-reporting-level',
    title: 'somebody who is named by a province only reports from no district',
    as: 'kim',
    call: change('ana', { location: 'GL02' }),
    expect: {
      status: 200,
      contains: { data: { location: 'GL02' } },
      absent: ['/data/reporting_location_code'],
    },
  },
  {
    rule: 'api-admin 6.3 records-follow-their-owner',
    title: 'who moves to another agency takes his records along',
    as: 'kim',
    call: change('ana', { agency_id: '{{agencies.golden-south.id}}' }),
    expect: { status: 200, contains: { data: { agency_id: '{{agencies.golden-south.id}}' } } },
    then: [
      {
        as: 'kim',
        call: get(at('yusuf')),
        expect: { status: 200, contains: { data: { owned_by: 'ana', owned_by_agency_id: 'golden-south' } } },
      },
      { as: 'elif', call: get(at('yusuf')), expect: { status: 403 } },
    ],
  },
  {
    rule: 'api-admin 6.3 records-follow-their-owner',
    title: 'who leaves a team is out of its manager’s sight, and so are the records',
    as: 'kim',
    given: [step('dawit', get(at('yusuf')))],
    call: change('ana', { user_group_unique_ids: ['golden-hill'] }),
    expect: { status: 200, contains: { data: { user_group_unique_ids: ['golden-hill'] } } },
    then: [
      { as: 'dawit', call: get(at('yusuf')), expect: { status: 403 } },
      { as: 'grace', call: get(at('yusuf')), expect: { status: 200 } },
    ],
  },
]

const raising: GoldenCase[] = [
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'an administrator gives somebody another role',
    as: 'kim',
    call: change('lars', { role_unique_id: 'golden-reader' }),
    expect: { status: 200, contains: { data: { role_unique_id: 'golden-reader', role_group_permission: 'all' } } },
  },
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'who may write accounts but give no roles changes nobody’s role',
    as: 'cato',
    call: change('lars', { role_unique_id: 'golden-national' }),
    expect: no,
    then: [still('lars', { role_unique_id: 'golden-caseworker' })],
  },
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'sending the role that somebody has gives nothing, and is no refusal',
    as: 'cato',
    call: change('lars', { role_unique_id: 'golden-caseworker', phone: '+8' }),
    expect: { status: 200, contains: { data: { phone: '+8' } } },
  },
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'a manager gives a role of his list for another of his list',
    as: 'ursa',
    call: change('lars', { role_unique_id: 'golden-closer' }),
    expect: { status: 200, contains: { data: { role_unique_id: 'golden-closer' } } },
  },
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'a manager gives no role beyond his list',
    as: 'ursa',
    call: change('lars', { role_unique_id: 'golden-national' }),
    expect: no,
    then: [still('lars', { role_unique_id: 'golden-caseworker' })],
  },
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'a manager takes no role away that he could not give',
    as: 'ursa',
    call: change('wilma', { role_unique_id: 'golden-reader' }),
    expect: no,
    then: [still('wilma', { role_unique_id: 'golden-manager' })],
  },
  {
    rule: 'departure no-way-in-by-another-account',
    title: 'a manager sets no password of somebody whose role he could not give',
    as: 'ursa',
    call: change('wilma', fresh),
    expect: no,
    then: [{ as: null, call: signIn('wilma', password), expect: { status: 200 } }],
  },
  {
    rule: 'departure no-way-in-by-another-account',
    title: 'nor does he turn the way back to a lost password to an address of his own',
    as: 'ursa',
    call: change('wilma', { email: 'ursa.second@example.org' }),
    expect: no,
    then: [still('wilma', { email: 'wilma@example.org' })],
  },
  {
    rule: 'departure no-way-in-by-another-account',
    title: 'what opens no door he may still keep in order',
    as: 'ursa',
    call: change('wilma', { phone: '+9', position: 'Team leader' }),
    expect: { status: 200, contains: { data: { phone: '+9', position: 'Team leader' } } },
  },
  {
    rule: 'departure no-way-in-by-another-account',
    title: 'an administrator reaches no superuser’s account, by whatever key',
    as: 'admina',
    call: change('kim', { phone: '+6' }),
    expect: no,
  },
  {
    rule: 'departure people-within-reach',
    title: 'a manager moves nobody into a team that is not his',
    as: 'ursa',
    call: change('lars', { user_group_unique_ids: ['golden-lake', 'golden-river'] }),
    expect: no,
    then: [still('lars', { user_group_unique_ids: ['golden-lake'] })],
  },
  {
    rule: 'departure people-within-reach',
    title: 'a manager moves nobody out of his own reach',
    as: 'ursa',
    call: change('lars', { user_group_unique_ids: [] }),
    expect: no,
    then: [still('lars', { user_group_unique_ids: ['golden-lake'] })],
  },
]

const ways: GoldenCase[] = [
  {
    rule: 'departure another-password-ends-sessions',
    title: 'a password that an administrator sets ends the person’s sessions, not his own',
    as: 'kim',
    given: [step('lars', list)],
    call: change('lars', fresh),
    expect: { status: 200, contains: { data: { user_name: 'lars' } } },
    then: [
      { as: 'lars', call: list, expect: { status: 401 } },
      { as: 'kim', call: list, expect: { status: 200 } },
      { as: null, call: signIn('lars', secret), expect: { status: 200 } },
    ],
  },
  {
    rule: 'departure disabling-ends-sessions',
    title: 'who is disabled is out with the next call',
    as: 'kim',
    given: [step('lars', list)],
    call: change('lars', { disabled: true }),
    expect: { status: 200, contains: { data: { user_name: 'lars', disabled: true } } },
    then: [
      { as: 'lars', call: list, expect: { status: 401, body: { error: anyText } } },
      { as: null, call: signIn('lars', password), expect: { status: 401 } },
    ],
  },
  {
    rule: 'departure disabling-ends-sessions',
    title: 'who is enabled again signs in anew: the earlier session stays over',
    as: 'kim',
    given: [step('lars', list), step('kim', change('lars', { disabled: true }))],
    call: change('lars', { disabled: false }),
    expect: { status: 200, contains: { data: { disabled: false } } },
    then: [
      { as: 'lars', call: list, expect: { status: 401 } },
      { as: null, call: signIn('lars', password), expect: { status: 200 } },
    ],
  },
  {
    rule: 'departure disabling-ends-sessions',
    title: 'another role counts from the next call of a session that is open',
    as: 'kim',
    given: [step('lars', list)],
    call: change('lars', { role_unique_id: 'golden-closer' }),
    expect: { status: 200, contains: { data: { role_unique_id: 'golden-closer' } } },
    then: [
      {
        as: 'lars',
        call: { method: 'POST', path: '/api/v2/cases', body: { data: { module_id: 'primeromodule-cp' } } },
        expect: { status: 403 },
      },
    ],
  },
  {
    rule: 'departure disabling-ends-sessions',
    title: 'the token of a service account dies with it',
    as: 'kim',
    given: [step('jo', get('/api/v2/cases', { auth: 'token' }))],
    call: change('jo', { disabled: true }),
    expect: { status: 200, contains: { data: { user_name: 'jo', disabled: true } } },
    then: [
      { as: 'jo', call: get('/api/v2/cases', { auth: 'token' }), expect: { status: 401 } },
      { as: 'jo', call: get('/api/v2/cases', { auth: 'basic' }), expect: { status: 401 } },
    ],
  },
  {
    rule: 'api-admin 6.1 update',
    title: 'a manager disables somebody of his team',
    as: 'ursa',
    call: change('lars', { disabled: true }),
    expect: { status: 200, contains: { data: { disabled: true } } },
  },
  {
    rule: 'api-admin 6.3 user-limit',
    title: 'where there are as many as may be, nobody is enabled',
    as: 'kim',
    settings: { system_options: { maximum_users: 1 } },
    call: change('xenia', { disabled: false }),
    expect: { status: 422, contains: { errors: [{ detail: 'base', message: anyList }] } },
    then: [still('xenia', { disabled: true })],
  },
  {
    rule: 'api-admin 6.3 user-limit',
    title: 'where there are as many as may be, those who are there are changed as before',
    as: 'kim',
    settings: { system_options: { maximum_users: 1 } },
    call: change('lars', { phone: '+5' }),
    expect: { status: 200, contains: { data: { phone: '+5' }, metadata: { maximum_users: 1 } } },
  },
  {
    rule: 'api-admin 6.3 terms-need-a-file',
    title: 'nobody moves to an agency that asks for terms it does not show',
    as: 'kim',
    switches: ['terms-of-use'],
    given: [step('kim', patch('/api/v2/agencies/{{agencies.golden-south.id}}', { terms_of_use_enabled: true }))],
    call: change('lars', { agency_id: '{{agencies.golden-south.id}}' }),
    expect: { status: 422, contains: { errors: [{ detail: 'base' }] } },
    then: [still('lars', { agency_id: '{{agencies.golden-west.id}}' })],
  },
]

const removed: GoldenCase[] = [
  {
    rule: 'api-admin 6.1 delete',
    title: 'an account that owns nothing is removed by whom may do everything to accounts',
    as: 'kim',
    given: [step('milo', list)],
    call: { method: 'DELETE', path: one('milo') },
    expect: { status: 200, body: { data: { id: '{{people.milo.id}}' } } },
    then: [
      { as: 'kim', call: get(one('milo')), expect: { status: 404 } },
      { as: 'milo', call: list, expect: { status: 401 } },
      { as: null, call: signIn('milo', password), expect: { status: 401 } },
      {
        as: 'kim',
        call: get(`${users}?per=1000`),
        expect: { status: 200, contains: { data: without([{ user_name: 'milo' }]) } },
      },
    ],
  },
  {
    rule: 'api-admin 6.1 delete',
    title: 'the right to write accounts removes none',
    as: 'cato',
    call: { method: 'DELETE', path: one('milo') },
    expect: no,
    then: [still('milo', { user_name: 'milo' })],
  },
  {
    rule: 'api-admin 6.1 delete',
    title: 'an account that is not there cannot be removed, whoever tries',
    as: 'ana',
    call: { method: 'DELETE', path: `${users}/999999` },
    expect: { status: 404 },
  },
  {
    rule: 'departure names-are-never-used-again',
    title: 'the name of somebody who was removed is nobody else’s ever',
    as: 'kim',
    given: [step('kim', { method: 'DELETE', path: one('milo') })],
    call: {
      method: 'POST',
      path: users,
      body: {
        data: {
          user_name: 'milo',
          full_name: 'Another Milo',
          agency_id: '{{agencies.golden-west.id}}',
          role_unique_id: 'golden-reader',
          ...fresh,
        },
      },
    },
    expect: {
      status: 422,
      contains: { errors: [{ detail: 'user_name', message: ['errors.models.user.user_name_uniqueness'] }] },
    },
  },
  {
    rule: 'departure owners-are-not-removed',
    title: 'who owns records is not removed: they would be out of everybody’s reach',
    as: 'kim',
    call: { method: 'DELETE', path: one('ana') },
    expect: { status: 422, contains: { errors: [{ status: 422, detail: 'base', message: anyList }] } },
    then: [still('ana', { user_name: 'ana' })],
  },
  {
    rule: 'departure owners-are-not-removed',
    title: 'nobody removes himself',
    as: 'kim',
    call: { method: 'DELETE', path: one('kim') },
    expect: { status: 403, body: forbidden(one('kim')) },
  },
  {
    rule: 'api-admin 6.1 list-scope',
    title: 'who moved into the team is in its manager’s list',
    as: 'ursa',
    given: [step('kim', change('cato', { user_group_unique_ids: ['golden-lake'] }))],
    call: get(`${users}?per=1000`),
    expect: { status: 200, contains: { data: including([{ user_name: 'cato' }, { user_name: 'lars' }]) } },
  },
]

export const cases: GoldenCase[] = [...oneself, ...others, ...raising, ...ways, ...removed]
