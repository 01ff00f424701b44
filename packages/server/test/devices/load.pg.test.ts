// In the evening everybody comes back into the network at once.
import { Agent, request } from 'node:http'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { openTestHouse, testPassword, type TestHouse } from '../house.ts'
import { intend, type Sent, type Told, uuid } from '../sync/device.ts'

const phones = 200
const workers = Array.from({ length: 10 }, (_, i) => `worker-${i}`)

let t: TestHouse
let address: string

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...workers.map((userName) => ({ userName, role: 'role-cp-case-worker', agency: 'agency-open-door' })))
  address = await t.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => t.close())

/** A day's work of one phone: two cases, and a change of the first. */
function day(user: string): Sent[] {
  const [first, second] = [uuid(), uuid()]
  const register = (id: string) =>
    intend(user, 'record.create', {
      type: 'case',
      id,
      module: 'primeromodule-cp',
      data: { name_first: 'Aya', age: 9, sex: 'female' },
    })
  const changes = [{ path: ['age'], from: 9, to: 10 }]
  return [
    register(first),
    register(second),
    intend(user, 'record.edit', { type: 'case', id: first, changes }, { basedOn: 1 }),
  ]
}

/** Over a connection of its own. */
const pushes = (user: string, intentions: Sent[]): Promise<Told> =>
  new Promise((resolve, reject) => {
    const agent = new Agent()
    const sent = request(`${address}/api/sync/push`, {
      method: 'POST',
      agent,
      headers: {
        authorization: `Basic ${Buffer.from(`${user}:${testPassword}`).toString('base64')}`,
        'content-type': 'application/json',
      },
    })
    sent.on('error', reject)
    sent.on('response', async (reply) => {
      try {
        resolve({ status: reply.statusCode, body: JSON.parse((await reply.setEncoding('utf8').toArray()).join('')) })
      } catch (error) {
        reject(error)
      }
    })
    sent.end(JSON.stringify({ intentions }))
  })

const standing = async (): Promise<Told> => {
  const { rows } = await asHouse(t.house.db, t.house.configuration(), (tx) =>
    sql<Told>`select (select count(*)::int from case_row) as cases, (select count(*)::int from case_history) as changes,
                     (select count(*)::int from intention) as intentions,
                     (select count(*)::int from case_doc where (data ->> 'age')::int = 10 and version = 2) as edited`.execute(
      tx,
    ),
  )
  return rows[0]
}

test('200 phones that push at once lose nothing, and what they send twice is done once', {
  timeout: 120_000,
}, async () => {
  const days = Array.from({ length: phones }, (_, i) => {
    const user = workers[i % workers.length] ?? ''
    return { user, intentions: day(user) }
  })
  // Half of them did not hear the answer, and send all of it again while the others are still at it.
  const again = days.filter((_, i) => i % 2 === 0)
  const replies = await Promise.all([...days, ...again].map(({ user, intentions }) => pushes(user, intentions)))
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
  const outcomes = replies.flatMap(({ body }) => body.outcomes.map((o: Told) => o.outcome))
  expect(new Set(outcomes)).toEqual(new Set(['applied']))
  expect(await standing()).toEqual({ cases: 2 * phones, changes: 3 * phones, intentions: 3 * phones, edited: phones })
})
