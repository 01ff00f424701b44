// What goes to a phone, what comes off it, and that no change is lost on the way.
import type { Uuid } from '@primero/domain/ids.ts'
import type { Moment } from '@primero/domain/time.ts'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { applyBundles } from '../../src/configuration/current.ts'
import { asHouse } from '../../src/db/database.ts'
import { insertMany, type Seed } from '../../src/records/insert-many.ts'
import { cpPeople, gbvPeople } from '../access/people.ts'
import { type Caller, openTestHouse, type Person, shippedBundles, type TestHouse } from '../house.ts'
import { edits, intend, push, registers, type Told, uuid } from '../sync/device.ts'
import { type Phone, phoneOf } from './phone.ts'

const cp = 'primeromodule-cp'
const aya = { name_first: 'Aya', name_last: 'Sabah', age: 9, sex: 'female' }

let t: TestHouse
let number = 0

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...cpPeople, ...gbvPeople)
})
afterAll(() => t.close())

/** Somebody new who works like this one, so that nobody's records stand in a test's way. */
async function somebodyLike(userName: string, rest: Partial<Person> = {}): Promise<Caller> {
  const like = [...cpPeople, ...gbvPeople].find((p) => p.userName === userName)
  if (like === undefined) throw new Error(userName)
  const name = `${userName}-${++number}`
  await t.enrol({ ...like, ...rest, userName: name })
  return t.as(name)
}

let amal: Caller
let phone: Phone
beforeEach(async () => {
  amal = await somebodyLike('amal')
  phone = await phoneOf(amal)
})

const run = <T>(statement: RawBuilder<T>): Promise<T[]> =>
  asHouse(t.house.db, t.house.configuration(), async (tx) => (await statement.execute(tx)).rows)
const seed = (owner: string, rest: Partial<Seed> = {}): Seed => ({
  id: uuid() as Uuid,
  type: 'case',
  module: cp,
  owner,
  createdAt: '2024-05-10T08:00:00.000Z' as Moment,
  updatedAt: '2024-05-10T08:00:00.000Z' as Moment,
  data: aya,
  stamps: {},
  status: 'open',
  grants: [],
  ...rest,
})
const daysAgo = (days: number): string => new Date(Date.now() - days * 24 * 3600 * 1000).toISOString()

