// Devices: their sessions and leases, and what happens when one is lost.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { cpPeople } from '../access/people.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { intend, registers, type Told, uuid } from '../sync/device.ts'
import { type Browser, signsIn } from './browser.ts'
import { phoneOf } from './phone.ts'

let t: TestHouse
let amal: string
let number = 0

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...cpPeople)
})
afterAll(() => t.close())
beforeEach(async () => {
  amal = `amal-${++number}`
  await t.enrol({
    userName: amal,
    role: 'role-cp-case-worker',
    agency: 'agency-open-door',
    groups: ['usergroup-primero-cp'],
  })
})

const enrols = (browser: Browser, device: string) => browser.post('/api/sync/devices', { device, kind: 'phone' })
const isSignedIn = async (browser: Browser): Promise<boolean> => (await browser.get('/api/sync/config')).status === 200

describe('enrolling', () => {
  // rule: ux 15.3 policy-of-the-role
  test('gives policy, lease and recovery key, and the same share ever after', async () => {
    const [browser, device] = [await signsIn(t.app, amal), uuid()]
    const first = await enrols(browser, device)
    expect(first.body).toMatchObject({ policy: { records: 200, days: 7 } })
    expect(Buffer.from(first.body.lease.share, 'base64')).toHaveLength(32)
    const key = Buffer.from(first.body.recoveryKey, 'base64')
    expect([key.length, key[0]]).toEqual([65, 4])
    t.pass(60)
    const again = await signsIn(t.app, amal)
    const second = await enrols(again, device)
    expect(second.body.lease.share).toBe(first.body.lease.share)
    expect(second.body.recoveryKey).toBe(first.body.recoveryKey)
    expect(second.body.lease.until > first.body.lease.until).toBe(true)
    const renewed = await again.post('/api/sync/lease', { device })
    expect(renewed.body.share).toBe(first.body.lease.share)
    expect((await enrols(again, uuid())).body.lease.share).not.toBe(first.body.lease.share)
  })

  test('no share stands in the database as it is', async () => {
    const [browser, device] = [await signsIn(t.app, amal), uuid()]
    const { body } = await enrols(browser, device)
    const { rows } = await sql<Told>`select encode(share, 'hex') as share from device where id = ${device}`.execute(
      t.house.db,
    )
    expect(rows[0].share).not.toContain(Buffer.from(body.lease.share, 'base64').toString('hex'))
  })

  test("somebody else's device is as unknown as one that never enrolled", async () => {
    const device = uuid()
    await enrols(await signsIn(t.app, amal), device)
    const bilal = await signsIn(t.app, 'bilal')
    const pull = (id: string) => bilal.post('/api/sync/pull', { device: id, cursor: null, pins: [], limit: 10 })
    const replies = [
      await enrols(bilal, device),
      await bilal.post('/api/sync/lease', { device }),
      await bilal.post('/api/sync/lease', { device: uuid() }),
      await pull(device),
      await pull(uuid()),
      await bilal.get(`/api/ext/devices/${device}/records`),
      await bilal.delete(`/api/ext/devices/${device}`),
      await bilal.post(`/api/ext/devices/${device}/wiped`, {}),
    ]
    expect(replies.map(({ status, body }) => [status, body.code])).toEqual(replies.map(() => [404, 'not-found']))
  })

  test.each([
    ['/api/sync/devices', { device: 'phone', kind: 'phone' }],
    ['/api/sync/devices', { device: uuid(), kind: 'fridge' }],
    ['/api/sync/lease', { device: 7 }],
    ['/api/sync/pull', { device: uuid(), cursor: null, pins: [], limit: 1, more: 1 }],
    ['/api/sync/pull', { device: uuid(), cursor: 'x'.repeat(300), pins: [], limit: 1 }],
  ])('%s refuses %j', async (door, body) => {
    const reply = await (await signsIn(t.app, amal)).post(door, body)
    expect([reply.status, reply.body.code]).toEqual([422, 'invalid-request'])
  })

  test('nobody who is not signed in gets through', async () => {
    for (const door of ['/api/sync/devices', '/api/sync/lease', '/api/sync/pull']) {
      const device = uuid()
      const payload = {
        device,
        ...(door.endsWith('devices') ? { kind: 'phone' } : {}),
        ...(door.endsWith('pull') ? { cursor: null, pins: [], limit: 1 } : {}),
      }
      expect((await t.app.inject({ method: 'POST', url: door, payload })).statusCode).toBe(401)
    }
  })
})

describe('sessions', () => {
  test('a device stays signed in when its owner signs in elsewhere', async () => {
    const [phone, desk] = [await signsIn(t.app, amal), uuid()]
    await enrols(phone, desk)
    const [one, two] = [await signsIn(t.app, amal), await signsIn(t.app, amal)]
    expect(await Promise.all([phone, one, two].map(isSignedIn))).toEqual([true, false, true])
  })

  test('signing in anew on a device ends its older session, and no other device', async () => {
    const [phone, tablet] = [uuid(), uuid()]
    const onPhone = await signsIn(t.app, amal)
    await enrols(onPhone, phone)
    const onTablet = await signsIn(t.app, amal)
    await enrols(onTablet, tablet)
    const again = await signsIn(t.app, amal)
    await enrols(again, phone)
    expect(await Promise.all([onPhone, onTablet, again].map(isSignedIn))).toEqual([false, true, true])
  })
})

