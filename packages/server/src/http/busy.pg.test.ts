// Two who want what the other holds: the database breaks one of them off, and whoever that is comes again.
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { child, intend, pulled, push, registers, uuid } from '../../test/sync/device.ts'

let t: TestHouse
let other: pg.Client

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol({
    userName: 'olga',
    role: 'role-cp-case-worker',
    agency: 'agency-open-door',
    groups: ['usergroup-primero-cp'],
  })
  const admin = new URL(inject('database').admin)
  other = new pg.Client(Object.assign(admin, { pathname: new URL(t.urls.app).pathname }).toString())
  await other.connect()
  // Looks for a crossing so late that it is always ours that is broken off.
  await other.query(`set deadlock_timeout = '5min'`)
})
afterAll(async () => {
  await other.end()
  await t.close()
})

const locks = (id: string) => other.query('select from case_row join case_doc using (n) where id = $1 for update', [id])
const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
const isWaiting = async () => (await other.query(waiting)).rowCount !== 0

/** Somebody else holds the second case when `call` comes for both, then wants the first. */
async function crossed<T>(first: string, second: string, call: () => Promise<T>): Promise<T> {
  await other.query('begin')
  try {
    await locks(second)
    const called = call()
    await expect.poll(isWaiting, { interval: 5 }).toBe(true)
    const wanted = locks(first)
    const answer = await called
    await wanted
    return answer
  } finally {
    await other.query('rollback')
  }
}

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
