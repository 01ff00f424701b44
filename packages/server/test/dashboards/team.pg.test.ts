// What whoever answers for a team is told: cases to look at, how work lies on people, what is on its way to them.
import type { Uuid } from '@primero/domain/ids.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { ReviewLine, ReviewReply } from '@primero/domain/sync/team.ts'
import type { Moment } from '@primero/domain/time.ts'
import {
  happenedKeys,
  lineKeys,
  neverInQueue,
  queueCases,
  queueOrderCases,
  reviewAt,
  usualCase,
} from '@primero/domain/workflow/review-queue.cases.ts'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { insertMany, type Seed } from '../../src/records/insert-many.ts'
import { factsOf } from '../../src/search/queries.ts'
import { insertLook } from '../../src/team/queries.ts'
import { child, everybody, told } from '../access/people.ts'
import { openTestHouse, shippedBundles, type TestHouse } from '../house.ts'
import { edits, push, registers, uuid } from '../sync/device.ts'

let t: TestHouse

beforeAll(async () => {
  const bundles = structuredClone(shippedBundles())
  const worker = bundles.flatMap(({ roles }) => roles).find(({ id }) => id === 'role-cp-case-worker')
  worker?.permissions['case']?.push('transfer', 'receive_transfer')
  t = await openTestHouse(inject('database'), { bundles })
  await t.enrol(...everybody, {
    userName: 'clio',
    role: 'role-cp-manager',
    agency: 'agency-child-bridge',
    groups: ['usergroup-training-dallis'],
  })
})
afterAll(() => t.close())

const days = (count: number): string => new Date(t.house.clock().getTime() - count * 86_400_000).toISOString()

function seed(owner: string, data: Data, at = days(0)): Seed {
  const module = owner === 'gul' ? 'primeromodule-gbv' : 'primeromodule-cp'
  const facts = { status: 'open', ...data }
  return {
    id: uuid() as Uuid,
    type: 'case',
    module,
    owner,
    createdAt: at as Moment,
    updatedAt: at as Moment,
    data: facts,
    stamps: facts,
    status: String(facts.status),
    grants: [],
  }
}

const review = async (userName: string, asked: object = {}): Promise<ReviewReply> => {
  const { status, body, text } = await t.as(userName).post('/api/sync/review', { page: 1, per: 50, ...asked })
  expect(status, text).toBe(200)
  return body
}
const lineOf = async (userName: string, id: string): Promise<ReviewLine | undefined> =>
  (await review(userName)).lines.find((line) => line.id === id)

test('a case is on the queue for each sign that it shows, and for no other', async () => {
  const well = {
    risk_level: 'low',
    has_case_plan: true,
    not_edited_by_owner: false,
    assessment_due_date: '2999-01-01',
  }
  const cases = {
    well: seed('amal', well),
    plan: seed('amal', { ...well, risk_level: 'high', has_case_plan: false }),
    planned: seed('amal', { ...well, risk_level: 'high' }),
    late: seed('amal', { ...well, assessment_due_date: '2020-01-02' }),
    referred: seed('amal', { ...well, referred_users_pending_present: true }),
    asked: seed('amal', { ...well, approval_status_case_plan: 'pending' }),
    unknown: seed('amal', { has_case_plan: true }),
    quiet: seed('amal', well, days(31)),
    moved: seed('amal', well, days(29)),
    others: seed('amal', { ...well, not_edited_by_owner: true }),
    closed: seed('amal', { status: 'closed' }),
    far: seed('carol', {}),
  }
  await insertMany(t.house, Object.values(cases), false)
  const heard = await review('dina')
  const shown = Object.entries(cases).map(([name, { id }]) => [name, heard.lines.find((one) => one.id === id)?.signs])
  expect(Object.fromEntries(shown)).toEqual({
    well: undefined,
    plan: ['plan_missing'],
    planned: undefined,
    late: ['overdue'],
    referred: ['referral_unanswered'],
    asked: ['approval_waits'],
    unknown: ['risk_unknown'],
    quiet: ['quiet'],
    moved: undefined,
    others: ['changed_by_others'],
    closed: undefined,
    far: undefined,
  })
  // High risk stands first, and one sign alone is the part of the queue that shows it.
  expect(heard.lines[0]?.id).toBe(cases.plan.id)
  for (const sign of heard.signs) {
    const alone = await review('dina', { sign })
    const with_ = heard.lines.filter(({ signs }) => signs.includes(sign))
    expect({ sign, ids: alone.lines.map(({ id }) => id).sort() }).toEqual({
      sign,
      ids: with_.map(({ id }) => id).sort(),
    })
    expect(alone.total).toBe(alone.lines.length)
  }
})