describe('a lost phone', () => {
  const lose = async () => {
    const [onPhone, device] = [await signsIn(t.app, amal), uuid()]
    const phone = await phoneOf(onPhone, device)
    const record = await registers(onPhone, { name_first: 'Aya', age: 9, sex: 'female' })
    await phone.fill()
    return { onPhone, device, record, owner: await signsIn(t.app, amal) }
  }

  test('its owner sees what is on it, with ids alone, and the audit says so', async () => {
    const { device, record, owner } = await lose()
    const { body } = await owner.get('/api/ext/devices')
    expect(body.devices).toEqual([
      expect.objectContaining({
        id: device,
        kind: 'phone',
        records: 1,
        revokedAt: null,
        wipedAt: null,
        seenAt: expect.any(String),
      }),
    ])
    expect((await owner.get(`/api/ext/devices/${device}/records`)).body).toEqual({
      records: [{ type: 'case', id: record }],
    })
    const { rows } = await sql<Told>`
      select action, details from audit where user_name = ${amal} and action in ('enrol_device', 'list_devices', 'device_records')
      order by at`.execute(t.house.db)
    expect(rows.map((row) => row.action)).toEqual(['enrol_device', 'list_devices', 'device_records'])
    expect(rows[2].details).toMatchObject({ device })
  })

  test('once revoked, it hears so at whatever door, before anything else', async () => {
    const { onPhone, device, owner, record } = await lose()
    expect((await owner.delete(`/api/ext/devices/${device}`)).status).toBe(204)
    const replies = [
      await onPhone.get('/api/sync/config'),
      await onPhone.post('/api/sync/lease', { device }),
      await onPhone.post('/api/sync/pull', { device, cursor: null, pins: [], limit: 10 }),
      await onPhone.post('/api/sync/push', { intentions: [] }),
      await onPhone.post('/api/sync/records', { type: 'case', ids: [record] }),
      await onPhone.get(`/api/ext/devices`),
    ]
    expect(replies.map(({ status, body }) => [status, body.code])).toEqual(replies.map(() => [403, 'device-revoked']))
    expect((await onPhone.get(`/api/v2/cases/${record}`)).status).toBe(403)
    expect(await isSignedIn(owner)).toBe(true)
  })

  test('a new session on it changes nothing: no lease, no pull, no push, no enrolling', async () => {
    const { device, owner } = await lose()
    await owner.delete(`/api/ext/devices/${device}`)
    const finder = await signsIn(t.app, amal)
    const replies = [
      await enrols(finder, device),
      await finder.post('/api/sync/lease', { device }),
      await finder.post('/api/sync/pull', { device, cursor: null, pins: [], limit: 10 }),
      await finder.post('/api/sync/push', {
        intentions: [intend(amal, 'record.reopen', { type: 'case', id: uuid() }, { device })],
      }),
    ]
    expect(replies.map(({ body }) => body.code)).toEqual(replies.map(() => 'device-revoked'))
  })

  test('where one of the devices that a push names is revoked, nothing of that push is done', async () => {
    const { device, owner } = await lose()
    const id = uuid()
    const data = { name_first: 'Aya', age: 9, sex: 'female' }
    const intentions = [
      intend(amal, 'record.create', { type: 'case', id, module: 'primeromodule-cp', data }),
      intend(amal, 'record.reopen', { type: 'case', id }, { device }),
    ]
    await owner.delete(`/api/ext/devices/${device}`)
    expect((await owner.post('/api/sync/push', { intentions })).body.code).toBe('device-revoked')
    expect((await owner.post('/api/sync/records', { type: 'case', ids: [id] })).body.gone).toEqual([id])
    // It was not remembered as refused either: sent once more by itself, it is carried out.
    const { body } = await owner.post('/api/sync/push', { intentions: intentions.slice(0, 1) })
    expect(body.outcomes).toMatchObject([{ outcome: 'applied' }])
  })

  test('who copied its session and made another device of it is out, too', async () => {
    const { onPhone, device } = await lose()
    const other = uuid()
    expect((await enrols(onPhone, other)).status).toBe(200)
    const owner = await signsIn(t.app, amal)
    await owner.delete(`/api/ext/devices/${device}`)
    expect(await Promise.all([onPhone, owner].map(isSignedIn))).toEqual([false, true])
    expect((await onPhone.post('/api/sync/lease', { device: other })).status).toBe(401)
  })

  // rule: ux 15.9 remote-wipe
  test('it confirms that it forgot; then its session ends, and the list tells when', async () => {
    const { onPhone, device, owner } = await lose()
    expect((await onPhone.post(`/api/ext/devices/${device}/wiped`, {})).body.code).toBe('wrong-state')
    await owner.delete(`/api/ext/devices/${device}`)
    expect((await onPhone.post(`/api/ext/devices/${device}/wiped`, {})).status).toBe(204)
    expect((await onPhone.get('/api/sync/config')).status).toBe(401)
    const { body } = await owner.get('/api/ext/devices')
    // What it claims is a claim: what had been on it stays known.
    expect(body.devices[0]).toMatchObject({ revokedAt: expect.any(String), wipedAt: expect.any(String), records: 1 })
  })

  test('who manages accounts ends it too; a supervisor does not', async () => {
    const { onPhone, device } = await lose()
    const { rows } = await sql<{ id: number }>`select id from account where user_name = ${amal}`.execute(t.house.db)
    const [ada, dina] = [await signsIn(t.app, 'ada'), await signsIn(t.app, 'dina')]
    expect((await dina.get(`/api/ext/devices?user=${rows[0]?.id}`)).status).toBe(404)
    expect((await dina.delete(`/api/ext/devices/${device}`)).status).toBe(404)
    expect((await ada.get(`/api/ext/devices?user=${rows[0]?.id}`)).body.devices).toHaveLength(1)
    expect((await ada.delete(`/api/ext/devices/${device}`)).status).toBe(204)
    expect((await onPhone.get('/api/sync/config')).body.code).toBe('device-revoked')
  })
})
