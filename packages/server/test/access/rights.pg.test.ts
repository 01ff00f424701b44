// Our pages of rights: roles as a whole, what a change would do, why somebody may or may not, and who hears of it.
import { decide } from '@primero/domain/access/decide.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../house.ts'
import { registers } from '../sync/device.ts'
import { child, everybody, told } from './people.ts'

let t: TestHouse
let admin: pg.Client
let kase: string
const worker = 'role-cp-case-worker'
const cp = 'primeromodule-cp'

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody, { userName: 'rita', role: 'role-superuser', agency: 'agency-open-door' })
  kase = await registers(t.as('amal'), child)
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
const roleOf = async (id: string): Promise<Role> => (await root().get(`/api/ext/roles/${id}`)).body.role
const copyOf = async (id: string, more: Partial<Role>): Promise<Omit<Role, 'id'>> => {
  const { id: _id, ...role } = await roleOf(id)
  return { ...role, ...more }
}
const make = async (from: string, more: Partial<Role>) =>
  root().post('/api/ext/roles', { role: await copyOf(from, more) })
const effect = async (id: string, more: Partial<Role>) =>
  root().post('/api/ext/access/effect', { id, role: await copyOf(id, more) })
const lastDetails = async () =>
  (
    await admin.query(
      `select details from audit where record_type = 'role' and action in ('create','update') order by id desc limit 1`,
    )
  ).rows[0]?.details

describe('roles as a whole', () => {
  test('are listed with who holds them and what is dangerous about them', async () => {
    const { status, body } = await root().get('/api/ext/roles')
    expect(status).toBe(200)
    const found = body.roles.find((one: { role: Role }) => one.role.id === worker)
    expect(found).toMatchObject({ holders: 3, enabled: 3, wireId: t.house.wireIds().idOf('role', worker) })
    expect(found.role.identity).toBe(t.house.configuration().roles.get(worker)?.identity)
    expect(body.own).toBe('role-superuser')
  })

  test('get no mark beyond whoever writes them without all of role administration', async () => {
    const permissions = { case: ['read'], role: ['read', 'create', 'write'] }
    const { body } = await make(worker, { name: 'Writes roles', permissions })
    await t.enrol({ userName: 'wim', role: body.role.id, agency: 'agency-open-door' })
    const makes = async (name: string, more: Partial<Role>) => {
      const role = await copyOf(body.role.id, { name, permissions: { case: ['read'] }, ...more })
      return (await t.as('wim').post('/api/ext/roles', { role })).status
    }
    expect(await makes('Like his own', {})).toBe(201)
    expect(await makes('Open for longer', { offline: { lockMinutes: 60 } })).toBe(403)
    expect(await makes('A machine', { integration: true })).toBe(403)
    expect(await makes('Not counted', { category: 'limited' })).toBe(403)
  })

  test.each(['amal', 'gul', 'cora'])('are no page for %s, who administers nothing', async (who) => {
    for (const path of ['/api/ext/roles', `/api/ext/roles/${worker}`, '/api/ext/access/choices'])
      expect((await t.as(who).get(path)).status).toBe(403)
    expect((await t.as(who).put(`/api/ext/roles/${worker}`, { role: await roleOf(worker) })).status).toBe(403)
    expect((await t.as(who).post('/api/ext/roles', { role: await copyOf(worker, { name: 'X' }) })).status).toBe(403)
    const asked = { as: { role: worker }, about: { type: 'case', relation: 'own', module: cp } }
    expect((await t.as(who).post('/api/ext/access/explain', asked)).status).toBe(403)
    expect((await t.as(who).post('/api/ext/access/effect', { role: await roleOf(worker) })).status).toBe(403)
  })

  test('are saved with identity, which v2 has no key for, and a change says what it gave and took', async () => {
    const { status, body } = await make(worker, { name: 'Night shift', identity: 'none' })
    expect(status).toBe(201)
    const { id } = body.role
    const permissions = { ...body.role.permissions, case: ['read', 'access_log'] }
    const changed = await root().put(`/api/ext/roles/${id}`, {
      role: { ...body.role, identity: 'own', permissions },
      basedOn: body.role,
    })
    expect(changed.status).toBe(200)
    expect(t.house.configuration().roles.get(id)).toEqual(changed.body.role)
    const details = await lastDetails()
    expect(details).toMatchObject({ role: id, gained: expect.arrayContaining(['identity']) })
    expect(details.lost).toEqual(expect.arrayContaining(['case.create', 'case.write']))
  })

  test('are not saved over what somebody else changed meanwhile', async () => {
    const { body } = await make(worker, { name: 'Day shift' })
    const seen: Role = body.role
    const put = (role: Role, basedOn: Role) => root().put(`/api/ext/roles/${seen.id}`, { role, basedOn })
    expect((await put({ ...seen, description: 'One' }, seen)).status).toBe(200)
    const late = await put({ ...seen, description: 'Two' }, seen)
    expect([late.status, late.body.code]).toEqual([409, 'changed-elsewhere'])
    expect(t.house.configuration().roles.get(seen.id)?.description).toBe('One')
    expect((await root().put(`/api/ext/roles/${seen.id}`, { role: seen })).status).toBe(409)
  })

  test('are one’s own to nobody: who holds a role changes it through no door', async () => {
    const own = await roleOf('role-superuser')
    const reply = await root().put('/api/ext/roles/role-superuser', { role: { ...own, name: 'More' }, basedOn: own })
    expect(reply.status).toBe(403)
    expect((await effect('role-superuser', { identity: 'scope' })).body.answer).toBe('forbidden')
  })

  test.each([
    ['a key that there is not', { nonsense: true }],
    ['an action that there is not', { permissions: { case: ['fly'] } }],
    ['a resource that there is not', { permissions: { constructor: ['read'] } }],
    ['a module that there is not', { modules: ['primeromodule-none'] }],
    ['a form that there is not', { forms: { no_such_form: 'rw' } }],
    ['a scope that there is not', { scope: 'everything' }],
    ['no name', { name: ' ' }],
    ['the name of another', { name: 'Superuser' }],
    ['no rights', { permissions: {} }],
    ['a name that is no text', { name: { $ne: 1 } }],
    ['devices that keep what is theirs for ever', { offline: { days: 1e12 } }],
    ['devices that never lock', { offline: { lockMinutes: 0 } }],
  ])('are refused with %s', async (_what, more) => {
    const before = t.house.configuration().version
    const role = { ...(await copyOf(worker, { name: 'Wrong' })), ...more }
    expect((await root().post('/api/ext/roles', { role })).status).toBe(422)
    expect(t.house.configuration().version).toBe(before)
  })
})

