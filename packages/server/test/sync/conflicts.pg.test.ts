// Where two claims met: who sees which, what is in force meanwhile, and how people end it.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { everybody } from '../access/people.ts'
import { phoneOf } from '../devices/phone.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import {
  child,
  claims,
  type Edit,
  edits,
  intend,
  pulled,
  push,
  registers,
  settles,
  shown,
  type Told,
  uuid,
} from './device.ts'

let t: TestHouse
let ada: Caller
let amal: Caller
let bilal: Caller
let carol: Caller
let dina: Caller
let root: Caller

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  ;[ada, amal, bilal, carol, dina, root] = ['ada', 'amal', 'bilal', 'carol', 'dina', 'root'].map(t.as) as [
    Caller,
    Caller,
    Caller,
    Caller,
    Caller,
    Caller,
  ]
})
afterAll(() => t.close())

const stored = async (id: string): Promise<Told> => (await pulled(amal, 'case', id)).data

/** One after the other, both typed over the same version. */
async function meet(id: string, first: [Caller, Edit[]], second: [Caller, Edit[]]): Promise<Told> {
  const [before] = await push(first[0], edits(first[0], id, 1, first[1]))
  expect(before.outcome).toBe('applied')
  const [outcome] = await push(second[0], edits(second[0], id, 1, second[1]))
  return outcome
}

const house = <T>(statement: ReturnType<typeof sql<T>>): Promise<T[]> =>
  asHouse(t.house.db, t.house.configuration(), async (tx) => (await statement.execute(tx)).rows)

describe('what is in force meanwhile', () => {
  // rule: ux 15.5 careful-answer-in-force
  test('the higher risk, even where it came later; the lower is kept as the claim of who made it', async () => {
    const id = await registers(amal, { ...child, risk_level: 'low' })
    const risk = (to: string): Edit[] => [{ path: ['risk_level'], from: 'low', to }]
    const outcome = await meet(id, [ada, risk('medium')], [amal, risk('high')])
    expect(outcome).toMatchObject({ outcome: 'conflict', version: 3, paths: [['risk_level']] })
    expect((await stored(id)).risk_level).toBe('high')
    expect(await claims(amal, id)).toEqual([
      {
        conflict: expect.any(Number),
        ...{
          type: 'case',
          id,
          kind: 'ask',
          at: expect.any(String),
          user: 'ada',
          role: 'CP Administrator',
          mine: false,
        },
        ...{ maySettle: true, settledAt: null, settledBy: null },
        paths: [
          {
            ...{ path: ['risk_level'], from: 'low', claim: 'medium', force: 'high', cautious: true },
            ...{ forceBy: 'amal', forceAt: expect.any(String) },
          },
        ],
      },
    ])
    expect((await claims(ada, id))[0]).toMatchObject({ mine: true })
  })

  // rule: ux 15.5 careful-answer-in-force
  test('the refusal of consent, even where the consent came later', async () => {
    const id = await registers(amal, child)
    const consent = (to: boolean): Edit[] => [{ path: ['consent_for_services'], to }]
    expect((await meet(id, [ada, consent(false)], [amal, consent(true)])).outcome).toBe('conflict')
    expect((await stored(id)).consent_for_services).toBe(false)
  })

  // rule: ux 15.5 later-with-notice
  test('the later contact, of which its author is told; the earlier can be taken back', async () => {
    const id = await registers(amal, { ...child, telephone_current: '1' })
    const phone = (to: string): Edit[] => [{ path: ['telephone_current'], from: '1', to }]
    const outcome = await meet(id, [amal, phone('2')], [amal, phone('3')])
    expect(outcome).toEqual({ id: outcome.id, outcome: 'merged', version: 3, notice: [['telephone_current']] })
    const [claim] = await claims(amal, id)
    expect(claim).toMatchObject({ kind: 'notice', user: 'amal', paths: [{ claim: '2', force: '3', cautious: false }] })
    const take = { path: ['telephone_current'], take: 'claim', seen: '3' }
    const [back] = await push(amal, settles(amal, id, claim.conflict, take))
    expect(back).toMatchObject({ outcome: 'applied', version: 4 })
    expect((await stored(id)).telephone_current).toBe('2')
    expect(await claims(amal, id)).toEqual([])
  })

  // rule: ux 15.5 choices-and-counts-join
  test('both, of choices of several', async () => {
    const id = await registers(amal, { ...child, nationality: ['albania'] })
    const nations = (...to: string[]): Edit[] => [{ path: ['nationality'], from: ['albania'], to }]
    const outcome = await meet(id, [ada, nations('albania', 'algeria')], [amal, nations('andorra')])
    expect(outcome).toEqual({ id: outcome.id, outcome: 'merged', version: 3 })
    expect((await stored(id)).nationality).toEqual(['algeria', 'andorra'])
    expect(await claims(amal, id)).toEqual([])
  })
})

