// The door: who is let in, who waits, and whom somebody else's guesses keep out.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { uuid } from '../../test/sync/device.ts'
import { signsIn } from '../../test/devices/browser.ts'
import { openTestHouse, testPassword, type TestHouse } from '../../test/house.ts'
import { hashPassword } from '../accounts/password.ts'
import { setOneTimeCode } from '../accounts/queries.ts'

let t: TestHouse
let count = 0

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
})
afterAll(() => t.close())
// Failures from one address are counted for a minute.
beforeEach(() => t.pass(2))

async function somebody(): Promise<string> {
  count += 1
  const userName = `person-${count}`
  await t.enrol({ userName, role: 'role-cp-case-worker', groups: ['usergroup-primero-cp'] })
  return userName
}

type Jar = Record<string, string>

/** A try on the page. The jar is the browser's, and keeps what comes. */
async function tries(name: unknown, password: unknown, jar: Jar = {}): Promise<number> {
  const reply = await t.app.inject({
    method: 'POST',
    url: '/api/v2/tokens',
    headers: { ...cookiesOf(jar), ...(jar['CSRF-TOKEN'] ? { 'x-csrf-token': jar['CSRF-TOKEN'] } : {}) },
    payload: { user: { user_name: name, password } },
  })
  for (const { name: key, value } of reply.cookies) jar[key] = value
  return reply.statusCode
}

const cookiesOf = (jar: Jar) => ({
  cookie: Object.entries(jar)
    .map(([key, value]) => `${key}=${value}`)
    .join('; '),
})

async function guesses(times: number, name: string, jar?: () => Jar): Promise<number[]> {
  const replies: number[] = []
  for (let n = 0; n < times; n += 1) replies.push(await tries(name, `guess-${n}`, jar?.() ?? {}))
  return replies
}

const wrong = (times: number) => Array.from({ length: times }, () => 401)

describe('a browser that somebody has come in with', () => {
  test('comes in while the name is locked, and no other does until the lock ends', async () => {
    const name = await somebody()
    const jar: Jar = {}
    expect(await tries(name, testPassword, jar)).toBe(200)
    expect(await guesses(5, name)).toEqual(wrong(5))
    t.pass(2)
    expect(await guesses(1, name)).toEqual(wrong(1))
    expect(await tries(name, testPassword)).toBe(401)
    expect(await tries(name, testPassword, jar)).toBe(200)
    t.pass(31)
    expect(await tries(name, testPassword)).toBe(200)
  })

  test('is known for its own people only', async () => {
    const [hers, his] = [await somebody(), await somebody()]
    const jar: Jar = {}
    await tries(hers, testPassword, jar)
    await guesses(6, his)
    t.pass(2)
    expect(await tries(his, testPassword, jar)).toBe(401)
  })

  test('is shared by those who work with it', async () => {
    const [first, second] = [await somebody(), await somebody()]
    const jar: Jar = {}
    await tries(first, testPassword, jar)
    await tries(second, testPassword, jar)
    for (const name of [first, second]) {
      await guesses(6, name)
      t.pass(2)
      expect(await tries(name, testPassword, jar)).toBe(200)
    }
  })

  test('is a stranger after six wrong ones of its own, and its guesses lock nobody out elsewhere', async () => {
    const name = await somebody()
    const jar: Jar = {}
    await tries(name, testPassword, jar)
    const kept = { ...jar }
    expect(await guesses(5, name, () => ({ ...kept }))).toEqual(wrong(5))
    t.pass(2)
    expect(await guesses(1, name, () => ({ ...kept }))).toEqual(wrong(1))
    expect(await tries(name, testPassword)).toBe(200)
    t.pass(2)
    await guesses(6, name)
    t.pass(2)
    expect(await tries(name, testPassword, { ...kept })).toBe(401)
  })

  test('gets another mark with each sign-in: a copy of the one before is worth nothing', async () => {
    const name = await somebody()
    const jar: Jar = {}
    await tries(name, testPassword, jar)
    const copy = { ...jar }
    await tries(name, testPassword, jar)
    await guesses(4, name)
    t.pass(2)
    await guesses(2, name)
    expect(await tries(name, testPassword, copy)).toBe(401)
    expect(await tries(name, testPassword, jar)).toBe(200)
  })

  test('has a mark that scripts cannot read, and that is stored hashed', async () => {
    const name = await somebody()
    const reply = await t.app.inject({
      method: 'POST',
      url: '/api/v2/tokens',
      payload: { user: { user_name: name, password: testPassword } },
    })
    const mark = reply.cookies.find((cookie) => cookie.name === '_known_device')
    expect(mark).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api' })
    const { rows } = await sql<{ text: string }>`select d::text as text from known_device d`.execute(t.house.db)
    expect(rows.some(({ text }) => text.includes(String(mark?.value)))).toBe(false)
  })
})

