// Ways into an account beside its password: a mailed link, a code that is read out, signing oneself up.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { signsIn } from '../../test/devices/browser.ts'
import { openTestHouse, testPassword, type TestHouse } from '../../test/house.ts'
import { type Mailbox, openMailbox, tokenIn } from '../../test/mailbox.ts'
import { startWorker } from '../jobs/worker.ts'
import { sendMails } from '../mail/send.ts'
import { administratorName } from './first-administrator.ts'
import { register } from './register.ts'

let t: TestHouse
let box: Mailbox
let count = 0
const secret = 'river-lantern-quiet-42'

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  box = await openMailbox()
  t.house.settings = { ...t.house.settings, smtp: box.settings }
  await t.enrol({ userName: 'root', role: 'role-superuser' }, { userName: 'carl', role: 'role-cp-case-worker' })
})
afterAll(async () => {
  await box.close()
  await t.close()
})
// Tries are counted for a minute.
beforeEach(() => t.pass(2))

async function somebody(role = 'role-cp-case-worker'): Promise<{ id: number; email: string; name: string }> {
  count += 1
  const name = `person-${count}`
  const email = `${name}@example.org`
  await t.enrol({ userName: name, role, groups: ['usergroup-primero-cp'] })
  const { rows } = await sql<{ id: number }>`
    update account set email = ${email} where user_name = ${name} returning id`.execute(t.house.db)
  return { id: rows[0]?.id ?? 0, email, name }
}

const post = (url: string, payload: object) => t.app.inject({ method: 'POST', url, payload })
const signIn = (user_name: string, password: string) => post('/api/v2/tokens', { user: { user_name, password } })
const asks = (email: unknown) => post('/api/v2/users/password-reset-request', { user: { email } })
const resets = (token: string, password = secret) =>
  post('/api/v2/users/password-reset', {
    user: { password, password_confirmation: password, reset_password_token: token },
  })

async function linkTo({ email }: { email: string }): Promise<string> {
  await asks(email)
  await sendMails(t.house)
  return tokenIn(box.newestTo(email) ?? { text: '' })
}

describe('asking for a way back', () => {
  test('is answered the same for everybody, and leaves the same rows', async () => {
    const disabled = await somebody()
    await sql`update account set disabled = true where id = ${disabled.id}`.execute(t.house.db)
    const replies: unknown[] = []
    for (const email of [(await somebody()).email, disabled.email, 'nobody@example.org', 'x\u0000@example.org']) {
      const before = await sql<{ n: number }>`select count(*)::int as n from mail`.execute(t.house.db)
      const { statusCode, body, headers } = await asks(email)
      const after = await sql<{ n: number }>`select count(*)::int as n from mail`.execute(t.house.db)
      const { date: _date, 'set-cookie': _cookie, ...rest } = headers
      replies.push({ statusCode, body, rest, written: (after.rows[0]?.n ?? 0) - (before.rows[0]?.n ?? 0) })
    }
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect(replies[0]).toMatchObject({ statusCode: 200, written: 1 })
  })

  test('takes rubbish for nobody’s address', async () => {
    for (const email of [['a@example.org'], { a: 1 }, 7, null]) expect((await asks(email)).statusCode).toBe(422)
    expect((await asks('x'.repeat(2000))).statusCode).toBe(422)
  })
})

describe('asking for many', () => {
  test('from one place is slowed, and another place is not', async () => {
    const askFrom = async (remoteAddress: string, n: number) => {
      const payload = { user: { email: `made-up-${n}@example.org` } }
      const url = '/api/v2/users/password-reset-request'
      return (await t.app.inject({ method: 'POST', url, payload, remoteAddress })).statusCode
    }
    for (let n = 0; n < 60; n += 1) expect(await askFrom(`2001:db8:7:7::${n + 1}`, n)).toBe(200)
    expect(await askFrom('2001:db8:7:7::ffff', 61)).toBe(429)
    expect(await askFrom('2001:db8:7:8::1', 62)).toBe(200)
  })
})

