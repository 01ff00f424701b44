// Changing the configuration and people over v2: what the golden cases cannot show.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { accountByName } from '../../src/accounts/queries.ts'
import { configurationInForce } from '../../src/configuration/current.ts'
import { everybody } from '../access/people.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { withSlowBody } from '../slow-body.ts'

let t: TestHouse
let admin: pg.Client

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  const address = new URL(inject('database').admin)
  address.pathname = new URL(t.urls.app).pathname
  admin = new pg.Client(address.toString())
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await t.close()
})

const root = () => t.as('root')
const group = (id: string) => `/api/v2/user_groups/${t.house.wireIds().idOf('user_group', id)}`
const role = (id: string) => `/api/v2/roles/${t.house.wireIds().idOf('role', id)}`
const idOf = async (userName: string): Promise<number> => (await accountByName(t.house.db, userName))?.id ?? 0
const account = (more: object = {}) => ({
  data: {
    full_name: 'New Person',
    agency_id: t.house.wireIds().idOf('agency', 'agency-open-door'),
    role_unique_id: 'role-cp-case-worker',
    password: 'river-lantern-quiet-42',
    password_confirmation: 'river-lantern-quiet-42',
    ...more,
  },
})
const detailsOf = async (recordType: string, action: string) =>
  (
    await admin.query('select details from audit where record_type = $1 and action = $2 order by id desc limit 1', [
      recordType,
      action,
    ])
  ).rows[0]?.details

describe('the configuration', () => {
  test('keeps every one of many changes at once, and each has a number', async () => {
    const before = t.house.configuration().version
    const names = ['One', 'Two', 'Three']
    const replies = await Promise.all(names.map((name) => root().post('/api/v2/user_groups', { data: { name } })))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
    const kept = [...t.house.configuration().userGroups.values()].map(({ name }) => name)
    expect(kept).toEqual(expect.arrayContaining(names))
    expect(t.house.configuration().version).toBe(before + 3)
    expect([...(await configurationInForce(t.house.db)).userGroups.keys()]).toEqual([
      ...t.house.configuration().userGroups.keys(),
    ])
  })

  test('says come back while somebody else changes it', async () => {
    await admin.query(`begin; select pg_advisory_xact_lock(hashtext('configuration'))`)
    const reply = await root().post('/api/v2/user_groups', { data: { name: 'Waiting' } })
    await admin.query('rollback')
    expect(reply.status).toBe(503)
    expect(reply.headers['retry-after']).toBe('60')
  })

  test('has no new number for a change that changes nothing', async () => {
    const before = t.house.configuration().version
    const agency = `/api/v2/agencies/${t.house.wireIds().idOf('agency', 'agency-open-door')}`
    for (const path of [group('usergroup-primero-cp'), role('role-cp-manager'), agency]) {
      const { body } = await root().get(path)
      expect((await root().patch(path, { data: body.data })).status).toBe(200)
    }
    expect(t.house.configuration().version).toBe(before)
  })

  test('tells a device of an agency what its lists need, and nobody’s number there', async () => {
    const path = `/api/v2/agencies/${t.house.wireIds().idOf('agency', 'agency-open-door')}`
    const said = { contact_name: 'Desk Person', contact_phone: '555-777', notes: 'behind the market' }
    expect((await root().patch(path, { data: said })).status).toBe(200)
    const { text } = await t.as('amal').get('/api/sync/config')
    expect(text).toContain('agency-open-door')
    expect(text).not.toMatch(/Desk Person|555-777|behind the market/)
  })

  test('audits what a role gained and lost, and what is beyond who changed it', async () => {
    const made = await root().post('/api/v2/roles', {
      data: { name: 'Helpers', permissions: { case: ['read', 'close'] }, module_unique_ids: ['primeromodule-gbv'] },
    })
    expect(made.status).toBe(200)
    expect(made.headers['x-primero-beyond']).toContain('module primeromodule-gbv')
    expect(await detailsOf('role', 'create')).toMatchObject({ beyond: ['module primeromodule-gbv'] })
    const changed = await root().patch(`/api/v2/roles/${made.body.data.id}`, {
      data: { permissions: { case: ['read', 'flag'] } },
    })
    expect(changed.status).toBe(200)
    expect(await detailsOf('role', 'update')).toMatchObject({ gained: ['case.flag'], lost: ['case.close'] })
  })

  test('makes no role that sees identities without being told so', async () => {
    const { body } = await root().post('/api/v2/roles', { data: { name: 'Counters', permissions: { case: ['read'] } } })
    expect(t.house.configuration().roles.get(body.data.unique_id)?.identity).toBe('none')
  })

  test('numbers that clients brought are passed over by our own', async () => {
    const { rows } = await admin.query('select max(id) as id from wire_id')
    const given = rows[0].id + 1
    expect((await root().post('/api/v2/user_groups', { data: { id: given, name: 'Given' } })).status).toBe(204)
    const next = await root().post('/api/v2/user_groups', { data: { name: 'Own' } })
    expect(next.status).toBe(200)
    expect(next.body.data.id).not.toBe(given)
  })
})