describe('the effect of a change', () => {
  test('counts who holds the role and names what appears and vanishes, and no record', async () => {
    const { body, text } = await effect(worker, { forms: { basic_identity: 'r' }, scope: 'all' })
    expect(body).toMatchObject({ answer: expect.stringMatching(/yes|flagged/), holders: 3, enabled: 3 })
    expect(body.gained).toContain('scope')
    const cases = body.fields.find((one: { type: string; module: string }) => one.type === 'case' && one.module === cp)
    expect(cases.read.lost.length).toBeGreaterThan(20)
    expect(cases.write.lost.map(({ name }: { name: string }) => name)).toContain('age')
    expect(cases.write.lost.find(({ name }: { name: string }) => name === 'age').label).not.toBe('')
    expect(body.records).toContainEqual({
      type: 'case',
      people: 3,
      before: { least: 0, most: 4 },
      after: { least: 4, most: 4 },
    })
    expect(text).not.toMatch(told)
    expect(text).not.toContain(kase)
  })

  test('tells the dangers that it would bring, and what is beyond who asks', async () => {
    const { body } = await effect(worker, { scope: 'all', identity: 'scope' })
    expect(body.newDangers).toContain('names-everywhere')
    expect(body.answer).toBe('flagged')
    expect(body.beyond).toContain('identity')
  })

  test('of nothing is nothing', async () => {
    const { body } = await effect(worker, {})
    expect(body).toMatchObject({ gained: [], lost: [], newDangers: [], fields: [], records: [] })
  })

  test('of a new role is all that it has', async () => {
    const { body } = await root().post('/api/ext/access/effect', { role: await copyOf(worker, { name: 'New' }) })
    expect(body).toMatchObject({ holders: 0, lost: [], records: [] })
    expect(body.gained).toContain('case.read')
  })
})

