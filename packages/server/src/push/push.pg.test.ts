// Push to browsers: over HTTPS to a service of ours, with keys made here, on a real PostgreSQL.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { signsIn } from '../../test/devices/browser.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { openPushService, type PushService, senderOf } from '../../test/push-service.ts'
import { accountsNamed } from '../accounts/queries.ts'
import { asHouse } from '../db/database.ts'
import { notify } from '../own-notices/notify.ts'
import { sendPushes } from './send.ts'

let t: TestHouse
let service: PushService
let count = 0

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  service = await openPushService()
  t.house.settings = { ...t.house.settings, webPush: service.settings }
})
afterAll(async () => {
  await service.close()
  await t.close()
})
beforeEach(() => {
  service.arrived.length = 0
  service.answers.status = 201
})

const path = '/api/v2/webpush'

async function somebody(locale = 'en'): Promise<string> {
  count += 1
  const userName = `person-${count}`
  await t.enrol({ userName, fullName: 'Rahel Bekele', role: 'role-cp-case-worker', locale })
  await sql`update account set receive_webpush = true where user_name = ${userName}`.execute(t.house.db)
  return userName
}

const hears = (name: string) =>
  asHouse(t.house.db, t.house.configuration(), async (tx) =>
    notify(t.house, tx, await accountsNamed(tx, [name]), { kind: 'referral', by: 'olga' }),
  )

async function listens(locale?: string) {
  const name = await somebody(locale)
  const browser = service.browser()
  const { status, body } = await t.as(name).post(`${path}/subscriptions`, { data: browser.given })
  expect({ status, body }).toMatchObject({ status: 200, body: { data: { disabled: false } } })
  return { name, browser, me: t.as(name) }
}

describe('a browser that listens', () => {
  test.each([
    ['en', 'New notices: 1', 'ltr'],
    ['ar', 'إشعارات جديدة: 1', 'rtl'],
    ['fr', 'Nouveaux avis\u00a0: 1', 'ltr'],
    ['es', 'Avisos nuevos: 1', 'ltr'],
  ])('hears that something waits, and nothing of what: %s', async (locale, body, dir) => {
    const { name, browser, me } = await listens(locale)
    await hears(name)
    await sendPushes(t.house)
    expect(service.arrived).toHaveLength(1)
    const [message] = service.arrived
    if (message === undefined) throw new Error('nothing came')
    expect(JSON.parse(browser.read(message))).toEqual({
      title: 'Primero',
      body,
      action_label: expect.any(String),
      icon: '/icon-192.png',
      link: '/office/notices',
      lang: locale,
      dir,
    })
    const { vapid_public: key } = (await me.get(`${path}/config`)).body.data
    expect(await senderOf(message, key)).toMatchObject({ aud: new URL(browser.given.notification_url).origin })
    // Its signature is checked above, and might spell anything.
    const { authorization: _, ...headers } = message.headers
    expect(JSON.stringify(headers)).not.toMatch(/olga|Rahel|person-/)
    await sendPushes(t.house)
    expect(service.arrived).toHaveLength(1)
  })

  test('hears once of what came together, and again of what came later', async () => {
    const { name, browser } = await listens()
    await hears(name)
    await hears(name)
    await sendPushes(t.house)
    t.pass(1)
    await hears(name)
    await sendPushes(t.house)
    expect(service.arrived.map((one) => JSON.parse(browser.read(one)).body)).toEqual([
      'New notices: 2',
      'New notices: 1',
    ])
  })

  test('hears no more when its person signs out, or somebody else signs in there', async () => {
    const name = await somebody()
    const other = await somebody()
    const { given } = service.browser()
    const { headers } = await signsIn(t.app, name)
    const post = { method: 'POST', url: `${path}/subscriptions`, headers, payload: { data: given } } as const
    expect((await t.app.inject(post)).statusCode).toBe(200)
    await t.app.inject({ method: 'DELETE', url: '/api/v2/tokens', headers })
    await hears(name)
    await sendPushes(t.house)
    expect(service.arrived).toEqual([])
    await t.as(name).post(`${path}/subscriptions`, { data: given })
    await t.as(other).post(`${path}/subscriptions`, { data: given })
    expect((await t.as(name).get(`${path}/subscriptions`)).body.data).toEqual([])
    await hears(name)
    await sendPushes(t.house)
    expect(service.arrived).toEqual([])
  })

  test('is given up when the service says that it is gone, and after three failures', async () => {
    const gone = await listens()
    service.answers.status = 410
    await hears(gone.name)
    await sendPushes(t.house)
    expect((await gone.me.get(`${path}/subscriptions`)).body.data).toEqual([])
    // One that was given up does not come back under the same address.
    expect((await gone.me.post(`${path}/subscriptions`, { data: gone.browser.given })).status).toBe(404)
    service.answers.status = 307
    service.arrived.length = 0
    const broken = await listens()
    await hears(broken.name)
    for (let n = 0; n < 6; n++) {
      await sendPushes(t.house)
      t.pass(20)
    }
    expect(service.arrived).toHaveLength(3)
    expect((await broken.me.get(`${path}/subscriptions`)).body.data).toEqual([])
  })

  test('that nobody opened for a day hears nothing until it is opened', async () => {
    const { name, browser, me } = await listens()
    t.pass(1441)
    await hears(name)
    await sendPushes(t.house)
    expect(service.arrived).toEqual([])
    const { notification_url } = browser.given
    expect((await me.patch(`${path}/subscriptions/current`, { data: { notification_url } })).status).toBe(200)
    await hears(name)
    await sendPushes(t.house)
    expect(service.arrived).toHaveLength(1)
  })

  test('is switched off by its person alone, for good or until it is switched on again', async () => {
    const { browser, me } = await listens()
    const stranger = t.as(await somebody())
    const { notification_url } = browser.given
    const off = { data: { notification_url, disabled: true } }
    expect((await stranger.patch(`${path}/subscriptions/current`, off)).status).toBe(404)
    expect((await stranger.post('/api/ext/me/push/end', { notification_url })).status).toBe(204)
    expect((await me.get(`${path}/subscriptions`)).body.data).toHaveLength(1)
    expect((await me.post('/api/ext/me/push/end', { notification_url })).status).toBe(204)
    expect((await me.get(`${path}/subscriptions`)).body.data).toEqual([])
    expect((await me.post(`${path}/subscriptions`, { data: browser.given })).status).toBe(200)
    expect((await me.patch(`${path}/subscriptions/current`, off)).body.data.disabled).toBe(true)
    expect((await me.patch(`${path}/subscriptions/current`, off)).status).toBe(404)
  })
})

