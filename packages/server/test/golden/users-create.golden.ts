// Making accounts (api-admin 6.1, 6.3; access 3, 7.1). Nobody makes an account that may do what he may not give.
import { forbidden, get, post, step } from './calls.ts'
import {
  anyInt,
  anyList,
  anyMoment,
  anyText,
  type Call,
  type Expect,
  type GoldenCase,
  including,
  setOf,
  unordered,
  without,
} from './golden.ts'
import { password } from './people.ts'

const users = '/api/v2/users'
const secret = 'river-lantern-quiet-42'
const good = {
  user_name: 'ada',
  full_name: 'Ada Tester',
  email: 'ada@example.org',
  agency_id: '{{agencies.golden-west.id}}',
  role_unique_id: 'golden-reader',
  user_group_unique_ids: ['golden-lake'],
  password: secret,
  password_confirmation: secret,
}
const without_ = (...names: string[]) =>
  Object.fromEntries(Object.entries(good).filter(([name]) => !names.includes(name)))
const create = (more: object = {}, ...left: string[]): Call => post(users, { ...without_(...left), ...more })
const found = (name: string) => get(`${users}?user_name=${name}&per=1000`)
const signIn = (user_name: string, word = secret): Call => ({
  method: 'POST',
  path: '/api/v2/tokens',
  body: { user: { user_name, password: word } },
  auth: 'none',
})
const refused = (detail: unknown, message: unknown): Expect => ({
  status: 422,
  contains: { errors: [{ status: 422, resource: users, detail, message }] },
})
const nobodyNew = { as: 'kim', call: found('ada'), expect: { status: 200, contains: { data: [] } } }

/** One broken rule of an account, one error. */
const broken = (title: string, call: Call, detail: unknown, message: unknown, as = 'kim'): GoldenCase => ({
  rule: 'api-admin 6.3 account-rules',
  title,
  as,
  call,
  expect: refused(detail, message),
  then: [nobodyNew],
})