describe('people', () => {
  test('nobody takes another’s mail address as a name, or a name as an address', async () => {
    expect((await root().post('/api/v2/users', account({ user_name: 'mailed', email: 'm@example.org' }))).status).toBe(
      200,
    )
    const asName = await root().post('/api/v2/users', account({ user_name: 'm@example.org' }))
    expect(asName.body.errors[0]).toMatchObject({ status: 422, detail: 'user_name' })
    const asAddress = await root().post('/api/v2/users', account({ user_name: 'other', email: 'M@Example.ORG' }))
    expect(asAddress.body.errors[0]).toMatchObject({ status: 422, detail: 'email' })
  })

  test('nor does either at the same moment', async () => {
    const [named, mailed] = await Promise.all([
      root().post('/api/v2/users', account({ user_name: 'at-once@example.org' })),
      root().post('/api/v2/users', account({ user_name: 'at-once', email: 'at-once@example.org' })),
    ])
    expect([named?.status, mailed?.status].toSorted()).toEqual([200, 422])
  })

  test('a name that is asked for twice at once is given once', async () => {
    const replies = await Promise.all(
      [1, 2, 3, 4].map(() => root().post('/api/v2/users', account({ user_name: 'twin' }))),
    )
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 422, 422, 422])
  })

  test('a name is the same however it is typed, and nothing in it is unseen', async () => {
    expect((await root().post('/api/v2/users', account({ user_name: 'Jos\u00e9' }))).status).toBe(200)
    for (const user_name of ['jose\u0301', '\uff4aos\u00e9', 'am\u200bal', 'amal\u202e', 'am\u00adal', 'amal\ufe0f'])
      expect((await root().post('/api/v2/users', account({ user_name }))).body.errors[0].detail).toBe('user_name')
    const { payload } = await t.app.inject({
      method: 'POST',
      url: '/api/v2/tokens',
      payload: { user: { user_name: ' JOSE\u0301 ', password: 'river-lantern-quiet-42' } },
    })
    expect(JSON.parse(payload).user_name).toBe('jos\u00e9')
  })

  test('what everybody writes of himself stays small, since lists of people carry it', async () => {
    const path = `/api/v2/users/${await idOf('amal')}`
    const notices = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`notice_${i}`, true]))
    const send = (data: object) => t.as('amal').patch(path, { data })
    expect((await send({ settings: { notifications: { send_mail: notices } } })).status).toBe(422)
    expect((await send({ services: Array.from({ length: 300 }, (_, i) => `service_${i}`) })).status).toBe(422)
    expect((await send({ settings: { notifications: { send_mail: { transfer_request: true } } } })).status).toBe(200)
  })

  test('somebody of no agency is put into no team of others', async () => {
    const group = 'usergroup-primero-gbv'
    await t.enrol({ userName: 'stray', role: 'role-gbv-caseworker', agency: null, groups: [group] })
    const put = async (groups: string[]) =>
      t.as('uma').patch(`/api/v2/users/${await idOf('stray')}`, { data: { user_group_unique_ids: groups } })
    expect((await put([group, 'usergroup-training-gbv-dallis'])).status).toBe(403)
    expect((await put([group])).status).toBe(200)
  })

  test('who holds a call open does not act by it when he is out', async () => {
    await t.enrol({ userName: 'lasting', role: 'role-superuser', agency: 'agency-open-door' })
    const send = await withSlowBody(t, 'lasting', 'POST', '/api/v2/user_groups')
    const out = await root().patch(`/api/v2/users/${await idOf('lasting')}`, { data: { disabled: true } })
    expect(out.status).toBe(200)
    t.pass(1)
    expect((await send({ data: { name: 'Made when he was out' } })).status).toBe(401)
  })

  test.each([
    { agency: [] },
    { role_id: [] },
    { user_group_ids: [] },
    { query: ' ' },
    { user_name: '' },
    { last_access: {} },
    { last_access: { from: 'some day' } },
  ])('%j, a filter that says nothing, disables nobody', async (filter) => {
    const count = async () =>
      (await admin.query('select count(*)::int as n from account where disabled')).rows[0].n as number
    const before = await count()
    expect((await root().post('/api/v2/users/update_bulk', { data: filter })).status).toBe(422)
    expect(await count()).toBe(before)
  })

  test('of somebody who was removed nothing is left but the name', async () => {
    const { body } = await root().post(
      '/api/v2/users',
      account({ user_name: 'leaver', full_name: 'Lea Verson', email: 'lea@example.org', phone: '555-0188' }),
    )
    expect((await root().delete(`/api/v2/users/${body.data.id}`)).status).toBe(200)
    const { rows } = await admin.query(`select to_jsonb(a)::text as row from account a where user_name = 'leaver'`)
    expect(rows[0].row).not.toMatch(/Verson|lea@example|555-0188|argon2/)
    expect((await root().post('/api/v2/users', account({ user_name: 'later', email: 'lea@example.org' }))).status).toBe(
      200,
    )
  })

  test('a role that is given and removed at once is not left with somebody', async () => {
    const made = await root().post('/api/v2/roles', { data: { name: 'Fleeting', permissions: { case: ['read'] } } })
    const { id, unique_id } = made.body.data
    const [given, removed] = await Promise.all([
      root().post('/api/v2/users', account({ user_name: 'fleeting', role_unique_id: unique_id })),
      root().delete(`/api/v2/roles/${id}`),
    ])
    const isThere = t.house.configuration().roles.has(unique_id)
    expect(isThere).toBe(given?.status === 200)
    expect(removed?.status === 200).toBe(!isThere)
  })

  test('no two take the last place', async () => {
    const config = t.house.configuration
    const { body } = await root().get('/api/v2/users?per=1')
    const total = body.metadata.total_enabled
    const limited = { ...config(), settings: { ...config().settings, system_options: { maximum_users: total + 1 } } }
    t.house.configuration = () => limited
    const replies = await Promise.all(
      ['last-a', 'last-b', 'last-c'].map((user_name) => root().post('/api/v2/users', account({ user_name }))),
    )
    t.house.configuration = config
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('the audit names what changed and never what it is', async () => {
    const reply = await root().patch(`/api/v2/users/${await idOf('carol')}`, {
      data: { phone: '555-0123', password: 'lantern-river-42-quiet', password_confirmation: 'lantern-river-42-quiet' },
    })
    expect(reply.status).toBe(200)
    const details = await detailsOf('user', 'update')
    expect(details.fields).toEqual(['phone', 'password'])
    expect(JSON.stringify(details)).not.toMatch(/555-0123|lantern/)
  })

  test('whoever administers by a list sees no way past it in a whole account sent back', async () => {
    const dina = await idOf('dina')
    const { body } = await t.as('ada').get(`/api/v2/users/${dina}`)
    const { status } = await t.as('ada').patch(`/api/v2/users/${dina}`, { data: { ...body.data, phone: '1' } })
    expect(status).toBe(200)
    const raised = await t.as('ada').patch(`/api/v2/users/${dina}`, { data: { role_unique_id: 'role-superuser' } })
    expect(raised.status).toBe(403)
  })
})

