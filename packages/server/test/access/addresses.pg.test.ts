// One address is written in many ways: none of them goes round what holds for the API, and none fills the audit.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { everybody } from './people.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
})
afterAll(() => t.close())

const rows = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from audit`.execute(t.house.db)).rows[0]?.n ?? 0

test('what is no call of the API leaves no row', async () => {
  const before = await rows()
  for (const url of ['/nope.png', '//api/v2/none', '/rails/active_storage/direct_uploads'])
    expect((await t.app.inject({ method: 'POST', url })).statusCode).toBeGreaterThanOrEqual(400)
  expect(await rows()).toBe(before)
  expect((await t.app.inject({ method: 'GET', url: '/api/v2/none' })).statusCode).toBe(404)
  expect(await rows()).toBe(before + 1)
})

test.each(['/api/v2/cases', '//api/v2/cases', '/%61pi/v2/cases', '/api//v2/cases'])('%s is one', async (url) => {
  const reply = await t.as('amal').get(url)
  expect(reply.status).toBe(200)
  expect(reply.headers['cache-control']).toBe('no-store')
  const app = await createApp({ ...t.house, settings: { ...t.house.settings, callsPerAddress: 2 } }, false)
  const statuses = [1, 2, 3].map(async () => (await app.inject({ method: 'GET', url })).statusCode)
  expect((await Promise.all(statuses)).toSorted()).toEqual([401, 401, 429])
  await app.close()
})
