// Who moves takes his records along: all of them, in one transaction, and nobody who waited writes them back.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { accountByName } from '../../src/accounts/queries.ts'
import { everybody } from '../access/people.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { withSlowBody } from '../slow-body.ts'
import { intend, push, registers, uuid } from '../sync/device.ts'

let t: TestHouse
/** Sees everything: what row-level security lets through is not asked here. */
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

const idOf = async (userName: string): Promise<number> => (await accountByName(t.house.db, userName))?.id ?? 0
const agencyId = (id: string): number => t.house.wireIds().idOf('agency', id)
const move = async (userName: string, to: object) =>
  t.as('root').patch(`/api/v2/users/${await idOf(userName)}`, { data: to })

type Stamped = { seen_by: string[]; groups: string[]; agency: string; xid: string }
const stampsOf = async (type: string, owner: string): Promise<Stamped[]> =>
  (
    await admin.query<Stamped>(
      `
      select r.seen_by, d.data -> 'owned_by_groups' as groups, d.data ->> 'owned_by_agency_id' as agency, l.xid::text
      from ${type}_row r join ${type}_doc d using (n) join change_log l using (n) where r.owned_by = $1`,
      [owner],
    )
  ).rows

describe('records follow their owner', () => {
  test('many of them, also those that the mover may not see, and devices hear of each', async () => {
    const gul = t.as('gul')
    for (let i = 0; i < 3; i++) await registers(gul, { age: 20 + i }, 'primeromodule-gbv')
    await admin.query(`select setval('record_n', (select max(n) from case_row))`)
    await admin.query(`
      with made as (
        insert into case_row (n, id, module, record_state, status, owned_by, seen_by, created_at)
        select nextval('record_n'), gen_random_uuid(), module, record_state, status, owned_by, seen_by, created_at
        from (select * from case_row where owned_by = 'gul' limit 1) r, generate_series(1, 5000)
        returning n
      ), docs as (
        insert into case_doc (n, version, last_updated_at, data)
        select made.n, 1, now(), d.data from made, (select d.data from case_doc d join case_row r using (n) where r.owned_by = 'gul' limit 1) d
      )
      insert into change_log (n) select n from made`)
    const before = await stampsOf('case', 'gul')
    expect(before.length).toBeGreaterThan(5000)

    const reply = await move('gul', { user_group_unique_ids: ['usergroup-training-gbv-dallis'] })

    expect(reply.status).toBe(200)
    const after = await stampsOf('case', 'gul')
    expect(after).toHaveLength(before.length)
    const seen = new Set(after.map(({ seen_by }) => seen_by.join()))
    expect([...seen]).toEqual(['a:agency-dawn-centre,g:usergroup-training-gbv-dallis,u:gul'])
    expect(new Set(after.map(({ groups }) => groups.join()))).toEqual(new Set(['usergroup-training-gbv-dallis']))
    expect(after.every(({ xid }) => before.every((row) => row.xid !== xid))).toBe(true)
  })

  test('of every type', async () => {
    const amal = t.as('amal')
    for (const path of ['cases', 'incidents']) {
      const made = await amal.post(`/api/v2/${path}`, { data: { module_id: 'primeromodule-cp' } })
      expect(made.status).toBe(200)
    }
    expect((await move('amal', { agency_id: agencyId('agency-child-bridge') })).status).toBe(200)
    for (const type of ['case', 'incident'])
      for (const { agency, seen_by } of await stampsOf(type, 'amal')) {
        expect(agency).toBe('agency-child-bridge')
        expect(seen_by).toContain('a:agency-child-bridge')
        expect(seen_by).not.toContain('a:agency-open-door')
      }
  })

  test('not at all where the change is refused', async () => {
    await registers(t.as('carol'), { age: 7 })
    const before = await stampsOf('case', 'carol')
    const reply = await move('carol', { user_group_unique_ids: ['usergroup-primero-cp'], locale: 'xx' })
    expect(reply.status).toBe(422)
    expect(await stampsOf('case', 'carol')).toEqual(before)
  })

  test('whoever was writing a record meanwhile does not bring the old team back', async () => {
    const bilal = t.as('bilal')
    const id = await registers(bilal, { name_first: 'Aya', name_last: 'Sabah', age: 9, sex: 'female' })
    await admin.query('begin')
    await admin.query('select from case_doc d join case_row r using (n) where r.id = $1 for update of d', [id])
    // Waits for the record, having found who sees it.
    const saving = bilal.patch(`/api/v2/cases/${id}`, { data: { name_first: 'Rim', age: 10 } })
    await waiting(1)
    await admin.query(`update case_row set seen_by = '{a:agency-child-bridge,u:bilal}' where id = $1`, [id])
    await admin.query('commit')
    expect((await saving).status).toBe(200)
    const { rows } = await admin.query('select seen_by from case_row where id = $1', [id])
    expect(rows[0]?.seen_by).toEqual(['a:agency-child-bridge', 'u:bilal'])
  })

  test('whoever is let in while an approval is asked for stays let in', async () => {
    const bilal = t.as('bilal')
    const id = await registers(bilal, { name_first: 'Noor', age: 9, sex: 'female' })
    await admin.query('begin')
    await admin.query('select from case_doc d join case_row r using (n) where r.id = $1 for update of d', [id])
    const asking = bilal.patch(`/api/v2/cases/${id}/approvals/case_plan`, { data: { approval_status: 'requested' } })
    await waiting(1)
    await admin.query(`update case_row set seen_by = seen_by || '{u:carol}'::text[] where id = $1`, [id])
    await admin.query('commit')
    expect((await asking).status).toBe(200)
    const { rows } = await admin.query('select seen_by from case_row where id = $1', [id])
    expect(rows[0]?.seen_by).toContain('u:carol')
  })

  test('a record that was on its way is stamped with where its owner is when it comes', async () => {
    const send = await withSlowBody(t, 'bilal', 'POST', '/api/v2/cases')
    expect((await move('bilal', { agency_id: agencyId('agency-child-bridge') })).status).toBe(200)
    const { status, text } = await send({ data: { module_id: 'primeromodule-cp', age: 4 } })
    expect(status).toBe(200)
    const { rows } = await admin.query('select seen_by from case_row where id = $1', [JSON.parse(text).data.id])
    expect(rows[0]?.seen_by).toEqual(['a:agency-child-bridge', 'g:usergroup-primero-cp', 'u:bilal'])
  })

  test('while its owner is being moved no record comes: it is sent again, and none is lost', async () => {
    const carol = t.as('carol')
    const made = intend('carol', 'record.create', {
      type: 'case',
      id: uuid(),
      module: 'primeromodule-cp',
      data: { age: 4 },
    })
    await admin.query(`begin; select from account where user_name = 'carol' for no key update`)
    const [pushed, posted] = [
      await carol.post('/api/sync/push', { intentions: [made] }),
      await carol.post('/api/v2/cases', { data: { module_id: 'primeromodule-cp' } }),
    ]
    await admin.query('rollback')
    expect([pushed.status, posted.status]).toEqual([503, 503])
    expect(await push(carol, made)).toMatchObject([{ outcome: 'applied' }])
  })
})

/** Until so many statements of this database wait for a lock. */
async function waiting(many: number): Promise<void> {
  for (;;) {
    const { rows } = await admin.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if ((rows[0]?.n ?? 0) >= many) return
  }
}
