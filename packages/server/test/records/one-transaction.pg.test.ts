// A change is in the house as a whole or not at all: whichever statement fails, nothing of it stays.
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, type Reply, type TestHouse } from '../house.ts'
import {
  attaches,
  binds,
  chunksOf,
  edits,
  intend,
  pulled,
  push,
  registers,
  type Sent,
  upload,
  uuid,
} from '../sync/device.ts'

let t: TestHouse
let amal: Caller
let owner: pg.Client
let kase: string

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  amal = t.as('amal')
  owner = new pg.Client(t.urls.owner)
  await owner.connect()
  await owner.query(
    `create function break_down() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`,
  )
  kase = await registers(amal, { name_first: 'Aya', name_last: 'Sabah', age: 9, sex: 'female' })
})
afterAll(async () => {
  await owner.end()
  await t.close()
})

/** While the work runs, writing to this table fails after the row is in. */
async function broken<T>(table: string, work: () => Promise<T>): Promise<T> {
  await owner.query(
    `create trigger breaks after insert or update on ${table} for each row execute function break_down()`,
  )
  try {
    return await work()
  } finally {
    await owner.query(`drop trigger breaks on ${table}`)
  }
}

/** Everything that the tables hold, but the sessions of callers. */
async function contents(): Promise<Record<string, string[]>> {
  const { rows: tables } = await owner.query<{ name: string }>(`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`)
  return asHouse(t.house.db, t.house.configuration(), async (tx) => {
    const all: Record<string, string[]> = {}
    for (const { name } of tables) {
      if (['migration', 'account'].includes(name)) continue
      const { rows } = await sql<{ row: string }>`select x::text as row from ${sql.table(name)} x order by 1`.execute(
        tx,
      )
      all[name] = rows.map(({ row }) => row)
    }
    return all
  })
}

async function leavesNothing(table: string, act: () => Promise<Reply>): Promise<void> {
  const before = await contents()
  const reply = await broken(table, act)
  expect(reply.status).toBe(500)
  expect(reply.text).not.toContain('broken')
  const { audit: now = [], ...others } = await contents()
  const { audit: then = [], ...rest } = before
  expect(others).toEqual(rest)
  // Only that a call broke is written down, where that can be.
  const added = now.filter((row) => !then.includes(row))
  expect(added).toHaveLength(table === 'audit' ? 0 : 1)
  expect(added.every((row) => row.includes(',refused,bug,'))).toBe(true)
}

const written = ['case_row', 'case_ids', 'case_doc', 'case_history', 'change_log', 'audit', 'intention', 'term']
const send = (...intentions: Sent[]) => amal.post('/api/sync/push', { intentions })
const newCase = (data: object = {}) =>
  intend('amal', 'record.create', {
    type: 'case',
    id: uuid(),
    module: 'primeromodule-cp',
    data: { name_first: 'Omar', name_last: 'Nasser', telephone_current: '555-0100-1234', ...data },
  })

describe.each(written)('when %s cannot be written', (table) => {
  test('a new record leaves nothing', async () => {
    // A choice that nobody made before is a new term.
    const data = table === 'term' ? { sex: 'male' } : {}
    await leavesNothing(table, () => send(newCase(data)))
  })
})

describe.each(['case_row', 'case_ids', 'case_doc', 'case_history', 'change_log', 'audit', 'intention'])(
  'when %s cannot be written',
  (table) => {
    test('an edit leaves nothing', async () => {
      const { version } = await pulled(amal, 'case', kase)
      const changes = [
        { path: ['status'], from: 'open', to: 'closed' },
        { path: ['telephone_current'], to: '555-0100-9999' },
      ]
      await leavesNothing(table, () => send(edits(amal, kase, version, changes)))
    })
  },
)

describe.each(['case_history', 'case_doc', 'audit'])('when %s cannot be written', (table) => {
  test('the v2 door leaves nothing either', async () => {
    await leavesNothing(table, () => amal.post('/api/v2/cases', { data: { name_first: 'Omar' } }))
    await leavesNothing(table, () => amal.patch(`/api/v2/cases/${kase}`, { data: { age: 12 } }))
    await leavesNothing(table, () => amal.delete(`/api/v2/cases/${kase}`))
  })
})

