// The house's own upkeep: birthdays, recounting after a configuration change, and what has lapsed.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { asHouse, type Db, openDatabase } from '../db/database.ts'
import { refreshAges } from '../records/refresh-ages.ts'
import { reindex } from '../records/reindex.ts'
import { installJobs } from '../db/install-jobs.ts'
import { enqueue } from '../jobs/queries.ts'
import { startWorker } from '../jobs/worker.ts'

let t: TestHouse
const module = 'primeromodule-cp'

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol({
    userName: 'amal',
    role: 'role-cp-case-worker',
    agency: 'agency-open-door',
    groups: ['usergroup-primero-cp'],
  })
})
afterAll(() => t.close())

const registers = async (data: Record<string, unknown>): Promise<{ id: string }> =>
  (await t.as('amal').post('/api/v2/cases', { data: { module_id: module, ...data } })).body.data

test('a birthday that has passed makes the child older, once, and the history names nobody', async () => {
  const born = `${t.house.clock().getUTCFullYear() - 9}-01-01`
  const { id } = await registers({ age: 3, date_of_birth: born })
  await refreshAges(t.house)
  await refreshAges(t.house)
  const { body } = await t.as('amal').get(`/api/v2/cases/${id}`)
  expect(body.data.age).toBe(9)
  const history = await t.as('amal').get(`/api/v2/cases/${id}/record_history`)
  const ages = history.body.data.filter((entry: { user_name: string }) => entry.user_name === 'system')
  expect(ages).toHaveLength(1)
  const { body: found } = await t.as('amal').get('/api/v2/cases?age=9')
  expect(found.data.map((c: { id: string }) => c.id)).toContain(id)
})

test('after a configuration change a newly published field finds what was answered before', async () => {
  const { id } = await registers({ age: 7, protection_concerns: ['migrant'] })
  const config = t.house.configuration()
  const published = new Map(config.published)
  const before = published.get('case')
  if (before === undefined) throw new Error('cases publish nothing')
  const without = new Map(published).set('case', {
    ...before,
    filters: before.filters.filter((f) => f !== 'protection_concerns'),
  })
  t.house.configuration = () => ({ ...config, published: without })
  await reindex(t.house)
  const tokens = async () =>
    asHouse(
      t.house.db,
      config,
      async (tx) =>
        (await tx.selectFrom('case_row').select('tok').where('id', '=', id).executeTakeFirstOrThrow()).tok.length,
    )
  const few = await tokens()
  t.house.configuration = () => config
  await reindex(t.house)
  expect(await tokens()).toBe((few ?? 0) + 1)
  const { body } = await t.as('amal').get('/api/v2/cases?protection_concerns=migrant')
  expect(body.data.map((c: { id: string }) => c.id)).toContain(id)
})

test('a job leaves only with its transaction, and the app may not touch the queue itself', async () => {
  const copy = await openTestHouse(inject('database'), { bundles: shippedBundles('core', 'cp') })
  try {
    await installJobs(copy.urls)
    const { db } = copy.house
    await expect(
      db.transaction().execute(async (tx) => {
        await enqueue(tx, 'keep-house')
        throw new Error('broken off')
      }),
    ).rejects.toThrow('broken off')
    await db.transaction().execute((tx) => enqueue(tx, 'reindex'))
    const owner = openDatabase(copy.urls.job, 1)
    const { rows } = await countJobs(owner)
    await owner.destroy()
    expect(rows.map((r) => r.task)).toEqual(['reindex'])
    await expect(countJobs(db)).rejects.toThrow('permission denied')
  } finally {
    await copy.close()
  }
})

test('a session that has ended long ago goes, one that is alive stays', async () => {
  const copy = await openTestHouse(inject('database'), { bundles: shippedBundles('core', 'cp') })
  try {
    await installJobs(copy.urls)
    await copy.enrol({ userName: 'bilal', role: 'role-cp-case-worker' })
    const { db } = copy.house
    const account = await db.selectFrom('account').select('id').executeTakeFirstOrThrow()
    const session = (key: string, hours: number) => ({
      key: Buffer.from(key),
      account_id: account.id,
      kind: 'browser',
      expires_at: new Date(Date.now() + hours * 3_600_000),
    })
    await db
      .insertInto('session')
      .values([session('old', -3), session('new', 1)])
      .execute()
    const worker = await startWorker(copy.house, copy.urls.job)
    const left = async () => (await db.selectFrom('session').select('key').execute()).map((s) => s.key.toString())
    await enqueue(db, 'drop-lapsed')
    await expect.poll(left, { timeout: 10_000 }).toEqual(['new'])
    await worker.stop()
    // The database stops next, and would cut whatever the worker still held.
    const held = sql`select 1 from pg_stat_activity where usename = 'primero_job' and datname = current_database()`
    await expect.poll(async () => (await held.execute(db)).rows).toEqual([])
  } finally {
    await copy.close()
  }
})

const countJobs = (db: Db) =>
  sql<{ task: string }>`
    select t.identifier as task
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`.execute(db)