const made: GoldenCase[] = [
  {
    rule: 'api-admin 6.1 create',
    title: 'an account is made, shown as it is, with the number of enabled ones beside it',
    as: 'kim',
    call: create({ phone: '+100', position: 'Desk', code: 'W-7', location: 'GL0101' }),
    expect: {
      status: 200,
      contains: {
        data: {
          id: anyInt,
          user_name: 'ada',
          full_name: 'Ada Tester',
          email: 'ada@example.org',
          phone: '+100',
          position: 'Desk',
          code: 'W-7',
          location: 'GL0101',
          reporting_location_code: 'GL0101',
          agency_id: '{{agencies.golden-west.id}}',
          role_unique_id: 'golden-reader',
          role_group_permission: 'all',
          user_group_unique_ids: ['golden-lake'],
          module_unique_ids: ['primeromodule-cp'],
          locale: 'en',
          time_zone: 'UTC',
          disabled: false,
          unverified: false,
          self_registered: false,
          duplicate: false,
          send_mail: true,
          created_at: anyMoment,
          updated_at: anyMoment,
        },
        metadata: { total_enabled: anyInt, maximum_users: null },
      },
      absent: ['/data/password', '/data/encrypted_password', '/data/role_id', '/data/service_account'],
      silentOn: [secret, 'argon2'],
    },
    then: [
      {
        as: null,
        call: signIn('ada'),
        expect: { status: 200, contains: { user_name: 'ada', group_permission: 'all' } },
      },
    ],
  },
  {
    rule: 'api-admin 6.1 create',
    title: 'one account more is one enabled account more',
    as: 'kim',
    given: [
      step('kim', create({ user_name: 'first', email: 'first@example.org' }), 'first'),
      step('kim', get(`${users}?per=1`), 'list'),
    ],
    call: get(`${users}/{{first.data.id}}`),
    expect: { status: 200, contains: { data: { user_name: 'first' } } },
    then: [
      {
        as: 'kim',
        call: get(`${users}?per=1`),
        expect: { status: 200, contains: { metadata: { total_enabled: '{{first.metadata.total_enabled}}' } } },
      },
    ],
  },
  {
    rule: 'api-admin 0.5 given-number-ignored',
    title: 'a number that the client brings is not taken, and the answer has no body all the same',
    as: 'kim',
    call: create({ id: 987654 }),
    expect: { status: 204, empty: true },
    then: [
      { as: 'kim', call: get(`${users}/987654`), expect: { status: 404 } },
      { as: 'kim', call: found('ada'), expect: { status: 200, contains: { data: [{ user_name: 'ada' }] } } },
    ],
  },
  {
    rule: 'api-admin 6.3 user-name-stored-small',
    title: 'a user name is kept in small letters',
    as: 'kim',
    call: create({ user_name: 'AdA' }),
    expect: { status: 200, contains: { data: { user_name: 'ada' } } },
  },
  {
    rule: 'api-admin 6.3 email-optional',
    title: 'without a mail address an account is made as well, when it has a password',
    as: 'kim',
    call: create({}, 'email'),
    expect: { status: 200, contains: { data: { user_name: 'ada' } }, absent: ['/data/email'] },
  },
  {
    rule: 'api-admin 6.3 services-from-agency',
    title: 'who has no services of his own has those of his agency',
    as: 'kim',
    call: create(),
    expect: { status: 200, contains: { data: { services: ['health_medical_service'] } } },
  },
  {
    rule: 'api-admin 6.3 services-from-agency',
    title: 'an empty list of services is none of one’s own',
    as: 'kim',
    call: create({ services: [] }),
    expect: { status: 200, contains: { data: { services: ['health_medical_service'] } } },
  },
  {
    rule: 'api-admin 6.3 services-from-agency',
    title: 'services of one’s own stand',
    as: 'kim',
    call: create({ services: ['safehouse_service'] }),
    expect: { status: 200, contains: { data: { services: ['safehouse_service'] } } },
  },
  {
    rule: 'api-admin 6.3 default-locale',
    title: 'an account speaks the language of the instance unless it says otherwise',
    as: 'kim',
    settings: { default_locale: 'fr' },
    call: create(),
    expect: { status: 200, contains: { data: { locale: 'fr' } } },
  },
  {
    rule: 'api-admin 6.3 default-locale',
    title: 'an account may speak another language that is switched on',
    as: 'kim',
    call: create({ locale: 'ar' }),
    expect: { status: 200, contains: { data: { locale: 'ar' } } },
  },
  {
    rule: 'api-admin 6.3 groups-by-number',
    title: 'groups may be named by their numbers',
    as: 'kim',
    call: create(
      { user_group_ids: ['{{groups.golden-lake.id}}', '{{groups.golden-river.id}}'] },
      'user_group_unique_ids',
    ),
    expect: {
      status: 200,
      contains: { data: { user_group_unique_ids: unordered(['golden-lake', 'golden-river']) } },
    },
  },
  {
    rule: 'api-admin 6.3 notification-settings',
    title: 'what one wants to hear of is kept',
    as: 'kim',
    call: create({ settings: { notifications: { send_mail: { approval_request: false } } } }),
    expect: {
      status: 200,
      contains: { data: { settings: { notifications: { send_mail: { approval_request: false } } } } },
    },
  },
  {
    rule: 'api-admin 6.3 service-accounts-not-over-the-wire',
    title: 'an account that v2 makes is a person’s, whatever was sent',
    as: 'kim',
    call: create({ service_account: true }),
    expect: { status: 200, contains: { data: { user_name: 'ada' } } },
    then: [
      {
        as: null,
        call: signIn('ada'),
        expect: { status: 200, body: { id: anyInt, user_name: 'ada', group_permission: 'all' } },
      },
    ],
  },
  {
    rule: 'departure ignored-keys-header',
    title: 'keys that no account has are dropped and named',
    as: 'kim',
    call: create({ favourite_colour: 'green' }),
    expect: {
      status: 200,
      headers: { 'x-primero-ignored': /favourite_colour/ },
      absent: ['/data/favourite_colour'],
    },
  },
]

