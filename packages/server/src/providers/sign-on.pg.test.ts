// Single sign-on with a real provider, over HTTP: who comes in, and who does not.
import { generateKeyPair, SignJWT } from 'jose'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { browserOf, codeOf } from '../../test/factors/people.ts'
import { openTestHouse, testPassword, type TestHouse } from '../../test/house.ts'
import { app, type Door, type Jar, openDoor, providerAt } from '../../test/sign-on/door.ts'
import { clientId, clientSecret, otherClient, startProvider, type TestProvider } from '../../test/sign-on/provider.ts'
import type { Provider } from './provider.ts'

let t: TestHouse
let idp: TestProvider
let use: Door['use']
let somebody: Door['somebody']
let change: Door['change']
let call: Door['call']
let leaves: Door['leaves']
let returns: Door['returns']
let signsIn: Door['signsIn']
let cases: Door['cases']
let withToken: Door['withToken']
let lastAudit: Door['lastAudit']

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockReturnValue()
  t = await openTestHouse(inject('database'))
  idp = await startProvider({ app })
  ;({ use, somebody, change, call, leaves, returns, signsIn, cases, withToken, lastAudit } = openDoor(t, idp))
})
afterAll(async () => {
  await idp.close()
  await t.close()
})
afterEach(() => void vi.useRealTimers())
// Those who leave for a provider are counted for a minute. No time passes: tokens of the provider are by its clock.
beforeEach(async () => {
  await sql`delete from throttle`.execute(t.house.db)
  use(providerAt(idp))
})

describe('who signs in at the provider', () => {
  test('is in, with a session like any other, and it is in the audit [departure provider-opens-a-session]', async () => {
    const name = await somebody()
    const jar: Jar = {}
    expect(await signsIn(name, jar)).toBe('/#sign-in=done')
    expect(await cases(jar)).toBe(200)
    expect(await lastAudit()).toMatchObject({ action: 'login', outcome: 'done', user_name: name })
    const { sessions } = (await call('GET', '/api/ext/me/sessions', jar)).json()
    expect(sessions).toMatchObject([{ kind: 'browser', current: true }])
    expect(jar['_provider_visit']).toBeUndefined()
  })

  test('ends the session before, and signing out ends this one', async () => {
    const name = await somebody()
    const [before, now]: Jar[] = [{}, {}]
    await signsIn(name, before)
    await signsIn(name, now)
    expect([await cases(before ?? {}), await cases(now ?? {})]).toEqual([401, 200])
    expect((await call('DELETE', '/api/v2/tokens', now ?? {})).statusCode).toBe(200)
    expect(await cases(now ?? {})).toBe(401)
  })

  test('may be named in small letters or capitals', async () => {
    const name = await somebody()
    expect(await signsIn(name.toUpperCase())).toBe('/#sign-in=done')
  })

  test('is found by the profile where the token does not tell the mail address', async () => {
    const silent = await startProvider({ app, isSilent: true })
    use(providerAt(silent))
    expect(await signsIn(await somebody(), {}, silent)).toBe('/#sign-in=done')
    await silent.close()
  })

  test('needs no secret between the two programs: what proves the code is asked for', async () => {
    const url = await leaves({})
    expect(url.searchParams.get('code_challenge_method')).toBe('S256')
    expect(url.searchParams.get('redirect_uri')).toBe(`${app}/api/ext/sign-in/providers/test/callback`)
  })

  test.each<[string, (name: string) => Promise<unknown> | string]>([
    ['who is unknown', () => 'nobody@example.org'],
    ['who is disabled', (name) => change(name, { disabled: true })],
    ['who has expired', (name) => change(name, { expires_on: '2001-01-01' })],
    ['who never proved the account', (name) => change(name, { unverified: true })],
    ['who is of no provider', (name) => change(name, { identity_provider: null })],
    ['who is of another provider', (name) => change(name, { identity_provider: 'another' })],
    ['who is a machine', (name) => change(name, { service_account: true })],
    [
      'whose mail address it is and not the name',
      async (name) => change(name, { user_name: `x-${name}`, email: name }),
    ],
  ])('%s hears the same as anybody', async (_title, spoil) => {
    const name = await somebody()
    const other = await spoil(name)
    const accounts = await t.house.db.selectFrom('account').select('id').execute()
    const jar: Jar = {}
    expect(await signsIn(typeof other === 'string' ? other : name, jar)).toBe('/#sign-in=refused')
    expect(jar['_app_session']).toBeUndefined()
    expect(await cases(jar)).toBe(401)
    expect(await lastAudit()).toMatchObject({ action: 'failed_login', outcome: 'refused', code: 'not-signed-in' })
    // Nobody gets an account by coming.
    expect(await t.house.db.selectFrom('account').select('id').execute()).toHaveLength(accounts.length)
  })

  test('is nobody under a mail address that was never proved there [departure unproved-mail-is-nobody]', async () => {
    const careless = await startProvider({ app, isProved: false })
    use(providerAt(careless))
    expect(await signsIn(await somebody(), {}, careless)).toBe('/#sign-in=refused')
    await careless.close()
  })
})

