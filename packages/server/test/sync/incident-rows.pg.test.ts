// Incidents that are changed through rows of their case: their answers meet as in any record, and nobody is overwritten
// in silence.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { cpPeople } from '../access/people.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { type Edit, edits, intend, pulled, push, registers, type Sent, type Told, uuid } from './device.ts'

let t: TestHouse
let amal: Caller
let bilal: Caller
let carol: Caller

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...cpPeople)
  ;[amal, bilal, carol] = ['amal', 'bilal', 'carol'].map(t.as) as [Caller, Caller, Caller]
})
afterAll(() => t.close())

const child = { name_first: 'Aya', name_last: 'Sabah', age: 9, sex: 'female' }
const abuser = 'cp_incident_abuser_name'
const before = 'cp_incident_previous_incidents_description'
const day = 'incident_date'

const row = (incident: string, column: string): string[] => ['incident_details', incident, column]
const says = (incident: string, column: string, from: unknown, to: unknown): Edit[] => [
  { path: row(incident, column), from, to },
]
const adds = (incident: string, answers: object): Edit[] => [
  { path: ['incident_details', incident], to: { unique_id: incident, ...answers } },
]

type Made = { kase: string; incident: string; version: number }

const house = <T>(statement: ReturnType<typeof sql<T>>): Promise<T[]> =>
  asHouse(t.house.db, t.house.configuration(), async (tx) => (await statement.execute(tx)).rows)

/** Bilal works with Amal on it. */
const shares = (type: 'case' | 'incident', id: string) =>
  house(sql`
    with found as (
      update ${sql.table(`${type}_row`)} set seen_by = array_append(seen_by, 'u:bilal') where id = ${id} returning n)
    insert into record_grant (n, user_name, kind, from_at, until_at)
    select n, 'bilal', 'referral', now(), now() + interval '9 days' from found`)

/** A case of Amal's with an incident that a row of it made, shared with Bilal; `version` is the case's by then. */
async function made(answers: object): Promise<Made> {
  const [kase, incident] = [await registers(amal, child), uuid()]
  const [outcome] = await push(amal, edits(amal, kase, 1, adds(incident, answers)))
  expect(outcome.outcome).toBe('applied')
  await shares('case', kase)
  await shares('incident', incident)
  return { kase, incident, version: (await pulled(amal, 'case', kase)).version }
}

const stored = async (incident: string, by = amal): Promise<Told> => (await pulled(by, 'incident', incident)).data

async function claims(person: Caller, type: string, id: string): Promise<Told[]> {
  const { status, body, text } = await person.post('/api/sync/conflicts', { of: { type, id }, page: 1 })
  if (status !== 200) throw new Error(text)
  return body.conflicts
}

const on = (device: string, sent: Sent): Sent => ({ ...sent, device })

