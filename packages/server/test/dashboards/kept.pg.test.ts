// Numbers that are kept for a while, and whose they are: over everything one count is for all who hold the role.
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { type Board, type BoardNumber, dashboardsReply } from '@primero/domain/sync/home.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { beat } from '../../src/dashboards/kept.ts'
import { asHouse } from '../../src/db/database.ts'
import { cpPeople } from '../access/people.ts'
import { openTestHouse, shippedBundles, type TestHouse } from '../house.ts'
import { registers } from '../sync/device.ts'

const role = (id: string, more: Partial<Role>): Role => ({
  id,
  name: id,
  scope: 'self',
  modules: ['primeromodule-cp'],
  permissions: {},
  forms: 'all',
  identity: 'none',
  ...more,
})
const boards = ['case_overview', 'dash_protection_concerns', 'dash_group_overview', 'dash_shared_with_me']
const reading = { case: ['read', 'create', 'receive_referral'], dashboard: boards }
const nation = role('role-nation', { scope: 'all', permissions: reading })
const office = role('role-office', { scope: 'agency', permissions: reading })
/** Shows notes, and no concerns. */
const helper = role('role-helper', {
  permissions: { case: ['read'] },
  forms: { notes: 'rw' },
  referralAuthorization: true,
})
const people = [
  { userName: 'nia', role: nation.id, agency: 'agency-open-door', groups: [] },
  { userName: 'noor', role: nation.id, agency: 'agency-child-bridge', groups: [] },
  { userName: 'oma', role: office.id, agency: 'agency-child-bridge', groups: [] },
]
const [core, ...bundles] = shippedBundles()
let t: TestHouse
let kases: string[]

beforeAll(async () => {
  if (core === undefined) throw new Error('no bundle')
  const roles = [...core.roles, nation, office, helper]
  t = await openTestHouse(inject('database'), { bundles: [{ ...core, roles }, ...bundles] })
  await t.enrol(...cpPeople, ...people)
  kases = []
  for (const concern of ['refugee', 'refugee', 'migrant'])
    kases.push(await registers(t.as('amal'), { name_first: 'Aya', age: 9, protection_concerns: [concern] }))
})
afterAll(() => t.close())

// The clock of the house is ours to turn: what beats by that of the machine would count in between.
beforeAll(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterAll(() => void vi.useRealTimers())

type Heard = { asOf: string; boards: Board[] }

async function home(userName: string): Promise<Heard> {
  const { status, body } = await t.as(userName).post('/api/sync/dashboards', {})
  expect(status).toBe(200)
  return dashboardsReply.parse(body)
}

const numbersIn = ({ boards }: Heard, name: string): BoardNumber[] =>
  boards.flatMap(({ indicators }) => indicators).find((one) => one.name === name)?.numbers ?? []
const countIn = (heard: Heard, name: string, key?: string): number | null | undefined =>
  numbersIn(heard, name).find(({ keys }) => key === undefined || keys[0] === key)?.count

/** Each number is the total of the list that it opens. */
async function expectLists(userName: string, heard: Heard): Promise<void> {
  for (const { type, numbers } of heard.boards.flatMap(({ indicators }) => indicators)) {
    for (const { count, filters } of numbers) {
      const { body } = await t.as(userName).post('/api/sync/search', { type, filters, page: 1, per: 0 })
      expect({ filters, total: body.total }).toEqual({ filters, total: count })
    }
  }
}

/** A referral to this person, under this role and without these questions, as it opens the case to him. */
const refers = (id: string, to: string, of: string | null, leftOut: string[] = []) =>
  asHouse(t.house.db, t.house.configuration(), async (tx) => {
    await sql`update case_row set seen_by = array_append(seen_by, ${`u:${to}`}) where id = ${id}`.execute(tx)
    await sql`insert into record_grant (n, user_name, kind, role, left_out)
              select n, ${to}, 'referral', ${of}, ${leftOut}::text[] from case_row where id = ${id}`.execute(tx)
  })

test('one count over everything is for all who hold the role; what is one’s own is counted for each', async () => {
  const first = await home('nia')
  expect(countIn(first, 'group_overview_open')).toBe(3)
  await registers(t.as('amal'), { name_first: 'Omar', age: 7 })
  await refers(kases[0] ?? '', 'nia', null)
  t.pass(0.25)
  const [nia, noor] = [await home('nia'), await home('noor')]
  // The second one hears the count of the first.
  expect([nia.asOf, noor.asOf]).toEqual([first.asOf, first.asOf])
  expect(countIn(noor, 'group_overview_open')).toBe(3)
  t.pass(1)
  const [later, beside] = [await home('nia'), await home('noor')]
  expect(later.asOf).toBe(beside.asOf)
  await expectLists('nia', later)
  await expectLists('noor', beside)
})

test('while somebody looks it is counted anew without him, and shown with the time of the count', async () => {
  t.pass(10)
  const { asOf } = await home('nia')
  t.pass(0.9)
  await beat(t.house)
  t.pass(0.9)
  const next = await home('noor')
  const age = t.house.clock().getTime() - Date.parse(next.asOf)
  expect(next.asOf > asOf).toBe(true)
  expect(age).toBeGreaterThan(50_000)
  expect(age).toBeLessThan(60_000)
})

test('nobody counts for who has gone: the next one hears a count made for him', async () => {
  t.pass(10)
  await home('nia')
  t.pass(6)
  const { asOf } = await home('nia')
  t.pass(6)
  await beat(t.house)
  t.pass(0.1)
  const from = t.house.clock().toISOString()
  const next = await home('nia')
  expect(asOf < from && from <= next.asOf).toBe(true)
})

test('by what a referral holds back nobody hears a number, nor takes it from another’s count', async () => {
  t.pass(10)
  await refers(kases[1] ?? '', 'noor', helper.id)
  await refers(kases[1] ?? '', 'oma', helper.id)
  await refers(kases[2] ?? '', 'oma', null, ['protection_concerns'])
  await refers(kases[0] ?? '', 'oma', null)
  for (const to of ['oma', 'nobody'])
    await refers(await registers(t.as('carol'), { age: 8, protection_concerns: ['refugee'] }), to, null)
  const [nia, noor, oma] = [await home('nia'), await home('noor'), await home('oma')]
  const refugees = 'protection_concerns_open_cases'
  expect(countIn(nia, refugees, 'refugee')).toBe(4)
  expect(countIn(noor, refugees, 'refugee')).toBe(3)
  expect(countIn(noor, refugees, 'migrant')).toBe(1)
  // Of three cases from another agency one shows its concerns; one of her own that she was referred, too, counts once.
  expect(countIn(oma, 'group_overview_open')).toBe(5)
  expect(numbersIn(oma, refugees)).toMatchObject([{ keys: ['refugee'], count: 3 }])
  await expectLists('nia', nia)
  await expectLists('noor', noor)
  await expectLists('oma', oma)
})
