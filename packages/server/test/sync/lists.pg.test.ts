// Lists of our own app: in the order that people mean.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { registers } from './device.ts'

let t: TestHouse
let amal: Caller

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody.map((one) => (one.userName === 'amal' ? { ...one, fullName: 'Amal Haddad' } : one)))
  amal = t.as('amal')
  for (const risk_level of ['medium', undefined, 'low', 'high'])
    await registers(amal, { name_first: 'Aya', risk_level })
})
afterAll(() => t.close())

const risks = async (descending: boolean): Promise<unknown[]> => {
  const sort = { field: 'risk_level', descending }
  const { body } = await amal.post('/api/sync/search', { type: 'case', filters: [], sort, page: 1, per: 20 })
  return body.rows.map((row: { data: { risk_level?: string } }) => row.data.risk_level)
}

test('a risk is sorted by its place among the answers, and who has none comes last', async () => {
  expect(await risks(false)).toEqual(['high', 'medium', 'low', undefined])
  expect(await risks(true)).toEqual(['low', 'medium', 'high', undefined])
})

test('whoever is shown whose a case is reads what that colleague is called', async () => {
  const id = await registers(amal, { name_first: 'Aya', consent_for_services: true, disclosure_other_orgs: true })
  const carol = t.as('carol')
  const list = async () => (await carol.post('/api/sync/search', { type: 'case', filters: [], page: 1, per: 20 })).body
  await registers(carol, { name_first: 'Aya' })
  expect((await list()).names).toBeUndefined()
  const sent = await amal.post(`/api/v2/cases/${id}/referrals`, { data: { transitioned_to: 'carol' } })
  expect(sent.status, sent.text).toBe(200)
  const { rows, names } = await list()
  expect(rows.map((row: { data: { owned_by?: string } }) => row.data.owned_by).toSorted()).toEqual(['amal', 'carol'])
  expect(names).toEqual({ amal: 'Amal Haddad' })
})
