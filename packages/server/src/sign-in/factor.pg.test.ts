// The second step at the door: codes, paper, passkeys, trusted devices, and setting one up where the role must have it.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { authenticator } from '../../test/factors/authenticator.ts'
import { browserOf, codeOf, setsUpApp, type TestBrowser } from '../../test/factors/people.ts'
import { openTestHouse, testPassword, type TestHouse } from '../../test/house.ts'
import { uuid } from '../../test/sync/device.ts'
import { hashPassword } from '../accounts/password.ts'
import { setOneTimeCode } from '../accounts/queries.ts'

let t: TestHouse
let count = 0

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  t.house.settings = { ...t.house.settings, publicUrl: 'http://localhost:0' }
  await t.enrol({ userName: 'root', role: 'role-superuser' })
})
afterAll(() => t.close())
beforeEach(() => t.pass(2))

async function somebody(role = 'role-cp-case-worker'): Promise<string> {
  count += 1
  const userName = `factor-${count}`
  await t.enrol({ userName, role, groups: ['usergroup-primero-cp'] })
  return userName
}

async function withApp() {
  const name = await somebody()
  const first = browserOf(t)
  await first.signIn(name)
  const app = await setsUpApp(t, first)
  return { name, first, ...app, code: (steps = 0) => ({ code: codeOf(t, app.secret, steps) }) }
}

async function withPasskey(options: Parameters<typeof authenticator>[0] = {}) {
  const name = await somebody()
  const browser = browserOf(t)
  await browser.signIn(name)
  const key = authenticator(options)
  const begun = await browser.post('/api/ext/me/factors', { kind: 'passkey' })
  const done = await browser.post(`/api/ext/me/factors/${begun.body.id}/confirm`, {
    proof: { passkey: key.make(begun.body.options) },
  })
  return { name, browser, key, done }
}

const isIn = async (browser: TestBrowser): Promise<boolean> => (await browser.get('/api/v2/alerts')).status === 200

const audited = async (name: string): Promise<string[]> => {
  const { rows } = await sql<{ said: string }>`
    select action || coalesce(' ' || code, '') as said from audit where user_name = ${name} order by id`.execute(
    t.house.db,
  )
  return rows.map(({ said }) => said)
}

describe('a right password', () => {
  test('opens nothing alone: the answer says what is missing, and no door takes the mark for a session', async () => {
    const { name } = await withApp()
    const browser = browserOf(t)
    const reply = await browser.signIn(name)
    expect(reply.status).toBe(403)
    expect(reply.body).toEqual({ errors: [{ status: 403, resource: '/api/v2/tokens', message: 'needs-factor' }] })
    expect(Object.keys(browser.jar).toSorted()).toEqual(['CSRF-TOKEN', '_sign_in'])
    expect(await isIn(browser)).toBe(false)
    for (const url of ['/api/v2/cases', '/api/sync/config', '/api/ext/me/security', '/api/ext/proof'])
      expect((await browser.get(url)).status).toBe(401)
    browser.jar['_app_session'] = browser.jar['_sign_in'] ?? ''
    expect(await isIn(browser)).toBe(false)
  })

  test('and a right code open a session', async () => {
    const { name, code } = await withApp()
    const browser = browserOf(t)
    await browser.signIn(name)
    expect((await browser.get('/api/ext/sign-in/factor')).body).toMatchObject({
      needs: 'factor',
      code: true,
      passkey: false,
      recovery: true,
    })
    const reply = await browser.shows(code())
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({ user_name: name })
    expect(await isIn(browser)).toBe(true)
    expect((await audited(name)).slice(-5)).toContain('login')
  })

  test('no Basic does without the factor, on a laptop either', async () => {
    const { name } = await withApp()
    expect((await t.as(name).get('/api/v2/alerts')).status).toBe(401)
  })

  test('waits five minutes for the code', async () => {
    const { name, code } = await withApp()
    const browser = browserOf(t)
    await browser.signIn(name)
    t.pass(6)
    expect((await browser.shows(code())).status).toBe(401)
  })

  test('that is wrong is answered as ever, whether or not there is a factor', async () => {
    const { name } = await withApp()
    const other = await somebody()
    const replies = await Promise.all([browserOf(t).signIn(name, 'guess-a'), browserOf(t).signIn(other, 'guess-a')])
    expect(replies.map(({ status, text }) => ({ status, text }))).toEqual([
      { status: 401, text: replies[1]?.text },
      { status: 401, text: replies[0]?.text },
    ])
  })

  test('of somebody disabled meanwhile leads nowhere', async () => {
    const { name, code } = await withApp()
    const browser = browserOf(t)
    await browser.signIn(name)
    await sql`update account set disabled = true where user_name = ${name}`.execute(t.house.db)
    expect((await browser.shows(code())).status).toBe(401)
  })
})