const rules: GoldenCase[] = [
  broken('a full name is needed', create({}, 'full_name'), 'full_name', ['errors.models.user.full_name']),
  broken('a blank is no full name', create({ full_name: '  ' }), 'full_name', ['errors.models.user.full_name']),
  broken('a user name is needed', create({}, 'user_name'), 'user_name', including(["can't be blank"])),
  broken('a user name has no blanks', create({ user_name: 'ada two' }), 'user_name', ['errors.models.user.user_name']),
  broken('a user name is nobody else’s', create({ user_name: 'ana' }), 'user_name', [
    'errors.models.user.user_name_uniqueness',
  ]),
  broken('capitals make no other user name', create({ user_name: 'ANA' }), 'user_name', [
    'errors.models.user.user_name_uniqueness',
  ]),
  broken('a mail address looks like one', create({ email: 'ada at home' }), 'email', ['errors.models.user.email']),
  broken('a mail address is nobody else’s', create({ email: 'Ana@Example.org' }), 'email', [
    'errors.models.user.email_uniqueness',
  ]),
  broken('a role is needed', create({}, 'role_unique_id'), anyText, ['errors.models.user.role_ids']),
  broken('an agency is needed', create({}, 'agency_id'), anyText, ['errors.models.user.organization']),
  broken('an agency that is not there is none', create({ agency_id: 999999 }), anyText, [
    'errors.models.user.organization',
  ]),
  broken('a language that is not switched on is none', create({ locale: 'sw-KE' }), 'locale', [
    'errors.models.user.invalid_locale',
  ]),
  broken(
    'a password and its repetition are the same',
    create({ password_confirmation: 'river-lantern-quiet-43' }),
    'password_confirmation',
    ['errors.models.user.password_mismatch'],
  ),
  broken('a password is repeated', create({}, 'password_confirmation'), 'password_confirmation', [
    'errors.models.user.password_confirmation',
  ]),
  {
    rule: 'api-admin 6.3 two-errors-for-a-bad-password',
    title: 'a bad password that is repeated otherwise is two errors, one for each',
    as: 'kim',
    call: create({ password: 'bad pw', password_confirmation: 'other' }),
    expect: {
      status: 422,
      contains: {
        errors: unordered([
          { status: 422, resource: users, detail: 'password', message: anyList },
          { status: 422, resource: users, detail: 'password_confirmation', message: anyList },
        ]),
      },
      silentOn: ['bad pw'],
    },
  },
  {
    rule: 'api-admin 6.3 one-error-per-attribute',
    title: 'several broken rules are told at once',
    as: 'kim',
    call: create({ email: 'nowhere', locale: 'xx' }, 'full_name'),
    expect: {
      status: 422,
      contains: { errors: unordered([{ detail: 'email' }, { detail: 'locale' }, { detail: 'full_name' }]) },
    },
    then: [nobodyNew],
  },
  {
    rule: 'api-admin 6.3 json-types',
    title: 'a yes that is a text is refused',
    as: 'kim',
    call: create({ disabled: 'true' }),
    expect: refused(setOf(['/disabled']), 'Invalid Record JSON'),
    then: [nobodyNew],
  },
  {
    rule: 'api-admin 6.3 json-types',
    title: 'each value of the wrong kind is pointed at',
    as: 'kim',
    call: create({ agency_id: 'one', services: 'health', settings: [] }),
    expect: refused(setOf(['/agency_id', '/services', '/settings']), 'Invalid Record JSON'),
  },
  {
    rule: 'access 7.2 password-strength',
    title: 'seven characters are too few',
    as: 'kim',
    call: create({ password: 'zq9-Lm4', password_confirmation: 'zq9-Lm4' }),
    expect: refused('password', ['errors.models.user.password_length']),
  },
  {
    rule: 'access 7.2 password-strength',
    title: 'eight characters of one kind are enough where nobody guesses them',
    as: 'kim',
    call: create({ password: 'kvwzqxjp', password_confirmation: 'kvwzqxjp' }),
    expect: { status: 200, contains: { data: { user_name: 'ada' } } },
  },
  {
    rule: 'access 7.2 password-strength',
    title: 'a password that everybody tries first is none',
    as: 'kim',
    call: create({ password: 'Password1', password_confirmation: 'Password1' }),
    expect: refused('password', ['errors.models.user.password_common']),
    then: [nobodyNew],
  },
  {
    rule: 'access 7.2 password-strength',
    title: 'more than 128 characters are too many',
    as: 'kim',
    call: create({ password: 'ab-'.repeat(43), password_confirmation: 'ab-'.repeat(43) }),
    expect: refused('password', ['errors.models.user.password_length']),
  },
]