describe('the same answer of the same incident, changed on two devices through the case', () => {
  test('stays as the first has said it; the second is kept until a person decides', async () => {
    const { kase, incident, version } = await made({ [abuser]: 'A' })
    const [first, second] = [
      on('phone-1', edits(amal, kase, version, says(incident, abuser, 'A', 'B'))),
      on('phone-2', edits(amal, kase, version, says(incident, abuser, 'A', 'C'))),
    ]
    expect((await push(amal, first))[0].outcome).toBe('applied')
    const [outcome] = await push(amal, second)
    expect(outcome).toEqual({
      ...{ id: second.id, outcome: 'conflict', version: expect.any(Number) },
      paths: [row(incident, abuser)],
    })
    expect(await push(amal, second)).toEqual([outcome])
    expect((await stored(incident))[abuser]).toBe('B')
    const [claim, ...others] = await claims(amal, 'incident', incident)
    expect(others).toEqual([])
    expect(claim).toMatchObject({ kind: 'ask', user: 'amal', mine: true, maySettle: true })
    expect(claim.paths).toMatchObject([{ path: [abuser], from: 'A', claim: 'C', force: 'B', forceBy: 'amal' }])
    expect(await claims(amal, 'case', kase)).toEqual([])
    const { body } = await amal.post('/api/sync/conflicts', { page: 1 })
    expect(body.conflicts).toContainEqual(expect.objectContaining({ type: 'incident', id: incident }))

    const choices = [{ path: [abuser], take: 'claim', seen: 'B' }]
    const args = { type: 'incident', id: incident, conflict: claim.conflict, choices }
    const [settled] = await push(amal, intend('amal', 'conflict.settle', args, { basedOn: 2 }))
    expect(settled.outcome).toBe('applied')
    expect((await stored(incident))[abuser]).toBe('C')
    expect(await claims(amal, 'incident', incident)).toEqual([])
    expect(
      await house(sql`
        select x -> 'from' as "from", x -> 'to' as "to" from incident_row r join incident_history h using (n),
               jsonb_array_elements(h.changes) x
        where r.id = ${incident} and x -> 'path' ->> 0 = ${abuser} order by h.version`),
    ).toMatchObject([{ to: 'A' }, { from: 'A', to: 'B' }, { from: 'B', to: 'C' }])
  })

  test('comes together where the rule of the question says so, and the other is told', async () => {
    const { kase, incident, version } = await made({ [before]: 'once' })
    await push(bilal, edits(bilal, kase, version, says(incident, before, 'once', 'twice')))
    const [outcome] = await push(amal, edits(amal, kase, version, says(incident, before, 'once', 'often')))
    expect(outcome).toMatchObject({ outcome: 'merged', notice: [row(incident, before)] })
    expect((await stored(incident))[before]).toBe('often')
    expect(await claims(amal, 'incident', incident)).toMatchObject([
      { kind: 'notice', user: 'bilal', paths: [{ claim: 'twice', force: 'often' }] },
    ])
  })

  test('is kept also where one of them takes it away', async () => {
    const { kase, incident, version } = await made({ [abuser]: 'A' })
    await push(bilal, edits(bilal, kase, version, says(incident, abuser, 'A', 'B')))
    const [outcome] = await push(amal, edits(amal, kase, version, says(incident, abuser, 'A', null)))
    expect(outcome).toMatchObject({ outcome: 'conflict', paths: [row(incident, abuser)] })
    expect((await stored(incident))[abuser]).toBe('B')
  })
})

test.each([
  ['through the incident first', [1, 0]],
  ['through the case first', [0, 1]],
])('the same answer through the case and through the incident meets, %s', async (_when, order) => {
  const { kase, incident, version } = await made({ [abuser]: 'A' })
  const direct = [{ path: [abuser], from: 'A', to: 'C' }]
  const ways: [Caller, Sent][] = [
    [amal, edits(amal, kase, version, says(incident, abuser, 'A', 'B'))],
    [bilal, edits(bilal, incident, 1, direct, 'incident')],
  ]
  const outcomes: Told[] = []
  for (const i of order) outcomes.push(...(await push(...(ways[i] as [Caller, Sent]))))
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['applied', 'conflict'])
  const [earlier, later] = order[0] === 0 ? ['B', 'C'] : ['C', 'B']
  expect((await stored(incident))[abuser]).toBe(earlier)
  expect((await claims(amal, 'incident', incident))[0].paths).toMatchObject([{ claim: later, force: earlier }])
})

test('different answers of one incident come together, and the case’s own beside them', async () => {
  const { kase, incident, version } = await made({ [abuser]: 'A', [day]: '2026-01-02' })
  const both = [...says(incident, day, '2026-01-02', '2026-01-03'), { path: ['age'], from: 9, to: 10 }]
  expect((await push(bilal, edits(bilal, kase, version, says(incident, abuser, 'A', 'B'))))[0].outcome).toBe('applied')
  expect((await push(amal, edits(amal, kase, version, both)))[0].outcome).toBe('merged')
  expect(await stored(incident)).toMatchObject({ [abuser]: 'B', [day]: '2026-01-03' })
  expect((await pulled(amal, 'case', kase)).data.age).toBe(10)
  expect(await claims(amal, 'incident', incident)).toEqual([])
})

