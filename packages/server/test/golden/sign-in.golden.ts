// Locks, throttles and sessions beyond what tokens.golden.ts holds (api-records 3; api-admin 0.2, 0.6; access 7.2).
import { get, patch, post, step } from './calls.ts'
import { anyText, type Call, type GoldenCase, type Step } from './golden.ts'
import { password } from './people.ts'

const signIn = (user_name: string, word: string = password): Call => ({
  method: 'POST',
  path: '/api/v2/tokens',
  body: { user: { user_name, password: word } },
  auth: 'none',
})
const basic = (name: string, word: string): Call =>
  get('/api/v2/cases', {
    auth: 'none',
    headers: { authorization: `Basic ${Buffer.from(`${name}:${word}`).toString('base64')}` },
  })
const wrong = (times: number, name = 'ana'): Step[] =>
  Array.from({ length: times }, () => ({ as: null, call: signIn(name, 'guess-guess'), status: 401 }))
const list = get('/api/v2/cases')
const no = { status: 401, body: { error: anyText } }
const me = { id: '{{people.ana.id}}', user_name: 'ana', group_permission: 'self' }
const challenge = { 'www-authenticate': 'Bearer realm="Primero" charset="UTF8"' }

const locks: GoldenCase[] = [
  {
    rule: 'departure a-lock-shuts-nobody-out',
    title: 'a lock that somebody else’s guesses set does not end the session of who is in',
    as: 'ana',
    given: [step('ana', list), { minutes: 2 }, ...wrong(6)],
    call: list,
    expect: { status: 200 },
  },
  {
    rule: 'departure a-lock-shuts-nobody-out',
    title: 'nor the keep-alive of it',
    as: 'ana',
    given: [step('ana', list), { minutes: 2 }, ...wrong(6)],
    call: { method: 'POST', path: '/api/v2/tokens' },
    expect: { status: 200, body: me },
  },
  {
    rule: 'departure a-lock-shuts-nobody-out',
    title: 'a service account works on by its token while its name is locked',
    as: 'jo',
    given: [step('jo', get('/api/v2/cases', { auth: 'token' })), ...wrong(5, 'jo'), { minutes: 2 }, ...wrong(1, 'jo')],
    call: get('/api/v2/cases', { auth: 'token' }),
    expect: { status: 200 },
  },
  {
    rule: 'api-records 3.3 failures-in-a-row',
    title: 'five wrong ones and a right one, and the counting starts anew',
    as: null,
    given: [...wrong(5), step(null, signIn('ana')), { minutes: 2 }, ...wrong(5)],
    call: signIn('ana'),
    expect: { status: 200, body: me },
  },
  {
    rule: 'api-records 3.3 failures-in-a-row',
    title: 'wrong ones count however far apart they are',
    as: null,
    given: [...wrong(3), { minutes: 20 }, ...wrong(3), { minutes: 2 }],
    call: signIn('ana'),
    expect: no,
  },
  {
    rule: 'api-records 3.3 failures-in-a-row',
    title: 'a try while it is locked makes the lock no longer',
    as: null,
    given: [...wrong(6), { minutes: 20 }, ...wrong(3), { minutes: 11 }],
    call: signIn('ana'),
    expect: { status: 200, body: me },
  },
  {
    rule: 'api-records 3.3 failures-in-a-row',
    title: 'after the lock the counting starts anew',
    as: null,
    given: [...wrong(6), { minutes: 31 }, ...wrong(5)],
    call: signIn('ana'),
    expect: { status: 200, body: me },
  },
  {
    rule: 'api-records 3.3 failures-in-a-row',
    title: 'wrong passwords by Basic count like any others',
    as: null,
    given: Array.from({ length: 6 }, () => ({ as: null, call: basic('ana', 'guess-guess'), status: 401 })),
    call: signIn('ana'),
    expect: no,
  },
  {
    rule: 'api-records 3.3 unlock-after-thirty-minutes',
    title: 'a minute before its end a lock still holds',
    as: null,
    given: [...wrong(6), { minutes: 29 }],
    call: signIn('ana'),
    expect: no,
  },
  {
    rule: 'departure unknown-names-count-alike',
    title: 'a name that nobody has is throttled as one that somebody has',
    as: null,
    given: wrong(6, 'nobody-of-that-name'),
    call: signIn('nobody-of-that-name', 'guess-guess'),
    expect: { status: 429 },
  },
  {
    rule: 'departure unknown-names-count-alike',
    title: 'a locked account is refused in the words of a wrong password',
    as: null,
    given: [
      { as: null, call: signIn('nobody-of-that-name', 'guess-guess'), status: 401, bind: 'unknown' },
      ...wrong(6),
      { minutes: 2 },
    ],
    call: signIn('ana'),
    expect: { status: 401, body: { error: '{{unknown.error}}' }, headers: challenge },
  },
  {
    rule: 'departure unknown-names-count-alike',
    title: 'so are a disabled and an unverified one',
    as: null,
    given: [{ as: null, call: signIn('nobody-of-that-name', 'guess-guess'), status: 401, bind: 'unknown' }],
    call: signIn('xenia'),
    expect: { status: 401, body: { error: '{{unknown.error}}' }, headers: challenge },
    then: [{ as: null, call: signIn('ulla'), expect: { status: 401, body: { error: '{{unknown.error}}' } } }],
  },
  {
    rule: 'departure guesses-by-address-are-throttled',
    title: 'one password tried on many names from one place waits',
    as: null,
    given: Array.from({ length: 30 }, (_, i) => ({ as: null, call: signIn(`name-${i}`, 'guess-guess'), status: 401 })),
    call: signIn('name-30', 'guess-guess'),
    expect: { status: 429, headers: { 'retry-after': /^\d+$/ } },
  },
  {
    rule: 'departure guesses-by-address-are-throttled',
    title: 'a minute later it is served again',
    as: null,
    given: [
      ...Array.from({ length: 30 }, (_, i) => ({ as: null, call: signIn(`name-${i}`, 'guess-guess'), status: 401 })),
      { minutes: 2 },
    ],
    call: signIn('ana'),
    expect: { status: 200, body: me },
  },
  {
    rule: 'departure guesses-by-address-are-throttled',
    title: 'people who sign in rightly from one office do not wait for each other',
    as: null,
    given: ['ana', 'bilal', 'carol', 'dawit', 'elif', 'farid', 'gul', 'hana', 'kim', 'lina', 'nell', 'musa'].flatMap(
      (name) => [step(null, signIn(name)), step(null, signIn(name)), step(null, signIn(name))],
    ),
    call: signIn('wren'),
    expect: { status: 200, contains: { user_name: 'wren' } },
  },
]