describe('rubbish', () => {
  test('is refused, and a claim that no table can hold is no crash', async () => {
    const id = await registers(amal, child)
    const told = await push(
      amal,
      edits(amal, id, 1, [{ path: ['age'], from: 'a\u0000b', to: 10 }]),
      edits(amal, id, 1, [{ path: ['name_first'], from: { a: '\u0000' }, to: 'Ayah' }]),
      edits(amal, id, 1, [{ path: ['a\u0000b'], to: 10 }]),
      settles(amal, id, 1, { path: ['a\u0000b'], take: 'claim' }),
      settles(amal, id, 1, { path: ['age'], take: 'both' }),
    )
    expect(told.map((o) => o.outcome)).toEqual(['refused', 'refused', 'refused', 'refused', 'refused'])
    const theirs = await registers(bilal, child)
    const age = { path: ['age'], from: 8, to: 10 }
    const numbers = await push(
      amal,
      edits(amal, id, 1.5, [age]),
      { ...edits(amal, id, -1e300, [age]), config: 0.5 },
      edits(amal, theirs, 1.5, [age]),
      edits(amal, theirs, 1e300, [age]),
    )
    expect(numbers.map((o) => o.outcome)).toEqual(['conflict', 'conflict', 'refused', 'refused'])
    for (const body of [
      { page: 1, olderThan: 1e300 },
      { page: -1e300, olderThan: -5 },
      { page: 1, of: { type: 'case', id: uuid() } },
    ]) {
      expect((await amal.post('/api/sync/conflicts', body)).status).toBeLessThan(500)
    }
    for (const body of [{}, { page: 'x' }, { page: 1, of: { type: 'x', id } }, { page: 1, more: 1 }]) {
      expect((await amal.post('/api/sync/conflicts', body)).status).toBe(422)
    }
  })
})