const ago = (at: string): string =>
  new Date(t.house.clock().getTime() - (Date.parse(reviewAt) - Date.parse(at))).toISOString()

test('the queue holds and leaves out what the tables say', async () => {
  const late = { ...usualCase, last_updated_at: days(0), assessment_due_date: '2020-01-02' }
  const kases = queueCases.map(({ data = {}, scope }) => {
    const isLate = !('assessment_due_dates' in data)
    const { assessment_due_date, ...rest } = late
    return seed(scope === 'out' ? 'carol' : 'amal', { ...(isLate ? late : rest), ...data } as Data)
  })
  await insertMany(t.house, kases, false)
  await asHouse(t.house.db, t.house.configuration(), async (tx) => {
    for (const [i, { look }] of queueCases.entries()) {
      const [row] = await factsOf(tx, 'case', [kases[i]?.id ?? ''])
      if (look === undefined || row === undefined) continue
      // In the tables the case is at version 3.
      const by = look.by === 'himself' ? 'dina' : 'ada'
      await insertLook(tx, row.n, { version: look.version - 2, userName: by, at: new Date(ago(look.at)) })
    }
  })
  const { lines } = await review('dina')
  const shown = queueCases.map(({ says }, i) => ({ says, queued: lines.some(({ id }) => id === kases[i]?.id) }))
  expect(shown).toEqual(queueCases.map(({ says, queued }) => ({ says, queued })))
  for (const line of lines) {
    expect(Object.keys(line).sort()).toEqual([...lineKeys].sort())
    for (const one of line.happened) expect(Object.keys(one).sort()).toEqual([...happenedKeys].sort())
  }
})

test('risk stands first, then who has waited longest; who may not ask by risk cannot tell it from the order', async () => {
  for (const { says, byRisk = true, cases, ids } of queueOrderCases) {
    const [owner, reader] = byRisk ? ['amal', 'dina'] : ['gul', 'sana']
    const kases = cases.map(({ risk, created }) =>
      seed(
        owner,
        {
          ...usualCase,
          risk_level: risk,
          approval_status_case_plan: 'pending',
          approval_status_action_plan: 'pending',
        },
        `${created}T08:00:00.000Z`,
      ),
    )
    await insertMany(t.house, kases, false)
    const found = (await review(reader)).lines.map(({ id }) => cases[kases.findIndex((one) => one.id === id)]?.id)
    expect({ says, ids: found.filter((id) => id !== undefined) }).toEqual({ says, ids })
  }
})

test('a case that somebody looked at is back when it changes, or after a month; nobody is named', async () => {
  const amal = t.as('amal')
  const id = await registers(amal, child)
  const line = await lineOf('dina', id)
  expect(line).toMatchObject({ owner: 'amal', signs: ['risk_unknown'], looked: null, version: 1 })
  const look = (version: number) => t.as('dina').post('/api/ext/looks', { id, version })
  expect((await look(2)).status).toBe(409)
  expect((await look(1)).status).toBe(200)
  expect(await lineOf('dina', id)).toBeUndefined()

  await push(
    amal,
    edits(amal, id, 1, [{ path: ['address_current'], from: child.address_current, to: 'house 14, third street' }]),
  )
  const back = await lineOf('dina', id)
  expect(back).toMatchObject({ looked: { by: 'dina' }, happened: [{ by: 'amal', fields: ['address_current'] }] })
  const { text } = await t.as('dina').post('/api/sync/review', { page: 1 })
  expect(text).not.toMatch(told)
  expect(neverInQueue.filter((key) => text.includes(`"${key}":`))).toEqual([])

  expect((await look(back?.version ?? 0)).status).toBe(200)
  expect(await lineOf('dina', id)).toBeUndefined()
  t.pass(31 * 24 * 60)
  expect(await lineOf('dina', id)).toMatchObject({ id })
})

