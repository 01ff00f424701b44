// Who did what is written down, refusals too; what people typed is written down nowhere but in the record.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { png } from '../attachments/pictures.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { attaches, edits, intend, pulled, push, registers, type Told, uuid } from '../sync/device.ts'
import { everybody } from './people.ts'

/** Stands in every answer that this file types, and nowhere else in the world. */
const mark = 'zqxvy'
const child = {
  name_first: `${mark}Aya`,
  name_last: `${mark}Sabah`,
  age: 9,
  telephone_current: `${mark}555`,
  address_current: `house 12 ${mark}`,
  occupation: `${mark} pupil`,
  services_section: [{ unique_id: uuid(), service_provider: `${mark} clinic` }],
}

let t: TestHouse
let amal: Caller
let carol: Caller
let kase: string

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  ;[amal, carol] = ['amal', 'carol'].map(t.as) as [Caller, Caller]
  kase = await registers(amal, child)
})
afterAll(() => t.close())

type Row = {
  user_name: string
  action: string
  outcome: string
  code: string | null
  record_type: string | null
  record_id: string | null
  resource: string | null
  details: Told
}

/** What the work leaves in the audit, in order; sign-ins of callers left out. */
async function audited(work: () => Promise<unknown>): Promise<Row[]> {
  const before = await sql<{ id: number }>`select coalesce(max(id), 0) as id from audit`.execute(t.house.db)
  await work()
  const { rows } = await sql<Row>`
    select user_name, action, outcome, code, record_type, record_id, resource, details from audit
    where id > ${before.rows[0]?.id ?? 0} order by id`.execute(t.house.db)
  return rows
}

describe('every look at a record is written down', () => {
  const looks: [string, () => Promise<unknown>, string][] = [
    ['opening it over v2', () => amal.get(`/api/v2/cases/${kase}`), 'show'],
    ['its history over v2', () => amal.get(`/api/v2/cases/${kase}/record_history`), 'record_history'],
    ['its access log', () => amal.get(`/api/v2/cases/${kase}/access_log`), 'access_log'],
    ['its incidents', () => amal.get(`/api/v2/cases/${kase}/incidents`), 'incidents'],
    ['opening it in our app', () => pulled(amal, 'case', kase), 'show'],
    [
      'its history in our app',
      () => amal.post('/api/sync/history', { type: 'case', id: kase, page: 1 }),
      'record_history',
    ],
    [
      'the claims kept beside it',
      () => amal.post('/api/sync/conflicts', { of: { type: 'case', id: kase }, page: 1 }),
      'conflicts',
    ],
  ]
  test.each(looks)('%s', async (_title, look, action) => {
    const rows = await audited(look)
    expect(rows).toMatchObject([{ user_name: 'amal', action, outcome: 'done', record_type: 'case', record_id: kase }])
  })

  test('lists name the records that they showed', async () => {
    const [v2] = await audited(() => amal.get('/api/v2/cases?per=5'))
    expect(v2).toMatchObject({
      action: 'index',
      record_type: 'case',
      resource: '/api/v2/cases',
      details: { parameters: ['per'] },
    })
    expect(v2?.details.record_ids).toContain(kase)
    const [app] = await audited(() => amal.post('/api/sync/search', { type: 'case', filters: [], page: 1, per: 5 }))
    expect(app?.details.record_ids).toContain(kase)
  })

  test('a file', async () => {
    const { blob } = await attaches(amal, kase, {
      field: 'photos',
      fileName: `${mark}.png`,
      bytes: png(),
      description: mark,
    })
    const seen = { action: 'show_attachment', record_id: kase, details: { field: 'photos' } }
    expect(await audited(() => amal.get(`/api/sync/attachments/${blob}`))).toMatchObject([seen])
    const { photos } = (await amal.get(`/api/v2/cases/${kase}`)).body.data
    expect(await audited(() => amal.get(photos[0].attachment_url))).toMatchObject([seen])
  })

  test('the access log of the record shows both doors', async () => {
    const dina = t.as('dina')
    await pulled(dina, 'case', kase)
    const { data } = (await amal.get(`/api/v2/cases/${kase}/access_log`)).body
    expect(data.filter((row: Told) => row.user_name === 'dina')).toMatchObject([{ action: 'show', record_id: kase }])
  })
})