describe('a code', () => {
  test('serves once, and none before it any more', async () => {
    const { name, code } = await withApp()
    const [now, before] = [code(), code(-1)]
    const first = browserOf(t)
    await first.signIn(name)
    expect((await first.shows(now)).status).toBe(200)
    const second = browserOf(t)
    await second.signIn(name)
    expect((await second.shows(now)).status).toBe(422)
    expect((await second.shows(before)).status).toBe(422)
    expect((await second.shows(code(1))).status).toBe(200)
  })

  test('is read with spaces and in Arabic digits', async () => {
    const { name, code } = await withApp()
    const browser = browserOf(t)
    await browser.signIn(name)
    const arabic = code().code.replaceAll(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? '')
    expect((await browser.shows({ code: `${arabic.slice(0, 3)} ${arabic.slice(3)}` })).status).toBe(200)
  })

  test('that is wrong five times asks for the password anew', async () => {
    const { name, code } = await withApp()
    const browser = browserOf(t)
    await browser.signIn(name)
    for (let n = 0; n < 4; n += 1) {
      const reply = await browser.shows({ code: '000000' })
      expect(reply.status).toBe(422)
      expect(reply.body).toMatchObject({ code: 'rule-broken', params: { attribute: 'code', message: 'wrong' } })
    }
    expect((await browser.shows({ code: '000000' })).status).toBe(401)
    expect((await browser.shows(code())).status).toBe(401)
    await browser.signIn(name)
    expect((await browser.shows(code())).status).toBe(200)
  })

  test('is not taken for an hour after ten wrong ones, whoever made them; then it is', async () => {
    const { name, code } = await withApp()
    for (const times of [5, 5]) {
      t.pass(2)
      const browser = browserOf(t)
      await browser.signIn(name)
      for (let n = 0; n < times; n += 1) await browser.shows({ code: '000000' })
    }
    t.pass(2)
    const browser = browserOf(t)
    await browser.signIn(name)
    const locked = await browser.shows(code())
    expect(locked.status).toBe(429)
    expect(locked.body.params.seconds).toBeGreaterThan(3000)
    t.pass(60)
    await browser.signIn(name)
    expect((await browser.shows(code())).status).toBe(200)
  })

  test('is counted when many come at once', async () => {
    const { name } = await withApp()
    const browser = browserOf(t)
    await browser.signIn(name)
    const replies = await Promise.all(Array.from({ length: 8 }, () => browser.shows({ code: '000000' })))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([401, 401, 401, 401, 422, 422, 422, 422])
  })

  test.each([
    [{}],
    [{ code: '' }],
    [{ code: 7 }],
    [{ code: 'x'.repeat(99) }],
    [{ passkey: {} }],
    [{ code: '1', recovery: '2' }],
  ])('is no rubbish: %j', async (shown) => {
    const { name } = await withApp()
    const browser = browserOf(t)
    await browser.signIn(name)
    expect((await browser.shows(shown)).status).toBe(422)
  })

  test('is nowhere in the database to be made from: the secret is sealed', async () => {
    const { secret, name } = await withApp()
    const { rows } = await sql<{ text: string }>`select f::text as text from factor f`.execute(t.house.db)
    const hex = Buffer.from(secret).toString('hex')
    expect(rows.some(({ text }) => text.includes(secret) || text.includes(hex))).toBe(false)
    expect((await audited(name)).join()).not.toContain(secret)
  })
})

describe('a code on paper', () => {
  test('opens once, as it was typed, and its neighbours stay', async () => {
    const { name, recovery } = await withApp()
    expect(recovery).toHaveLength(10)
    const first = browserOf(t)
    await first.signIn(name)
    expect((await first.shows({ recovery: recovery[0]?.toLowerCase().replaceAll('-', ' ') })).status).toBe(200)
    const second = browserOf(t)
    await second.signIn(name)
    expect((await second.shows({ recovery: recovery[0] })).status).toBe(422)
    expect((await second.shows({ recovery: recovery[1] })).status).toBe(200)
    expect((await second.get('/api/ext/me/security')).body.recovery).toEqual({ left: 8, of: 10 })
  })

  test('is stored as a hash only', async () => {
    const { recovery } = await withApp()
    const { rows } = await sql<{ text: string }>`select encode(hash, 'escape') as text from recovery_code`.execute(
      t.house.db,
    )
    const plain = recovery.map((code) => code.replaceAll('-', ''))
    expect(rows.some(({ text }) => plain.some((code) => text.includes(code)))).toBe(false)
  })
})

