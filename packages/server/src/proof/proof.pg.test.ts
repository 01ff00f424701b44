// Before dangerous acts an open session proves once more who acts.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { authenticator } from '../../test/factors/authenticator.ts'
import { browserOf, codeOf, setsUpApp, type TestBrowser } from '../../test/factors/people.ts'
import { openTestHouse, testPassword, type TestHouse } from '../../test/house.ts'

let t: TestHouse
let count = 0

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  t.house.settings = { ...t.house.settings, publicUrl: 'http://localhost:0' }
  await t.enrol({ userName: 'root', role: 'role-superuser' }, { userName: 'other', role: 'role-cp-case-worker' })
})
afterAll(() => t.close())
beforeEach(() => t.pass(2))

async function signedIn(role = 'role-superuser') {
  count += 1
  const name = `prover-${count}`
  await t.enrol({ userName: name, role, agency: 'agency-unicef' })
  const browser = browserOf(t)
  expect((await browser.signIn(name)).status).toBe(200)
  return { name, browser }
}

const idOf = async (name: string): Promise<number> => {
  const { rows } = await sql<{ id: number }>`select id from account where user_name = ${name}`.execute(t.house.db)
  return rows[0]?.id ?? 0
}

const dangerous = async (browser: TestBrowser) =>
  browser.put('/api/ext/roles/role-cp-manager/second-factor', { required: false })
const password = { password: testPassword }

describe('a dangerous act', () => {
  test('goes for ten minutes after signing in, and then asks', async () => {
    const { browser } = await signedIn()
    t.pass(9)
    expect((await dangerous(browser)).status).toBe(204)
    t.pass(2)
    const reply = await dangerous(browser)
    expect(reply.status).toBe(403)
    expect(reply.body).toMatchObject({ code: 'needs-proof', params: { act: 'role.write' } })
    expect((await browser.get('/api/v2/roles')).status).toBe(200)
    expect((await browser.proves(password)).status).toBe(204)
    expect((await dangerous(browser)).status).toBe(204)
  })

  test('needs no proof of machines: what they show comes with each call', async () => {
    await t.enrol({ userName: 'machine', role: 'role-superuser', serviceAccount: true })
    expect(
      (await t.as('machine').put('/api/ext/roles/role-cp-manager/second-factor', { required: false })).status,
    ).toBe(204)
  })

  test.each([
    ['changing a role', (b: TestBrowser) => b.post('/api/v2/roles', { data: { name: 'x' } })],
    [
      'making an account with a role',
      (b: TestBrowser) =>
        b.post('/api/v2/users', {
          data: {
            user_name: 'fresh-one',
            full_name: 'Fresh',
            role_unique_id: 'role-cp-case-worker',
            agency_id: 1,
            password: 'river-lantern-quiet-42',
            password_confirmation: 'river-lantern-quiet-42',
          },
        }),
    ],
    [
      'giving another role',
      async (b: TestBrowser) =>
        b.patch(`/api/v2/users/${await idOf('other')}`, { data: { role_unique_id: 'role-cp-manager' } }),
    ],
    [
      'a password for somebody',
      async (b: TestBrowser) =>
        b.patch(`/api/v2/users/${await idOf('other')}`, {
          data: { password: 'river-lantern-quiet-42', password_confirmation: 'river-lantern-quiet-42' },
        }),
    ],
  ])('asks through v2, too, where a browser calls: %s', async (_says, call) => {
    const { browser } = await signedIn()
    t.pass(11)
    const reply = await call(browser)
    expect(reply.status).toBe(403)
    expect(reply.body).toEqual({ errors: [expect.objectContaining({ status: 403, message: 'needs-proof' })] })
    await browser.proves(password)
    expect((await call(browser)).status).not.toBe(403)
  })

  test('is one’s own password and mail address; a telephone number is not', async () => {
    const { name, browser } = await signedIn('role-cp-case-worker')
    const own = `/api/v2/users/${await idOf(name)}`
    t.pass(11)
    expect((await browser.patch(own, { data: { phone: '123' } })).status).toBe(200)
    expect((await browser.patch(own, { data: { email: 'me@agency.example' } })).status).toBe(403)
    const fresh = 'river-lantern-quiet-42'
    const data = { password: fresh, password_confirmation: fresh }
    expect((await browser.patch(own, { data })).status).toBe(403)
    await browser.proves(password)
    expect((await browser.patch(own, { data })).status).toBe(200)
  })
})

