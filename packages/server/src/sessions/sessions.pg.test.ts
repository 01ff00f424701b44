// Sessions end at once, everywhere, when their account does; and people see where they are signed in.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Browser, signsIn } from '../../test/devices/browser.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { uuid } from '../../test/sync/device.ts'
import { accountByName } from '../accounts/queries.ts'
import { todayOf } from '../house.ts'

let t: TestHouse
let address: string
let count = 0

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  address = await t.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => t.close())

async function somebody(): Promise<string> {
  count += 1
  const userName = `person-${count}`
  await t.enrol({ userName, role: 'role-cp-case-worker', groups: ['usergroup-primero-cp'] })
  return userName
}

/** A browser, and an enrolled phone, of the same person. */
async function everywhere(name: string): Promise<{ phone: Browser; device: string; browser: Browser }> {
  const phone = await signsIn(t.app, name)
  const device = uuid()
  await phone.post('/api/sync/devices', { device, kind: 'phone' })
  return { phone, device, browser: await signsIn(t.app, name) }
}

const statuses = async ({ phone, device, browser }: Awaited<ReturnType<typeof everywhere>>) => [
  (await browser.get('/api/v2/cases')).status,
  (await browser.get('/api/sync/config')).status,
  (await phone.post('/api/sync/push', { intentions: [] })).status,
  (await phone.post('/api/sync/pull', { device, cursor: null, pins: [], limit: 10 })).status,
  (await phone.post('/api/sync/lease', { device })).status,
]
const out = [401, 401, 401, 401, 401]

const mark = (name: string, change: { disabled?: boolean; expires_on?: string | null }) =>
  t.house.db.updateTable('account').set(change).where('user_name', '=', name).execute()

/** All that an open stream still says. */
async function stream(browser: Browser): Promise<() => Promise<string>> {
  const reply = await fetch(`${address}/api/sync/events`, { headers: browser.headers })
  expect(reply.status).toBe(200)
  return () => reply.text()
}

test('who is disabled is out with the next call, on every device, and streams end', async () => {
  const name = await somebody()
  const all = await everywhere(name)
  expect(await statuses(all)).not.toContain(401)
  const rest = await stream(all.phone)
  await mark(name, { disabled: true })
  expect((await all.browser.get('/api/v2/cases')).status).toBe(401)
  expect(await rest()).toContain('event: out')
  expect(await statuses(all)).toEqual(out)
})

test('who is enabled again signs in anew', async () => {
  const name = await somebody()
  const all = await everywhere(name)
  await mark(name, { disabled: true })
  await all.browser.get('/api/v2/cases')
  await mark(name, { disabled: false })
  expect(await statuses(all)).toEqual(out)
  expect((await (await signsIn(t.app, name)).get('/api/v2/cases')).status).toBe(200)
})

test('an account opens on its last day and is shut on the next', async () => {
  const name = await somebody()
  await mark(name, { expires_on: todayOf(t.house) })
  const all = await everywhere(name)
  expect(await statuses(all)).not.toContain(401)
  await mark(name, { expires_on: dayBefore(todayOf(t.house)) })
  expect(await statuses(all)).toEqual(out)
  await expect(signsIn(t.app, name)).rejects.toThrow('401')
  expect((await t.as(name).get('/api/v2/cases')).status).toBe(401)
  await mark(name, { expires_on: null })
  expect(await statuses(all)).toEqual(out)
})

test('the token of a service account goes with it', async () => {
  await t.enrol({ userName: 'robot', role: 'role-cp-case-worker', serviceAccount: true })
  const signedIn = await t.app.inject({
    method: 'POST',
    url: '/api/v2/tokens',
    payload: { user: { user_name: 'robot', password: 'a-password-for-tests-only' } },
  })
  expect(signedIn.cookies.map(({ name }) => name)).toEqual(['CSRF-TOKEN'])
  const headers = { authorization: `Bearer ${signedIn.json().token}` }
  const call = async () => (await t.app.inject({ url: '/api/v2/cases', headers })).statusCode
  expect(await call()).toBe(200)
  await mark('robot', { expires_on: dayBefore(todayOf(t.house)) })
  expect(await call()).toBe(401)
})

test('that sessions ended with an account is in the audit once', async () => {
  const name = await somebody()
  const { browser } = await everywhere(name)
  await mark(name, { disabled: true })
  for (let n = 0; n < 3; n += 1) await browser.get('/api/v2/cases')
  const { rows } = await sql<{ details: unknown }>`
    select details from audit
    where action = 'end_sessions' and (details ->> 'user')::int = (select id from account where user_name = ${name})`.execute(
    t.house.db,
  )
  expect(rows).toMatchObject([{ details: { event: 'disabled' } }])
})