describe('a password', () => {
  test('opens as ever, however old it is', async () => {
    const name = await somebody()
    const years = 10 * 365 * 24 * 60
    t.pass(years)
    const jar: Jar = {}
    expect(await tries(name, testPassword, jar)).toBe(200)
    expect((await t.app.inject({ url: '/api/v2/cases', headers: cookiesOf(jar) })).statusCode).toBe(200)
    t.pass(-years)
  })
})

describe('a name that nobody has', () => {
  test('is answered, throttled and locked like one that somebody has', async () => {
    const [known, unknown] = [await somebody(), 'nobody-at-all']
    const course = async (name: string) => {
      const first = await guesses(7, name)
      t.pass(2)
      const then = await guesses(1, name)
      const { rows } = await sql<{ failures: number; locked: boolean }>`
        select failures, until is not null as locked from sign_in_lock
        where name = sha256(convert_to(${name}, 'UTF8'))`.execute(t.house.db)
      return { first, then, rows }
    }
    const told = await course(known)
    expect(told.first).toEqual([...wrong(6), 429])
    expect(told.rows).toEqual([{ failures: 6, locked: true }])
    t.pass(2)
    expect(await course(unknown)).toEqual(told)
  })

  test('is written down nowhere: somebody may have typed a password there', async () => {
    const typed = 'my-secret-in-the-wrong-field'
    await tries(typed, 'x')
    await t.as('nobody').get('/api/v2/primero')
    for (const table of ['throttle', 'sign_in_lock', 'audit']) {
      const { rows } = await sql`
        select from ${sql.table(table)} x where to_jsonb(x)::text like ${`%${typed}%`}`.execute(t.house.db)
      expect(rows).toHaveLength(0)
    }
  })

  test.each([[['person']], [{ $ne: '' }], [null], [7], ['x'.repeat(1000)], ['per\u0000son']])(
    'is what is no name at all: %j',
    async (name) => {
      expect(await tries(name, testPassword)).toBe(401)
    },
  )
})

