// Flags, told as stories of people: raised without a network, resolved by a colleague, seen by who may.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { child, intend, pulled, push, registers, uuid } from '../../test/sync/device.ts'
import { asHouse } from '../db/database.ts'

let t: TestHouse

const open = 'agency-open-door'
const bridge = 'agency-child-bridge'
const cp = ['usergroup-primero-cp']
const worker = 'role-cp-case-worker'

/** Somebody who receives referrals and has nothing to do with flags. */
function bundles() {
  const all = structuredClone(shippedBundles())
  const guest = all.flatMap(({ roles }) => roles).find(({ id }) => id === 'role-transfer')
  if (guest) guest.permissions = { case: ['read', 'write', 'receive_referral'] }
  return all
}

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { bundles: bundles() })
  await t.enrol(
    { userName: 'olga', role: worker, agency: open, groups: cp },
    { userName: 'rico', role: worker, agency: open, groups: cp },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups: cp },
    { userName: 'far', role: worker, agency: bridge, groups: ['usergroup-training-dallis'] },
    { userName: 'guest', role: 'role-transfer', agency: bridge, groups: ['usergroup-training-dallis'] },
    { userName: 'clinic', role: 'role-cp-service-provider', agency: bridge, groups: ['usergroup-training-dallis'] },
  )
})
afterAll(() => t.close())

const flagging = (user: string, id: string, rest: object = {}) =>
  intend(user, 'flag.add', { type: 'case', id, flag: uuid(), message: 'visit her school', ...rest }, { basedOn: 1 })
const flagsOver = async (user: string, id: string) => (await t.as(user).get(`/api/v2/cases/${id}/flags`)).body.data
const theCase = async (id: string, user = 'olga') => (await t.as(user).get(`/api/v2/cases/${id}`)).body.data