describe('every change is written down with the names of its fields', () => {
  const changes: [string, () => Promise<unknown>, Partial<Row>][] = [
    [
      'an edit in our app',
      async () => {
        const { version } = await pulled(amal, 'case', kase)
        return push(
          amal,
          edits(amal, kase, version, [{ path: ['occupation'], from: child.occupation, to: `${mark} 2` }]),
        )
      },
      { action: 'update', details: { fields: ['occupation'] } },
    ],
    [
      'an edit over v2',
      () => amal.patch(`/api/v2/cases/${kase}`, { data: { occupation: `${mark} 3` } }),
      { action: 'update', details: { fields: ['occupation'] } },
    ],
    ['closing', () => push(amal, intend('amal', 'record.close', { type: 'case', id: kase })), { action: 'close' }],
    ['reopening', () => push(amal, intend('amal', 'record.reopen', { type: 'case', id: kase })), { action: 'reopen' }],
    [
      'an action over v2',
      () =>
        amal.patch(`/api/v2/cases/${kase}`, {
          data: { notes_section: [{ note_text: mark }] },
          record_action: 'add_note',
        }),
      { action: 'add_note', details: { fields: ['notes_section'] } },
    ],
    [
      'disabling',
      () => amal.delete(`/api/v2/cases/${kase}`),
      { action: 'enable_disable_record', details: { fields: ['record_state'] } },
    ],
    [
      'enabling',
      () => push(amal, intend('amal', 'record.enable', { type: 'case', id: kase })),
      { action: 'enable_disable_record' },
    ],
  ]
  test.each(changes)('%s', async (_title, change, row) => {
    const rows = (await audited(change)).filter((r) => r.action !== 'show')
    expect(rows).toMatchObject([{ user_name: 'amal', outcome: 'done', record_type: 'case', record_id: kase, ...row }])
  })

  test('a creation, with the fields that were filled', async () => {
    const id = uuid()
    const [row] = await audited(() => amal.post('/api/v2/cases', { data: { id, ...child } }))
    expect(row).toMatchObject({ action: 'create', record_id: id })
    expect(row?.details.fields).toEqual(expect.arrayContaining(['name_first', 'telephone_current', 'services_section']))
  })
})

describe('every refusal is written down', () => {
  const none = uuid()
  const refusals: [string, () => Promise<unknown>, () => Partial<Row>][] = [
    ['another’s record', () => carol.get(`/api/v2/cases/${kase}`), () => ({ code: 'forbidden', record_id: kase })],
    [
      'a record that is not there',
      () => carol.get(`/api/v2/cases/${none}`),
      () => ({ code: 'not-found', record_id: none }),
    ],
    [
      'another’s record in our app',
      () => pulled(carol, 'case', kase),
      () => ({ code: 'not-found', record_id: kase, record_type: 'case' }),
    ],
    [
      'another’s history in our app',
      () => carol.post('/api/sync/history', { type: 'case', id: kase, page: 1 }),
      () => ({ code: 'not-found', record_id: kase, record_type: 'case' }),
    ],
    [
      'claims beside another’s record',
      () => carol.post('/api/sync/conflicts', { of: { type: 'case', id: kase }, page: 1 }),
      () => ({ code: 'not-found', record_id: kase, record_type: 'case' }),
    ],
    [
      'an edit of another’s record',
      () => push(carol, edits(carol, kase, 1, [{ path: ['age'], to: 1 }])),
      () => ({ action: 'record.edit', code: 'not-found', record_id: kase, record_type: 'case' }),
    ],
    [
      'an edit over v2',
      () => carol.patch(`/api/v2/cases/${kase}`, { data: { occupation: mark } }),
      () => ({ code: 'forbidden', record_id: kase }),
    ],
    [
      'answers of the wrong type',
      () => amal.patch(`/api/v2/cases/${kase}`, { data: { age: mark } }),
      () => ({ user_name: 'amal', code: 'invalid-answers', record_id: kase }),
    ],
    [
      'an address that nobody knows',
      () => carol.get(`/api/v2/${mark}/${mark}`),
      () => ({ code: 'not-found', resource: 'unknown' }),
    ],
    [
      'a file of another',
      () => carol.get(`/api/sync/attachments/${none}`),
      () => ({ code: 'not-found', resource: '/api/sync/attachments/:id' }),
    ],
  ]
  test.each(refusals)('%s', async (_title, ask, row) => {
    expect(await audited(ask)).toMatchObject([{ user_name: 'carol', outcome: 'refused', ...row() }])
  })

  test('a wrong password', async () => {
    const basic = Buffer.from(`amal:${mark}`).toString('base64')
    const rows = await audited(async () =>
      t.app.inject({ url: '/api/v2/cases', headers: { authorization: `Basic ${basic}` } }),
    )
    expect(rows[0]).toMatchObject({ user_name: 'amal', action: 'failed_login', outcome: 'refused' })
  })

  test('a name that nobody has, without the name', async () => {
    const basic = Buffer.from(`${mark}:${mark}`).toString('base64')
    const rows = await audited(async () =>
      t.app.inject({ url: '/api/v2/cases', headers: { authorization: `Basic ${basic}` } }),
    )
    expect(rows[0]).toMatchObject({ user_name: null, action: 'failed_login' })
  })
})

