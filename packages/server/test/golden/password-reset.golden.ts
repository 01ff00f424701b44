// The way back to a lost password, by mail (api-admin 0.6, 6.1; access 7.2).
import { get, patch, step } from './calls.ts'
import { anyText, type Call, type GoldenCase, type Step } from './golden.ts'
import { password } from './people.ts'

const users = '/api/v2/users'
const secret = 'river-lantern-quiet-42'
const list = get('/api/v2/cases')
const ask = (email: string): Call => ({
  method: 'POST',
  path: `${users}/password-reset-request`,
  body: { user: { email } },
  auth: 'none',
})
const askFor = (name: string): Call => ({
  method: 'POST',
  path: `${users}/{{people.${name}.id}}/password-reset-request`,
  body: { user: { password_reset: true } },
})
const reset = (token: string, more: object = {}): Call => ({
  method: 'POST',
  path: `${users}/password-reset`,
  body: { user: { password: secret, password_confirmation: secret, reset_password_token: token, ...more } },
  auth: 'none',
})
const signIn = (user_name: string, word: string): Call => ({
  method: 'POST',
  path: '/api/v2/tokens',
  body: { user: { user_name, password: word } },
  auth: 'none',
})
const submitted = { data: { message: 'user.password_reset.request_submitted' } }
const mailed = (name = 'ana'): Step[] => [
  step(null, ask(`${name}@example.org`)),
  { mailTo: `${name}@example.org`, bind: 'mail' },
]
const refused = (attribute: string) => ({
  status: 422,
  contains: { errors: [{ status: 422, message: `user.password_reset.errors.${attribute}` }] },
})

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 6.1 reset-by-mail',
    title: 'the token of the mail sets a password and signs in',
    as: null,
    given: mailed(),
    call: reset('{{mail.token}}'),
    expect: {
      status: 200,
      body: { message: 'user.password_reset.success', id: '{{people.ana.id}}', user_name: 'ana' },
      headers: { 'set-cookie': /_app_session=(?=[^\n]*HttpOnly)/i },
      silentOn: [secret],
    },
    then: [
      { as: null, call: signIn('ana', password), expect: { status: 401 } },
      { as: null, call: signIn('ana', secret), expect: { status: 200 } },
    ],
  },
  {
    rule: 'api-admin 6.1 reset-by-mail',
    title: 'an address in capitals is the same address',
    as: null,
    given: [step(null, ask(' ANA@Example.ORG ')), { mailTo: 'ana@example.org', bind: 'mail' }],
    call: reset('{{mail.token}}'),
    expect: { status: 200, contains: { user_name: 'ana' } },
  },
  {
    rule: 'api-admin 6.1 reset-by-mail',
    title: 'a token serves once',
    as: null,
    given: [...mailed(), step(null, reset('{{mail.token}}'))],
    call: reset('{{mail.token}}'),
    expect: refused('reset_password_token'),
  },
  {
    rule: 'api-admin 6.1 reset-by-mail',
    title: 'a token is good for a day',
    as: null,
    given: [...mailed(), { minutes: 24 * 60 - 1 }],
    call: reset('{{mail.token}}'),
    expect: { status: 200, contains: { user_name: 'ana' } },
  },
  {
    rule: 'api-admin 6.1 reset-by-mail',
    title: 'after a day a token is no more',
    as: null,
    given: [...mailed(), { minutes: 24 * 60 + 1 }],
    call: reset('{{mail.token}}'),
    expect: refused('reset_password_token'),
    then: [{ as: null, call: signIn('ana', password), expect: { status: 200 } }],
  },
  {
    rule: 'api-admin 6.1 reset-by-mail',
    title: 'the newer token ends the older',
    as: null,
    given: [...mailed(), step(null, ask('ana@example.org'))],
    call: reset('{{mail.token}}'),
    expect: refused('reset_password_token'),
  },
  {
    rule: 'api-admin 6.1 reset-by-mail',
    title: 'a password that is repeated otherwise is not set, and the token still serves',
    as: null,
    given: mailed(),
    call: reset('{{mail.token}}', { password_confirmation: 'another-one-99' }),
    expect: refused('password_confirmation'),
    then: [{ as: null, call: reset('{{mail.token}}'), expect: { status: 200 } }],
  },
  {
    rule: 'api-admin 6.1 reset-by-mail',
    title: 'a password that everybody tries first is not set',
    as: null,
    given: mailed(),
    call: reset('{{mail.token}}', { password: 'password1', password_confirmation: 'password1' }),
    expect: refused('password'),
    then: [{ as: null, call: signIn('ana', password), expect: { status: 200 } }],
  },
  {
    rule: 'api-admin 6.1 reset-by-mail',
    title: 'a token of nothing is none',
    as: null,
    call: reset(''),
    expect: refused('reset_password_token'),
  },
  {
    rule: 'departure reset-ends-sessions',
    title: 'a new password ends all sessions that were open',
    as: null,
    given: [step('ana', list), ...mailed()],
    call: reset('{{mail.token}}'),
    expect: { status: 200 },
    then: [{ as: 'ana', call: list, expect: { status: 401 } }],
  },
  {
    rule: 'departure reset-ends-sessions',
    title: 'asking for a way back ends nothing and locks nobody out',
    as: null,
    given: [step('ana', list)],
    call: ask('ana@example.org'),
    expect: { status: 200, body: submitted },
    then: [
      { as: 'ana', call: list, expect: { status: 200 } },
      { as: null, call: signIn('ana', password), expect: { status: 200 } },
    ],
  },
  {
    rule: 'api-admin 6.1 reset-verifies',
    title: 'setting a password verifies an account that was not',
    as: null,
    given: mailed('ulla'),
    call: reset('{{mail.token}}'),
    expect: { status: 200, contains: { user_name: 'ulla' } },
    then: [
      { as: null, call: signIn('ulla', secret), expect: { status: 200 } },
      {
        as: 'kim',
        call: get(`${users}/{{people.ulla.id}}`),
        expect: { status: 200, contains: { data: { unverified: false } } },
      },
    ],
  },
  {
    rule: 'api-admin 6.1 reset-opens-a-lock',
    title: 'a new password opens a lock',
    as: null,
    given: [
      ...Array.from({ length: 6 }, () => ({ as: null, call: signIn('ana', 'guess-guess'), status: 401 })),
      { minutes: 2 },
      ...mailed(),
      step(null, reset('{{mail.token}}')),
    ],
    call: signIn('ana', secret),
    expect: { status: 200, contains: { user_name: 'ana' } },
  },
  {
    rule: 'departure disabled-get-no-way-back',
    title: 'who is disabled gets the same answer and no way in',
    as: null,
    call: ask('xenia@example.org'),
    expect: { status: 200, body: submitted },
    then: [
      {
        as: 'kim',
        call: get('/api/v2/audit_logs?audit_log_actions[0]=password_reset_request'),
        expect: { status: 200, silentOn: ['xenia@example.org'] },
      },
    ],
  },
  {
    rule: 'departure disabled-get-no-way-back',
    title: 'a token that was mailed before opens nothing for who was disabled since',
    as: null,
    given: [...mailed('lars'), step('kim', patch(`${users}/{{people.lars.id}}`, { disabled: true }))],
    call: reset('{{mail.token}}'),
    expect: refused('reset_password_token'),
    then: [{ as: null, call: signIn('lars', secret), expect: { status: 401 } }],
  },
  {
    rule: 'api-admin 6.1 reset-for-somebody',
    title: 'who may change an account has a way back mailed to its owner',
    as: 'ursa',
    given: [step('ursa', askFor('lars')), { mailTo: 'lars@example.org', bind: 'mail' }],
    call: reset('{{mail.token}}'),
    expect: {
      status: 200,
      body: { message: 'user.password_reset.success', id: '{{people.lars.id}}', user_name: 'lars' },
    },
  },
  {
    rule: 'api-admin 6.1 reset-for-somebody',
    title: 'the answer holds no token',
    as: 'kim',
    call: askFor('lars'),
    expect: { status: 200, body: submitted },
  },
  {
    rule: 'departure no-way-in-by-another-account',
    title: 'who could not give somebody’s role starts no way back for him',
    as: 'ursa',
    call: askFor('wilma'),
    expect: { status: 403, contains: { errors: [{ status: 403 }] } },
  },
  {
    rule: 'api-admin 6.1 reset-for-somebody',
    title: 'nobody starts a way back for an account that is not there',
    as: 'ana',
    call: { method: 'POST', path: `${users}/999999/password-reset-request`, body: { user: { password_reset: true } } },
    expect: { status: 404, contains: { errors: [{ status: 404 }] } },
  },
  {
    rule: 'api-admin 6.1 reset-for-somebody',
    title: 'nobody at all starts none',
    as: null,
    call: { ...askFor('lars'), auth: 'none' },
    expect: { status: 401, body: { error: anyText } },
  },
  {
    rule: 'departure sign-in-without-csrf',
    title: 'a foreign page sets no password',
    as: null,
    given: mailed(),
    call: { ...reset('{{mail.token}}'), headers: { origin: 'https://elsewhere.example' } },
    expect: { status: 403, contains: { errors: [{ status: 403 }] } },
    then: [{ as: null, call: signIn('ana', password), expect: { status: 200 } }],
  },
]
