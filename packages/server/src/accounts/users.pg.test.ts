// Users over v2, beyond the golden cases: whom to hand records to, orders of the list, rubbish.
import type { Bundle, Role } from '@primero/domain/configuration/bundle.ts'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'

const cp = ['primeromodule-cp']
const gbv = ['primeromodule-gbv']

const role = (id: string, permissions: Role['permissions'], rest: Partial<Role> = {}): Role => ({
  id,
  name: id,
  scope: 'all',
  modules: cp,
  permissions,
  forms: 'all',
  identity: 'scope',
  ...rest,
})

const bundle: Bundle = {
  id: 'users-test',
  modules: [],
  forms: [],
  lookups: [],
  locations: [],
  agencies: [
    { id: 'z-first', code: 'ZF', name: { en: 'Alpha' } },
    { id: 'a-second', code: 'AS', name: { en: 'beta' } },
  ],
  userGroups: [
    { id: 'river', name: 'River' },
    { id: 'hill', name: 'Hill' },
  ],
  roles: [
    role('sender', { case: ['read', 'transfer', 'referral', 'assign_within_user_group'], user: ['read'] }),
    role('receiver', { case: ['read', 'receive_transfer', 'receive_referral'] }),
    role('gbv-receiver', { case: ['read', 'receive_transfer', 'receive_referral'] }, { modules: gbv }),
    role('across', { case: ['read', 'receive_referral_different_module'] }, { modules: gbv }),
    role('agency-sender', { case: ['read', 'assign_within_agency'] }),
  ],
  published: [],
  settings: {},
  trainingUsers: [],
}

let t: TestHouse

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { bundles: [...shippedBundles('core', 'cp', 'gbv'), bundle] })
  await t.enrol(
    { userName: 'sana', role: 'sender', agency: 'z-first', groups: ['river'], fullName: 'Sana' },
    { userName: 'aster', role: 'agency-sender', agency: 'a-second', fullName: 'aster' },
    { userName: 'rana', role: 'receiver', agency: 'a-second', groups: ['river'], fullName: 'Élodie' },
    { userName: 'rudo', role: 'receiver', agency: 'z-first', groups: ['hill'], fullName: 'Zuri' },
    { userName: 'gita', role: 'gbv-receiver', agency: 'z-first', fullName: 'Bo' },
    { userName: 'axel', role: 'across', agency: 'z-first', fullName: 'Dara' },
    { userName: 'robot', role: 'receiver', agency: 'z-first', groups: ['river'], serviceAccount: true },
  )
  await t.house.db
    .updateTable('account')
    .set({ services: ['health'] })
    .where('user_name', '=', 'rana')
    .execute()
})

afterAll(() => t.close())

const namesAt = async (as: string, path: string): Promise<string[]> => {
  const { status, body } = await t.as(as).get(`/api/v2/users${path}`)
  expect(status).toBe(200)
  return body.data.map((user: { user_name: string }) => user.user_name)
}

test('assigning within the own groups offers those who share one, and no machine', async () => {
  expect(await namesAt('sana', '/assign-to?record_type=case')).toEqual(['rana'])
})

test('assigning within the agency offers colleagues of any module', async () => {
  expect(await namesAt('aster', '/assign-to?record_type=case&record_module_id=primeromodule-gbv')).toEqual(['rana'])
})

test('a transfer goes to those who receive in the record’s module', async () => {
  expect(await namesAt('sana', '/transfer-to?record_type=case&record_module_id=primeromodule-cp')).toEqual([
    'rana',
    'rudo',
  ])
  expect(await namesAt('sana', '/transfer-to?record_type=case&record_module_id=primeromodule-gbv')).toEqual(['gita'])
  expect(await namesAt('sana', '/transfer-to?record_type=case')).toEqual(['rana', 'rudo'])
})

test('a referral also goes to those who receive from any module', async () => {
  expect(await namesAt('sana', '/refer-to?record_type=case&record_module_id=primeromodule-cp')).toEqual([
    'axel',
    'rana',
    'rudo',
  ])
})

test('our own app is told the same people, and what they are called', async () => {
  const { status, body } = await t
    .as('sana')
    .get('/api/ext/recipients?handing=refer-to&type=case&module=primeromodule-cp')
  expect(status).toBe(200)
  const people = body.people as { userName: string; fullName: string; role: string }[]
  expect(people.map(({ userName }) => userName)).toEqual(['axel', 'rana', 'rudo'])
  expect(people.every(({ fullName, role }) => fullName !== '' && role !== '')).toBe(true)
  // Who may hand over in no way is told nobody.
  expect((await t.as('sana').get('/api/ext/recipients?handing=refer-to&type=family')).status).toBe(403)
})