test('rubbish makes nothing at any door, and nothing breaks', async () => {
  const cutLogo = Buffer.from('89504e470d0a1a0a0000000049444154', 'hex').toString('base64')
  const bodies = [
    null,
    [],
    'text',
    { data: null },
    { data: [] },
    { data: 'x' },
    { data: { id: -1, name: { en: 1 }, permissions: [], unique_id: 'a b', user_name: 7, agency_code: [] } },
    { data: { id: 1e12, name: '\0', full_name: '\0', user_name: 'nul\0', unique_id: '__proto__', agency_code: '\0' } },
    { data: { name: 'x'.repeat(20_000), permissions: { objects: { role: [{}] }, case: 'read' }, password: {} } },
    { data: { user_group_ids: [1.5], agency_id: 2 ** 40, ids: ['x'], form_section_read_write: { a: 'x' } } },
    { data: { logo_full_base64: cutLogo, logo_full_file_name: 'a.png', name: { en: 'A' }, agency_code: 'CUT' } },
    { data: { logo_full_base64: '!!!', logo_full_file_name: 'a.png', name: { en: 'A' }, agency_code: 'RUB' } },
  ]
  const doors = [
    ['post', '/api/v2/roles'],
    ['post', '/api/v2/user_groups'],
    ['post', '/api/v2/agencies'],
    ['post', '/api/v2/users'],
    ['post', '/api/v2/users/update_bulk'],
    ['patch', role('role-cp-manager')],
    ['patch', group('usergroup-primero-cp')],
    ['patch', `/api/v2/users/${await idOf('hawa')}`],
    ['delete', '/api/v2/users/%00'],
    ['delete', '/api/v2/roles/999999999999'],
  ] as const
  for (const [method, path] of doors)
    for (const body of bodies) {
      const reply = method === 'delete' ? await root().delete(path) : await root()[method](path, body)
      expect(reply.status, `${method} ${path} ${JSON.stringify(body)?.slice(0, 60)}`).toBeLessThan(500)
      if (method !== 'patch') expect(reply.status).toBeGreaterThanOrEqual(400)
    }
})