test('a record that cannot be audited is not shown', async () => {
  for (const look of [
    () => amal.get(`/api/v2/cases/${kase}`),
    () => amal.get('/api/v2/cases'),
    () => amal.get(`/api/v2/cases/${kase}/record_history`),
    () => amal.post('/api/sync/records', { type: 'case', ids: [kase] }),
    () => amal.post('/api/sync/search', { type: 'case', filters: [], page: 1, per: 20 }),
    () => amal.post('/api/sync/history', { type: 'case', id: kase, page: 1 }),
    () => amal.post('/api/sync/conflicts', { of: { type: 'case', id: kase }, page: 1 }),
  ]) {
    const reply = await broken('audit', look)
    expect(reply.status).toBe(500)
    expect(reply.text).not.toContain('Aya')
  }
})

describe('an incident and its case', () => {
  const incident = () =>
    intend('amal', 'record.create', {
      type: 'incident',
      id: uuid(),
      module: 'primeromodule-cp',
      data: { incident_case_id: kase },
    })

  test.each(['incident_doc', 'incident_history', 'case_history', 'case_doc'])(
    'are written together, or neither is (%s)',
    async (table) => {
      await leavesNothing(table, () => send(incident()))
    },
  )

  test.each(['incident_doc', 'incident_history'])(
    'stay as they were when a row of the case cannot become one (%s)',
    async (table) => {
      const data = {
        age: 13,
        incident_details: [{ unique_id: uuid(), cp_incident_violence_type: ['physical_assault'] }],
      }
      await leavesNothing(table, () => amal.patch(`/api/v2/cases/${kase}`, { data }))
    },
  )
})

describe('a conflict', () => {
  test('that cannot be kept is not decided', async () => {
    const id = await registers(amal, { name_first: 'Lina', age: 5 })
    await push(amal, edits(amal, id, 1, [{ path: ['age'], from: 5, to: 6 }]))
    await leavesNothing('case_conflict', () => send(edits(amal, id, 1, [{ path: ['age'], from: 5, to: 7 }])))
  })
})

describe('a file', () => {
  const file = { field: 'other_documents', fileName: 'note.txt', bytes: Buffer.from('a note') }

  test.each(['case_attachment', 'case_doc', 'audit', 'intention'])(
    'that cannot be written down is not there (%s)',
    async (table) => {
      const blob = uuid()
      await upload(amal, blob, chunksOf(file.bytes))
      const intention = binds(amal, kase, blob, file)
      await leavesNothing(table, () => send(intention))
      expect((await amal.get(`/api/sync/attachments/${blob}`)).status).toBe(404)
      // Its pieces wait where they were: the device sends the same intention again.
      expect((await push(amal, intention))[0].outcome).toBe('applied')
    },
  )

  test('that cannot be removed stays', async () => {
    const { blob } = await attaches(amal, kase, file)
    await leavesNothing('case_doc', () =>
      send(intend('amal', 'attachment.remove', { type: 'case', id: kase, attachment: blob })),
    )
    expect((await amal.get(`/api/sync/attachments/${blob}`)).text).toBe('a note')
  })
})

test('what came before a breakdown stays, and what comes again is done once', async () => {
  const [first, second, third] = [newCase(), newCase({ telephone_current: '555-0100-0002' }), newCase()]
  const before = (await contents())['case_row']?.length ?? 0
  await owner.query(`create function break_second() returns trigger language plpgsql as $$
    begin if new.exact::text like '%0002%' then raise exception 'broken'; end if; return new; end $$`)
  await owner.query('create trigger breaks after insert on case_ids for each row execute function break_second()')
  expect((await send(first, second, third)).status).toBe(500)
  await owner.query('drop trigger breaks on case_ids')
  expect((await contents())['case_row']).toHaveLength(before + 1)
  const outcomes = await push(amal, first, second, third)
  expect(outcomes.map((o) => o.outcome)).toEqual(['applied', 'applied', 'applied'])
  expect((await contents())['case_row']).toHaveLength(before + 3)
})