describe('a passkey', () => {
  const goes = async (browser: TestBrowser, key: ReturnType<typeof authenticator>) => {
    const options = await browser.post('/api/ext/sign-in/factor/passkey')
    expect(options.body.allowCredentials).toHaveLength(1)
    return key.use(options.body)
  }

  test('opens a session as the second step', async () => {
    const { name, key, done } = await withPasskey()
    expect(done.status).toBe(200)
    const browser = browserOf(t)
    await browser.signIn(name)
    expect((await browser.shows({ passkey: await goes(browser, key) })).status).toBe(200)
    expect(await isIn(browser)).toBe(true)
  })

  test('answers one question: what it signed before is worth nothing', async () => {
    const { name, key } = await withPasskey()
    const first = browserOf(t)
    await first.signIn(name)
    const passkey = await goes(first, key)
    expect((await first.shows({ passkey })).status).toBe(200)
    const second = browserOf(t)
    await second.signIn(name)
    await second.post('/api/ext/sign-in/factor/passkey')
    expect((await second.shows({ passkey })).status).toBe(422)
    expect((await second.shows({ passkey })).status).toBe(422)
  })

  test('of somebody else, or from a page that is not ours, is a wrong one', async () => {
    const { name } = await withPasskey()
    const { key: others } = await withPasskey()
    const browser = browserOf(t)
    await browser.signIn(name)
    expect((await browser.shows({ passkey: await goes(browser, others) })).status).toBe(422)
    const { done } = await withPasskey({ origin: 'https://elsewhere.example' })
    expect(done.status).toBe(422)
  })

  test('serves while codes are locked: it cannot be guessed', async () => {
    const { name, key, browser: first } = await withPasskey()
    await setsUpApp(t, first)
    for (let n = 0; n < 10; n += 1) {
      if (n % 5 === 0) {
        t.pass(2)
        await first.signIn(name)
      }
      await first.shows({ code: '000000' })
    }
    t.pass(2)
    const browser = browserOf(t)
    await browser.signIn(name)
    expect((await browser.shows({ code: '000000' })).status).toBe(429)
    expect((await browser.shows({ passkey: await goes(browser, key) })).status).toBe(200)
  })
})

describe('a trusted device', () => {
  const trusted = async () => {
    const person = await withApp()
    const browser = browserOf(t)
    await browser.signIn(person.name)
    await browser.shows(person.code(), { trust: true })
    return { ...person, browser }
  }

  test('need not show the factor for thirty days, and others must', async () => {
    const { name, browser } = await trusted()
    t.pass(60 * 24 * 29)
    expect((await browser.signIn(name)).status).toBe(200)
    expect((await browserOf(t).signIn(name)).status).toBe(403)
    t.pass(60 * 24 * 2)
    expect((await browser.signIn(name)).status).toBe(403)
  })

  test('is its owner’s only', async () => {
    const { browser } = await trusted()
    const { name } = await withApp()
    expect((await browser.signIn(name)).status).toBe(403)
  })

  test('proves nothing: dangerous acts ask for the factor all the same', async () => {
    const { name, browser } = await trusted()
    await browser.signIn(name)
    expect((await browser.post('/api/ext/me/recovery-codes')).body).toMatchObject({ code: 'needs-proof' })
  })

  test('is forgotten from the list, and with another password', async () => {
    const { name, browser } = await trusted()
    const listed = await browser.get('/api/ext/me/security')
    expect(listed.body.trusted).toMatchObject([{ device: 'phone', current: true }])
    expect((await browser.delete(`/api/ext/me/trusted-devices/${listed.body.trusted[0].id}`)).status).toBe(204)
    expect((await browser.signIn(name)).status).toBe(403)
    const second = await trusted()
    const root = t.as('root')
    const found = await root.get(`/api/v2/users?user_name=${second.name}`)
    const password = 'river-lantern-quiet-42'
    const data = { password, password_confirmation: password }
    expect((await root.patch(`/api/v2/users/${found.body.data[0].id}`, { data })).status).toBe(200)
    expect((await second.browser.signIn(second.name, password)).status).toBe(403)
  })

  test('is a copied cookie no longer than until the next sign-in', async () => {
    const { name, browser } = await trusted()
    const copy = browserOf(t, { ...browser.jar })
    await browser.signIn(name)
    expect((await copy.signIn(name)).status).toBe(403)
  })
})

