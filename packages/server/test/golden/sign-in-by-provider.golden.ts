// The door of an instance where an identity provider signs people in (api-records 3.2, 3.4; access 7.3).
import { get } from './calls.ts'
import { anyText, type Call, type GoldenCase } from './golden.ts'
import { password } from './people.ts'

const signIn = (user_name: string, word: string = password): Call => ({
  method: 'POST',
  path: '/api/v2/tokens',
  body: { user: { user_name, password: word } },
  auth: 'none',
})
const list = get('/api/v2/cases')
const no = { status: 401, body: { error: anyText } }
const challenge = { 'www-authenticate': 'Bearer realm="Primero" charset="UTF8"' }

export const cases: GoldenCase[] = [
  {
    rule: 'api-records 3.4 failed-sign-in-with-provider',
    title: 'where a provider signs people in, a name and a password open nothing',
    as: null,
    switches: ['identity-provider'],
    call: signIn('ana'),
    expect: no,
  },
  {
    rule: 'api-records 3.4 failed-sign-in-with-provider',
    title: 'nor does a token that is none',
    as: null,
    switches: ['identity-provider'],
    call: { method: 'POST', path: '/api/v2/tokens', auth: 'none', headers: { authorization: 'Bearer not.a.token' } },
    expect: { ...no, headers: challenge },
  },
  {
    rule: 'api-records 3.4 failed-sign-in-with-provider',
    title: 'nor one that nobody signed',
    as: null,
    switches: ['identity-provider'],
    call: get('/api/v2/cases', {
      auth: 'none',
      headers: {
        authorization: `Bearer ${[
          { alg: 'none', typ: 'JWT' },
          { email: 'ana@example.org', iss: 'https://issuer.example', aud: 'primero' },
        ]
          .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
          .join('.')}.`,
      },
    }),
    expect: no,
  },
  {
    rule: 'api-records 3.2 service-accounts-stay-native',
    title: 'a service account still comes in by Basic',
    as: 'svc',
    switches: ['identity-provider'],
    call: list,
    expect: { status: 200 },
  },
  {
    rule: 'api-records 3.2 service-accounts-stay-native',
    title: 'a person does not',
    as: 'ana',
    switches: ['identity-provider'],
    call: get('/api/v2/cases', { auth: 'basic' }),
    expect: no,
  },
  {
    rule: 'api-records 3.4 providers-told',
    title: 'the providers are told to everybody, without their issuer and without secrets',
    as: null,
    switches: ['identity-provider'],
    call: get('/api/v2/identity_providers', { auth: 'none' }),
    expect: {
      status: 200,
      contains: {
        data: [{ unique_id: anyText, provider_type: anyText, client_id: anyText }],
        metadata: { use_identity_provider: true },
      },
      absent: ['/data/0/issuer', '/data/0/client_secret'],
      silentOn: ['client_secret'],
    },
  },
  {
    rule: 'api-records 3.4 failed-sign-in-with-provider',
    title: 'the way back to a lost password leads nowhere, and says nothing of it',
    as: null,
    switches: ['identity-provider'],
    call: {
      method: 'POST',
      path: '/api/v2/users/password-reset-request',
      body: { user: { email: 'ana@example.org' } },
      auth: 'none',
    },
    expect: { status: 200, body: { data: { message: 'user.password_reset.request_submitted' } } },
  },
]