describe('who must have a second step and has none', () => {
  const needsFactor = (mustHaveFactor: boolean) => {
    const config = t.house.configuration()
    const role = config.roles.get('role-cp-case-worker')
    if (role === undefined) throw new Error('no such role')
    t.house.use({ ...config, roles: new Map([...config.roles, [role.id, { ...role, mustHaveFactor }]]) })
  }
  beforeAll(() => needsFactor(true))
  afterAll(() => needsFactor(false))

  test('sets one up when he comes back, is in with it, and comes in by the provider alone from then on', async () => {
    const name = await somebody()
    const browser = browserOf(t)
    expect(await signsIn(name, browser.jar)).toBe('/#sign-in=enrol')
    expect(browser.jar['_app_session']).toBeUndefined()
    expect(await cases(browser.jar)).toBe(401)
    expect((await browser.get('/api/ext/sign-in/factor')).body).toMatchObject({ needs: 'enrol' })
    const { body: begun } = await browser.post('/api/ext/sign-in/enrolment', { kind: 'totp', name: 'Phone' })
    const proof = { code: codeOf(t, begun.secret) }
    const done = await browser.post(`/api/ext/sign-in/enrolment/${begun.id}`, { proof })
    expect(done.body.recovery).toHaveLength(10)
    expect(await cases(browser.jar)).toBe(200)
    expect(await signsIn(name)).toBe('/#sign-in=done')
  })

  test('sets up nothing when he was shut out meanwhile', async () => {
    const name = await somebody()
    const browser = browserOf(t)
    await signsIn(name, browser.jar)
    await change(name, { disabled: true })
    expect((await browser.post('/api/ext/sign-in/enrolment', { kind: 'totp', name: 'Phone' })).status).toBe(401)
  })
})