describe('the simulator', () => {
  const explain = (body: object, who = 'root') => t.as(who).post('/api/ext/access/explain', body)

  test('says of each relation what the doors decide, and by which step', async () => {
    const made = (relation: string) =>
      explain({ as: { user: 'amal' }, about: { type: 'case', relation, module: cp }, action: 'write' })
    const own = (await made('own')).body
    expect(own.asked).toMatchObject({ decision: 'yes', action: 'write' })
    expect(own.asked.steps.map(({ step }: { step: string }) => step)).toEqual([
      'right',
      'reads',
      'module',
      'reach',
      'state',
    ])
    expect(own.forms.length).toBeGreaterThan(10)
    const other = (await made('other')).body
    expect(other.asked).toMatchObject({ decision: 'out-of-scope' })
    expect(other.asked.steps.at(-1)).toMatchObject({ step: 'reach', holds: false, scope: 'self' })
    expect(other.forms).toEqual([])
  })

  test('says of each field whether it is read and written, and why not', async () => {
    const { body } = await explain({
      as: { role: 'role-gbv-case-management-supervisor' },
      about: { type: 'case', relation: 'group', module: 'primeromodule-gbv' },
    })
    const fields = body.forms.flatMap(({ fields }: { fields: object[] }) => fields)
    const named = (name: string) => fields.find((field: { name: string }) => field.name === name)
    expect(body.read.decision).toBe('yes')
    expect(named('name_first') ?? named('name')).toMatchObject({ reads: false })
    expect(new Set(fields.map(({ why }: { why: string }) => why))).toContain('form')
  })

  test('of a real record says what decide says, to who reaches it himself and may ask who saw it', async () => {
    const about = { type: 'case', id: kase }
    await t.enrol({ userName: 'olga', role: 'role-cp-administrator', agency: 'agency-open-door', groups: [] })
    for (const who of ['amal', 'bilal', 'carol', 'dina', 'gul']) {
      const { status, body } = await explain({ as: { user: who }, about }, 'root')
      expect(status).toBe(200)
      expect(body.read.decision).toBe(who === 'amal' || who === 'dina' ? 'yes' : body.read.decision)
      if (['bilal', 'carol', 'gul'].includes(who)) expect(body.read.decision).not.toBe('yes')
    }
    const { rows } = await admin.query(
      `select user_name, record_id from audit where action = 'explain' and record_id = $1`,
      [kase],
    )
    expect(rows.length).toBe(5)
  })

  test('tells nobody of a record that he does not reach', async () => {
    const asked = (id: string) => explain({ as: { role: worker }, about: { type: 'case', id } }, 'ines')
    const [real, none] = [await asked(kase), await asked('3c6f1a52-7d7e-4c0e-9d53-0f5e3b7f0a11')]
    expect(real.status).toBe(none.status)
    expect(real.body.code).toBe(none.body.code)
  })

  test('plays a role that is not saved, by the rules that will hold', async () => {
    const draft = await copyOf(worker, { scope: 'group' })
    const { body } = await explain({ as: { draft }, about: { type: 'case', relation: 'group', module: cp } })
    expect(body.read.decision).toBe('yes')
    const role = { ...draft, id: 'x' } as Role
    expect(
      decide(t.house.configuration(), { role, userName: 'x', groups: ['g'], agency: null } as never, 'case', 'read'),
    ).toBe('yes')
  })

  test.each([
    [{ as: { user: 'nobody.here' }, about: { type: 'case', relation: 'own', module: cp } }, 404],
    [{ as: { role: 'role-none' }, about: { type: 'case', relation: 'own', module: cp } }, 404],
    [{ as: { role: worker }, about: { type: 'case', relation: 'own', module: 'none' } }, 404],
    [{ as: { role: worker }, about: { type: 'fish', relation: 'own', module: cp } }, 422],
    [{ as: { role: worker, user: 'amal' }, about: { type: 'case', relation: 'own', module: cp } }, 422],
    [{ as: { role: worker }, about: { type: 'case', id: 'abc' } }, 422],
    [{}, 422],
  ])('refuses %j', async (body, status) => {
    expect((await explain(body)).status).toBe(status)
  })
})

describe('the other administrators', () => {
  const notices = async (who: string) => (await t.as(who).get('/api/ext/notices')).body.notices

  test('hear of a role that goes beyond its author, once, and put it aside each for himself', async () => {
    const { body } = await make(worker, { name: 'Beyond', scope: 'all', identity: 'scope' })
    const of = async (who: string) =>
      (await notices(who)).filter((n: { role: { id: string } }) => n.role.id === body.role.id)
    expect(await of('root')).toEqual([])
    const [notice, ...others] = await of('rita')
    expect(others).toEqual([])
    expect(notice).toMatchObject({ isGiven: false, role: { name: 'Beyond' }, to: null })
    expect(notice.beyond).toContain('identity')
    expect(notice.dangers).toContain('names-everywhere')
    expect((await t.as('root').post(`/api/ext/notices/${notice.id}/seen`, {})).status).toBe(404)
    expect((await t.as('rita').post(`/api/ext/notices/${notice.id}/seen`, {})).status).toBe(204)
    expect(await of('rita')).toEqual([])
  })

  test('hear of such a role being given, and to whom', async () => {
    const { body } = await make(worker, { name: 'Given beyond', identity: 'scope' })
    const made = await root().post('/api/v2/users', {
      data: {
        user_name: 'newly.given',
        full_name: 'Newly Given',
        agency_id: t.house.wireIds().idOf('agency', 'agency-open-door'),
        role_unique_id: body.role.id,
        password: 'river-lantern-quiet-42',
        password_confirmation: 'river-lantern-quiet-42',
      },
    })
    expect(made.status).toBe(200)
    expect(await notices('rita')).toContainEqual(
      expect.objectContaining({ isGiven: true, to: 'Newly Given', role: { id: body.role.id, name: 'Given beyond' } }),
    )
  })

  test('are those who administer all roles, and nobody else', async () => {
    for (const who of ['amal', 'uma', 'dina']) expect((await t.as(who).get('/api/ext/notices')).status).toBe(403)
    expect((await t.as('rita').post('/api/ext/notices/x/seen', {})).status).toBe(422)
  })
})