describe('the set', () => {
  // rule: ux 15.3 own-open-cases
  test('own open cases go to the phone as their reader sees them', async () => {
    const id = await registers(amal, aya)
    const reply = await phone.pull()
    expect(reply).toMatchObject({
      more: false,
      gone: [],
      conflicts: [],
      counts: { case: { set: 1, reach: 1 } },
      policy: { records: 200 },
      lease: { share: expect.any(String) },
    })
    expect(reply).not.toHaveProperty('anew')
    expect(phone.kept.get(id)).toMatchObject({ id, version: 1, data: { ...aya, owned_by: amal.userName } })
    expect(reply.writable[phone.kept.get(id).writable]).toContain('age')
    expect(reply.config).toBe((await amal.get('/api/sync/config')).body.stamp)
  })

  test('claims that wait for a decision come with each pull until they are settled', async () => {
    const id = await registers(amal, aya)
    const age = (to: number) => edits(amal, id, 1, [{ path: ['age'], from: 9, to }])
    await push(amal, age(10), age(11))
    await phone.fill()
    const [claim] = (await phone.pull()).conflicts
    expect(claim).toMatchObject({
      type: 'case',
      id,
      kind: 'ask',
      mine: true,
      paths: [{ path: ['age'], claim: 11, force: 10 }],
    })
    const choices = [{ path: ['age'], take: 'claim', seen: 10 }]
    const settled = intend(amal.userName, 'conflict.settle', { type: 'case', id, conflict: claim.conflict, choices })
    await push(amal, settled)
    expect((await phone.pull()).conflicts).toEqual([])
    expect(phone.kept.get(id).data.age).toBe(11)
  })

  test('a claim about what no device may keep stays away', async () => {
    const gul = await somebodyLike('hawa')
    const id = await registers(gul, { age: 30 }, 'primeromodule-gbv')
    const texts = (n: number) =>
      edits(gul, id, 1, [
        { path: ['assessment_emotional_state_end'], to: `claim ${n}` },
        { path: ['age'], from: 30, to: 30 + n },
      ])
    await push(gul, texts(1), texts(2))
    const hers = await phoneOf(gul)
    const { conflicts } = await hers.pull()
    expect(conflicts.flatMap((c: Told) => c.paths.map((p: Told) => p.path))).toEqual([['age']])
    expect(JSON.stringify(conflicts)).not.toContain('claim ')
  })

  test("a colleague's case comes with a live grant, not because a role reaches far", async () => {
    const dina = await somebodyLike('dina')
    const [granted, other] = [seed('bilal', { grants: [dina.userName] }), seed('bilal')]
    await insertMany(t.house, [granted, other])
    const hers = await phoneOf(dina)
    await hers.fill()
    expect([...hers.kept.keys()]).toEqual([granted.id])
    expect((await (await phoneOf(dina)).pull()).counts.case.reach).toBeGreaterThan(1)
  })

  // rule: ux 15.3 what-one-asks-for
  test('what one asks for comes too, if it is within reach', async () => {
    const dina = await somebodyLike('dina')
    const [near, far] = [seed('bilal'), seed('carol')]
    await insertMany(t.house, [near, far])
    const hers = await phoneOf(dina)
    hers.pins = [near, far].map(({ id }) => ({ type: 'case', id }))
    expect(await hers.fill()).toEqual([near.id])
    hers.pins = []
    expect((await hers.pull()).gone).toEqual([{ type: 'case', id: near.id }])
  })

  test('incidents go with their cases and by themselves', async () => {
    const kase = seed(amal.userName)
    const ofCase = seed('bilal', { type: 'incident', incidentOf: kase.id, stamps: { incident_case_id: kase.id } })
    const own = seed(amal.userName, { type: 'incident' })
    await insertMany(t.house, [kase, ofCase, own])
    await run(
      sql`update incident_row set seen_by = seen_by || ${[`u:${amal.userName}`]}::text[] where id = ${ofCase.id}`,
    )
    expect(new Set(await phone.fill())).toEqual(new Set([kase.id, ofCase.id, own.id]))
  })

  // rule: ux 15.3 closed-leaves-after-two-weeks
  test('a closed case stays for two weeks, a disabled one not at all', async () => {
    const closed = (days: number) =>
      seed(amal.userName, {
        status: 'closed',
        updatedAt: daysAgo(days) as Moment,
        stamps: { date_closure: daysAgo(days).slice(0, 10) },
      })
    const [lately, long] = [closed(10), closed(20)]
    const disabled = seed(amal.userName, { data: { ...aya, record_state: false } })
    await insertMany(t.house, [lately, long, disabled])
    await run(sql`update case_row set record_state = false where id = ${disabled.id}`)
    expect(await phone.fill()).toEqual([lately.id])
  })

  // rule: ux 15.3 no-more-than-the-role-keeps
  test('no more records than the role may keep, the last changed first', async () => {
    const seeds = Array.from({ length: 205 }, () => seed(amal.userName))
    await insertMany(t.house, seeds, false)
    const last = await registers(amal, aya)
    const came = await phone.fill()
    expect(came).toHaveLength(200)
    expect(came[0]).toBe(last)
    expect((await phone.pull()).counts.case).toEqual({ set: 200 })
    expect((await (await phoneOf(amal)).pull()).counts.case).toEqual({ set: 200, reach: 206 })
  })

  test('a role that keeps nothing gets lease, numbers and stamp', async () => {
    const root = await somebodyLike('root')
    const hers = await phoneOf(root)
    const reply = await hers.pull()
    expect(reply).toMatchObject({ records: [], gone: [], more: false, policy: { records: 0 } })
    expect(reply.counts.case.reach).toBeGreaterThan(0)
    expect(reply.lease.until > reply.now).toBe(true)
    expect(reply.config).toEqual(expect.any(String))
  })

  // rule: ux 15.3 never-offline-is-absent
  test('a field that stays off devices is absent', async () => {
    const gul = await somebodyLike('hawa')
    const id = uuid()
    const data = { incident_description: 'never to be kept' }
    const [made] = await push(
      gul,
      intend(gul.userName, 'record.create', {
        type: 'incident',
        id,
        module: 'primeromodule-gbv',
        data,
      }),
    )
    expect(made.outcome).toBe('applied')
    expect((await gul.post('/api/sync/records', { type: 'incident', ids: [id] })).text).toContain('never to be kept')
    const hers = await phoneOf(gul)
    const reply = await hers.pull()
    expect(hers.kept.has(id)).toBe(true)
    expect(JSON.stringify(reply)).not.toMatch(/never to be kept|incident_description"/)
  })
})

describe('open conflicts', () => {
  test('of the set come with each pull, without what stays off devices', async () => {
    const gul = await somebodyLike('hawa')
    const id = uuid()
    const args = { type: 'incident', id, module: 'primeromodule-gbv', data: { incident_description: 'first words' } }
    await push(gul, intend(gul.userName, 'record.create', args))
    const says = (from: string | undefined, to: string, name: string) =>
      edits(gul, id, 1, [{ path: [name], ...(from === undefined ? {} : { from }), to }], 'incident')
    const outcomes = await push(
      gul,
      says('first words', 'second words', 'incident_description'),
      says('first words', 'third words', 'incident_description'),
      says(undefined, '2024-05-01', 'incident_date'),
      says(undefined, '2024-05-02', 'incident_date'),
    )
    expect(outcomes.map((o: Told) => o.outcome)).not.toContain('refused')
    const reply = await (await phoneOf(gul)).pull()
    expect(reply.conflicts.flatMap((c: Told) => c.paths.map(({ path }: Told) => path[0]))).toEqual(['incident_date'])
    expect(JSON.stringify(reply)).not.toMatch(/(first|second|third) words/)
  })

  test('an answer that stayed off devices stays off them when it is asked no more', async () => {
    const gul = await somebodyLike('hawa')
    const before = t.house.configuration()
    const id = uuid()
    const less = shippedBundles().map((bundle) => ({
      ...bundle,
      forms: bundle.forms.map((form) => ({
        ...form,
        fields: form.fields.filter(({ name }) => name !== 'incident_description' && name !== 'incident_date'),
      })),
    }))
    const { configuration } = await applyBundles(t.urls.owner, less)
    t.house.use(configuration)
    try {
      const data = { incident_description: 'never to be kept', incident_date: '2024-05-01' }
      const args = { type: 'incident', id, module: 'primeromodule-gbv', data }
      const [made] = await push(gul, intend(gul.userName, 'record.create', args, { config: before.version }))
      expect(made.outcome).toBe('applied')
      const asked = { of: { type: 'incident', id }, page: 1 }
      expect((await gul.post('/api/sync/conflicts', asked)).text).toContain('never to be kept')
      const reply = await (await phoneOf(gul)).pull()
      expect(reply.conflicts.flatMap((c: Told) => c.paths.map(({ path }: Told) => path[0]))).toEqual(['incident_date'])
      expect(JSON.stringify(reply)).not.toContain('never to be kept')
    } finally {
      t.house.use(before)
    }
  })
})

describe('changes', () => {
  test('nothing new is an empty reply', async () => {
    await registers(amal, aya)
    await phone.fill()
    expect(await phone.pull()).toMatchObject({ records: [], gone: [], more: false })
  })

  test('an edit comes alone', async () => {
    const [id] = [await registers(amal, aya), await registers(amal, aya)]
    await phone.fill()
    await push(amal, edits(amal, id, 1, [{ path: ['age'], from: 9, to: 10 }]))
    expect(await phone.fill()).toEqual([id])
    expect(phone.kept.get(id)).toMatchObject({ version: 2, data: { age: 10 } })
  })

  test('pages skip nothing, and changes come before what is new', async () => {
    const seeds = Array.from({ length: 7 }, () => seed(amal.userName))
    await insertMany(t.house, seeds)
    const first = await phone.pull({ limit: 3 })
    expect(first).toMatchObject({ more: true, records: { length: 3 } })
    const changed = first.records[2].id
    await push(amal, edits(amal, changed, 1, [{ path: ['age'], from: 9, to: 10 }]))
    const second = await phone.pull({ limit: 3 })
    expect(second.records[0]).toMatchObject({ id: changed, data: { age: 10 } })
    await phone.fill(3)
    expect(new Set(phone.kept.keys())).toEqual(new Set(seeds.map(({ id }) => id)))
  })

  test('a reply that was lost is sent again, whatever came between', async () => {
    const seeds = Array.from({ length: 6 }, () => seed(amal.userName))
    await insertMany(t.house, seeds)
    await phone.pull({ limit: 2 })
    await phone.pull({ limit: 2, lost: true })
    const late = await registers(amal, aya)
    await phone.pull({ limit: 2, lost: true })
    await phone.fill(2)
    expect(new Set(phone.kept.keys())).toEqual(new Set([...seeds.map(({ id }) => id), late]))
    expect(await phone.pull()).toMatchObject({ records: [] })
  })

  test('asked for no record, it names what left and sends nothing, so that this comes before all else', async () => {
    const id = await registers(amal, aya)
    await phone.fill()
    const late = await registers(amal, aya)
    await push(amal, intend(amal.userName, 'record.disable', { type: 'case', id }))
    expect(await phone.pull({ limit: 0 })).toMatchObject({ records: [], gone: [{ type: 'case', id }], more: true })
    expect(await phone.pull()).toMatchObject({ records: [{ id: late }], gone: [], more: false })
  })

  // rule: ux 15.5 what-left-is-named
  test('what left is named until the phone says that it heard, and only if it was there', async () => {
    const [id, never] = [await registers(amal, aya), uuid()]
    await phone.fill()
    await push(amal, intend(amal.userName, 'record.disable', { type: 'case', id }))
    await insertMany(t.house, [seed(amal.userName, { id: never as Uuid })])
    await push(amal, intend(amal.userName, 'record.disable', { type: 'case', id: never }))
    await phone.pull({ lost: true })
    expect((await phone.pull()).gone).toEqual([{ type: 'case', id }])
    expect((await phone.pull()).gone).toEqual([])
    expect(phone.kept.size).toBe(0)
  })

  test('what came back after it left is sent again, unchanged as it is', async () => {
    const id = await registers(amal, aya)
    await phone.fill()
    const before = await run(sql<Told>`select seen_by from case_row where id = ${id}`)
    await run(sql`update case_row set seen_by = '{}' where id = ${id}`)
    expect((await phone.pull()).gone).toHaveLength(1)
    await run(sql`update case_row set seen_by = ${before[0]?.seen_by}::text[] where id = ${id}`)
    expect(await phone.fill()).toEqual([id])
    expect(phone.kept.has(id)).toBe(true)
  })

  test('a writer who takes long, while others commit, is not passed over', async () => {
    const [slow, quick] = [await registers(amal, aya), await registers(amal, aya)]
    await phone.fill()
    const touch = (id: string) =>
      sql`update change_log set xid = pg_current_xact_id() where n = (select n from case_row where id = ${id})`
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let begun = () => {}
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve
    })
    const writer = asHouse(t.house.db, t.house.configuration(), async (tx) => {
      await touch(slow).execute(tx)
      begun()
      await held
    })
    await hasBegun
    await run(touch(quick))
    expect(await phone.fill()).toEqual([quick])
    // The one that is still open holds nothing back and repeats nothing.
    expect(await phone.fill()).toEqual([])
    release()
    await writer
    expect(await phone.fill()).toEqual([slow])
  })

  test('of many writers at once nothing is lost', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => registers(amal, aya)))
    await phone.fill()
    const writing = Promise.all(
      ids.map(async (id) => {
        for (const age of [10, 11, 12]) {
          const { version } = (await amal.post('/api/sync/records', { type: 'case', ids: [id] })).body.records[0]
          await push(amal, edits(amal, id, version, [{ path: ['age'], from: age - 1, to: age }]))
        }
      }),
    )
    let isDone = false
    void writing.then(() => {
      isDone = true
    })
    while (!isDone) await phone.fill(3)
    await writing
    await phone.fill(3)
    expect(ids.map((id) => phone.kept.get(id).data.age)).toEqual(ids.map(() => 12))
  })
})

