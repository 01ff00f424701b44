// Two who want what the other holds: the database breaks one of them off, and whoever that is comes again.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { child, intend, pulled, push, registers, uuid } from '../../test/sync/device.ts'
import { type Db, openDatabase } from '../db/database.ts'
import { heldRecords } from '../search/queries.ts'

let t: TestHouse
let admin: Db

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  const team = { agency: 'agency-open-door', groups: ['usergroup-primero-cp'] }
  await t.enrol({ userName: 'olga', role: 'role-cp-case-worker', ...team })
  const { pathname } = new URL(t.urls.app)
  admin = openDatabase(Object.assign(new URL(inject('database').admin), { pathname }).toString(), 1)
})
afterAll(async () => {
  await admin.destroy()
  await t.close()
})

const isWaiting = async () => {
  const { rows } = await sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(t.house.db)
  return rows.length > 0
}

/** Somebody else holds the second case when `call` comes for both, then wants the first. */
const crossed = <T>(first: string, second: string, call: () => Promise<T>): Promise<T> =>
  admin.transaction().execute(async (tx) => {
    // Looks for a crossing so late that it is always ours that is broken off.
    await sql`set local deadlock_timeout = '5min'`.execute(tx)
    await heldRecords(tx, 'case', [second], true)
    const called = call()
    // Ours looks for a crossing once, a second after it began to wait: by then we must wait, too.
    await expect.poll(isWaiting, { interval: 5, timeout: 1_000 }).toBe(true)
    const [answer] = await Promise.all([called, heldRecords(tx, 'case', [first], true)])
    return answer
  })

const both = async () => [await registers(t.as('olga'), child), await registers(t.as('olga'), child)] as const

test('over v2 a call that crosses another is asked to come again, and does what it should then', async () => {
  const [one, two] = await both()
  const links = () =>
    t
      .as('olga')
      .post(`/api/v2/cases/${one}/case_relationships`, { data: { case_id: two, relationship_type: 'sibling_of' } })
  const reply = await crossed(one, two, links)
  expect(reply.status, reply.text).toBe(503)
  expect(reply.headers['retry-after']).toBe('1')
  expect((await links()).status).toBe(200)
})

test('what a device sent and crossed another is not remembered as refused: it sends it again, and it is done', async () => {
  const [one, two] = await both()
  const args = { type: 'case', id: one, relationship: uuid(), other: two, as: 'sibling_of' }
  const intention = intend('olga', 'relationship.add', args, { basedOn: 1 })
  const sends = () => t.as('olga').post('/api/sync/push', { intentions: [intention] })
  const reply = await crossed(one, two, sends)
  expect(reply.body).toMatchObject({ status: 503, code: 'configuration-busy' })
  expect((await push(t.as('olga'), intention))[0]).toMatchObject({ outcome: 'applied' })
  expect((await pulled(t.as('olga'), 'case', one)).relationships).toHaveLength(1)
})
