// The house's own work, as who looks after the instance sees it: when it ran, how it went, and running it now.
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { registers } from '../../test/sync/device.ts'
import { asHouse } from '../db/database.ts'
import { installJobs } from '../db/install-jobs.ts'
import { heldRecords } from '../search/queries.ts'
import { inTurn } from './turn.ts'
import { startWorker } from './worker.ts'

let t: TestHouse
const clients: pg.Client[] = []

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await installJobs(t.urls)
  await t.enrol({ userName: 'root', role: 'role-superuser' }, { userName: 'carl', role: 'role-cp-case-worker' })
})
afterAll(async () => {
  for (const client of clients) await client.end()
  await t.close()
})

async function line(): Promise<pg.Client> {
  const client = new pg.Client(t.urls.job)
  await client.connect()
  clients.push(client)
  return client
}

type Shown = {
  task: string
  began_at: string | null
  outcome: string | null
  code: string | null
  failures: number
  next_at: string | null
}
const shown = async (task: string): Promise<Shown | undefined> =>
  (await t.as('root').get('/api/ext/jobs')).body.jobs.find((one: Shown) => one.task === task)

test('a job that is run by hand says how it went, and who did so stands in the audit', async () => {
  expect(await shown('drop-lapsed')).toMatchObject({ outcome: null, next_at: expect.any(String) })
  const worker = await startWorker(t.house, t.urls.job)
  try {
    expect((await t.as('root').post('/api/ext/jobs/drop-lapsed/run', {})).status).toBe(202)
    await expect.poll(async () => (await shown('drop-lapsed'))?.outcome, { timeout: 10_000 }).toBe('done')
  } finally {
    await worker.stop()
  }
  const { rows } = await sql<{ user_name: string }>`select user_name from audit where action = 'job_run'`.execute(
    t.house.db,
  )
  expect(rows).toEqual([{ user_name: 'root' }])
})

test('only who looks after the instance sees or runs them, and only those that are meant for it', async () => {
  expect((await t.as('carl').get('/api/ext/jobs')).status).toBe(403)
  expect((await t.as('carl').post('/api/ext/jobs/drop-lapsed/run', {})).status).toBe(403)
  for (const task of ['seal-audit', 'find-duplicates', 'nothing', 'constructor'])
    expect((await t.as('root').post(`/api/ext/jobs/${task}/run`, {})).status).toBe(404)
})

test('a failure shows as a code, never as its words, and the third in a row is told', async () => {
  const client = await line()
  const fails = () =>
    inTurn(t.house, client, 'send-mail', () =>
      Promise.reject(Object.assign(new Error('Amina Haddad'), { code: '23505' })),
    )
  const alarms = async () =>
    (await t.as('root').get('/api/ext/me/notices')).body.notices.filter((one: { kind: string }) => one.kind === 'alarm')
  for (const expected of [0, 0, 1, 1]) {
    await expect(fails()).rejects.toThrow()
    expect(await alarms()).toHaveLength(expected)
  }
  expect(await shown('send-mail')).toMatchObject({ outcome: 'failed', code: '23505', failures: 4 })
  await inTurn(t.house, client, 'send-mail', () => Promise.resolve())
  expect(await shown('send-mail')).toMatchObject({ outcome: 'done', code: null, failures: 0 })
})

test('two programs on one database are never at the same job together', async () => {
  const [one, other] = [await line(), await line()]
  const order: string[] = []
  let release: () => void = () => {}
  const first = inTurn(t.house, one, 'refresh-ages', async () => {
    order.push('first begins')
    await new Promise<void>((done) => {
      release = done
    })
    order.push('first ends')
  })
  await expect.poll(() => order.length).toBe(1)
  const second = inTurn(t.house, other, 'refresh-ages', async () => {
    order.push('second')
  })
  const waits = sql`
    select 1 from pg_locks l join pg_database d on d.oid = l.database
    where d.datname = current_database() and locktype = 'advisory' and not granted`
  await expect.poll(async () => (await waits.execute(t.house.db)).rows.length).toBe(1)
  expect(await shown('refresh-ages')).toMatchObject({ outcome: 'running' })
  release()
  await Promise.all([first, second])
  expect(order).toEqual(['first begins', 'first ends', 'second'])
})

test('while a long job runs, consents end, and the next long one waits', async () => {
  const id = await registers(t.as('carl'), { age: 9 })
  const runs = async (task: string) =>
    expect((await t.as('root').post(`/api/ext/jobs/${task}/run`, {})).status).toBe(202)
  const ranAt = async (task: string) => (await shown(task))?.began_at
  const worker = await startWorker(t.house, t.urls.job)
  try {
    const before = await ranAt('refresh-ages')
    await asHouse(t.house.db, t.house.configuration(), async (tx) => {
      await heldRecords(tx, 'case', [id], true)
      await runs('reindex')
      await expect.poll(async () => (await shown('reindex'))?.outcome, { timeout: 10_000 }).toBe('running')
      await runs('refresh-ages')
      const last = await ranAt('expire-consents')
      await runs('expire-consents')
      await expect.poll(() => ranAt('expire-consents'), { timeout: 10_000 }).not.toBe(last)
      await expect.poll(async () => (await shown('expire-consents'))?.outcome, { timeout: 10_000 }).toBe('done')
      expect(await shown('reindex')).toMatchObject({ outcome: 'running' })
      expect(await ranAt('refresh-ages')).toBe(before)
    })
    await expect.poll(() => ranAt('refresh-ages'), { timeout: 10_000 }).not.toBe(before)
    expect(await shown('reindex')).toMatchObject({ outcome: 'done' })
  } finally {
    await worker.stop()
  }
})
