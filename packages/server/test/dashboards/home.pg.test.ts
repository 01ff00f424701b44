// Numbers of our own home page: with their time, their lists, and what a role may not hear.
import type { Uuid } from '@primero/domain/ids.ts'
import type { Data } from '@primero/domain/records/record.ts'
import { type Board, type BoardNumber, dashboardsReply } from '@primero/domain/sync/home.ts'
import type { Moment } from '@primero/domain/time.ts'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { insertMany, type Seed } from '../../src/records/insert-many.ts'
import { everybody } from '../access/people.ts'
import { openTestHouse, shipped, shippedBundles, type TestHouse } from '../house.ts'
import { registers, uuid } from '../sync/device.ts'

const plain = {
  id: 'role-without-risk',
  name: 'Without risk',
  scope: 'group' as const,
  modules: ['primeromodule-cp'],
  permissions: {
    case: ['read'],
    dashboard: ['dash_protection_concerns', 'dash_cases_to_assign', 'dash_group_overview'],
  },
  forms: {},
  identity: 'none' as const,
}
const blind = { userName: 'blind', role: plain.id, agency: 'agency-open-door', groups: ['usergroup-primero-cp'] }
let t: TestHouse

beforeAll(async () => {
  const bundles = shippedBundles(...shipped)
  const [last] = bundles.slice(-1)
  t = await openTestHouse(inject('database'), {
    bundles: bundles.map((bundle) => (bundle === last ? { ...bundle, roles: [...bundle.roles, plain] } : bundle)),
  })
  await t.enrol(...everybody, blind)
  const late = { assessment_due_date: '2026-01-02', risk_level: 'high', protection_concerns: ['refugee'] }
  await insertMany(t.house, [...kases(6, 'gul'), ...kases(3, 'gul', {}, 'closed'), ...kases(2, 'amal', late)], false)
})
afterAll(() => t.close())

// The clock of the house is ours to turn: what beats by that of the machine would count in between.
beforeAll(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterAll(() => void vi.useRealTimers())

function kases(count: number, owner: string, data: Data = {}, status = 'open'): Seed[] {
  const at = t.house.clock().toISOString() as Moment
  const module = owner === 'gul' ? 'primeromodule-gbv' : 'primeromodule-cp'
  return Array.from({ length: count }, () => ({
    id: uuid() as Uuid,
    type: 'case',
    module,
    owner,
    createdAt: at,
    updatedAt: at,
    data: { ...data, status },
    stamps: { status, ...(status === 'closed' ? { date_closure: at.slice(0, 10) } : {}) },
    status,
    grants: [],
  }))
}

type Heard = { asOf: string; boards: Board[] }
const home = async (userName: string): Promise<Heard> => {
  const { status, body } = await t.as(userName).post('/api/sync/dashboards', {})
  expect(status).toBe(200)
  return dashboardsReply.parse(body)
}
const numbersIn = ({ boards }: Heard, name: string): BoardNumber[] =>
  boards.flatMap(({ indicators }) => indicators).find((one) => one.name === name)?.numbers ?? []

test('each number of our app is the total of the list that it opens there', async () => {
  for (const name of ['amal', 'dina', 'gul', 'sana', 'root']) {
    const heard = await home(name)
    for (const { indicators } of heard.boards) {
      for (const { type, numbers } of indicators) {
        for (const { count, filters } of numbers) {
          const list = await t.as(name).post('/api/sync/search', { type, filters, page: 1, per: 0 })
          expect(list.status).toBe(200)
          expect(list.body.total).toBe(count)
        }
      }
    }
  }
  expect(numbersIn(await home('dina'), 'tasks_overdue_assessment')).toMatchObject([{ keys: ['amal'], count: 2 }])
})

test('who lists no records hears no small numbers, and no lists', async () => {
  const heard = await home('cora')
  expect(numbersIn(heard, 'open')).toEqual([{ keys: [], count: 6, filters: null }])
  expect(numbersIn(heard, 'closed_this_week')).toEqual([{ keys: [], count: null, filters: null }])
  const { body } = await t.as('cora').get('/api/v2/dashboards')
  expect(body.data[0].indicators.open).toEqual({ count: 6, query: [] })
  expect(body.data[0].indicators.closed_this_week).toEqual({ count: null, query: [] })
})

test('what a role may not read tells it no number', async () => {
  const names = (await home('blind')).boards.flatMap(({ indicators }) => indicators.map(({ name }) => name))
  expect(names).toEqual(['group_overview_open', 'group_overview_closed'])
  const { body } = await t.as('blind').get('/api/v2/dashboards')
  expect(JSON.stringify(body)).not.toMatch(/refugee|risk_level/)
})

test('over everything a count is kept for a minute, says its time, and is made anew behind who comes again', async () => {
  const before = await home('ada')
  await registers(t.as('amal'), { name_first: 'Aya', age: 9 })
  expect(await home('ada')).toEqual(before)
  t.pass(2)
  const after = await home('ada')
  expect(after.asOf > before.asOf).toBe(true)
  t.pass(0.75)
  // He is answered at once, and the next one hears the newer count.
  expect((await home('ada')).asOf).toBe(after.asOf)
  await expect.poll(async () => (await home('ada')).asOf > after.asOf).toBe(true)
  // One's own caseload is always counted anew.
  const own = await home('amal')
  await registers(t.as('amal'), { name_first: 'Aya', age: 9 })
  expect(numbersIn(await home('amal'), 'total')[0]?.count).toBe(Number(numbersIn(own, 'total')[0]?.count) + 1)
})

test('what somebody has to do comes by days, without a name', async () => {
  const { status, body } = await t.as('amal').post('/api/sync/tasks', {})
  expect(status).toBe(200)
  expect(body.tasks).toMatchObject([
    { type: 'assessment', due: '2026-01-02', overdue: true, priority: 'high' },
    { type: 'assessment', due: '2026-01-02', overdue: true },
  ])
  expect(Object.keys(body.tasks[0])).not.toContain('name')
  expect((await t.as('cora').post('/api/sync/tasks', {})).status).toBe(403)
})
