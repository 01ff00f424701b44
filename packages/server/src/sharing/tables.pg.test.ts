// Whom lists of candidates name, and what becomes of several at once: the tables, played over v2.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { bulkCases } from '@primero/domain/workflow/making.cases.ts'
import { candidateCases } from '@primero/domain/workflow/recipients.cases.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { registers, uuid } from '../../test/sync/device.ts'
import { asHouse } from '../db/database.ts'
import { transitionsOn } from './queries.ts'

let t: TestHouse

const [one, two, three] = ['agency-open-door', 'agency-child-bridge', 'agency-dawn-centre']
const worker = 'role-cp-case-worker'
/** Districts, as the instance reports by them. */
const [x, y] = ['KL0101', 'KL0102']
const groups = ['usergroup-training-dallis']

beforeAll(async () => {
  const bundles = structuredClone(shippedBundles())
  for (const role of bundles.flatMap((bundle) => bundle.roles))
    if (role.id === worker) {
      role.permissions['case']?.push('transfer', 'assign')
      role.permissions['incident']?.push('assign')
    }
  t = await openTestHouse(inject('database'), { bundles })
  await t.enrol(
    { userName: 'olga', role: worker, agency: one, groups: ['usergroup-primero-cp'] },
    { userName: 'other', role: worker, agency: one, groups: ['usergroup-training-registration'] },
    { userName: 'south', role: worker, agency: two, groups, location: 'KL010101' },
    { userName: 'hill', role: worker, agency: two, groups, location: 'KL010201' },
    { userName: 'east', role: worker, agency: three, groups, location: 'KL010102' },
  )
  for (const [user, service] of [
    ['south', 'health_medical_service'],
    ['east', 'legal_assistance_service'],
  ] as const)
    await sql`update account set services = ${[service]} where user_name = ${user}`.execute(t.house.db)
})
afterAll(() => t.close())

const wire: Record<string, string> = { two, three, X: x, Y: y }

test.each(candidateCases)('$says', async ({ filter, lists }) => {
  const query = Object.entries(filter).map(([key, value]) => `&${key}=${wire[value] ?? value}`)
  const path = `/api/v2/users/refer-to?record_type=case&record_module_id=primeromodule-cp${query.join('')}`
  const reply = await t.as('olga').get(path)
  expect(reply.status, reply.text).toBe(200)
  const known = ['south', 'hill', 'east']
  const names = reply.body.data.map((found: { user_name: string }) => found.user_name)
  expect(names.filter((name: string) => known.includes(name)).sort()).toEqual([...lists].sort())
})

const kinds = { Assign: 'assigns', Transfer: 'transfers', Referral: 'referrals' } as const
const consented = { consent_for_services: true, disclosure_other_orgs: true }

/** What is wrong with one of the three. */
async function oneThatIs(wrong: (typeof bulkCases)[number]['one']): Promise<string> {
  if (wrong === 'unknown') return uuid()
  if (wrong === 'forbidden') return registers(t.as('other'), { age: 9, ...consented })
  const id = await registers(t.as('olga'), { age: 9, ...(wrong === 'no consent' ? {} : consented) })
  if (wrong === 'his already')
    expect(
      (await t.as('olga').post(`/api/v2/cases/${id}/assigns`, { data: { transitioned_to: 'south' } })).status,
    ).toBe(200)
  return id
}

const madeOf = async (ids: readonly string[], kind: string, of: RecordType = 'case'): Promise<number> => {
  const known = await asHouse(t.house.db, t.house.configuration(), (tx) => transitionsOn(tx, of, ids))
  return new Set(known.filter(({ type }) => type === kind).map(({ record }) => record.id)).size
}

test.each(bulkCases.filter(({ one: wrong }) => wrong !== 'an incident of a case'))(
  '$type: $says',
  async ({ type, one: wrong, matches = 0, made, status }) => {
    const own = () => registers(t.as('olga'), { age: 9, ...consented })
    const ids = await Promise.all(Array.from({ length: matches > 0 ? matches : wrong === undefined ? 3 : 2 }, own))
    const odd = wrong === undefined ? [] : [await oneThatIs(wrong)]
    const before = await madeOf(odd, type)
    const all = [...ids, ...odd]
    const asked =
      type === 'Assign' ? { transitioned_to: 'south', filters: { id: all } } : { transitioned_to: 'south', ids: all }
    const reply = await t.as('olga').post(`/api/v2/cases/${kinds[type]}`, { data: asked })
    expect({ status: reply.status, made: (await madeOf(all, type)) - before }, reply.text).toEqual({ status, made })
  },
  60_000,
)

test.each(bulkCases.filter(({ one: wrong }) => wrong === 'an incident of a case'))(
  '$type: $says',
  async ({ type, made, status }) => {
    const of = await registers(t.as('olga'), { age: 9, ...consented })
    const born = async (more: object) => {
      const id = uuid()
      const reply = await t
        .as('olga')
        .post('/api/v2/incidents', { data: { id, module_id: 'primeromodule-cp', ...more } })
      expect(reply.status, reply.text).toBe(204)
      return id
    }
    const ids = [await born({}), await born({}), await born({ incident_case_id: of })]
    const asked = { transitioned_to: 'south', filters: { id: ids } }
    const reply = await t.as('olga').post('/api/v2/incidents/assigns', { data: asked })
    expect({ status: reply.status, made: await madeOf(ids, type, 'incident') }, reply.text).toEqual({ status, made })
  },
)