describe('settling', () => {
  const twice = async () => {
    const id = await registers(amal, child)
    const change = (age: number, occupation: string): Edit[] => [
      { path: ['age'], from: 9, to: age },
      { path: ['occupation'], to: occupation },
    ]
    await meet(id, [ada, change(10, 'weaver')], [amal, change(11, 'pupil')])
    const [claim] = await claims(amal, id)
    return { id, conflict: claim.conflict as number }
  }

  test('goes path by path; who settled and what became of it stays', async () => {
    const { id, conflict } = await twice()
    const [first] = await push(amal, settles(amal, id, conflict, { path: ['age'], take: 'claim', seen: 10 }))
    expect(first).toMatchObject({ outcome: 'applied', version: 3 })
    expect(await stored(id)).toMatchObject({ age: 11, occupation: 'weaver' })
    expect((await claims(amal, id)).map((c) => c.paths.map((p: Told) => p.path))).toEqual([[['occupation']]])
    const third = { path: ['occupation'], take: 'other', seen: 'weaver', value: 'weaver and pupil' }
    await push(ada, settles(ada, id, conflict, third))
    expect((await stored(id)).occupation).toBe('weaver and pupil')
    expect(await claims(amal, id)).toEqual([])
    const settled = await claims(amal, id, { settled: true })
    expect(settled).toMatchObject([{ conflict, settledBy: 'ada', settledAt: expect.any(String) }])
    expect(settled[0].paths).toHaveLength(2)
  })

  test('to leave what is in force makes no version and ends the claim', async () => {
    const { id, conflict } = await twice()
    const both = [
      { path: ['age'], take: 'force', seen: 10 },
      { path: ['occupation'], take: 'force', seen: 'weaver' },
    ]
    const [outcome] = await push(amal, settles(amal, id, conflict, ...both))
    expect(outcome).toMatchObject({ outcome: 'applied', version: 2 })
    expect(await claims(amal, id)).toEqual([])
  })

  test('leaves open what is not any more what the person saw', async () => {
    const { id, conflict } = await twice()
    await push(ada, edits(ada, id, 2, [{ path: ['age'], from: 10, to: 12 }]))
    const choices = [
      { path: ['age'], take: 'claim', seen: 10 },
      { path: ['occupation'], take: 'claim', seen: 'weaver' },
    ]
    const [outcome] = await push(amal, settles(amal, id, conflict, ...choices))
    expect(outcome).toMatchObject({ outcome: 'conflict', paths: [['age']] })
    expect(await stored(id)).toMatchObject({ age: 12, occupation: 'pupil' })
    expect((await claims(amal, id))[0].paths).toMatchObject([{ path: ['age'], claim: 11, force: 12, forceBy: 'ada' }])
  })

  // rule: ux 15.5 losing-value-comes-back
  test('a claim that was settled can still be taken back', async () => {
    const { id, conflict } = await twice()
    const keep = { path: ['age'], take: 'force', seen: 10 }
    await push(amal, settles(amal, id, conflict, keep))
    await push(ada, settles(ada, id, conflict, { ...keep, take: 'claim' }))
    expect((await stored(id)).age).toBe(11)
  })

  test('sent twice is done once', async () => {
    const { id, conflict } = await twice()
    const choice = settles(amal, id, conflict, { path: ['age'], take: 'claim', seen: 10 })
    const [first] = await push(amal, choice)
    expect(await push(amal, choice)).toEqual([first])
    expect((await pulled(amal, 'case', id)).version).toBe(3)
  })

  test('what somebody has put there since needs nobody to settle it', async () => {
    const { id } = await twice()
    await push(amal, edits(amal, id, 2, [{ path: ['age'], from: 10, to: 11 }]))
    expect((await claims(amal, id))[0].paths.map((p: Told) => p.path)).toEqual([['occupation']])
  })

  test('an answer of a row that was removed brings the row back', async () => {
    const row = uuid()
    const id = await registers(amal, { ...child, services_section: [{ unique_id: row, service_provider: 'clinic' }] })
    const [now] = (await stored(id)).services_section
    const at = ['services_section', row]
    const outcome = await meet(
      id,
      [ada, [{ path: at, from: now, to: null }]],
      [amal, [{ path: [...at, 'service_provider'], from: 'clinic', to: 'ward' }]],
    )
    expect(outcome).toMatchObject({ outcome: 'conflict', paths: [[...at, 'service_provider']] })
    const [claim] = await claims(amal, id)
    const [back] = await push(amal, settles(amal, id, claim.conflict, { path: claim.paths[0].path, take: 'claim' }))
    expect(back.outcome).toBe('applied')
    expect((await stored(id)).services_section).toMatchObject([{ unique_id: row, service_provider: 'ward' }])
  })

  test('brings back with the row what is hidden from who settles, and shows it to him nowhere', async () => {
    const row = uuid()
    const mother = { unique_id: row, relation_name: 'Rana', relation_nickname: 'Roro', relation: 'mother' }
    const id = await registers(amal, { ...child, family_details_section: [mother] })
    const [now] = (await stored(id)).family_details_section
    const at = ['family_details_section', row]
    await meet(
      id,
      [amal, [{ path: at, from: now, to: null }]],
      [amal, [{ path: [...at, 'relation'], from: 'mother', to: 'aunt' }]],
    )
    const [claim] = await claims(root, id)
    expect(claim.maySettle).toBe(true)
    const choice = { path: [...at, 'relation'], take: 'claim' }
    const [back] = await push(root, settles(root, id, claim.conflict, choice))
    expect(back).toEqual({ id: back.id, outcome: 'applied', version: 3 })
    expect((await stored(id)).family_details_section).toMatchObject([{ ...mother, relation: 'aunt' }])
    const seen = await root.post('/api/sync/records', { type: 'case', ids: [id] })
    expect(seen.body.records[0].data.family_details_section).toEqual([{ unique_id: row, relation: 'aunt' }])
    const history = await root.post('/api/sync/history', { type: 'case', id, page: 1 })
    const settled = await root.post('/api/sync/conflicts', { of: { type: 'case', id }, settled: true, page: 1 })
    for (const { status, text } of [seen, history, settled])
      expect([status, /Rana|Roro|relation_n/.test(text)]).toEqual([200, false])
  })

  test('has a word of its own in the audit, and who settled counts among those who changed the record', async () => {
    const { id, conflict } = await twice()
    await push(amal, settles(amal, id, conflict, { path: ['age'], take: 'force', seen: 10 }))
    const rows = await house(sql<Told>`
      select user_name, outcome, details from audit where action = 'settle_conflict' and record_id = ${id}`)
    expect(rows).toEqual([{ user_name: 'amal', outcome: 'done', details: { fields: ['age'] } }])
    const log = await dina.get(`/api/v2/cases/${id}/access_log?filters[actions][]=update`)
    expect(log.body.data.filter((d: Told) => d.user_name === 'amal')).not.toHaveLength(0)
  })

  test('is refused for a claim of another record, a path without a claim and a value of the wrong kind', async () => {
    const { id, conflict } = await twice()
    const other = await registers(amal, child)
    const age = { path: ['age'], take: 'claim', seen: 10 }
    const told = await push(
      amal,
      settles(amal, other, conflict, age),
      settles(amal, id, 2_000_000_000, age),
      settles(amal, id, conflict, { ...age, path: ['sex'] }),
      settles(amal, id, conflict, { ...age, take: 'other', value: 'old' }),
      settles(amal, id, conflict, age, { ...age, take: 'force' }),
    )
    const [unreached] = await push(carol, settles(carol, id, conflict, age))
    expect([...told, unreached].map((o) => o.problem?.code)).toEqual([
      ...['not-found', 'not-found', 'unknown-keys', 'invalid-answers', 'invalid-request'],
      'not-found',
    ])
    expect((await stored(id)).age).toBe(10)
  })
})

