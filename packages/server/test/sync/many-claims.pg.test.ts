// However many claims lie beside the records, those that somebody has to decide are found.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { cpPeople } from '../access/people.ts'
import { phoneOf } from '../devices/phone.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { edits, push, registers, type Told, uuid } from './device.ts'

let t: TestHouse
let amal: Caller

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...cpPeople)
  amal = t.as('amal')
})
afterAll(() => t.close())

/** As many claims as no list gives at once, older than all others; notices still last. */
const manyClaims = (id: string, kind: string, path: string, to: unknown, at = '2024-01-01') =>
  asHouse(t.house.db, t.house.configuration(), (tx) =>
    sql`insert into case_conflict (n, intention, user_name, kind, at, changes)
        select r.n, ${uuid()}, 'amal', ${kind}, ${at}, ${JSON.stringify([{ path: [path], to, kind }])}
        from case_row r, generate_series(1, 1001) where r.id = ${id}`.execute(tx),
  )

const yesterday = new Date(Date.now() - 24 * 3600 * 1000).toISOString()

const decisions = (conflicts: Told[]): string[] =>
  conflicts.filter(({ kind }) => kind === 'ask').flatMap((c) => c.paths.map(({ path }: Told) => path[0]))

test('notices and claims that somebody has answered since do not hide one that waits', async () => {
  const id = await registers(amal, { name_first: 'Aya', age: 9, sex: 'female', telephone_current: '1' })
  const age = (to: number) => edits(amal, id, 1, [{ path: ['age'], from: 9, to }])
  await push(amal, age(10), age(11))
  await manyClaims(id, 'notice', 'telephone_current', '2', yesterday)
  const { conflicts } = await (await phoneOf(amal)).pull()
  expect(decisions(conflicts)).toEqual(['age'])
  await manyClaims(id, 'ask', 'telephone_current', '1')
  const queue = await amal.post('/api/sync/conflicts', { page: 1 })
  expect(queue.body.total).toBe(1)
  expect(decisions(queue.body.conflicts)).toEqual(['age'])
})
