// What every answer carries, whoever asks for what, and what no page of somebody else can do with a session of ours.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { signsIn } from '../devices/browser.ts'
import { openTestHouse, testPassword, type TestHouse } from '../house.ts'
import { registers } from '../sync/device.ts'
import { everybody } from './people.ts'

let t: TestHouse

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
})
afterAll(() => t.close())

/** The same house where people reach it over https. */
async function secure<T>(work: (app: Awaited<ReturnType<typeof createApp>>) => Promise<T>): Promise<T> {
  const settings = { ...t.house.settings, publicUrl: 'https://house.example' }
  const app = await createApp({ ...t.house, settings }, false)
  try {
    return await work(app)
  } finally {
    await app.close()
  }
}

const signIn = {
  method: 'POST',
  url: '/api/v2/tokens',
  payload: { user: { user_name: 'amal', password: testPassword } },
} as const

const places = [
  '/',
  '/api/v2/primero',
  '/api/v2/cases',
  '/api/sync/config',
  '/health',
  '/openapi.json',
  '/nothing-here',
]

describe('every answer', () => {
  test.each(places)('%s runs no script that is not ours, in no frame, and tells nobody where it was', async (url) => {
    const { headers } = await t.app.inject({ url })
    const policy = String(headers['content-security-policy'])
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/)
    for (const rule of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
      expect(policy).toContain(rule)
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(Object.keys(headers).filter((name) => /access-control|server|powered/.test(name))).toEqual([])
  })

  test('of the API is kept by no cache, and says what it is', async () => {
    const person = t.as('amal')
    const id = await registers(person, { name_first: 'Aya', age: 9 })
    for (const url of [`/api/v2/cases/${id}`, '/api/v2/cases', '/api/sync/config', '/api/v2/users/0']) {
      const { headers } = await person.get(url)
      expect(headers['cache-control']).toBe('no-store')
      expect(headers['content-type']).toMatch(/^application\/(?:problem\+)?json; charset=utf-8$/)
    }
  })

  test('over https asks browsers to come by https for a year; without it, it does not', async () => {
    const plain = await t.app.inject({ url: '/api/v2/primero' })
    expect(plain.headers['strict-transport-security']).toBeUndefined()
    const { headers } = await secure((app) => app.inject({ url: '/api/v2/primero' }))
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  })
})

describe('cookies', () => {
  test('of a session are read by no script, sent from no other site, and over https never in the clear', async () => {
    const reply = await secure((app) => app.inject(signIn))
    const cookies = Object.fromEntries(reply.cookies.map((cookie) => [cookie.name, cookie]))
    expect(cookies['_app_session']).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax' })
    expect(cookies['_known_device']).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict' })
    expect(cookies['CSRF-TOKEN']).toMatchObject({ secure: true, sameSite: 'Strict' })
    expect(reply.cookies.every(({ domain }) => domain === undefined)).toBe(true)
  })

  test('hold a new secret after each sign-in, of 128 random bits at least', async () => {
    const secrets = new Set<string>()
    for (let i = 0; i < 3; i += 1) {
      const { cookies } = await t.app.inject(signIn)
      secrets.add(cookies.find(({ name }) => name === '_app_session')?.value ?? '')
      t.pass(1)
    }
    expect(secrets.size).toBe(3)
    for (const secret of secrets) expect(secret.length).toBeGreaterThanOrEqual(22)
  })
})

describe('a page of somebody else', () => {
  test.each([
    ['without the token', { 'x-csrf-token': '' }],
    ['with another token', { 'x-csrf-token': 'made-up' }],
    ['from another origin', { origin: 'https://elsewhere.example' }],
    ['from no origin that it names', { origin: 'null' }],
  ])('changes nothing with a session of ours %s', async (_words, more) => {
    const { headers } = await signsIn(t.app, 'bilal')
    t.pass(1)
    const own = { method: 'PUT', url: '/api/ext/me/locale', payload: { locale: 'en' } } as const
    expect((await t.app.inject({ ...own, headers })).statusCode).toBe(204)
    const reply = await t.app.inject({ ...own, headers: { ...headers, ...more } })
    expect(reply.statusCode).toBe(403)
  })

  test('signs nobody in', async () => {
    const reply = await t.app.inject({ ...signIn, headers: { origin: 'https://elsewhere.example' } })
    expect(reply.statusCode).toBe(403)
  })

  test('is told nothing by a method that only looks, and no method but ours is answered', async () => {
    for (const method of ['TRACE', 'OPTIONS'] as const) {
      const { statusCode, headers } = await t.app.inject({ method: method as 'OPTIONS', url: '/api/v2/cases' })
      expect(statusCode).toBeGreaterThanOrEqual(400)
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
  })
})

test('a call whose body does not come is given up after half an hour', () => {
  // Node cuts what has not come by then; it looks twice a minute, too seldom to wait for here.
  expect(t.app.server.requestTimeout).toBe(30 * 60_000)
  expect(t.app.server.headersTimeout).toBe(60_000)
})

test.each([
  '/.git/config',
  '/.env',
  '/package.json',
  '/../package.json',
  '/%2e%2e/package.json',
  '/src/main.ts',
  '/assets/',
])('%s is none of the files that are everybody’s', async (url) => {
  const reply = await t.app.inject({ url })
  expect(reply.payload).not.toMatch(/primero-ts|\[core\]|import /)
})

test('no answer holds a password, its hash, or a secret of a session', async () => {
  const root = t.as('root')
  const { body } = await root.get('/api/v2/users?per=1000&extended=true')
  const [first] = body.data as { id: number }[]
  const secret = /argon2|password_hash|passwordHash|"key"\s*:\s*"[A-Za-z0-9_-]{40}|a-password-for-tests-only/
  for (const url of [
    '/api/v2/users?per=1000&extended=true',
    `/api/v2/users/${first?.id}?extended=true`,
    `/api/ext/users/${first?.id}/standing`,
    '/api/ext/me/sessions',
    '/api/v2/audit_logs?per=1000',
    '/api/v2/system_settings?extended=true',
    '/api/v2/primero',
    '/openapi.json',
  ]) {
    expect((await root.get(url)).text, url).not.toMatch(secret)
  }
})

test('an address that a call claims for itself counts only where a proxy is trusted to say it', async () => {
  const settings = { ...t.house.settings, trustedProxies: ['192.0.2.10'] }
  const behind = await createApp({ ...t.house, settings }, false)
  const from = async (app: typeof behind, remoteAddress: string) => {
    const before = t.house.clock()
    const headers = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9' }
    const payload = { user: { user_name: 'amal', password: 'not the password' } }
    await app.inject({ method: 'POST', url: '/api/v2/tokens', headers, payload, remoteAddress })
    const { rows } = await sql<{ ip: string }>`
      select ip from audit where action = 'failed_login' and at >= ${before} order by id desc limit 1`.execute(
      t.house.db,
    )
    return rows[0]?.ip
  }
  expect(await from(t.app, '192.0.2.10')).toBe('192.0.2.10')
  expect(await from(behind, '192.0.2.11')).toBe('192.0.2.11')
  expect(await from(behind, '192.0.2.10')).toBe('203.0.113.9')
  await behind.close()
})