test('the queue is for who answers for a team, by what he may ask; others are refused', async () => {
  await insertMany(t.house, [seed('gul', { approval_status_action_plan: 'pending' })], false)
  const heard = await review('sana')
  expect(heard.lines.length).toBeGreaterThan(0)
  expect(heard.lines.every(({ owner }) => owner === 'gul')).toBe(true)
  for (const name of ['amal', 'desk', 'cora', 'ines']) {
    for (const door of ['sync/review', 'sync/caseload', 'sync/arrivals', 'ext/looks']) {
      const body = door === 'sync/review' ? { page: 1 } : door === 'ext/looks' ? { id: uuid(), version: 1 } : {}
      expect({ name, door, status: (await t.as(name).post(`/api/${door}`, body)).status }).toEqual({
        name,
        door,
        status: 403,
      })
    }
  }
  const far = await registers(t.as('carol'), { age: 8 })
  expect((await t.as('dina').post('/api/ext/looks', { id: far, version: 1 })).status).toBe(404)
})

test('work is told by people, those without a case too, and opens their lists', async () => {
  const { body } = await t.as('dina').post('/api/sync/caseload', {})
  expect(body.people.map((one: { userName: string }) => one.userName)).toEqual(['amal', 'bilal'])
  const [amal, bilal] = body.people
  expect(amal.balance).toBe('above')
  expect(amal.load).toBeGreaterThanOrEqual(amal.open + 2 * amal.high)
  expect(bilal).toMatchObject({ open: 0, load: 0, balance: 'below' })
  const list = await t.as('dina').post('/api/sync/search', { type: 'case', filters: amal.filters, page: 1, per: 0 })
  expect(list.body.total).toBe(amal.open)
})

test('a case on its way to somebody of the team is told to who manages him, and no more of it', async () => {
  const id = await registers(t.as('amal'), { ...child, consent_for_services: true, disclosure_other_orgs: true })
  const sent = await t.as('amal').post(`/api/v2/cases/${id}/transfers`, { data: { transitioned_to: 'carol' } })
  expect(sent.status, sent.text).toBe(200)
  const { body, text } = await t.as('clio').post('/api/sync/arrivals', {})
  expect(body.arrivals).toMatchObject([{ to: 'carol', by: 'amal' }])
  expect(Object.keys(body.arrivals[0]).sort()).toEqual(['at', 'by', 'code', 'id', 'to'])
  expect(text).not.toMatch(told)
  expect((await t.as('dina').post('/api/sync/arrivals', {})).body.arrivals).toEqual([])
  expect((await t.as('clio').get(`/api/v2/cases/${id}`)).status).toBe(403)
})

test('the registration desk asks beyond its own cases, by the whole of a code or a name, a few times in a minute', async () => {
  const code = uuid()
  await registers(t.as('carol'), { ...child, unique_identifier: code })
  const asks = (text: string, by = 'id', as = 'desk') => t.as(as).post('/api/sync/beyond', { text, by })
  const { body, text } = await asks(code.slice(-7))
  expect(body).toMatchObject({ total: 1, rows: [{ mine: false, owner: 'carol', data: { age: 9, sex: 'female' } }] })
  expect(text).not.toMatch(told)
  expect((await asks('Yasmin Alhadidi', 'name')).body.total).toBeGreaterThan(0)
  expect((await asks('Yasmin', 'name')).body.rows).toEqual([])
  expect((await asks(code.slice(0, 20))).body.rows).toEqual([])
  for (const name of ['amal', 'dina', 'gul']) expect((await asks(code, 'id', name)).status).toBe(403)
  const answers: number[] = []
  for (let i = 0; i < 30; i++) answers.push((await asks(code)).status)
  expect(answers.at(-1)).toBe(429)
  t.pass(2)
  expect((await asks(code)).status).toBe(200)
})