describe('what comes back', () => {
  test('counts in the browser that left only', async () => {
    const name = await somebody()
    const back = await idp.visit((await leaves({})).href, name)
    const jar: Jar = {}
    expect(await returns(jar, back)).toBe('/#sign-in=again')
    await leaves(jar)
    expect(await returns(jar, back)).toBe('/#sign-in=refused')
    expect(await cases(jar)).toBe(401)
  })

  test('counts once, and so does its code', async () => {
    const name = await somebody()
    const jar: Jar = {}
    const back = await idp.visit((await leaves(jar)).href, name)
    const kept = { ...jar }
    expect(await returns(jar, back)).toBe('/#sign-in=done')
    expect(await returns(kept, back)).toBe('/#sign-in=again')
    const other: Jar = {}
    const second = new URL(await idp.visit((await leaves(other)).href, name))
    second.searchParams.set('code', new URL(back).searchParams.get('code') ?? '')
    expect(await returns(other, second.href)).toBe('/#sign-in=refused')
  })

  test('is refused with a nonce, a state or a proof of somebody else', async () => {
    const name = await somebody()
    for (const [key, value] of [
      ['nonce', 'of-somebody-else'],
      ['state', 'of-somebody-else'],
      ['code_challenge', 'b'.repeat(43)],
    ] as const) {
      const jar: Jar = {}
      const url = await leaves(jar)
      url.searchParams.set(key, value)
      expect(await returns(jar, await idp.visit(url.href, name)), key).toBe('/#sign-in=refused')
      expect(jar['_app_session']).toBeUndefined()
    }
  })

  test('is too late after ten minutes', async () => {
    const name = await somebody()
    const jar: Jar = {}
    const back = await idp.visit((await leaves(jar)).href, name)
    t.pass(11)
    expect(await returns(jar, back)).toBe('/#sign-in=again')
    t.pass(-11)
  })

  test('may be a refusal, and what the provider says of it goes nowhere', async () => {
    const jar: Jar = {}
    const state = (await leaves(jar)).searchParams.get('state')
    const to = `${app}/api/ext/sign-in/providers/test/callback?error=access_denied&error_description=secret&state=${state}`
    expect(await returns(jar, to)).toBe('/#sign-in=refused')
  })

  test('leads nowhere else, whatever the address says', async () => {
    const name = await somebody()
    const jar: Jar = {}
    const back = await idp.visit((await leaves(jar)).href, name)
    expect(await returns(jar, `${back}&redirect_uri=https://elsewhere.example&return=//elsewhere.example`)).toBe(
      '/#sign-in=done',
    )
  })

  test('is asked for by our own page only', async () => {
    const reply = await call('POST', '/api/ext/sign-in/providers/test', {}, { origin: 'https://elsewhere.example' })
    expect(reply.statusCode).toBe(403)
    const forged = await t.app.inject({
      method: 'POST',
      url: '/api/ext/sign-in/providers/test',
      headers: { cookie: 'CSRF-TOKEN=x' },
    })
    expect(forged.statusCode).toBe(403)
    expect((await call('POST', '/api/ext/sign-in/providers/unknown', {})).statusCode).toBe(404)
  })

  test('is bound to cookies that no script reads', async () => {
    const reply = await call('POST', '/api/ext/sign-in/providers/test', {})
    expect(reply.cookies.find(({ name }) => name === '_provider_visit')).toMatchObject({
      httpOnly: true,
      sameSite: 'Lax',
      path: '/api/ext/sign-in',
      maxAge: 600,
    })
  })
})

describe('a provider that does not answer, or as somebody else', () => {
  const left = async (more: Partial<Provider>, there = { issuer: 'http://127.0.0.1:9' }) => {
    use(providerAt(there, more))
    const reply = await call('POST', '/api/ext/sign-in/providers/test', {})
    return [reply.statusCode, reply.json().code]
  }
  test('is told as a sentence of ours', async () => {
    expect(await left({})).toEqual([503, 'provider-unreachable'])
    expect(await left({ issuer: 'https://another.example' }, idp)).toEqual([503, 'provider-unreachable'])
  })

  test('is asked again by who comes next', async () => {
    const there = await startProvider({ app })
    there.goesSilent()
    use(providerAt(there))
    expect((await call('POST', '/api/ext/sign-in/providers/test', {})).statusCode).toBe(503)
    there.answersAgain()
    expect(await signsIn(await somebody(), {}, there)).toBe('/#sign-in=done')
    await there.close()
  })

  test('lets nobody in while somebody is there', async () => {
    const there = await startProvider({ app })
    use(providerAt(there))
    const jar: Jar = {}
    const back = await there.visit((await leaves(jar)).href, await somebody())
    there.goesSilent()
    expect(await returns(jar, back)).toBe('/#sign-in=unreachable')
    expect(await cases(jar)).toBe(401)
    await there.close()
  })

  test('is not asked without end', async () => {
    use(providerAt(idp))
    const replies: number[] = []
    for (let n = 0; n < 31; n += 1) replies.push((await call('POST', '/api/ext/sign-in/providers/test', {})).statusCode)
    expect(replies.filter((status) => status === 200)).toHaveLength(30)
    expect(replies.at(-1)).toBe(429)
  })
})