describe('reach that ends', () => {
  // rule: ux 15.3 ended-access-leaves-at-contact
  test('a case that goes to another owner leaves the phone', async () => {
    const id = await registers(amal, aya)
    await phone.fill()
    await run(sql`update case_row set owned_by = 'carol', seen_by = '{u:carol}' where id = ${id}`)
    expect((await phone.pull()).gone).toEqual([{ type: 'case', id }])
  })

  // rule: ux 15.9 narrowed-role
  test('with another role everything comes anew, as the new role shows it', async () => {
    const id = await registers(amal, aya)
    await phone.fill()
    await run(sql`update account set groups = '{usergroup-training-dallis}' where user_name = ${amal.userName}`)
    expect(await phone.fill()).toEqual([id])
    await run(sql`update account set role = 'role-cp-service-provider' where user_name = ${amal.userName}`)
    const reply = await phone.pull()
    expect(reply.gone).toEqual([{ type: 'case', id }])
    expect(reply.records).toEqual([])
  })

  test('a new view is sent whole, page by page, even where a page is lost', async () => {
    const seeds = Array.from({ length: 5 }, () => seed(amal.userName))
    await insertMany(t.house, seeds)
    await phone.fill()
    await run(sql`update account set groups = '{usergroup-training-dallis}' where user_name = ${amal.userName}`)
    phone.kept.clear()
    await phone.pull({ limit: 2 })
    await phone.pull({ limit: 2, lost: true })
    await phone.fill(2)
    expect(phone.kept.size).toBe(5)
  })

  test('a module that the role loses takes its records along', async () => {
    const gul = await somebodyLike('hawa')
    const id = await registers(gul, { age: 30 }, 'primeromodule-gbv')
    const hers = await phoneOf(gul)
    expect(await hers.fill()).toEqual([id])
    await run(sql`update account set role = 'role-cp-case-worker' where user_name = ${gul.userName}`)
    expect(await hers.pull()).toMatchObject({ records: [], gone: [{ type: 'case', id }] })
  })

  // rule: ux 15.9 disabled-person
  test('a disabled person gets nothing', async () => {
    await registers(amal, aya)
    await run(sql`update account set disabled = true where user_name = ${amal.userName}`)
    expect((await phone.asks()).status).toBe(401)
  })
})