describe('who sees a claim', () => {
  test('nobody beyond scope, and nobody the paths that he may not read', async () => {
    const id = await registers(amal, child)
    const change = (name: string, age: number): Edit[] => [
      { path: ['name_first'], from: 'Aya', to: name },
      { path: ['age'], from: 9, to: age },
    ]
    await meet(id, [amal, change('Ayah', 10)], [amal, change('Maya', 11)])
    expect((await claims(amal, id))[0].paths).toHaveLength(2)
    expect(await claims(carol, id)).toEqual([])
    const { text } = await root.post('/api/sync/conflicts', { of: { type: 'case', id }, page: 1 })
    expect(text).not.toMatch(/Aya|Maya|name_first/)
    const seen = await claims(root, id)
    expect(seen.flatMap((c) => c.paths.map((p: Told) => p.path))).toEqual([['age']])
  })

  test('a claim of which nothing is left to see is not counted', async () => {
    const id = await registers(amal, child)
    const name = (to: string): Edit[] => [{ path: ['name_first'], from: 'Aya', to }]
    await meet(id, [amal, name('Ayah')], [amal, name('Maya')])
    expect(await shown(root, id)).toEqual({ total: 0, conflicts: [] })
  })

  test('a protected name shows to the owner only', async () => {
    const id = await registers(amal, child)
    const name = (to: string): Edit[] => [{ path: ['name_first'], from: 'Aya', to }]
    await meet(id, [amal, name('Ayah')], [amal, name('Maya')])
    await push(amal, intend('amal', 'record.hide-name', { type: 'case', id, hidden: true }, { basedOn: 2 }))
    expect(await claims(amal, id)).toHaveLength(1)
    expect(await claims(dina, id)).toEqual([])
  })

  // rule: ux 15.5 queue-after-two-days
  test('a supervisor’s queue holds the decisions that have waited for two days, the oldest first', async () => {
    const before = (await shown(dina, undefined, { olderThan: 48 })).total
    const met = async (field: string, from: unknown, one: unknown, two: unknown): Promise<string> => {
      const id = await registers(amal, { ...child, [field]: from })
      await meet(id, [amal, [{ path: [field], from, to: one }]], [amal, [{ path: [field], from, to: two }]])
      return id
    }
    const [first, second] = [await met('age', 9, 10, 11), await met('occupation', 'weaver', 'smith', 'pupil')]
    await met('telephone_current', '1', '2', '3')
    expect((await shown(dina, undefined, { olderThan: 48 })).total).toBe(before)
    t.pass(48 * 60 + 1)
    const queue = await shown(dina, undefined, { olderThan: 48 })
    const ids = queue.conflicts.map((c: Told) => c.id)
    expect(queue.conflicts.every((c: Told) => c.kind !== 'notice')).toBe(true)
    expect(queue.total).toBeGreaterThanOrEqual(before + 2)
    const all = [...ids, ...(await shown(dina, undefined, { olderThan: 48, page: 2 })).conflicts.map((c: Told) => c.id)]
    expect(all.indexOf(first)).toBeLessThan(all.indexOf(second))
    expect(all.indexOf(first)).toBeGreaterThanOrEqual(0)
    expect((await shown(carol, undefined, { olderThan: 48 })).total).toBe(0)
  })

  test('who looked is in the audit, without a value', async () => {
    const id = await registers(amal, child)
    await meet(id, [amal, [{ path: ['age'], from: 9, to: 10 }]], [amal, [{ path: ['age'], from: 9, to: 11 }]])
    await claims(amal, id)
    const rows = await house(
      sql<Told>`select user_name, action, record_id, details from audit where record_id = ${id} and action = 'conflicts'`,
    )
    expect(rows).toEqual([{ user_name: 'amal', action: 'conflicts', record_id: id, details: null }])
  })
})