describe('an address', () => {
  test.each([
    'http://localhost/x',
    'https://169.254.169.254/latest',
    'https://10.0.0.1/x',
    'https://example.org/x',
    'https://localhost/x',
    'file:///etc/passwd',
    'x',
  ])('that is no push service is refused: %s', async (notification_url) => {
    const me = t.as(await somebody())
    const reply = await me.post(`${path}/subscriptions`, { data: { ...service.browser().given, notification_url } })
    expect(reply.status).toBe(422)
    expect(reply.text).toContain('notification_url_format')
  })

  test('is kept sealed, and not written to once the operator takes its service away', async () => {
    const { name, browser } = await listens()
    const { rows } = await sql<{ text: string }>`select row_to_json(s)::text as text from push_subscription s`.execute(
      t.house.db,
    )
    for (const { text } of rows) for (const said of Object.values(browser.given)) expect(text).not.toContain(said)
    const { settings } = t.house
    t.house.settings = { ...settings, webPush: { ...service.settings, hosts: ['push.example.org'] } }
    await hears(name)
    await sendPushes(t.house)
    t.house.settings = settings
    expect(service.arrived).toEqual([])
  })

  test('inside our own network is not reached, whatever name leads there', async () => {
    const { name } = await listens()
    const { settings } = t.house
    t.house.settings = { ...settings, webPush: { ...service.settings, trial: undefined } }
    await hears(name)
    await sendPushes(t.house)
    t.house.settings = settings
    expect(service.arrived).toEqual([])
  })

  test('takes rubbish for a refusal', async () => {
    const me = t.as(await somebody())
    const { given } = service.browser()
    for (const data of [null, [], 'x', {}, { ...given, auth: 7 }, { ...given, p256dh: 'x' }, { ...given, auth: 'é' }])
      expect((await me.post(`${path}/subscriptions`, { data })).status).toBe(422)
    expect((await me.patch(`${path}/subscriptions/current`, { data: 7 })).status).toBe(404)
  })
})

test('where the instance sends none, there is nothing to subscribe to', async () => {
  const me = t.as(await somebody())
  const { settings } = t.house
  t.house.settings = { ...settings, webPush: undefined }
  expect((await me.get(`${path}/config`)).body).toEqual({ data: { enabled: false } })
  const statuses = [
    (await me.get(`${path}/subscriptions`)).status,
    (await me.post(`${path}/subscriptions`, { data: service.browser().given })).status,
    (await me.patch(`${path}/subscriptions/current`, { data: { notification_url: 'https://x.org/' } })).status,
  ]
  t.house.settings = settings
  expect(statuses).toEqual([404, 404, 404])
})