test('agency and service narrow transfers and referrals together', async () => {
  expect(await namesAt('sana', '/transfer-to?record_type=case&agency=a-second&service=health')).toEqual(['rana'])
  expect(await namesAt('sana', '/transfer-to?record_type=case&agency=z-first&service=health')).toEqual([])
  expect(await namesAt('sana', '/refer-to?record_type=case&location=NOWHERE')).toEqual([])
})

test.each(['transfer-to', 'refer-to'])('%s is not for those who may only assign', async (path) => {
  expect((await t.as('aster').get(`/api/v2/users/${path}?record_type=case`)).status).toBe(403)
})

test.each(['', 'record_type=', 'record_type=constructor', 'record_type=case&record_type=case', 'record_type[x]=1'])(
  'nobody can be handed what is no record: %s',
  async (query) => {
    expect((await t.as('sana').get(`/api/v2/users/assign-to?${query}`)).status).toBe(403)
  },
)

test('users come in the order of a name, without regard to capitals and accents, or of their agency’s name', async () => {
  const people = ['aster', 'gita', 'axel', 'rana', 'sana', 'rudo']
  const ordered = async (query: string) =>
    (await namesAt('sana', `?per=1000&${query}`)).filter((name) => people.includes(name))
  expect(await ordered('order_by=full_name&order=asc')).toEqual(people)
  expect(await ordered('order_by=full_name')).toEqual([...people].reverse())
  expect((await ordered('order_by=agency_id&order=asc')).slice(-2).sort()).toEqual(['aster', 'rana'])
})

test.each(['password_hash', 'locked_until', 'full_name; drop table account', 'constructor'])(
  'an order by %s is none: the newest come first',
  async (key) => {
    const path = (query: string) => `?per=1000${query}`
    expect(await namesAt('sana', path(`&order_by=${encodeURIComponent(key)}`))).toEqual(await namesAt('sana', path('')))
  },
)

test('accesses of a record of no type, or of none, are not found', async () => {
  const look = async (query: string) => (await t.as('sana').get(`/api/v2/users/access?${query}`)).status
  expect(await look('record_type=toy&record_id=x')).toBe(404)
  expect(await look('record_type=case&record_id=x')).toBe(404)
  expect(await look('record_type=case')).toBe(404)
})

test.each<[unknown]>([[null], [[]], [{ user: null }], [{ user: 5 }], [{ user: { email: ['x'] } }], ['x']])(
  'a request for a password that names no address is refused: %j',
  async (payload) => {
    const reply = await t.app.inject({
      method: 'POST',
      url: '/api/v2/users/password-reset-request',
      payload: payload as object,
    })
    expect(reply.statusCode).toBe(422)
  },
)

test('requests for another address do not wait for the first one', async () => {
  const ask = async (email: string) =>
    (await t.app.inject({ method: 'POST', url: '/api/v2/users/password-reset-request', payload: { user: { email } } }))
      .statusCode
  for (let i = 0; i < 6; i += 1) expect(await ask(i % 2 === 0 ? 'a@example.org' : ' A@Example.org ')).toBe(200)
  expect(await ask('a@example.org')).toBe(429)
  expect(await ask('b@example.org')).toBe(200)
  t.pass(2)
  expect(await ask('a@example.org')).toBe(200)
})

test('whoever asks for a new password for somebody hears that no mail leaves here; a stranger’s account is another matter', async () => {
  const { body } = await t.as('sana').get('/api/v2/users?query=rana')
  const ask = async (as: string, id: number) =>
    (await t.as(as).post(`/api/v2/users/${id}/password-reset-request`, { user: { password_reset: true } })).status
  expect(await ask('rana', body.data[0].id)).toBe(422)
  expect(await ask('sana', body.data[0].id)).toBe(403)
  expect(await ask('sana', 999_999)).toBe(404)
  const nobody = await t.app.inject({ method: 'POST', url: `/api/v2/users/${body.data[0].id}/password-reset-request` })
  expect(nobody.statusCode).toBe(401)
})

test('the app introduces itself under both addresses', async () => {
  for (const path of ['/manifest', '/manifest.json']) {
    const reply = await t.app.inject({ method: 'GET', url: path })
    expect(reply.headers['content-type']).toContain('application/manifest+json')
    expect(reply.json()).toMatchObject({
      name: 'Primero',
      short_name: 'Primero',
      start_url: '/',
      display: 'standalone',
    })
  }
})