describe('a mailed link', () => {
  test('serves while strangers guess', async () => {
    const token = await linkTo(await somebody())
    for (let n = 0; n < 11; n += 1) await resets(`guess-${n}`)
    expect((await resets('guess')).statusCode).toBe(429)
    expect((await resets(token)).statusCode).toBe(200)
  })

  test('sets a password, ends what was open, and leaves nothing that opens', async () => {
    const person = await somebody()
    const browser = await signsIn(t.app, person.name)
    const token = await linkTo(person)
    const reply = await resets(token)
    expect(reply.statusCode).toBe(200)
    expect(reply.cookies.some(({ name, httpOnly }) => name === '_app_session' && httpOnly)).toBe(true)
    expect((await browser.get('/api/v2/permissions')).status).toBe(401)
    expect((await resets(token)).statusCode).toBe(422)
    const { rows } = await sql`select from way_in where account_id = ${person.id}`.execute(t.house.db)
    expect(rows).toEqual([])
  })

  test('opens for the first of two who use it at once', async () => {
    const token = await linkTo(await somebody())
    const codes = (await Promise.all([resets(token), resets(token)])).map(({ statusCode }) => statusCode)
    expect(codes.sort()).toEqual([200, 422])
  })

  test('is kept as a hash: who reads the database opens nothing with it', async () => {
    const token = await linkTo(await somebody())
    const { rows } = await sql<{ all: string }>`
      select string_agg(w::text || m::text, ' ') as all from way_in w join mail m on m.id = w.mail_id`.execute(
      t.house.db,
    )
    expect(rows[0]?.all).not.toContain(token)
    expect(rows[0]?.all).not.toContain(Buffer.from(token).toString('hex'))
  })

  test.each([
    ['another address', { email: 'moved@example.org' }],
    ['a password set by somebody else', { password: secret, password_confirmation: secret }],
  ])('opens nothing after %s', async (_what, data) => {
    const person = await somebody()
    const token = await linkTo(person)
    expect((await t.as('root').patch(`/api/v2/users/${person.id}`, { data })).status).toBe(200)
    expect((await resets(token, 'another-river-quiet-43')).statusCode).toBe(422)
  })

  test('is not for machines', async () => {
    const person = await somebody()
    await sql`update account set service_account = true where id = ${person.id}`.execute(t.house.db)
    expect(await linkTo(person)).toBe('')
  })
})

