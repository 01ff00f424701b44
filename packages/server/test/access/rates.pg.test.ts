// Whoever calls without end is asked to wait; whoever works is not.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { signsIn } from '../devices/browser.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { everybody } from './people.ts'

let t: TestHouse

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { calls: { perAccount: 60, perAddress: 100 } })
  await t.enrol(...everybody)
})
afterAll(() => t.close())

const refusals = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from audit where code = 'too-many-requests'`.execute(t.house.db)
  return rows[0]?.count ?? 0
}

test('an account that calls without end waits, and is told for how long; a minute later it goes on', async () => {
  const { headers } = await signsIn(t.app, 'amal')
  const ask = (url: string) => t.app.inject({ url, headers, remoteAddress: '192.0.2.1' })
  for (let i = 0; i < 60; i += 1) expect((await ask('/api/ext/me/sessions')).statusCode).toBe(200)
  const before = await refusals()
  for (const url of ['/api/ext/me/sessions', '/api/v2/permissions', '/api/v2/cases']) {
    const reply = await ask(url)
    expect({ url, status: reply.statusCode }).toEqual({ url, status: 429 })
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(reply.headers['retry-after'])).toBeLessThanOrEqual(60)
  }
  // A flood fills no audit.
  expect((await refusals()) - before).toBe(1)
  // Others are let in from the same address, and the files of the app come as ever.
  const bilal = await signsIn(t.app, 'bilal')
  const other = { url: '/api/v2/permissions', headers: bilal.headers, remoteAddress: '192.0.2.1' }
  expect((await t.app.inject(other)).statusCode).toBe(200)
  expect((await ask('/health')).statusCode).toBe(204)
  t.pass(1)
  expect((await ask('/api/ext/me/sessions')).statusCode).toBe(200)
})

test('an address that calls without end waits, whoever is behind it; others do not', async () => {
  t.pass(2)
  const ask = (remoteAddress: string) => t.app.inject({ url: '/api/v2/primero', remoteAddress })
  for (let i = 0; i < 100; i += 1) expect((await ask(`2001:db8::${i}`)).statusCode).toBe(200)
  const reply = await ask('2001:db8::ffff')
  expect(reply.statusCode).toBe(429)
  expect(reply.headers['retry-after']).toBeDefined()
  expect((await ask('2001:db8:0:1::1')).statusCode).toBe(200)
})
