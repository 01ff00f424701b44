// A hidden identity shows for a reason, for a while, in one session, on that record – and its owner hears of it.
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { revealTrace } from '@primero/domain/access/reveal.cases.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type Browser, signsIn } from '../devices/browser.ts'
import { openTestHouse, shippedBundles, type TestHouse } from '../house.ts'
import { registers } from '../sync/device.ts'
import { child, cpPeople, told } from './people.ts'

const revealing: Role = {
  id: 'role-revealing',
  name: 'Revealing',
  scope: 'group',
  modules: ['primeromodule-cp'],
  permissions: { case: ['read', 'change_log'] },
  forms: 'all',
  identity: 'reveal',
}
const why = 'The clinic called, she is on her way'
const [core, ...bundles] = shippedBundles('core', 'cp')
let t: TestHouse
let sana: Browser
let aya: string
let other: string

beforeAll(async () => {
  if (core === undefined) throw new Error('no bundle')
  t = await openTestHouse(inject('database'), {
    bundles: [
      { ...core, roles: [...core.roles, revealing, { ...revealing, id: 'role-blind', identity: 'none' }] },
      ...bundles,
    ],
  })
  const place = { agency: 'agency-open-door', groups: ['usergroup-primero-cp'] }
  await t.enrol(...cpPeople.map((p) => ({ ...p, ...(p.userName === 'carol' ? {} : place) })))
  await t.enrol({ userName: 'sana', role: revealing.id, ...place }, { userName: 'tariq', role: 'role-blind', ...place })
  aya = await registers(t.as('amal'), child)
  other = await registers(t.as('amal'), { ...child, name_first: 'Other' })
})
afterAll(() => t.close())
beforeEach(async () => {
  sana = await signsIn(t.app, 'sana')
})

const door = (id = aya) => `/api/ext/records/case/${id}/reveal`
const asks = (who: Browser, reason: string = why, id = aya) => who.post(door(id), { reason })
const page = (id = aya) => `/api/v2/cases/${id}`