describe('a proof', () => {
  test('is of this session, and of no other', async () => {
    const { name, browser } = await signedIn()
    await browser.post('/api/sync/devices', { device: '0d9cbd3e-5a6a-4b5b-9a3e-0d0f3c1c7a11', kind: 'phone' })
    t.pass(11)
    const second = browserOf(t)
    await second.signIn(name)
    expect((await dangerous(second)).status).toBe(204)
    expect((await dangerous(browser)).status).toBe(403)
  })

  test('by a wrong password is none, and after the fifth the session is over', async () => {
    const { browser } = await signedIn()
    t.pass(11)
    for (let n = 0; n < 4; n += 1) {
      const reply = await browser.proves({ password: 'guess-guess' })
      expect(reply.body).toMatchObject({ code: 'rule-broken', params: { attribute: 'password', message: 'wrong' } })
    }
    expect((await dangerous(browser)).status).toBe(403)
    expect((await browser.proves({ password: 'guess-guess' })).status).toBe(401)
    expect((await browser.get('/api/v2/roles')).status).toBe(401)
  })

  test('needs the app’s code beside the password, once; neither alone, nor a code on paper', async () => {
    const { browser } = await signedIn()
    const { secret, recovery } = await setsUpApp(t, browser)
    t.pass(11)
    expect((await browser.get('/api/ext/proof')).body).toEqual({
      proved: false,
      password: true,
      code: true,
      passkey: false,
    })
    const code = codeOf(t, secret)
    expect((await browser.proves(password)).body.params.attribute).toBe('code')
    expect((await browser.proves({ code })).body.params.attribute).toBe('password')
    expect((await browser.proves({ ...password, recovery: recovery[0] })).status).toBe(422)
    expect((await browser.proves({ ...password, code: '000000' })).status).toBe(422)
    expect((await browser.proves({ ...password, code })).status).toBe(204)
    expect((await dangerous(browser)).status).toBe(204)
    expect((await browser.proves({ ...password, code })).status).toBe(422)
  })

  test('is a passkey alone where it asked who holds it, and else goes with the password', async () => {
    for (const isVerified of [true, false]) {
      const { browser } = await signedIn()
      const key = authenticator({ isVerified })
      const begun = await browser.post('/api/ext/me/factors', { kind: 'passkey', name: 'Key' })
      await browser.post(`/api/ext/me/factors/${begun.body.id}/confirm`, {
        proof: { passkey: key.make(begun.body.options) },
      })
      t.pass(11)
      const passkey = async () => key.use((await browser.post('/api/ext/proof/passkey')).body)
      const alone = await passkey()
      expect((await browser.proves({ passkey: alone })).status).toBe(isVerified ? 204 : 422)
      expect((await browser.proves({ passkey: alone })).status).toBe(422)
      expect((await browser.proves({ ...password, passkey: await passkey() })).status).toBe(204)
    }
  })

  test('is asked of nobody who is not in, and takes no rubbish', async () => {
    expect((await browserOf(t).proves(password)).status).toBe(401)
    const { browser } = await signedIn()
    for (const sent of [{}, { password: 7 }, { passkey: {} }, { other: 1 }, { password: 'x'.repeat(2000) }])
      expect((await browser.proves(sent)).status).toBe(422)
  })
})

