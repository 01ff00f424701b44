// Each number of a dashboard is the total of the list that it opens, over v2 and in our app, for people of shipped roles and
// for thirty of roles at random.
import { resourceActions } from '@primero/domain/access/resource-actions.ts'
import type { RecordType, Role } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { Data } from '@primero/domain/records/record.ts'
import { approvalTypes } from '@primero/domain/access/keys.ts'
import type { Board } from '@primero/domain/sync/home.ts'
import type { Moment } from '@primero/domain/time.ts'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { insertMany, type Seed } from '../../src/records/insert-many.ts'
import { type Random, randomOf } from '../../src/training/random.ts'
import { everybody } from '../access/people.ts'
import { randomPeople } from '../access/random-roles.ts'
import { openTestHouse, shipped, shippedBundles, type TestHouse } from '../house.ts'
import { uuid } from '../sync/device.ts'

const bundles = shippedBundles(...shipped)
const random = randomOf(55)
const boards = (resourceActions['dashboard'] ?? []).filter((action) => action !== 'manage')
const strangers = randomPeople(55, 30).map(({ person, role }) => ({ person, role: withBoards(role) }))

function withBoards(role: Role): Role {
  return { ...role, permissions: { ...role.permissions, dashboard: boards.filter(() => random.chance(0.2)) } }
}

const shippedPeople = everybody.filter(({ userName }) => !['desk', 'ines', 'uma', 'aida'].includes(userName))
const names = [...shippedPeople.map((p) => p.userName), ...strangers.map(({ person }) => person.userName)]
let t: TestHouse

beforeAll(async () => {
  const [last] = bundles.slice(-1)
  const withRoles = bundles.map((bundle) =>
    bundle === last ? { ...bundle, roles: [...bundle.roles, ...strangers.map(({ role }) => role)] } : bundle,
  )
  t = await openTestHouse(inject('database'), { bundles: withRoles })
  const all = bundles.flatMap((bundle) => bundle.locations.map(({ code }) => code))
  const places = Array.from({ length: 6 }, () => random.pick(all))
  const some = strangers.map(({ person: { userName, role, agency, groups } }) => ({ userName, role, agency, groups }))
  await t.enrol(...[...shippedPeople, ...some].map((person) => ({ ...person, location: random.pick(places) })))
  await insertMany(t.house, caseload(400), false)
}, 60_000)
afterAll(() => t.close())

const day = 86_400_000

/** Some moment of the last weeks, or of those to come. */
const around = (rnd: Random, days: number, from = -days): string =>
  new Date(t.house.clock().getTime() + (from + rnd.next() * (days - from)) * day).toISOString()

function* caseload(count: number): Generator<Seed> {
  for (let i = 0; i < count; i++) {
    const isGbv = random.chance(0.3)
    const type: RecordType = random.chance(0.2) ? 'incident' : 'case'
    const owner = random.pick(names)
    const at = around(random, 0, -20) as Moment
    const status = random.pick(['open', 'open', 'open', 'closed', 'identified'])
    const facts = type === 'case' ? factsOfCase(status) : {}
    yield {
      id: uuid() as Uuid,
      type,
      module: isGbv ? 'primeromodule-gbv' : 'primeromodule-cp',
      owner,
      createdAt: at,
      updatedAt: at,
      data: { ...facts, status },
      stamps: { ...facts, status, ...(random.chance(0.1) ? { record_state: false } : {}) },
      status,
      grants: random.chance(0.3) ? [random.pick(names)] : [],
    }
  }
}

const some = (list: readonly string[]): string[] => list.filter(() => random.chance(0.08))
const sometimes = (facts: Data): Data => (random.chance(0.5) ? facts : {})

function factsOfCase(status: string): Data {
  const [total, pending, accepted] = [some(names), some(names), some(names)]
  return {
    ...sometimes({ risk_level: random.pick(['high', 'medium', 'low', 'unheard_of']) }),
    ...sometimes({ protection_concerns: ['migrant', 'refugee', 'disabled'].filter(() => random.chance(0.5)) }),
    ...sometimes({ workflow: random.pick(['new', 'assessment', 'case_plan']) }),
    referred_users: total,
    referred_users_pending: pending,
    referred_users_accepted: accepted,
    referred_users_present: total.length > 0,
    referred_users_pending_present: pending.length > 0,
    referred_users_accepted_present: accepted.length > 0,
    transferred_to_users: some(names),
    transferred_to_user_groups: some(['usergroup-primero-cp', 'usergroup-primero-gbv', 'usergroup-training-dallis']),
    ...sometimes({ transfer_status: random.pick(['in_progress', 'rejected', 'accepted']) }),
    ...sometimes({ last_referral_rejected_at: around(random, 20), last_referral_done_at: around(random, 0, -20) }),
    ...sometimes({ reassigned_transferred_on: around(random, 0, -20) }),
    ...sometimes({ not_edited_by_owner: random.chance(0.5), has_incidents: random.chance(0.5) }),
    ...sometimes({ current_alert_types: ['incident_from_case'] }),
    ...Object.fromEntries(
      approvalTypes.filter(() => random.chance(0.5)).map((kind) => [`approval_status_${kind}`, random.pick(statuses)]),
    ),
    ...(status === 'closed' ? { date_closure: around(random, 0, -20).slice(0, 10) } : {}),
    ...sometimes({ assessment_due_date: aDay() }),
    ...sometimes({ case_plan_due_date: aDay() }),
    followup_subform_section: [aDay(), aDay()].map((followup_needed_by_date) => ({
      unique_id: uuid(),
      followup_needed_by_date,
    })),
    services_section: [around(random, 20), around(random, 20)].map((service_response_day_time) => ({
      unique_id: uuid(),
      service_type: 'health_medical_service',
      service_response_day_time,
      service_response_timeframe: '1_hour',
    })),
  }
}

