// The stream that says when to pull: over a real port, as a browser hears it.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { pauseMs } from '../../src/events/routes.ts'
import { cpPeople, gbvPeople } from '../access/people.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { edits, push, registers } from '../sync/device.ts'
import { type Browser, signsIn } from './browser.ts'
import { heard, listens as listensAt } from './stream.ts'

let t: TestHouse
let address: string

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...cpPeople, ...gbvPeople)
  address = await t.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => t.close())

const listens = (browser: Browser) => listensAt(address, browser)

test('who reaches the record hears that something changed, and nothing of what', async () => {
  const dina = heard(await listens(await signsIn(t.app, 'dina')))
  const gul = heard(await listens(await signsIn(t.app, 'gul')))
  expect(dina.reply.headers.get('content-type')).toContain('text/event-stream')
  expect(dina.reply.headers.get('content-encoding')).toBeNull()
  await registers(t.as('amal'), { name_first: 'Aya', age: 9, sex: 'female' })
  expect(await dina.next()).toBe('changed')
  // Whoever is not concerned hears the next thing that concerns all, and nothing before.
  t.house.use(t.house.configuration())
  expect(await gul.next()).toBe('config')
  await Promise.all([dina.leave(), gul.leave()])
})

test('whose record goes to somebody else hears it too; what was not committed is not said', async () => {
  const id = await registers(t.as('amal'), { name_first: 'Aya', age: 9, sex: 'female' })
  const amal = heard(await listens(await signsIn(t.app, 'amal')))
  const [outcome] = await push(t.as('amal'), edits(t.as('amal'), id, 1, [{ path: ['no_such_field'], to: 1 }]))
  expect(outcome.outcome).toBe('refused')
  t.house.use(t.house.configuration())
  expect(await amal.next()).toBe('config')
  await push(t.as('amal'), edits(t.as('amal'), id, 1, [{ path: ['age'], from: 9, to: 10 }]))
  expect(await amal.next()).toBe('changed')
  await amal.leave()
})

test('whose record somebody proposes something for hears it', async () => {
  const id = await registers(t.as('amal'), { name_first: 'Aya', age: 9, sex: 'female' })
  await asHouse(t.house.db, t.house.configuration(), (tx) =>
    sql`update case_row set owned_by = 'carol', seen_by = '{u:carol}' where id = ${id}`.execute(tx),
  )
  const carol = heard(await listens(await signsIn(t.app, 'carol')))
  const [late] = await push(t.as('amal'), edits(t.as('amal'), id, 1, [{ path: ['age'], from: 9, to: 10 }]))
  expect(late.outcome).toBe('review')
  t.house.use(t.house.configuration())
  expect(await carol.next()).toBe('changed')
  await carol.leave()
})

test('of many changes at once one hears once or twice', async () => {
  const dina = heard(await listens(await signsIn(t.app, 'dina')))
  const begun = performance.now()
  for (let i = 0; i < 10; i++) await registers(t.as('amal'), { name_first: 'Aya', age: 9, sex: 'female' })
  t.house.use(t.house.configuration())
  // Once at first, once in each pause that the ten took, and once after the last.
  const most = 2 + Math.ceil((performance.now() - begun) / pauseMs)
  const words: (string | undefined)[] = []
  while (words.at(-1) !== 'config') words.push(await dina.next())
  expect(words.filter((word) => word === 'changed').length).toBeLessThanOrEqual(most)
  await dina.leave()
})

test('a session that ends says out, and the stream ends', async () => {
  const first = await signsIn(t.app, 'bilal')
  const stream = heard(await listens(first))
  await signsIn(t.app, 'bilal')
  expect([await stream.next(), await stream.next()]).toEqual(['out', undefined])
  const second = await signsIn(t.app, 'bilal')
  const other = heard(await listens(second))
  await second.delete('/api/v2/tokens')
  expect([await other.next(), await other.next()]).toEqual(['out', undefined])
})

test('a disabled account and changed rights are noticed at the next beat', async () => {
  const stream = heard(await listens(await signsIn(t.app, 'carol')))
  await sql`update account set groups = '{}' where user_name = 'carol'`.execute(t.house.db)
  t.house.hub.beat()
  expect(await stream.next()).toBe('config')
  await sql`update account set disabled = true where user_name = 'carol'`.execute(t.house.db)
  t.house.hub.beat()
  expect([await stream.next(), await stream.next()]).toEqual(['out', undefined])
})

test('four streams of one person, not five; and none without a session', async () => {
  const desk = await signsIn(t.app, 'desk')
  const streams = await Promise.all([1, 2, 3, 4].map(() => listens(desk)))
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect((await listens(desk)).status).toBe(429)
  expect((await t.as('desk').get('/api/sync/events')).status).toBe(401)
  await Promise.all(streams.map((stream) => heard(stream).leave()))
})

test('a house that closes ends its streams and does not wait for them', async () => {
  const other = await openTestHouse(inject('database'))
  await other.enrol(...cpPeople)
  const at = await other.app.listen({ port: 0, host: '127.0.0.1' })
  const { headers } = await signsIn(other.app, 'amal')
  const reply = await fetch(`${at}/api/sync/events`, { headers })
  const rest = reply.text()
  await other.close()
  expect(await rest).toMatch(/^retry: 5000/)
})
