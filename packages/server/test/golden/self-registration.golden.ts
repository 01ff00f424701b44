// Signing oneself up, where that is switched on (api-admin 6.6; access 7.3).
import { get, patch, step } from './calls.ts'
import { anyInt, anyList, anyText, type Call, type GoldenCase, including, without } from './golden.ts'

const users = '/api/v2/users'
const path = `${users}/self-register`
const secret = 'river-lantern-quiet-42'
const stream = {
  unique_id: 'help-line',
  role: 'golden-beneficiary',
  user_groups: ['golden-lake'],
  agency: 'golden-west',
}
const settings = { system_options: { registration_streams: [stream] } }
const good = {
  full_name: 'Noor Newcomer',
  email: 'Noor@example.org',
  locale: 'en',
  registration_stream: 'help-line',
  data_processing_consent_provided: true,
}
const up = (more: object = {}, ...left: string[]): Call => ({
  method: 'POST',
  path,
  body: {
    user: Object.fromEntries(Object.entries({ ...good, ...more }).filter(([name]) => !left.includes(name))),
  },
  auth: 'none',
})
const signIn = (user_name: string, password: string): Call => ({
  method: 'POST',
  path: '/api/v2/tokens',
  body: { user: { user_name, password } },
  auth: 'none',
})
const found = get(`${users}?user_name=noor@example.org`)
const on = { as: null, settings, switches: ['self-registration'] } satisfies Partial<GoldenCase>
const nobodyNew = { as: 'kim', call: found, expect: { status: 200, contains: { data: [] } } }

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 6.6 self-registration',
    title: 'somebody signs up, and is told nothing but that',
    ...on,
    call: up(),
    expect: { status: 201, body: {}, headers: { 'set-cookie': /^(?!.*_app_session=[^;])/ } },
    then: [
      {
        as: 'kim',
        call: found,
        expect: {
          status: 200,
          contains: {
            data: [
              {
                id: anyInt,
                user_name: 'noor@example.org',
                email: 'noor@example.org',
                full_name: 'Noor Newcomer',
                unverified: true,
                self_registered: true,
                disabled: false,
                registration_stream: 'help-line',
                role_unique_id: 'golden-beneficiary',
                user_group_unique_ids: ['golden-lake'],
                agency_id: '{{agencies.golden-west.id}}',
                data_processing_consent_provided_on: anyText,
              },
            ],
          },
        },
      },
    ],
  },
  {
    rule: 'api-admin 6.6 self-registration',
    title: 'who signed up comes in once the mailed token has set a password',
    ...on,
    given: [step(null, up()), { mailTo: 'noor@example.org', bind: 'mail' }],
    call: {
      method: 'POST',
      path: `${users}/password-reset`,
      body: { user: { password: secret, password_confirmation: secret, reset_password_token: '{{mail.token}}' } },
      auth: 'none',
    },
    expect: { status: 200, contains: { message: 'user.password_reset.success', user_name: 'noor@example.org' } },
    then: [
      {
        as: null,
        call: signIn('noor@example.org', secret),
        expect: { status: 200, contains: { group_permission: 'identified' } },
      },
    ],
  },
  {
    rule: 'api-admin 6.6 self-registration',
    title: 'nobody brings a role, an agency, a team or a password along',
    ...on,
    call: up({
      role_unique_id: 'golden-superuser',
      agency_id: '{{agencies.golden-north.id}}',
      user_group_unique_ids: ['golden-river'],
      password: secret,
      password_confirmation: secret,
      unverified: false,
    }),
    expect: { status: 201, body: {} },
    then: [
      { as: null, call: signIn('noor@example.org', secret), expect: { status: 401 } },
      {
        as: 'kim',
        call: found,
        expect: {
          status: 200,
          contains: {
            data: [{ role_unique_id: 'golden-beneficiary', unverified: true, user_group_unique_ids: ['golden-lake'] }],
          },
        },
      },
    ],
  },
  {
    rule: 'api-admin 6.6 self-registration-off',
    title: 'a stream alone switches nothing on',
    as: null,
    settings,
    call: up(),
    expect: { status: 403, contains: { errors: [{ status: 403, resource: path }] } },
    then: [nobodyNew],
  },
  {
    rule: 'api-admin 6.6 registration-refused',
    title: 'consent is given first',
    ...on,
    call: up({ data_processing_consent_provided: false }),
    expect: {
      status: 422,
      contains: { errors: including([{ status: 422, detail: 'data_processing_consent_provided_on' }]) },
    },
    then: [nobodyNew],
  },
  {
    rule: 'api-admin 6.6 registration-refused',
    title: 'consent that nobody mentions was not given',
    ...on,
    call: up({}, 'data_processing_consent_provided'),
    expect: {
      status: 422,
      contains: { errors: [{ detail: 'data_processing_consent_provided_on', message: anyList }] },
    },
  },
  {
    rule: 'api-admin 6.6 registration-refused',
    title: 'without a mail address there is no user name',
    ...on,
    call: up({}, 'email'),
    expect: {
      status: 422,
      contains: {
        errors: including([
          { status: 422, detail: 'user_name', message: ["can't be blank", 'errors.models.user.user_name'] },
        ]),
      },
    },
    then: [nobodyNew],
  },
  {
    rule: 'api-admin 6.6 registration-refused',
    title: 'a stream that is not there is refused',
    ...on,
    call: up({ registration_stream: 'no-such-stream' }),
    expect: { status: 422, contains: { errors: including([{ status: 422, detail: 'registration_stream' }]) } },
    then: [nobodyNew],
  },
  {
    rule: 'departure registration-tells-nothing',
    title: 'an address that has an account already is answered as a new one',
    ...on,
    call: up({ email: 'ana@example.org' }),
    expect: { status: 201, body: {} },
    then: [
      {
        as: 'kim',
        call: get(`${users}?query=Noor`),
        expect: { status: 200, contains: { data: without([{ full_name: 'Noor Newcomer' }]) } },
      },
      {
        as: 'kim',
        call: get(`${users}/{{people.ana.id}}`),
        expect: { status: 200, contains: { data: { full_name: 'Ana Tester', role_unique_id: 'golden-caseworker' } } },
      },
    ],
  },
  {
    rule: 'api-admin 0.6 registration-throttle',
    title: 'the seventh sign-up from one place within a minute waits',
    ...on,
    given: Array.from({ length: 6 }, (_, i) => step(null, up({ email: `noor${i}@example.org` }))),
    call: up(),
    expect: { status: 429 },
    then: [nobodyNew],
  },
  {
    rule: 'api-admin 6.6 unverified-are-not-chosen',
    title: 'who is not verified is no one to whom a case can be attributed',
    as: 'tara',
    settings,
    switches: ['self-registration'],
    given: [step(null, up())],
    call: get(`${users}/identified?per=1000`),
    expect: { status: 200, contains: { data: without([{ user_name: 'noor@example.org' }]) } },
  },
  {
    rule: 'api-admin 6.6 stream-role-is-checked',
    title: 'a stream whose role would give more than self-service lets nobody in',
    as: null,
    settings: { system_options: { registration_streams: [{ ...stream, role: 'golden-caseworker' }] } },
    switches: ['self-registration'],
    call: up(),
    expect: { status: 422, contains: { errors: including([{ detail: 'registration_stream' }]) } },
    then: [nobodyNew],
  },
  {
    rule: 'api-admin 3 registration-told',
    title: 'the public page says that one may sign up, and by which streams',
    as: null,
    settings,
    switches: ['self-registration'],
    call: get('/api/v2/primero', { auth: 'none' }),
    expect: {
      status: 200,
      contains: { data: { allow_self_registration: true, registration_streams: [{ id: 'help-line' }] } },
      silentOn: ['golden-beneficiary', 'golden-lake'],
    },
  },
  {
    rule: 'api-admin 6.3 own-account',
    title: 'consent to the use of one’s data is not stamped by an update',
    as: 'umar',
    call: patch(`${users}/{{people.umar.id}}`, { data_processing_consent_provided_on: '2020-01-01T00:00:00.000Z' }),
    expect: {
      status: 200,
      contains: { data: { user_name: 'umar' } },
      absent: ['/data/data_processing_consent_provided_on'],
    },
  },
]