describe('a code that is read out', () => {
  const issues = (as: string, id: number) => t.as(as).post(`/api/ext/users/${id}/code`, {})
  const renews = (user_name: string, password: string, new_password = secret) =>
    post('/api/ext/sign-in/renew', { user_name, password, new_password })

  test('opens the account once, and only to set a password', async () => {
    const { id, name } = await somebody()
    const browser = await signsIn(t.app, name)
    const { status, body, headers } = await issues('root', id)
    expect(status).toBe(201)
    expect(headers['cache-control']).toBe('no-store')
    expect(body.code).toMatch(/^\d{5} \d{5}$/)
    expect((await browser.get('/api/v2/permissions')).status).toBe(401)
    expect((await signIn(name, testPassword)).statusCode).toBe(401)
    expect((await signIn(name, body.code)).statusCode).toBe(403)
    expect((await renews(name, body.code)).statusCode).toBe(200)
    expect((await renews(name, body.code, 'another-river-quiet-43')).statusCode).toBe(401)
    expect((await signIn(name, secret)).statusCode).toBe(200)
  })

  test('is the same with other digits and in one piece', async () => {
    for (const typed of [
      (code: string) => code.replaceAll(' ', ''),
      (code: string) => code.replaceAll(/\d/g, (d) => String.fromCodePoint(0x660 + Number(d))),
    ]) {
      const { id, name } = await somebody()
      const { body } = await issues('root', id)
      expect((await renews(name, typed(body.code))).statusCode).toBe(200)
    }
  })

  test('is over after five wrong tries, from whatever device', async () => {
    const { id, name } = await somebody()
    const { body } = await issues('root', id)
    for (let n = 0; n < 5; n += 1) expect((await renews(name, `00000 0000${n}`)).statusCode).toBe(401)
    t.pass(2)
    expect((await renews(name, body.code)).statusCode).toBe(401)
    const { body: fresh } = await issues('root', id)
    expect((await renews(name, fresh.code)).statusCode).toBe(200)
  })

  test('is over after an hour', async () => {
    const { id, name } = await somebody()
    const { body } = await issues('root', id)
    t.pass(61)
    expect((await renews(name, body.code)).statusCode).toBe(401)
  })

  test('opens a lock, and ends links that were mailed before', async () => {
    const person = await somebody()
    const token = await linkTo(person)
    for (let n = 0; n < 6; n += 1) await signIn(person.name, `guess-${n}`)
    t.pass(2)
    const { body } = await issues('root', person.id)
    expect((await resets(token)).statusCode).toBe(422)
    expect((await renews(person.name, body.code)).statusCode).toBe(200)
  })

  test('verifies who signed up and has no mail', async () => {
    const { id, name } = await somebody()
    await sql`update account set unverified = true, password_hash = null where id = ${id}`.execute(t.house.db)
    const { body } = await issues('root', id)
    expect((await renews(name, body.code)).statusCode).toBe(200)
    expect((await signIn(name, secret)).statusCode).toBe(200)
  })

  test('is for nobody’s own account, for no role above the issuer, and for nobody unknown', async () => {
    const root = (await signIn('root', testPassword)).json().id
    expect((await issues('root', root)).status).toBe(403)
    const { id } = await somebody()
    expect((await issues('carl', id)).status).toBe(403)
    expect((await issues('carl', root)).status).toBe(403)
    expect((await issues('root', 999_999)).status).toBe(404)
    expect((await post(`/api/ext/users/${id}/code`, {})).statusCode).toBe(401)
  })

  test('is not made for an account that it would not open', async () => {
    const { id, name } = await somebody()
    await sql`update account set disabled = true where id = ${id}`.execute(t.house.db)
    const { status, body } = await issues('root', id)
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'wrong-state' })
    await sql`update account set disabled = false where id = ${id}`.execute(t.house.db)
    expect((await signIn(name, testPassword)).statusCode).toBe(200)
  })

  test('stands in no row of the database and of the audit', async () => {
    const { id } = await somebody()
    const { body } = await issues('root', id)
    const code = body.code.replaceAll(' ', '')
    const { rows } = await sql<{ said: string }>`
      select coalesce(details::text, '') as said from audit where action = 'issue_code'
      union all select a::text from account a where id = ${id}`.execute(t.house.db)
    expect(rows.length).toBeGreaterThan(1)
    for (const { said } of rows) expect(said.includes(code) || said.includes(body.code)).toBe(false)
  })
})

describe('the code of an operator', () => {
  const name = () => administratorName(t.house, ['role-superuser'])
  const set = (change: ReturnType<typeof sql>) =>
    sql`update account set ${change} where user_name = 'administrator'`.execute(t.house.db)

  test('is for the administrator, as long as he is one', async () => {
    expect(await name()).toBe('administrator')
    await t.enrol({ userName: 'administrator', role: 'role-superuser' })
    expect(await name()).toBe('administrator')
  })

  test.each([
    ['demoted', sql`role = 'role-cp-case-worker'`, sql`role = 'role-superuser'`],
    ['closed', sql`disabled = true`, sql`disabled = false`],
    ['past his last day', sql`expires_on = '2020-01-01'`, sql`expires_on = null`],
  ])('opens another account where he was %s', async (_what, change, back) => {
    await set(change)
    expect(await name()).toBe('administrator-2')
    await set(back)
    expect(await name()).toBe('administrator')
  })
})