test('the case’s own answers meet with those of its rows in one outcome', async () => {
  const { kase, incident, version } = await made({ [abuser]: 'A' })
  const both = (age: number, name: string) => [
    ...says(incident, abuser, 'A', name),
    { path: ['age'], from: 9, to: age },
  ]
  await push(bilal, edits(bilal, kase, version, both(10, 'B')))
  const [outcome] = await push(amal, edits(amal, kase, version, both(11, 'C')))
  expect(outcome).toMatchObject({ outcome: 'conflict', paths: [['age'], row(incident, abuser)] })
})

test('who changes an incident again that nobody else has touched meets nobody', async () => {
  const { kase, incident } = await made({ [abuser]: 'A' })
  // Its device has heard of the row and of nothing since.
  const [first] = await push(amal, edits(amal, kase, 2, says(incident, abuser, 'A', 'B')))
  const [second] = await push(amal, edits(amal, kase, first.version, says(incident, abuser, 'B', 'C')))
  expect(second.outcome).toBe('applied')
  expect((await stored(incident))[abuser]).toBe('C')
})

test('a row as a whole changes what its author changed', async () => {
  const { kase, incident, version } = await made({ [abuser]: 'A', [day]: '2026-01-02' })
  await push(bilal, edits(bilal, kase, version, says(incident, abuser, 'A', 'B')))
  const known = { unique_id: incident, [abuser]: 'A', [day]: '2026-01-02' }
  const whole = { path: ['incident_details', incident], from: known, to: { ...known, [day]: '2026-01-03' } }
  expect((await push(amal, edits(amal, kase, version, [whole])))[0].outcome).toBe('merged')
  expect(await stored(incident)).toMatchObject({ [abuser]: 'B', [day]: '2026-01-03' })
})

test('a new row that is an incident already overwrites nothing', async () => {
  const { kase, incident, version } = await made({ [abuser]: 'A' })
  const [outcome] = await push(
    bilal,
    edits(bilal, kase, version, adds(incident, { [abuser]: 'B', [day]: '2026-01-03' })),
  )
  expect(outcome).toMatchObject({ outcome: 'conflict', paths: [row(incident, abuser)] })
  expect(await stored(incident)).toMatchObject({ [abuser]: 'A', [day]: '2026-01-03' })
})

test('a row that is removed while it is edited stays: an incident is not removed through its case', async () => {
  const { kase, incident, version } = await made({ [abuser]: 'A' })
  await push(bilal, edits(bilal, kase, version, says(incident, abuser, 'A', 'B')))
  const gone = { path: ['incident_details', incident], from: { unique_id: incident, [abuser]: 'A' }, to: null }
  const [outcome] = await push(amal, edits(amal, kase, version, [gone]))
  expect(outcome).toMatchObject({ outcome: 'refused', problem: { code: 'unknown-keys' } })
  expect((await stored(incident))[abuser]).toBe('B')
})

test('v2 knows no basis of a row: the last one is in force, as for every answer there', async () => {
  const { kase, incident } = await made({ [abuser]: 'A', [day]: '2026-01-02' })
  await push(bilal, edits(bilal, incident, 1, [{ path: [abuser], from: 'A', to: 'B' }], 'incident'))
  const data = { incident_details: [{ unique_id: incident, [abuser]: 'C' }] }
  expect((await amal.patch(`/api/v2/cases/${kase}`, { data })).status).toBe(200)
  expect(await stored(incident)).toMatchObject({ [abuser]: 'C', [day]: '2026-01-02' })
  expect(await claims(amal, 'incident', incident)).toEqual([])
})

/** With what its history says of it. */
async function gives(type: 'case' | 'incident', id: string, to: string): Promise<void> {
  const [row, doc, history] = ['row', 'doc', 'history'].map((part) => sql.table(`${type}_${part}`))
  const changes = JSON.stringify([{ path: ['owned_by'], from: 'amal', to }])
  await house(sql`
    with found as (
      update ${row} set owned_by = ${to}, seen_by = ${[`u:${to}`]} where id = ${id} returning n),
    given as (
      update ${doc} d set version = version + 1, data = data || jsonb_build_object('owned_by', ${to}::text)
      from found where d.n = found.n returning d.n, d.version)
    insert into ${history} (n, at, user_name, action, version, config, changes)
    select n, now(), 'dina', 'update', version, 1, ${changes}::jsonb from given`)
}