const sessions: GoldenCase[] = [
  {
    rule: 'access 7.2 sign-out-ends-the-session',
    title: 'signing out ends the token of that call and no other session',
    as: 'jo',
    given: [
      step('jo', get('/api/v2/cases', { auth: 'token' })),
      { as: null, call: signIn('jo'), bind: 'second' },
      step('jo', { method: 'DELETE', path: '/api/v2/tokens', auth: 'token' }),
    ],
    call: get('/api/v2/cases', { auth: 'none', headers: { authorization: 'Bearer {{second.token}}' } }),
    expect: { status: 200 },
    then: [{ as: 'jo', call: get('/api/v2/cases', { auth: 'token' }), expect: no }],
  },
  {
    rule: 'access 7.2 a-session-ends-after-a-day',
    title: 'a session that is never left alone ends after twelve hours all the same',
    as: 'ana',
    given: [
      step('ana', list),
      ...Array.from({ length: 15 }, (): Step[] => [
        { minutes: 50 },
        step('ana', { method: 'GET', path: '/api/v2/alerts' }),
      ])
        .flat()
        .slice(0, 28),
      { minutes: 25 },
    ],
    call: list,
    expect: no,
  },
  {
    rule: 'access 7.2 secrets-are-never-told',
    title: 'a refused sign-in says nothing of what was typed',
    as: null,
    call: signIn('ana', 'typed-by-mistake-5'),
    expect: { ...no, silentOn: ['typed-by-mistake-5', 'ana'] },
  },
  {
    rule: 'access 7.2 rubbish-at-the-door',
    title: 'a password that is no text is a wrong one',
    as: null,
    call: {
      method: 'POST',
      path: '/api/v2/tokens',
      body: { user: { user_name: 'ana', password: { $ne: '' } } },
      auth: 'none',
    },
    expect: no,
  },
  {
    rule: 'access 7.2 rubbish-at-the-door',
    title: 'a name that is no text is nobody’s',
    as: null,
    call: { method: 'POST', path: '/api/v2/tokens', body: { user: { user_name: ['ana'], password } }, auth: 'none' },
    expect: no,
  },
  {
    rule: 'access 7.2 rubbish-at-the-door',
    title: 'a password as long as a book is refused before it is weighed',
    as: null,
    call: signIn('ana', 'x'.repeat(100_000)),
    expect: no,
  },
  {
    rule: 'access 7.2 rubbish-at-the-door',
    title: 'a null character in a name is nobody’s',
    as: null,
    call: signIn('ana\u0000'),
    expect: no,
  },
  {
    rule: 'access 7.2 rubbish-at-the-door',
    title: 'Basic without a colon opens nothing',
    as: null,
    call: get('/api/v2/cases', {
      auth: 'none',
      headers: { authorization: `Basic ${Buffer.from('ana').toString('base64')}` },
    }),
    expect: no,
  },
]

const forged: GoldenCase[] = [
  {
    rule: 'api-records 3.1 csrf',
    title: 'a session without the token makes no account, and none is made',
    as: 'kim',
    call: post(
      '/api/v2/users',
      { user_name: 'ada', full_name: 'Ada', role_unique_id: 'golden-reader' },
      { auth: 'session-without-csrf' },
    ),
    expect: { status: 403, contains: { errors: [{ status: 403, resource: '/api/v2/users' }] } },
    then: [{ as: 'kim', call: get('/api/v2/users?user_name=ada'), expect: { status: 200, contains: { data: [] } } }],
  },
  {
    rule: 'api-records 3.1 csrf',
    title: 'a session without the token changes no role',
    as: 'kim',
    call: patch('/api/v2/roles/{{roles.golden-reader.id}}', { description: 'x' }, { auth: 'session-without-csrf' }),
    expect: { status: 403, contains: { errors: [{ status: 403 }] } },
  },
]

export const cases: GoldenCase[] = [...locks, ...sessions, ...forged]