describe('signing oneself up', () => {
  const stream = {
    unique_id: 'help-line',
    role: 'self-service',
    user_groups: ['usergroup-primero-cp'],
    agency: 'agency-open-door',
  }
  const up = (more: object = {}) =>
    post('/api/v2/users/self-register', {
      user: {
        full_name: 'Noor Newcomer',
        email: 'noor@example.org',
        locale: 'ar',
        registration_stream: 'help-line',
        data_processing_consent_provided: true,
        ...more,
      },
    })
  const accounts = async (name: string) =>
    (await sql`select from account where user_name = ${name}`.execute(t.house.db)).rows.length

  beforeAll(() => {
    const config = t.house.configuration()
    const worker = config.roles.get('role-cp-case-worker')
    if (worker === undefined) throw new Error('no role to take after')
    const role = {
      ...worker,
      id: 'self-service',
      name: 'Self-service',
      scope: 'identified',
      category: 'identified',
    } as const
    const options = { ...(config.settings['system_options'] as object), registration_streams: [stream] }
    t.house.use({
      ...config,
      roles: new Map([...config.roles, [role.id, { ...role, permissions: { case: ['read'] } }]]),
      settings: { ...config.settings, system_options: options },
    })
    t.house.settings = { ...t.house.settings, selfRegistration: true }
  })

  test('is answered before anything is known of the address, and its account is made by the job', async () => {
    const known = await somebody()
    const before = await up({ email: known.email })
    const fresh = await up({ email: 'samir@example.org' })
    expect([before.statusCode, before.body]).toEqual([fresh.statusCode, fresh.body])
    expect(await accounts('samir@example.org')).toBe(0)
    const { rows } = await sql<{ sealed: Buffer }>`select sealed from registration`.execute(t.house.db)
    expect(rows).toHaveLength(2)
    for (const { sealed } of rows) expect(sealed.toString('latin1')).not.toMatch(/samir|Newcomer/)
    await register(t.house)
    expect(await accounts('samir@example.org')).toBe(1)
    expect((await sql`select from registration`.execute(t.house.db)).rows).toEqual([])
    await sendMails(t.house)
    expect(box.newestTo('samir@example.org')?.text).toContain('/door/new-password#')
    expect(box.newestTo(known.email)?.text).toContain('has an account already')
    expect(tokenIn(box.newestTo(known.email) ?? { text: '' })).toBe('')
  })

  test('once more before a password is set sends another link, and makes no second account', async () => {
    for (let n = 0; n < 2; n += 1) {
      await up({ email: 'twice@example.org' })
      await register(t.house)
      await sendMails(t.house)
    }
    expect(await accounts('twice@example.org')).toBe(1)
    expect((await resets(tokenIn(box.newestTo('twice@example.org') ?? { text: '' }))).statusCode).toBe(200)
  })

  test('leaves no trace a month after, where no password was set', async () => {
    await up({ email: 'late@example.org' })
    await up({ email: 'stays@example.org' })
    await register(t.house)
    await sendMails(t.house)
    await resets(tokenIn(box.newestTo('stays@example.org') ?? { text: '' }))
    await sql`update account set updated_at = now() - interval '31 days' where self_registered`.execute(t.house.db)
    const worker = await startWorker(t.house, t.urls.job)
    try {
      await sql`select jobs.enqueue('forget-unverified', '{}', 'forget-unverified')`.execute(t.house.db)
      await expect.poll(() => accounts('late@example.org'), { timeout: 10_000 }).toBe(0)
    } finally {
      await worker.stop()
    }
    expect(await accounts('stays@example.org')).toBe(1)
  })

  test('takes rubbish for a refusal', async () => {
    for (const user of [null, [], 'x', { email: 7 }, { ...stream, email: 'a\u0000b' }]) {
      const reply = await post('/api/v2/users/self-register', { user })
      expect(reply.statusCode).toBe(422)
    }
  })

  test('switched off makes no accounts of those who wait', async () => {
    await up({ email: 'waits@example.org' })
    t.house.settings = { ...t.house.settings, selfRegistration: false }
    await register(t.house)
    expect(await accounts('waits@example.org')).toBe(0)
    expect((await up()).statusCode).toBe(403)
    t.house.settings = { ...t.house.settings, selfRegistration: true }
  })
})
