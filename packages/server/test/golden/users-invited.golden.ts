// What making an account mails, and what the audit says of it (api-admin 6.1, 6.3, 19).
import { get, post, step } from './calls.ts'
import { type Call, type GoldenCase, including } from './golden.ts'

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

export const cases: GoldenCase[] = [
  {
    rule: 'departure giving-a-role-needs-the-right',
    title: 'who administers roles gives one that sees more than he, and that is written down',
    as: 'admina',
    call: create({ role_unique_id: 'golden-caseworker' }),
    expect: { status: 200, contains: { data: { role_unique_id: 'golden-caseworker' } } },
    then: [
      {
        as: 'kim',
        call: get('/api/v2/audit_logs?record_type[0]=user&user_name=admina'),
        expect: { status: 200, contains: { data: including([{ action: 'create', record_type: 'user' }]) } },
      },
    ],
  },
  {
    rule: 'api-admin 6.1 created-is-invited',
    title: 'without a password a way to set one is mailed',
    as: null,
    given: [
      step('kim', create({}, 'password', 'password_confirmation'), 'made'),
      { mailTo: 'ada@example.org', bind: 'mail' },
    ],
    call: {
      method: 'POST',
      path: `${users}/password-reset`,
      body: { user: { password: secret, password_confirmation: secret, reset_password_token: '{{mail.token}}' } },
      auth: 'none',
    },
    expect: {
      status: 200,
      body: { message: 'user.password_reset.success', id: '{{made.data.id}}', user_name: 'ada' },
    },
  },
]