describe('revealing', () => {
  test('needs a reason, the right, reach and a session', async () => {
    for (const reason of ['', 'needed', '            ', 'x'.repeat(501)])
      expect(await asks(sana, reason)).toMatchObject({ status: 422, body: { code: 'rule-broken' } })
    expect((await asks(await signsIn(t.app, 'tariq'))).status).toBe(403)
    expect((await asks(await signsIn(t.app, 'amal'))).body).toMatchObject({ code: 'wrong-state' })
    const far = await registers(t.as('carol'), child)
    expect((await asks(sana, why, far)).status).toBe(404)
    expect((await asks(sana, why, crypto.randomUUID())).status).toBe(404)
    expect((await t.as('sana').post(door(), { reason: why })).status).toBe(403)
    expect((await sana.get(page())).text).not.toMatch(told)
  })

  test('shows the record of its page, its history, and v2’s answer of it, in this session', async () => {
    const reply = await asks(sana)
    expect(reply.status, reply.text).toBe(200)
    expect(reply.body).toMatchObject({ lasts: 900, record: { id: aya, writable: [] } })
    expect(reply.body.record.data).toMatchObject({ name_first: child.name_first, date_of_birth: child.date_of_birth })
    const shown = reply.body.fields.map(({ text }: { text: string }) => text)
    expect(shown).toEqual(expect.arrayContaining([child.name_first, child.date_of_birth, child.telephone_current]))
    expect(shown).not.toContain(String(child.age))
    expect((await sana.get(page())).body.data.name_first).toBe(child.name_first)
    expect((await sana.get(`${page()}/record_history`)).text).toContain(child.name_first)
    expect((await sana.get(door())).body.record.data.name_first).toBe(child.name_first)
  })

  test('ends after fifteen minutes', async () => {
    await asks(sana)
    t.pass(14)
    expect((await sana.get(page())).text).toMatch(told)
    t.pass(1)
    expect((await sana.get(page())).text).not.toMatch(told)
    expect((await sana.get(door())).status).toBe(404)
  })

  test('ends where it is hidden again, and with the session', async () => {
    await asks(sana)
    expect((await sana.delete(door())).status).toBe(204)
    expect((await sana.get(page())).text).not.toMatch(told)
    expect((await sana.delete(door())).status).toBe(404)
    await asks(sana)
    const elsewhere = await signsIn(t.app, 'sana')
    expect((await elsewhere.get(page())).text).not.toMatch(told)
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from session where key in (select session from reveal)`.execute(t.house.db)
    expect(rows[0]?.n).toBe(0)
  })

  test('shows nothing anywhere else', async () => {
    await asks(sana)
    const answers = [
      await sana.get(page(other)),
      await sana.get('/api/v2/cases'),
      await sana.get('/api/v2/cases?fields=short'),
      await sana.get(`/api/v2/cases?query=${child.name_first}&phonetic=true`),
      await sana.get('/api/v2/cases?order_by=name&order=asc'),
      await sana.get(`/api/v2/cases?name_first=${child.name_first}`),
      await sana.post('/api/sync/search', { type: 'case', filters: [], page: 1, per: 20 }),
      await sana.post('/api/sync/records', { type: 'case', ids: [aya] }),
      await sana.post('/api/sync/history', { type: 'case', id: aya, page: 1 }),
    ]
    for (const { text, status } of answers) {
      expect(status).toBe(200)
      expect(text).not.toMatch(told)
    }
    const byName = await sana.get(`/api/v2/cases?query=${child.name_first}&phonetic=true`)
    expect(byName.body.metadata.total).toBe(0)
  })

  test('writes nothing: what shows for a while is for looking', async () => {
    await asks(sana)
    expect((await sana.patch(page(), { data: { name_first: 'Changed' } })).status).toBe(403)
  })

  test('leaves a protected name seven stars', async () => {
    await t.as('amal').patch(page(other), { data: { hidden_name: true } })
    const { body } = await asks(sana, why, other)
    expect(body.record.data.name).toBe('*******')
    expect(body.record.data).not.toHaveProperty('name_first')
    expect(body.record.data.date_of_birth).toBe(child.date_of_birth)
  })

  test('is written down with its reason, in no list of the audit, and told to the owner', async () => {
    await asks(sana)
    const { rows } = await sql<{ details: Record<string, unknown>; record_id: string; record_type: string }>`
      select details, record_id, record_type from audit where action = ${revealTrace.audit.action} and outcome = 'done' order by id desc limit 1`.execute(
      t.house.db,
    )
    expect(rows[0]).toMatchObject({ record_id: aya, details: { reason: why, until: expect.any(String) } })
    const [row] = rows
    const held = { 'record id': row?.record_id, 'record type': row?.record_type, ...row?.details }
    expect(Object.keys(held).sort()).toEqual([...revealTrace.audit.holds].sort())
    const listed = await t.as('root').get('/api/v2/audit_logs?audit_log_actions[0]=reveal')
    expect(listed.body.data[0]).toMatchObject({ action: 'reveal', user_name: 'sana' })
    expect(listed.text).not.toContain(why)
    const { notices } = (await t.as('amal').get('/api/ext/me/notices')).body
    expect(notices[0]).toMatchObject({ kind: 'revealed', by: 'sana', record: { type: 'case', id: aya } })
    const [{ kind, by, record, shortId, at }] = notices
    const hint = { 'record type': record.type, 'short id': shortId, 'user name': by, moment: at }
    expect({ kind, holds: Object.keys(hint) }).toEqual(revealTrace.owner)
    expect(Object.values(hint).every((one) => typeof one === 'string')).toBe(true)
    expect(JSON.stringify(notices)).not.toContain(why)
    expect(JSON.stringify(notices)).not.toMatch(told)
    expect((await t.as('bilal').get('/api/ext/me/notices')).body.notices).toEqual([])
  })
})