test('of the later contact people are told until it changes again, or for thirty days', async () => {
  const phone = (to: string): Edit[] => [{ path: ['telephone_current'], from: '1', to }]
  const noticed = async (): Promise<string> => {
    const id = await registers(amal, { ...child, telephone_current: '1', address_current: 'x' })
    await meet(id, [amal, phone('2')], [amal, phone('3')])
    expect(await claims(amal, id)).toMatchObject([{ kind: 'notice' }])
    return id
  }
  const [changed, old] = [await noticed(), await noticed()]
  const device = await phoneOf(amal)
  const onPhone = async (): Promise<string[]> => {
    const { conflicts } = await device.pull()
    return conflicts.map(({ id }: Told) => id).filter((id: string) => id === changed || id === old)
  }
  await push(amal, edits(amal, changed, 3, [{ path: ['address_current'], from: 'x', to: 'y' }]))
  expect(await claims(amal, changed)).toHaveLength(1)
  await push(amal, edits(amal, changed, 4, [{ path: ['telephone_current'], from: '3', to: '4' }]))
  expect(await claims(amal, changed)).toEqual([])
  t.pass(30 * 24 * 60 - 5)
  expect(await claims(amal, old)).toHaveLength(1)
  expect(await onPhone()).toEqual([old])
  t.pass(10)
  expect(await claims(amal, old)).toEqual([])
  expect(await onPhone()).toEqual([])
  // What gave way is still there to be taken back.
  for (const [id, seen] of [
    [changed, '4'],
    [old, '3'],
  ] as const) {
    const [ended] = await claims(amal, id, { settled: true })
    expect(ended).toMatchObject({ kind: 'notice', settledAt: expect.any(String), settledBy: null })
    const take = { path: ['telephone_current'], take: 'claim', seen }
    expect(await push(amal, settles(amal, id, ended.conflict, take))).toMatchObject([{ outcome: 'applied' }])
    expect((await stored(id)).telephone_current).toBe('2')
  }
})