describe('on a device', () => {
  test('a flag that is sent twice is raised once, and stands in the copy of whoever may flag', async () => {
    const id = await registers(t.as('olga'), child)
    const sent = flagging('olga', id, { date: '2026-02-01' })
    const [first] = await push(t.as('olga'), sent)
    const [again] = await push(t.as('olga'), sent)
    expect(first).toMatchObject({ outcome: 'applied', version: 2 })
    expect(again).toEqual(first)
    expect((await pulled(t.as('olga'), 'case', id)).flags).toEqual([
      {
        id: (sent.args as { flag: string }).flag,
        message: 'visit her school',
        date: '2026-02-01',
        by: 'olga',
        at: expect.any(String),
        resolved: null,
        may: ['resolve'],
      },
    ])
    expect((await pulled(t.as('badr'), 'case', id)).flags[0].may).toEqual(['edit', 'resolve'])
    expect(await theCase(id)).toMatchObject({ flag_count: 1 })
  })

  // rule: api-records 21.1 flag-entries
  test('raising, changing and resolving are entries of the history, and nobody is said to have edited the case', async () => {
    const id = await registers(t.as('olga'), child)
    const flag = uuid()
    const about = { type: 'case', id, flag }
    const outcomes = await push(
      t.as('badr'),
      intend('badr', 'flag.add', { ...about, message: 'look' }, { basedOn: 1 }),
      intend('badr', 'flag.edit', { ...about, message: 'look today' }, { basedOn: 2 }),
      intend('badr', 'flag.resolve', { ...about, message: 'done' }, { basedOn: 3 }),
      intend('badr', 'flag.resolve', { ...about, message: 'done twice' }, { basedOn: 4 }),
    )
    expect(outcomes.map(({ outcome, version }) => [outcome, version])).toEqual([
      ['applied', 2],
      ['applied', 3],
      ['applied', 4],
      ['applied', 4],
    ])
    const history = (await t.as('badr').get(`/api/v2/cases/${id}/record_history`)).body
    expect(history.data.map(({ action }: { action: string }) => action)).toEqual(['unflag', 'flag', 'flag', 'create'])
    expect(history.data[0].record_changes).toEqual(
      expect.arrayContaining([{ flagged: { from: true, to: false } }, { flag_count: { from: 1, to: 0 } }]),
    )
    expect(await theCase(id)).toMatchObject({ flag_count: 0, last_updated_by: 'olga' })
    expect((await pulled(t.as('olga'), 'case', id)).flags[0].resolved).toMatchObject({ message: 'done', by: 'badr' })
  })

  test('a case out of reach is unknown, and a flag is of one record', async () => {
    const [id, other] = [await registers(t.as('olga'), child), await registers(t.as('olga'), child)]
    const [refused] = await push(t.as('far'), flagging('far', id))
    expect(refused).toMatchObject({ outcome: 'refused', problem: { code: 'not-found' } })
    const sent = flagging('olga', id)
    const { flag } = sent.args as { flag: string }
    const [, taken, elsewhere] = await push(
      t.as('olga'),
      sent,
      flagging('olga', other, { flag }),
      intend('olga', 'flag.resolve', { type: 'case', id: other, flag, message: 'x' }, { basedOn: 1 }),
    )
    expect(taken).toMatchObject({ outcome: 'refused', problem: { code: 'id-taken' } })
    expect(elsewhere).toMatchObject({ outcome: 'refused', problem: { code: 'not-found' } })
    expect(await flagsOver('olga', other)).toEqual([])
    expect(await theCase(other)).toMatchObject({ flag_count: 0 })
  })

  test('two people who flag at the same moment are both counted', async () => {
    const id = await registers(t.as('olga'), child)
    await Promise.all(['olga', 'badr'].map((user) => push(t.as(user), flagging(user, id))))
    expect(await theCase(id)).toMatchObject({ flag_count: 2 })
    expect(await flagsOver('olga', id)).toHaveLength(2)
  })

  test('who may not flag does not get the flags of a case that was referred to him', async () => {
    const id = await registers(t.as('olga'), { ...child, consent_for_services: true, disclosure_other_orgs: true })
    await push(t.as('olga'), flagging('olga', id))
    const made = await t.as('olga').post(`/api/v2/cases/${id}/referrals`, {
      data: { transitioned_to: 'guest' },
    })
    expect(made.status, made.text).toBe(200)
    const copy = await pulled(t.as('guest'), 'case', id)
    expect(copy.id).toBe(id)
    expect(copy).not.toHaveProperty('flags')
    expect((await t.as('guest').get(`/api/v2/cases/${id}/flags`)).status).toBe(403)
    expect((await t.as('guest').get('/api/v2/flags')).status).toBe(403)
    const [refused] = await push(t.as('guest'), flagging('guest', id))
    expect(refused).toMatchObject({ outcome: 'refused', problem: { code: 'forbidden' } })
  })
})