describe('one’s own second factors', () => {
  test('are added and taken away after a proof, and every other session ends', async () => {
    const { name, browser } = await signedIn('role-cp-case-worker')
    t.pass(11)
    expect((await browser.post('/api/ext/me/factors', { kind: 'totp' })).body.code).toBe('needs-proof')
    await browser.proves(password)
    const { factor } = await setsUpApp(t, browser)
    const shown = (await browser.get('/api/ext/me/security')).body
    expect(shown).toMatchObject({ factors: [{ kind: 'totp', name: 'My phone' }], recovery: { left: 10, of: 10 } })
    expect(JSON.stringify(shown)).not.toMatch(/secret|hash|key"/)
    expect((await browserOf(t).signIn(name)).status).toBe(403)
    expect((await browser.delete(`/api/ext/me/factors/${factor}`)).status).toBe(204)
    expect((await browser.get('/api/ext/me/security')).body).toMatchObject({
      factors: [],
      recovery: { left: 0, of: 0 },
    })
    expect((await browserOf(t).signIn(name)).status).toBe(200)
  })

  test('are nobody else’s to touch', async () => {
    const first = await signedIn('role-cp-case-worker')
    const { factor } = await setsUpApp(t, first.browser)
    const { browser } = await signedIn('role-cp-case-worker')
    expect((await browser.delete(`/api/ext/me/factors/${factor}`)).status).toBe(404)
    const begun = await first.browser.post('/api/ext/me/factors', { kind: 'totp' })
    const proof = { code: codeOf(t, begun.body.secret) }
    expect((await browser.post(`/api/ext/me/factors/${begun.body.id}/confirm`, { proof })).status).toBe(404)
  })

  test('a new app takes the place of the one before only once it is proved to work', async () => {
    const { name, browser } = await signedIn('role-cp-case-worker')
    const { secret } = await setsUpApp(t, browser)
    await browser.post('/api/ext/me/factors', { kind: 'totp' })
    const second = browserOf(t)
    await second.signIn(name)
    expect((await second.shows({ code: codeOf(t, secret) })).status).toBe(200)
    t.pass(2)
    const fresh = await setsUpApp(t, second)
    expect(fresh.recovery).toBeUndefined()
    await second.signIn(name)
    expect((await second.shows({ code: codeOf(t, secret) })).status).toBe(422)
    expect((await second.shows({ code: codeOf(t, fresh.secret) })).status).toBe(200)
  })

  test('new codes for paper end those before', async () => {
    const { name, browser } = await signedIn('role-cp-case-worker')
    const { recovery } = await setsUpApp(t, browser)
    const renewed = (await browser.post('/api/ext/me/recovery-codes')).body.recovery
    const second = browserOf(t)
    await second.signIn(name)
    expect((await second.shows({ recovery: recovery[0] })).status).toBe(422)
    expect((await second.shows({ recovery: renewed[0] })).status).toBe(200)
  })
})

describe('somebody else’s second factors', () => {
  const withApp = async () => {
    const { name, browser } = await signedIn('role-cp-case-worker')
    await setsUpApp(t, browser)
    return { name, browser, url: `/api/ext/users/${await idOf(name)}/factors` }
  }

  test('are taken away by who administers the account, after a proof; every session ends', async () => {
    const { name, browser, url } = await withApp()
    const admin = browserOf(t)
    await admin.signIn('root')
    expect((await admin.get(url)).body).toMatchObject({ factors: [{ kind: 'totp' }] })
    t.pass(11)
    expect((await admin.delete(url)).body.code).toBe('needs-proof')
    await admin.proves(password)
    expect((await admin.delete(url)).status).toBe(204)
    expect((await browser.get('/api/v2/alerts')).status).toBe(401)
    expect((await browserOf(t).signIn(name)).status).toBe(200)
    const { rows } = await sql<{ user_name: string; outcome: string }>`
      select user_name, outcome from audit where action = 'remove_factors' order by id`.execute(t.house.db)
    expect(rows).toEqual([{ user_name: 'root', outcome: 'done' }])
  })

  test('are out of reach for others, in the words for nobody', async () => {
    const { url, browser } = await withApp()
    const { browser: another } = await signedIn('role-cp-case-worker')
    const [theirs, nobodys] = [await another.delete(url), await another.delete('/api/ext/users/99999/factors')]
    expect([theirs.status, nobodys.status]).toEqual([404, 404])
    expect((await browser.delete(url)).status).toBe(403)
  })
})