test('what people typed stands in the record, its history and its files, and in no other table', async () => {
  // Everything that could carry a value elsewhere: searches, filters, sorts, parameter names, headers, refusals, conflicts.
  await amal.get(`/api/v2/cases?query=${mark}&id_search=true`)
  await amal.get(`/api/v2/cases?query=${mark}Aya%20${mark}Sabah&phonetic=true`)
  await amal.get(
    `/api/v2/cases?name_first=${mark}&or[occupation]=${mark}&${mark}=1&or[${mark}]=2&order_by=${mark}&fields=${mark}`,
  )
  await amal.get(`/api/v2/cases/${kase}/record_history?filters[field_names][0]=${mark}`)
  await amal.get(`/api/v2/${mark}?${mark}`)
  await amal.patch(`/api/v2/cases/${kase}`, { data: { [mark]: mark, age: mark } })
  await amal.patch(`/api/v2/cases/${kase}`, { data: { [mark]: mark }, record_action: mark })
  await amal.post('/api/v2/cases', { data: { ...child, [mark]: mark } })
  await amal.post('/api/v2/cases', `{"${mark}`)
  await amal.post('/api/sync/search', {
    type: 'case',
    query: { text: mark, by: 'name' },
    filters: [{ field: mark, any: [mark] }],
    page: 1,
    per: 5,
  })
  await amal.post('/api/sync/push', {
    intentions: [{ ...intend('amal', 'record.close', {}), device: 'phone', name: mark }],
  })
  const { version } = await pulled(amal, 'case', kase)
  await push(
    amal,
    edits(amal, kase, version, [{ path: ['age'], to: mark }]),
    edits(amal, kase, 1, [{ path: ['name_first'], from: 'x', to: `${mark}Late` }]),
    intend('amal', 'record.create', { type: 'case', id: uuid(), module: mark, data: {} }),
    { ...edits(amal, kase, 1, []), user: mark },
  )
  const blob = uuid()
  await amal.put(`/api/sync/blobs/${blob}/0`, Buffer.from(mark))

  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`.execute(
    t.house.db,
  )
  const holding: string[] = []
  await asHouse(t.house.db, t.house.configuration(), async (tx) => {
    for (const { name } of tables.filter((table) => table.name !== 'migration')) {
      const { rows } = await sql<{
        row: string
      }>`select x::text as row from ${sql.table(name)} x where x::text ilike ${`%${mark}%`}`.execute(tx)
      if (rows.length > 0) holding.push(name)
    }
  })
  expect(holding.sort()).toEqual([
    'case_attachment',
    'case_conflict',
    'case_doc',
    'case_history',
    'case_ids',
    'case_row',
  ])
})

test('searched tables hold of a record the name it is sorted by, tokens and identifiers, and no free text', async () => {
  const { rows } = await sql<{ row: string; ids: string }>`
    select (to_jsonb(r) - 'name')::text as row, to_jsonb(i)::text as ids from case_row r join case_ids i using (n) where id = ${kase}`.execute(
    t.house.db,
  )
  expect(rows[0]?.row).not.toContain(mark)
  expect(rows[0]?.ids.replaceAll(`phone:${child.telephone_current}`, '')).not.toContain(mark)
})