const statuses = ['pending', 'approved', 'rejected']
const aDay = (): string => (random.chance(0.1) ? '1900-01-01' : around(random, 20).slice(0, 10))

type Value = { count: number | null; query: string[] }

/** Every number of an indicator, alone or grouped. */
function valuesIn(indicator: unknown): Value[] {
  if (typeof indicator !== 'object' || indicator === null) return []
  if (Array.isArray((indicator as Value).query)) return [indicator as Value]
  return Object.values(indicator).flatMap(valuesIn)
}

const ofIncidents = /violation|armed_force/

async function totalAt(name: string, address: string): Promise<number> {
  const reply = await t.as(name).get(address)
  return reply.status === 403 ? 0 : reply.body.metadata.total
}

/** What a number says, and the list that it opens. */
type Told = { indicator: string; count: number | null; list: string; total: () => Promise<number> }

async function toldOverV2(name: string): Promise<Told[]> {
  const { status, body } = await t.as(name).get('/api/v2/dashboards')
  expect(status).toBe(200)
  return (body.data as { indicators: Record<string, unknown> }[]).flatMap(({ indicators }) =>
    Object.entries(indicators).flatMap(([indicator, value]) =>
      valuesIn(value).flatMap(({ count, query }): Told[] => {
        const of = ofIncidents.test(indicator) ? 'incidents' : 'cases'
        const list = `/api/v2/${of}?per=1&${query.map(encodeURI).join('&')}`
        return query.length === 0 ? [] : [{ indicator, count, list, total: () => totalAt(name, list) }]
      }),
    ),
  )
}

async function toldInApp(name: string): Promise<Told[]> {
  const { status, body } = await t.as(name).post('/api/sync/dashboards', {})
  expect(status).toBe(200)
  return (body.boards as Board[]).flatMap(({ indicators }) =>
    indicators.flatMap(({ name: indicator, type, numbers }) =>
      numbers.flatMap(({ count, filters }): Told[] => {
        const asked = { type, filters, page: 1, per: 0 }
        const total = async () => {
          const reply = await t.as(name).post('/api/sync/search', asked)
          return reply.status === 403 ? 0 : reply.body.total
        }
        return filters === null ? [] : [{ indicator, count, list: JSON.stringify(asked), total }]
      }),
    ),
  )
}

// rule: workflow 7 count-is-list
test('each number is the total of the list that it opens', { timeout: 300_000 }, async () => {
  const told = { people: 0, above: new Set<string>() }
  const faults: string[] = []
  for (const name of names) {
    t.pass(1)
    const [v2, app] = [await toldOverV2(name), await toldInApp(name)]
    // Both doors tell the same.
    expect(wordsOf(app)).toEqual(wordsOf(v2))
    // One list may be behind several numbers; lists are asked for side by side. In our app one for each kind of number:
    // `dashboard-query.test.ts` holds that both doors ask for the same.
    const lists = new Map<string, Promise<number>>()
    await Promise.all(
      [...v2, ...largestOfEach(app)].map(async ({ indicator, count, list, total }) => {
        const found = lists.get(list) ?? total()
        lists.set(list, found)
        if (count !== (await found)) faults.push(`${name}, ${indicator}: ${count}, but ${list} has ${await found}`)
        if ((count ?? 0) > 0) told.above.add(indicator)
      }),
    )
    told.people += v2.length > 0 ? 1 : 0
  }
  expect(faults).toEqual([])
  expect(told.people).toBeGreaterThan(30)
  for (const indicator of ['reporting_location_open', 'shared_with_my_team_pending_transfers'])
    expect([...told.above]).toContain(indicator)
  expect(told.above.size).toBeGreaterThan(70)
})

const largestOfEach = (told: readonly Told[]): Told[] => {
  const falling = told.filter(({ count }) => count !== 0).sort((a, b) => (b.count ?? 0) - (a.count ?? 0))
  return falling.filter(({ indicator }, i) => falling.findIndex((one) => one.indicator === indicator) === i)
}

/** Groups without a record stand in v2 alone. */
const wordsOf = (told: readonly Told[]): string[] =>
  told.flatMap(({ indicator, count }) => (count === 0 ? [] : [`${indicator} ${count}`])).sort()