describe('a role that must have a second factor', () => {
  const role = 'role-cp-case-worker'
  const setTo = async (required: boolean) => {
    expect((await t.as('root').put(`/api/ext/roles/${role}/second-factor`, { required })).status).toBe(204)
  }

  test('shuts every open session until one is set up at the door, with codes for paper', async () => {
    const name = await somebody(role)
    const browser = browserOf(t)
    await browser.signIn(name)
    await setTo(true)
    expect(await isIn(browser)).toBe(false)
    expect((await t.as(name).get('/api/v2/alerts')).status).toBe(401)
    const asked = await browser.signIn(name)
    expect(asked.body.errors[0].message).toBe('needs-enrolment')
    expect((await browser.get('/api/ext/sign-in/factor')).body).toMatchObject({ needs: 'enrol' })
    expect((await browser.shows({ code: '123456' })).status).toBe(401)
    const { body: begun } = await browser.post('/api/ext/sign-in/enrolment', { kind: 'totp', name: 'Phone' })
    expect(begun.address).toContain('otpauth://totp/')
    const wrong = await browser.post(`/api/ext/sign-in/enrolment/${begun.id}`, { proof: { code: '000000' } })
    expect(wrong.status).toBe(422)
    const done = await browser.post(`/api/ext/sign-in/enrolment/${begun.id}`, {
      proof: { code: codeOf(t, begun.secret) },
    })
    expect(done.status).toBe(200)
    expect(done.body.recovery).toHaveLength(10)
    expect(await isIn(browser)).toBe(true)
    const { factors } = (await browser.get('/api/ext/me/security')).body
    expect((await browser.delete(`/api/ext/me/factors/${factors[0].id}`)).body.params.message).toBe('needed')
    await setTo(false)
    expect((await browser.delete(`/api/ext/me/factors/${factors[0].id}`)).status).toBe(204)
  })

  test('is no way to another factor for who has one and knows the password only', async () => {
    const { name } = await withApp()
    await setTo(true)
    const browser = browserOf(t)
    expect((await browser.signIn(name)).body.errors[0].message).toBe('needs-factor')
    expect((await browser.post('/api/ext/sign-in/enrolment', { kind: 'totp' })).status).toBe(401)
    expect((await browser.post(`/api/ext/sign-in/enrolment/${uuid()}`, { proof: { code: '1' } })).status).toBe(401)
    await setTo(false)
  })

  test('is changed by who may change the role, and never by who holds it', async () => {
    const name = await somebody()
    expect((await t.as(name).put(`/api/ext/roles/${role}/second-factor`, { required: true })).status).toBe(403)
    expect((await t.as('root').put('/api/ext/roles/role-superuser/second-factor', { required: true })).status).toBe(403)
    expect((await t.as('root').put('/api/ext/roles/no-such-role/second-factor', { required: true })).status).toBe(404)
    expect((await t.as('root').put(`/api/ext/roles/${role}/second-factor`, { required: 'yes' })).status).toBe(422)
  })

  test('stays as it is when v2 changes the role', async () => {
    await setTo(true)
    const root = t.as('root')
    const roles = await root.get('/api/v2/roles?per=1000')
    const found = roles.body.data.find((one: { unique_id: string }) => one.unique_id === role)
    expect(Object.keys(found).join()).not.toMatch(/factor/i)
    expect((await root.patch(`/api/v2/roles/${found.id}`, { data: found })).status).toBe(200)
    expect((await root.get(`/api/ext/roles/${role}/second-factor`)).body).toEqual({ required: true })
    await setTo(false)
  })
})

describe('a code that an administrator read out', () => {
  test('does not stand for the second factor', async () => {
    const { name, code } = await withApp()
    const oneTime = 'a-code-on-paper-7Q'
    const hash = await hashPassword(oneTime)
    await t.house.db.transaction().execute((tx) => setOneTimeCode(tx, name, hash, t.house.clock()))
    const browser = browserOf(t)
    const renewal = { user_name: name, password: oneTime, new_password: 'river-lantern-quiet-42' }
    const asked = await browser.post('/api/ext/sign-in/renew', renewal)
    expect(asked.status).toBe(403)
    expect(asked.body.code).toBe('needs-factor')
    expect((await browser.shows({ code: '000000' })).status).toBe(422)
    t.pass(2)
    expect((await browser.post('/api/ext/sign-in/renew', renewal)).status).toBe(403)
    const shown = await browser.shows(code())
    expect(shown.body.code).toBe('must-renew')
    expect(await isIn(browser)).toBe(false)
    const renewed = await browser.post('/api/ext/sign-in/renew', renewal)
    expect(renewed.status).toBe(200)
    expect(await isIn(browser)).toBe(true)
    expect((await browser.signIn(name)).status).toBe(401)
    expect((await browser.signIn(name, testPassword)).status).toBe(401)
  })
})
