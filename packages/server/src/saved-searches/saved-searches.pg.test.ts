// Searches that a person keeps: as many as a list on a phone takes, and no more.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'

let t: TestHouse

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  const team = { role: 'role-cp-case-worker', agency: 'agency-open-door', groups: ['usergroup-primero-cp'] }
  await t.enrol({ userName: 'amal', ...team }, { userName: 'bilal', ...team })
})
afterAll(() => t.close())

test('whoever keeps a hundred searches is told to delete one before the next, and nobody else is', async () => {
  const keeps = (user: string) =>
    t.as(user).post('/api/v2/saved_searches', { data: { name: 'open', record_type: 'case', filters: [] } })
  const kept = []
  for (let i = 0; i < 100; i += 1) kept.push((await keeps('amal')).body.data.id)
  const refused = await keeps('amal')
  expect(refused.status).toBe(422)
  expect(refused.body.errors).toMatchObject([{ message: [expect.stringContaining('delete one')], detail: 'base' }])
  expect((await keeps('bilal')).status).toBe(200)
  expect((await t.as('amal').delete(`/api/v2/saved_searches/${kept[0]}`)).status).toBe(200)
  expect((await keeps('amal')).status).toBe(200)
  expect((await t.as('amal').get('/api/v2/saved_searches?per=1')).body.metadata.total).toBe(100)
})