describe('cursors of another life', () => {
  test('null asks for everything anew', async () => {
    const id = await registers(amal, aya)
    await phone.fill()
    phone.cursor = null
    expect(await phone.pull()).toMatchObject({ records: [{ id }] })
  })

  test('after a restore the phone forgets, and is filled anew', async () => {
    const id = await registers(amal, aya)
    await phone.fill()
    const backup = (await run(sql<Told>`select pull from device where id = ${phone.id}`))[0]
    const later = await registers(amal, aya)
    await phone.fill()
    // The house goes back to before the second case; of both the phone knows, the house of one.
    await run(sql`update device set pull = ${backup?.pull} where id = ${phone.id}`)
    await run(sql`delete from device_record where device = ${phone.id} and id = ${later}`)
    await run(sql`update case_row set record_state = false where id = ${later}`)
    await phone.pull({ lost: true })
    const reply = await phone.pull()
    expect(reply).toMatchObject({ anew: true, records: [{ id }] })
    expect([...phone.kept.keys()]).toEqual([id])
    expect(await phone.pull()).not.toHaveProperty('anew')
  })

  test('a cursor of another installation counts for nothing', async () => {
    const id = await registers(amal, aya)
    await phone.fill()
    phone.cursor = `0000000000000000.${phone.cursor?.split('.').slice(1).join('.')}`
    expect(await phone.pull()).toMatchObject({ anew: true, records: [{ id }] })
    for (const rubbish of ['', '.', 'a.b.c', 'x'.repeat(200), '1.1.1e9']) {
      phone.cursor = rubbish
      expect(await phone.pull()).toMatchObject({ anew: true })
    }
  })
})

test('the audit says which records went to which device', async () => {
  const id = await registers(amal, aya)
  await phone.fill()
  await phone.fill()
  const entries = await run(
    sql<Told>`select details from audit where action = 'download' and user_name = ${amal.userName}`,
  )
  expect(entries).toEqual([{ details: { device: phone.id, record_ids: [id], gone_ids: [] } }])
})