const rights: GoldenCase[] = [
  {
    rule: 'api-admin 0.3 body-before-rights',
    title: 'a call without data is told so before it is asked who calls',
    as: 'ana',
    call: { method: 'POST', path: users, body: {} },
    expect: { status: 422, contains: { errors: [{ status: 422, resource: users }] } },
  },
  {
    rule: 'api-admin 6.1 create',
    title: 'who may not make accounts makes none',
    as: 'ana',
    call: create(),
    expect: { status: 403, body: forbidden(users) },
    then: [nobodyNew],
  },
  {
    rule: 'api-admin 6.1 create',
    title: 'the right to read accounts makes none',
    as: 'dawit',
    call: create({ disabled: 'true' }),
    expect: { status: 403, body: forbidden(users) },
  },
  {
    rule: 'api-admin 6.1 create',
    title: 'nobody makes no account',
    as: null,
    call: { ...create(), auth: 'none' },
    expect: { status: 401, body: { error: anyText } },
  },
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'who may make accounts but give no roles makes none',
    as: 'cato',
    call: create(),
    expect: { status: 403, body: forbidden(users) },
    then: [nobodyNew],
  },
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'a manager makes an account with a role of his list, in his team',
    as: 'ursa',
    call: create({ role_unique_id: 'golden-caseworker' }),
    expect: { status: 200, contains: { data: { role_unique_id: 'golden-caseworker' } } },
  },
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'a role that is not on the list is not given',
    as: 'ursa',
    call: create({ role_unique_id: 'golden-manager' }),
    expect: { status: 403, body: forbidden(users) },
    then: [nobodyNew],
  },
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'who administers all roles makes a superuser, too, and hears what is beyond him',
    as: 'admina',
    call: create({ role_unique_id: 'golden-superuser' }),
    expect: {
      status: 200,
      contains: { data: { role_unique_id: 'golden-superuser' } },
      headers: { 'x-primero-beyond': /\bcase\.manage\b/ },
    },
  },
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'whose right to give is a list makes no superuser',
    as: 'ursa',
    call: create({ role_unique_id: 'golden-superuser' }),
    expect: { status: 403, body: forbidden(users) },
    then: [nobodyNew],
  },
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'a superuser makes another',
    as: 'kim',
    call: create({ role_unique_id: 'golden-superuser' }),
    expect: { status: 200, contains: { data: { role_unique_id: 'golden-superuser' } } },
  },
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'a role out of force is given to nobody',
    as: 'kim',
    call: create({ role_unique_id: 'golden-retired' }),
    expect: refused(anyText, ['errors.models.user.role_ids']),
    then: [nobodyNew],
  },
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'a role that is not there is none',
    as: 'kim',
    call: create({ role_unique_id: 'no-such-role' }),
    expect: refused(anyText, ['errors.models.user.role_ids']),
  },
  {
    rule: 'departure people-within-reach',
    title: 'a manager puts nobody into another team',
    as: 'ursa',
    call: create({ user_group_unique_ids: ['golden-lake', 'golden-river'] }),
    expect: { status: 403, body: forbidden(users) },
    then: [nobodyNew],
  },
  {
    rule: 'departure people-within-reach',
    title: 'a manager makes nobody whom he would not see afterwards',
    as: 'ursa',
    call: create({ user_group_unique_ids: [] }),
    expect: { status: 403, body: forbidden(users) },
    then: [nobodyNew],
  },
  {
    rule: 'departure people-within-reach',
    title: 'a manager makes nobody in another agency',
    as: 'ursa',
    call: create({ agency_id: '{{agencies.golden-north.id}}' }),
    expect: { status: 403, body: forbidden(users) },
    then: [nobodyNew],
  },
]

const limits: GoldenCase[] = [
  {
    rule: 'api-admin 6.3 user-limit',
    title: 'where there are as many as may be, none is added',
    as: 'kim',
    settings: { system_options: { maximum_users: 1 } },
    call: create(),
    expect: refused('base', anyList),
    then: [nobodyNew],
  },
  {
    rule: 'api-admin 6.3 user-limit',
    title: 'below the limit accounts are made, and the limit is told',
    as: 'kim',
    settings: { system_options: { maximum_users: 1000 } },
    call: create(),
    expect: { status: 200, contains: { metadata: { total_enabled: anyInt, maximum_users: 1000 } } },
  },
  {
    rule: 'api-admin 6.3 terms-need-a-file',
    title: 'nobody joins an agency that asks for terms it does not show',
    as: 'kim',
    switches: ['terms-of-use'],
    given: [
      step('kim', {
        method: 'PATCH',
        path: '/api/v2/agencies/{{agencies.golden-west.id}}',
        body: { data: { terms_of_use_enabled: true } },
      }),
    ],
    call: create(),
    expect: refused('base', anyList),
    then: [nobodyNew],
  },
  {
    rule: 'api-admin 6.3 terms-need-a-file',
    title: 'where terms are not enforced nobody minds that they are missing',
    as: 'kim',
    given: [
      step('kim', {
        method: 'PATCH',
        path: '/api/v2/agencies/{{agencies.golden-west.id}}',
        body: { data: { terms_of_use_enabled: true } },
      }),
    ],
    call: create(),
    expect: { status: 200, contains: { data: { user_name: 'ada' } } },
  },
  {
    rule: 'api-admin 6.1 created-is-invited',
    title: 'an account without password and without mail address cannot be entered by any guess',
    as: null,
    given: [step('kim', create({}, 'password', 'password_confirmation', 'email'))],
    call: signIn('ada', ''),
    expect: { status: 401, body: { error: anyText } },
    then: [{ as: null, call: signIn('ada', password), expect: { status: 401 } }],
  },
  {
    rule: 'api-admin 6.1 list-scope',
    title: 'a new superuser stays out of an administrator’s list',
    as: 'admina',
    given: [step('kim', create({ role_unique_id: 'golden-superuser' }))],
    call: get(`${users}?per=1000`),
    expect: { status: 200, contains: { data: without([{ user_name: 'ada' }]) } },
  },
]

export const cases: GoldenCase[] = [...made, ...rules, ...rights, ...limits]