describe('over v2', () => {
  test('words that cannot be kept are refused, and nothing is half done', async () => {
    const id = await registers(t.as('olga'), child)
    for (const data of [
      { message: 5 },
      { message: 'x'.repeat(256) },
      { message: 'a\u0000b' },
      { message: '' },
      { message: 'x', date: 'tomorrow' },
      { message: 'x', date: '2026-02-30' },
      { message: { a: 1 } },
    ])
      expect((await t.as('olga').post(`/api/v2/cases/${id}/flags`, { data })).status, JSON.stringify(data)).toBe(422)
    expect(await flagsOver('olga', id)).toEqual([])
    expect((await t.as('olga').patch(`/api/v2/cases/${id}/flags/nothing`, { data: { message: 'x' } })).status).toBe(404)
  })

  test('keys that have no place are named', async () => {
    const id = await registers(t.as('olga'), child)
    const reply = await t.as('olga').post(`/api/v2/cases/${id}/flags`, { data: { message: 'x', removed: true } })
    expect(reply.headers['x-primero-ignored']).toBe('removed')
    expect(reply.body.data.removed).toBe(false)
  })

  test('who resolved it, and why, is not rewritten', async () => {
    const id = await registers(t.as('olga'), child)
    const { id: flag } = (await t.as('olga').post(`/api/v2/cases/${id}/flags`, { data: { message: 'look' } })).body.data
    const resolves = (user: string, unflag_message: string) =>
      t.as(user).patch(`/api/v2/cases/${id}/flags/${flag}`, { data: { unflag_message } })
    await resolves('olga', 'seen')
    const again = await resolves('badr', 'not seen')
    expect(again.status).toBe(200)
    expect(again.body.data).toMatchObject({ unflag_message: 'seen', unflagged_by: 'olga' })
  })

  test('who may not flag many is refused before anything is looked for', async () => {
    const flagsMany = (user: string, filters: object) =>
      t.as(user).post('/api/v2/cases/flags', { data: { message: 'look', filters } })
    expect((await flagsMany('clinic', { status: ['open'] })).status).toBe(403)
    expect((await flagsMany('clinic', {})).status).toBe(422)
  })

  test('flagged cases are found by a filter', async () => {
    const [id, other] = [await registers(t.as('rico'), child), await registers(t.as('rico'), child)]
    await push(t.as('rico'), flagging('rico', id))
    const found = (await t.as('rico').get('/api/v2/cases?flagged=true&fields=id')).body.data
    const ids = found.map((row: { id: string }) => row.id)
    expect(ids).toContain(id)
    expect(ids).not.toContain(other)
  })

  // rule: departure bulk-filters-say-something
  test('many are flagged by a filter that says something and that everybody understands', async () => {
    const id = await registers(t.as('rico'), child)
    const before = (await flagsOver('badr', id)).length
    const asks = (data: object) => t.as('badr').post('/api/v2/cases/flags', { data: { message: 'call', ...data } })
    for (const filters of [{ id: [''] }, { owned_by: [] }, { no_such_field: ['x'], owned_by: ['rico'] }])
      expect((await asks({ filters })).status, JSON.stringify(filters)).toBe(422)
    expect((await asks({ filters: { id: [id] }, message: '' })).status).toBe(422)
    expect(await flagsOver('badr', id)).toHaveLength(before)
    expect((await asks({ filters: { id: [id] }, date: '2026-03-01' })).status).toBe(200)
    expect(await flagsOver('badr', id)).toMatchObject([{ message: 'call', date: '2026-03-01', flagged_by: 'badr' }])
    const { rows } = await sql<{ details: unknown }>`
      select details from audit where action = 'bulk_flag' and outcome = 'done' order by id desc limit 1`.execute(
      t.house.db,
    )
    expect(rows[0]?.details).toEqual({ record_ids: [id] })
  })

  test('a list without pages ends somewhere, and says how many there are', async () => {
    const consent = { consent_for_services: true, disclosure_other_orgs: true }
    const id = await registers(t.as('far'), { ...child, ...consent })
    await t.as('far').post(`/api/v2/cases/${id}/flags`, { data: { message: 'the first' } })
    await asHouse(t.house.db, t.house.configuration(), (tx) =>
      sql`insert into flag (id, n, record_type, record_id, message, date, flagged_by, created_at, removed)
          select gen_random_uuid(), f.n, 'case', f.record_id, 'one of many', '2026-01-01', 'far', now(), false
          from flag f, generate_series(1, 1100) where f.record_id = ${id}`.execute(tx),
    )
    await t.as('far').post(`/api/v2/cases/${id}/referrals`, { data: { transitioned_to: 'clinic' } })
    const all = (await t.as('clinic').get('/api/v2/flags?record_type=cases')).body
    expect(all.data).toHaveLength(1000)
    expect(all.metadata).toEqual({ total: 1101, per: null, page: null })
    const page = (await t.as('clinic').get('/api/v2/flags?page=3&per=500')).body
    expect(page.data).toHaveLength(101)
    expect(page.metadata).toEqual({ total: 1101, per: 500, page: 3 })
  })
})