test('people see where they are signed in, and no address', async () => {
  const { phone, browser } = await everywhere(await somebody())
  const { body, text } = await browser.get('/api/ext/me/sessions')
  expect(body.sessions).toMatchObject([
    { kind: 'browser', enrolled: false, current: true },
    { kind: 'browser', device: 'phone', enrolled: true, current: false },
  ])
  expect(Object.keys(body.sessions[0]).sort()).toEqual([
    'beganAt',
    'current',
    'device',
    'enrolled',
    'id',
    'kind',
    'seenAt',
  ])
  expect(text).not.toContain('127.0.0.1')
  expect((await phone.get('/api/ext/me/sessions')).body.sessions).toHaveLength(2)
})

test('who ends a session elsewhere is out there, and its stream ends', async () => {
  const { phone, browser } = await everywhere(await somebody())
  const rest = await stream(phone)
  const { sessions } = (await browser.get('/api/ext/me/sessions')).body
  const other = sessions.find((session: { current: boolean }) => !session.current)
  expect((await browser.delete(`/api/ext/me/sessions/${other.id}`)).status).toBe(204)
  expect(await rest()).toContain('event: out')
  expect((await phone.get('/api/v2/cases')).status).toBe(401)
  expect((await browser.get('/api/v2/cases')).status).toBe(200)
})

test('nobody sees or ends a session of somebody else', async () => {
  const hers = (await everywhere(await somebody())).browser
  const his = (await everywhere(await somebody())).browser
  const { sessions } = (await hers.get('/api/ext/me/sessions')).body
  for (const id of [sessions[0].id, uuid(), 'x'])
    expect((await his.delete(`/api/ext/me/sessions/${id}`)).status).toBe(404)
  expect((await hers.get('/api/v2/cases')).status).toBe(200)
  expect((await t.app.inject('/api/ext/me/sessions')).statusCode).toBe(401)
})

test('a session is over after twelve hours, on a device, too, and is in no list', async () => {
  const name = await somebody()
  const { phone } = await everywhere(name)
  for (let n = 0; n < 14; n += 1) {
    t.pass(50)
    expect((await phone.get('/api/v2/alerts')).status).toBe(200)
  }
  t.pass(21)
  expect((await phone.get('/api/v2/alerts')).status).toBe(401)
  expect((await t.as(name).get('/api/ext/me/sessions')).body.sessions).toEqual([])
})

test('a new password of one’s own keeps this session and the devices, and ends the others', async () => {
  const name = await somebody()
  const elsewhere = await signsIn(t.app, name)
  const { phone } = await everywhere(name)
  expect((await elsewhere.get('/api/v2/alerts')).status).toBe(401)
  const other = await signsIn(t.app, name)
  const { sessions } = (await other.get('/api/ext/me/sessions')).body
  expect(sessions).toHaveLength(2)
  const id = (await accountByName(t.house.db, name))?.id
  const fresh = 'river-lantern-quiet-42'
  const change = (data: object) => phone.patch(`/api/v2/users/${id}`, { data })
  expect((await change({ password: fresh })).body.errors).toMatchObject([{ detail: 'password_confirmation' }])
  expect((await change({ password: name, password_confirmation: name })).status).toBe(422)
  expect((await change({ password: [fresh], password_confirmation: fresh })).status).toBe(422)
  expect((await other.get('/api/v2/alerts')).status).toBe(200)
  const done = await change({ password: fresh, password_confirmation: fresh, role_unique_id: 'role-superuser' })
  expect([done.status, done.headers['x-primero-ignored']]).toEqual([200, 'role_unique_id'])
  expect(done.text).not.toContain(fresh)
  expect((await phone.get('/api/v2/alerts')).status).toBe(200)
  expect((await other.get('/api/v2/alerts')).status).toBe(401)
  await expect(signsIn(t.app, name)).rejects.toThrow('401')
})

test('nobody changes the password of somebody else', async () => {
  const [name, other] = [await somebody(), await somebody()]
  const id = (await accountByName(t.house.db, other))?.id
  const fresh = 'river-lantern-quiet-42'
  const data = { password: fresh, password_confirmation: fresh }
  expect((await t.as(name).patch(`/api/v2/users/${id}`, { data })).status).toBe(403)
  expect((await t.as(other).get('/api/v2/alerts')).status).toBe(200)
})

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