describe('guesses that come at once', () => {
  test('are weighed one after the other: none is forgotten, and the name is locked', async () => {
    const name = await somebody()
    const basic = (password: string) =>
      t.app.inject({
        url: '/api/v2/cases',
        headers: { authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` },
      })
    const replies = await Promise.all([...'abcdefghijkl'].map(basic))
    expect(replies.map((reply) => reply.statusCode)).toEqual(wrong(12))
    expect((await basic(testPassword)).statusCode).toBe(401)
  })

  test('from one address on many names are all counted', async () => {
    t.pass(2)
    const replies = await Promise.all(Array.from({ length: 40 }, (_, n) => tries(`name-${n}`, 'guess-guess')))
    expect(replies.filter((status) => status === 401)).toHaveLength(30)
    expect(replies.filter((status) => status === 429)).toHaveLength(10)
    // Who is known from here does not wait for the neighbour's guesses.
    t.pass(2)
    const name = await somebody()
    const jar: Jar = {}
    await tries(name, testPassword, jar)
    for (let n = 0; n < 30; n += 1) await tries(`other-${n}`, 'guess-guess')
    expect(await tries(name, testPassword)).toBe(429)
    expect(await tries(name, testPassword, jar)).toBe(200)
  })
})

describe('a code that was read out', () => {
  const code = 'a-code-on-paper-7Q'
  const own = 'river-lantern-quiet-42'

  const withCode = async (): Promise<string> => {
    const name = await somebody()
    const hash = await hashPassword(code)
    await t.house.db.transaction().execute((tx) => setOneTimeCode(tx, name, hash, t.house.clock()))
    return name
  }
  const renews = (name: string, fresh: string, password = code) =>
    t.app.inject({
      method: 'POST',
      url: '/api/ext/sign-in/renew',
      payload: { user_name: name, password, new_password: fresh },
    })

  test('opens nothing but the way to a password of one’s own', async () => {
    const name = await withCode()
    const jar: Jar = {}
    expect(await tries(name, code, jar)).toBe(403)
    expect(Object.keys(jar)).toEqual(['CSRF-TOKEN'])
    const basic = Buffer.from(`${name}:${code}`).toString('base64')
    const call = await t.app.inject({ url: '/api/v2/cases', headers: { authorization: `Basic ${basic}` } })
    expect(call.statusCode).toBe(401)
    const renewed = await renews(name, own)
    expect(renewed.statusCode).toBe(200)
    const cookie = renewed.cookies.map(({ name: key, value }) => `${key}=${value}`).join('; ')
    expect((await t.app.inject({ url: '/api/v2/cases', headers: { cookie } })).statusCode).toBe(200)
    expect(await tries(name, code)).toBe(401)
    expect(await tries(name, own)).toBe(200)
  })

  test('is asked for with the new password, which is measured as any other', async () => {
    const name = await withCode()
    expect((await renews(name, own, 'another-code-8R')).statusCode).toBe(401)
    for (const [fresh, message] of [
      ['short', 'errors.models.user.password_length'],
      ['password1', 'errors.models.user.password_common'],
      [`${name}-${name}`.slice(0, 8), 'errors.models.user.password_common'],
      [code, 'same'],
    ] as const) {
      const reply = await renews(name, fresh)
      expect(reply.statusCode).toBe(422)
      expect(reply.json()).toMatchObject({ code: 'rule-broken', params: { attribute: 'password', message } })
      t.pass(2)
    }
    expect(await tries(name, code)).toBe(403)
  })

  test('is none any more after an hour', async () => {
    const name = await withCode()
    t.pass(61)
    expect(await tries(name, code)).toBe(401)
    expect((await renews(name, own)).statusCode).toBe(401)
  })

  test('is no way round a password that somebody has', async () => {
    const name = await somebody()
    expect((await renews(name, own, testPassword)).statusCode).toBe(403)
    expect(await tries(name, testPassword)).toBe(200)
  })

  test('is not taken from a foreign page', async () => {
    const name = await withCode()
    const reply = await t.app.inject({
      method: 'POST',
      url: '/api/ext/sign-in/renew',
      headers: { origin: 'https://elsewhere.example' },
      payload: { user_name: name, password: code, new_password: own },
    })
    expect(reply.statusCode).toBe(403)
  })
})

describe('signing in elsewhere', () => {
  const both = async (name: string) => {
    const enrolled = await signsIn(t.app, name)
    await enrolled.post('/api/sync/devices', { device: uuid(), kind: 'phone' })
    await signsIn(t.app, name)
    return (await enrolled.get('/api/v2/alerts')).status
  }

  test('leaves enrolled devices signed in', async () => {
    expect(await both(await somebody())).toBe(200)
  })

  test('ends them, too, where one session is all that there may be', async () => {
    const { settings } = t.house
    t.house.settings = { ...settings, sessions: 'strict' }
    expect(await both(await somebody())).toBe(401)
    t.house.settings = settings
  })
})