describe('where a provider signs people in', () => {
  test('passwords and Basic open nothing, and the provider is told to everybody without its secret', async () => {
    const name = await somebody()
    const reply = await t.app.inject({
      method: 'POST',
      url: '/api/v2/tokens',
      payload: { user: { user_name: name, password: testPassword } },
    })
    expect(reply.statusCode).toBe(401)
    expect((await t.as(name).get('/api/v2/cases')).status).toBe(401)
    const list = await call('GET', '/api/v2/identity_providers', {})
    expect(list.json()).toMatchObject({
      data: [{ id: 1, unique_id: 'test', name: 'Test organisation', client_id: clientId, domain_hint: null }],
      metadata: { use_identity_provider: true },
    })
    expect(list.payload).not.toContain(clientSecret)
    expect(list.payload).not.toContain(idp.issuer)
  })

  test('an account of a provider that was taken out is shut', async () => {
    const name = await somebody()
    const jar: Jar = {}
    await signsIn(name, jar)
    use(providerAt(idp, { uniqueId: 'another' }))
    expect(await cases(jar)).toBe(401)
  })
})

// rule: api-records 3.2 identity-provider-tokens
describe('a call with a token of the provider', () => {
  test('is its person’s, and so is signing in with it [api-records 3.2 identity-provider-tokens]', async () => {
    const name = await somebody()
    const token = await idp.tokenFor(name)
    const headers = { authorization: `Bearer ${token}` }
    const reply = await t.app.inject({ method: 'POST', url: '/api/v2/tokens', headers })
    expect(reply.json()).toEqual({ id: expect.any(Number), user_name: name, group_permission: 'self', token })
    expect(reply.cookies.map((cookie) => cookie.name)).toEqual(['CSRF-TOKEN'])
    expect(await withToken(token)).toBe(200)
    const { rows } = await sql`select from audit where action = 'login' and user_name = ${name}`.execute(t.house.db)
    expect(rows).toHaveLength(1)
  })

  test('is over once somebody signed out with it, and another token opens', async () => {
    const name = await somebody()
    const token = await idp.tokenFor(name)
    expect(await withToken(token)).toBe(200)
    const out = await call('DELETE', '/api/v2/tokens', {}, { authorization: `Bearer ${token}` })
    expect(out.statusCode).toBe(200)
    expect(await withToken(token)).toBe(401)
    expect(await withToken(await idp.tokenFor(name))).toBe(200)
  })

  test('is over for who is disabled, and stays so', async () => {
    const name = await somebody()
    const token = await idp.tokenFor(name)
    expect(await withToken(token)).toBe(200)
    await change(name, { disabled: true })
    expect(await withToken(token)).toBe(401)
    await change(name, { disabled: false })
    expect(await withToken(token)).toBe(401)
  })

  test('counts for this client and this issuer only', async () => {
    const name = await somebody()
    expect(await withToken(await idp.tokenFor(name, otherClient))).toBe(401)
    const foreign = await startProvider({ app })
    expect(await withToken(await foreign.tokenFor(name))).toBe(401)
    await foreign.close()
    const token = await idp.tokenFor(name)
    use(providerAt(idp, { clientId: otherClient }))
    expect(await withToken(token)).toBe(401)
    use()
    expect(await withToken(token)).toBe(401)
  })

  test('is over after its time, and none before it, with a minute for clocks that differ', async () => {
    const name = await somebody()
    const token = await idp.tokenFor(name)
    const at = async (minutes: number) => {
      t.pass(minutes)
      const status = await withToken(token)
      t.pass(-minutes)
      return status
    }
    expect([await at(-2), await at(-0.5), await at(59), await at(60.5), await at(62)]).toEqual([
      401, 200, 200, 200, 401,
    ])
  })

  test('is nobody’s where it was signed by nobody, by another or in another way', async () => {
    const name = await somebody()
    const token = await idp.tokenFor(name)
    const [head = '', body = '', mark = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
    const header = JSON.parse(Buffer.from(head, 'base64url').toString())
    const coded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const { privateKey } = await generateKeyPair('RS256')
    const signed = (alg: string, key: Parameters<SignJWT['sign']>[0], more = {}) =>
      new SignJWT({ ...claims, ...more }).setProtectedHeader({ ...header, alg }).sign(key)
    const set = await (await fetch(`${idp.issuer}/jwks`)).text()
    for (const forged of [
      `${coded({ alg: 'none' })}.${body}.`,
      `${coded({ ...header, alg: 'none' })}.${body}.${mark}`,
      `${head}.${coded({ ...claims, email: 'other@example.org' })}.${mark}`,
      await signed('RS256', privateKey),
      await signed('HS256', Buffer.from(set)),
      `${coded({ ...header, typ: 'logout+jwt' })}.${body}.${mark}`,
      'not.a.token',
      `${head}..${mark}`,
      `${'x'.repeat(20_000)}.y.z`,
    ])
      expect(await withToken(forged), forged.slice(0, 80)).toBe(401)
    expect(await withToken(token)).toBe(200)
  })

  test('is of a kind that opens calls, and says whom the provider means', async () => {
    const name = await somebody()
    const says = async (more: Record<string, unknown>, typ?: string) =>
      withToken(await idp.says({ sub: name, email: name, ...more }, typ))
    const signOut = { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }
    for (const typ of [undefined, 'JWT', 'at+jwt']) expect(await says({}, typ), typ).toBe(200)
    expect([await says({}, 'logout+jwt'), await says(signOut), await says({}, 'dpop+jwt')]).toEqual([401, 401, 401])
    expect([await says({ sub: undefined }), await says({ sub: '' })]).toEqual([401, 401])
  })

  test('is checked with keys that changed meanwhile', async () => {
    const name = await somebody()
    const renewed = await startProvider({ app })
    use(providerAt(renewed))
    expect(await withToken(await renewed.tokenFor(name))).toBe(200)
    await renewed.renewsKey()
    const token = await renewed.tokenFor(name)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })
    expect(await withToken(token)).toBe(200)
    await renewed.close()
  })

  test('says when the keys cannot be had, and nothing of where they are', async () => {
    const name = await somebody()
    const gone = await startProvider({ app })
    const token = await gone.tokenFor(name)
    gone.goesSilent()
    use(providerAt(gone))
    const reply = await call('GET', '/api/v2/cases', {}, { authorization: `Bearer ${token}` })
    expect(reply.statusCode).toBe(503)
    expect(reply.payload).not.toContain(gone.issuer)
    await gone.close()
  })
})

test('neither secrets nor tokens lie in the database or in the audit', async () => {
  const name = await somebody()
  const jar: Jar = {}
  const url = await leaves(jar)
  const token = await idp.tokenFor(name)
  await withToken(token)
  const secrets = [jar['_provider_visit'] ?? 'none', url.searchParams.get('state') ?? 'none', token, clientSecret]
  for (const table of ['provider_visit', 'provider_token', 'audit', 'session'])
    for (const secret of secrets) {
      const { rows } = await sql`
        select from ${sql.table(table)} x where to_jsonb(x)::text like ${`%${secret}%`}`.execute(t.house.db)
      expect(rows).toHaveLength(0)
    }
})