describe('somebody who owns the case and its incident no more', () => {
  test('proposes beside the incident; a row that is none yet beside the case', async () => {
    const { kase, incident, version } = await made({ [abuser]: 'A' })
    await gives('case', kase, 'carol')
    await gives('incident', incident, 'carol')
    await push(carol, edits(carol, incident, 2, [{ path: [abuser], from: 'A', to: 'B' }], 'incident'))
    const fresh = uuid()
    const late = edits(amal, kase, version, [...says(incident, abuser, 'A', 'C'), ...adds(fresh, { [abuser]: 'D' })])
    const [outcome] = await push(amal, late)
    expect(outcome).toEqual({ id: late.id, outcome: 'review' })
    expect((await stored(incident, carol))[abuser]).toBe('B')
    expect(await claims(carol, 'incident', incident)).toMatchObject([
      { kind: 'review', user: 'amal', maySettle: true, paths: [{ path: [abuser], from: 'A', claim: 'C', force: 'B' }] },
    ])
    const [claim, ...others] = await claims(carol, 'case', kase)
    expect(others).toEqual([])
    expect(claim.paths).toMatchObject([{ path: ['incident_details', fresh] }])
    const choices = [{ path: ['incident_details', fresh], take: 'claim' }]
    const args = { type: 'case', id: kase, conflict: claim.conflict, choices }
    const [settled] = await push(carol, intend('carol', 'conflict.settle', args, { basedOn: version }))
    expect(settled.outcome).toBe('applied')
    expect(await stored(fresh, carol)).toMatchObject({ [abuser]: 'D', owned_by: 'carol' })
  })

  test('says nothing over what came of a row that waited: the proposal meets what is in force', async () => {
    const [kase, incident] = [await registers(amal, child), uuid()]
    await gives('case', kase, 'carol')
    const late = [
      edits(amal, kase, 1, adds(incident, { [abuser]: 'A' })),
      edits(amal, kase, 1, says(incident, abuser, 'A', 'C')),
    ]
    expect((await push(amal, ...late)).map(({ outcome }) => outcome)).toEqual(['review', 'review'])
    const takes = async (path: string[]): Promise<Told> => {
      const claim = (await claims(carol, 'case', kase)).find(({ paths }) => paths[0].path.join('/') === path.join('/'))
      const args = { type: 'case', id: kase, conflict: claim.conflict, choices: [{ path, take: 'claim' }] }
      return (await push(carol, intend('carol', 'conflict.settle', args, { basedOn: 2 })))[0]
    }
    expect((await takes(['incident_details', incident])).outcome).toBe('applied')
    await push(carol, edits(carol, incident, 1, [{ path: [abuser], from: 'A', to: 'B' }], 'incident'))
    expect(await takes(row(incident, abuser))).toMatchObject({ outcome: 'conflict', paths: [row(incident, abuser)] })
    expect((await stored(incident, carol))[abuser]).toBe('B')
    expect((await claims(carol, 'incident', incident))[0].paths).toMatchObject([{ claim: 'C', force: 'B' }])
    expect(await claims(carol, 'case', kase)).toEqual([])
  })

  test('proposes also where the incident alone has another owner, and is refused where it never was his', async () => {
    const { kase, incident, version } = await made({ [abuser]: 'A' })
    await gives('incident', incident, 'carol')
    const [outcome] = await push(amal, edits(amal, kase, version, says(incident, abuser, 'A', 'C')))
    expect(outcome).toMatchObject({ outcome: 'conflict', paths: [row(incident, abuser)] })
    expect((await stored(incident, carol))[abuser]).toBe('A')
    expect(await claims(carol, 'incident', incident)).toMatchObject([{ kind: 'review', user: 'amal' }])

    const other = await registers(bilal, child)
    const elsewhere = await push(bilal, edits(bilal, other, 1, says(incident, abuser, 'A', 'D')))
    expect(elsewhere).toMatchObject([{ outcome: 'refused', problem: { code: 'id-taken' } }])
  })
})
