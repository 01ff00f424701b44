// The marker crawl: somebody of every shipped role knocks at every door and asks by every answer. No mark comes out
// that his rights hide, and asking by one changes neither a number nor an order.
import { isServerKey } from '@primero/domain/access/keys.ts'
import type { TrainingUser } from '@primero/domain/configuration/bundle.ts'
import { identifierFields, phoneFields, phoneticFields } from '@primero/domain/records/record.ts'
import { policyOf } from '@primero/domain/sync/policy.ts'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { insertAttachment } from '../../src/attachments/queries.ts'
import { kindFor } from '../../src/attachments/kinds.ts'
import { insertMany } from '../../src/records/insert-many.ts'
import { factsOf } from '../../src/search/queries.ts'
import { type Caller, openTestHouse, type Reply, type TestHouse } from '../house.ts'
import { signsIn } from '../devices/browser.ts'
import { edits, intend, type Told, uuid } from '../sync/device.ts'
import {
  asking,
  bundles,
  identifies,
  type Kind,
  type Mark,
  type Marked,
  markedCaseload,
  marks,
  marksIn,
  mayReach,
  maySee,
  newMark,
  nothing,
  pagesOf,
  people,
  roleOf,
  seedOf,
  staysOff,
} from './marks.ts'

const everybody = people.map(({ userName }) => `u:${userName.toLowerCase()}`)

const collections = { case: 'cases', incident: 'incidents' } as const
const records = markedCaseload()
const files: { uuid: string; id: number; of: Marked }[] = []
let t: TestHouse

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { bundles })
  await t.enrol(
    ...people.map(({ userName, role, agency, groups }) => ({ userName: userName.toLowerCase(), role, agency, groups })),
  )
  await insertMany(t.house, records.map(seedOf), true)
  for (const record of records) await attachEverywhere(record)
  for (const owner of new Set(records.map((record) => record.owner))) await change(owner)
}, 60_000)
afterAll(() => t.close())

/** A file in every field that takes one; its name, its description and its bytes are marks of that field. */
async function attachEverywhere(record: Marked): Promise<void> {
  const fields = pagesOf(record.type, record.module).flatMap((page) => page.fields)
  const taking = new Map(fields.flatMap((field) => (kindFor(field.type) === undefined ? [] : [[field.name, field]])))
  await asHouse(t.house.db, t.house.configuration(), async (tx) => {
    const [row] = await factsOf(tx, record.type, [record.id])
    for (const field of taking.values()) {
      const where = {
        record,
        field: field.name,
        identifying: identifies(field) || field.type !== 'document_upload_box',
        isDay: false,
        isColumn: false,
        isOffDevices: staysOff(field, { record, isColumn: false }),
        forms: asking(record.type, record.module, field.name),
      }
      const [name, words, bytes] = [newMark(where), newMark(where), newMark(where)]
      const file = { uuid: uuid(), storage_key: uuid() }
      await t.house.storage.put(file.storage_key, Buffer.from(bytes))
      const id = await insertAttachment(tx, record.type, {
        ...file,
        n: row?.n ?? 0,
        field: field.name,
        kind: kindFor(field.type) ?? 'document',
        file_name: `${name}.txt`,
        content_type: 'text/plain',
        size: bytes.length,
        hash: Buffer.from(bytes),
        description: words,
        comments: words,
        date: null,
        is_current: null,
        signature_provided_by: words,
        created_by: record.owner.userName,
      })
      files.push({ uuid: file.uuid, id: id ?? 0, of: record })
    }
  })
}

/** Owners change answers, meet in conflicts and protect names again, so that histories hold marks on both sides. */
async function change(owner: TrainingUser): Promise<void> {
  const person = t.as(owner.userName.toLowerCase())
  for (const record of records.filter((r) => r.owner === owner)) {
    const { forms } = roleOf(owner)
    const mayWrite = (mark: Mark) => forms === 'all' || [...mark.forms].some((id) => forms[id] === 'rw')
    const changed = [...marks.values()]
      .filter(
        (mark) =>
          mark.record === record &&
          !mark.isColumn &&
          !mark.isDay &&
          typeof record.data[mark.field] === 'string' &&
          mayWrite(mark),
      )
      .slice(0, 12)
    const next = changed.map((mark) => ({ path: [mark.field], from: mark.key, to: newMark(mark) }))
    const late = changed.map((mark) => ({ path: [mark.field], from: 'something else', to: newMark(mark) }))
    const reply = await person.post('/api/sync/push', {
      intentions: [edits(person, record.id, 1, next, record.type), edits(person, record.id, 1, late, record.type)],
    })
    expect(
      reply.body.outcomes.map((o: Told) => o.outcome),
      JSON.stringify(reply.body.outcomes),
    ).not.toContain('refused')
  }
}

const fieldsOf = (type: Kind): string[] => [
  ...new Set([...marks.values()].filter((mark) => mark.record.type === type).map((mark) => mark.field)),
]
const chunked = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))

/** Every door that reads, and some that refuse. */
async function* knocks(person: Caller): AsyncGenerator<[string, Reply]> {
  const get = async (path: string): Promise<[string, Reply]> => [path, await person.get(path)]
  const post = async (path: string, body: unknown): Promise<[string, Reply]> => [path, await person.post(path, body)]
  for (const path of [
    'alerts',
    'users?extended=true',
    'users?query=zu',
    'roles',
    'forms',
    'lookups?per=1000',
    'agencies',
    'user_groups',
    'saved_searches',
    'permissions',
    'system_settings',
    'contact_information',
    'primero',
    'cases/identified',
    'dashboards',
    'audit_logs',
  ]) {
    yield get(`/api/v2/${path}`)
  }
  yield get('/api/sync/config')
  const device = uuid()
  yield post('/api/sync/devices', { device, kind: 'phone' })
  yield post('/api/sync/lease', { device })
  const pins = records.map(({ type, id }) => ({ type, id }))
  yield post('/api/sync/pull', { device, cursor: null, pins, limit: 100 })
  yield get('/api/ext/devices')
  yield get(`/api/ext/devices/${device}/records`)
  for (const page of [1, 2, 3]) yield post('/api/sync/conflicts', { settled: true, page })
  for (const type of ['case', 'incident'] as const) {
    const list = `/api/v2/${collections[type]}`
    yield get(`${list}?per=1000`)
    yield get(`${list}?per=1000&fields=short`)
    for (const names of chunked(fieldsOf(type), 70)) yield get(`${list}?per=1000&fields=${names.join(',')}`)
    yield post('/api/sync/search', { type, filters: [], page: 1, per: 200 })
    yield post('/api/sync/records', { type, ids: records.filter((r) => r.type === type).map((r) => r.id) })
    yield post(list, { data: { age: 'wrong', name: 5 } })
  }
  for (const record of records) {
    const at = `/api/v2/${collections[record.type]}/${record.id}`
    for (const door of ['', '?fields=short', '/record_history', '/access_log']) yield get(at + door)
    if (record.type === 'case') for (const door of ['/incidents', '/incidents/new', '/traces']) yield get(at + door)
    yield post('/api/sync/history', { type: record.type, id: record.id, page: 1 })
    yield post('/api/sync/conflicts', { of: { type: record.type, id: record.id }, settled: true, page: 1 })
    yield post(`/api/v2/${collections[record.type]}`, { data: { id: record.id, module_id: record.module } })
    yield [`PATCH ${at}`, await person.patch(at, { data: { age: 'wrong', sex: 1, status: { a: 1 } } })]
    yield [`PATCH ${at} as nothing`, await person.patch(at, { data: {} })]
    yield post('/api/sync/push', {
      intentions: [
        edits(person, record.id, 1, [{ path: ['no_such_field'], to: 1 }], record.type),
        intend(person.userName, 'record.edit', {
          type: record.type,
          id: record.id,
          changes: [{ path: ['age'], to: 'x' }],
        }),
      ],
    })
  }
  for (const { uuid: blob, id, of } of files) {
    yield get(`/api/sync/attachments/${blob}`)
    yield get(`/api/v2/${collections[of.type]}/${of.id}/attachments/${id}`)
  }
}

/** What came out that should not have: said without ids, so that a failure reads. */
const leaksIn = (person: TrainingUser, door: string, { text, headers }: Reply): string[] =>
  marksIn(`${text} ${JSON.stringify(headers)}`)
    .filter((mark) => !maySee(person, mark))
    .map(
      (mark) =>
        `${mark.record.type}.${mark.field} of ${mark.record.owner.userName}${mark.record.hidesName ? ' (protected)' : ''} by ${door.replaceAll(/[0-9a-f-]{36}|\d{3,}/g, ':id').slice(0, 90)}`,
    )

/** What went to a device and should not have, whoever reads it elsewhere: answers, and by name. */
const offDevices = (reply: Reply): string[] => [
  ...marksIn(reply.text)
    .filter((mark) => mark.isOffDevices)
    .map((mark) => `${mark.record.type}.${mark.field} in a pull`),
  ...reply.body.records.flatMap(({ type, data }: { type: Kind; data: object }) =>
    [...marks.values()]
      .filter((mark) => mark.isOffDevices && !mark.isColumn && mark.record.type === type && mark.field in data)
      .map((mark) => `${type}.${mark.field} stands in a pull`),
  ),
]

const shown = ({ status, body }: Reply) => ({
  status,
  total: body?.metadata?.total,
  ids: body?.data?.map?.((row: Told) => row.id),
})
const encode = (pairs: [string, string][]): string =>
  pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
const control = (mark: Mark): string => (mark.isDay ? nothing.day : nothing.text)

/** One who asks lists of one type, and compares what different questions show. */
function asker(person: TrainingUser, type: Kind) {
  const caller = t.as(person.userName.toLowerCase())
  const list = async (query: string) =>
    shown(await caller.get(`/api/v2/${collections[type]}?per=1000&fields=id&${query}`))
  const same = async (faults: string[], what: string, asked: string, otherwise: string) => {
    const [one, other] = [await list(asked), await list(otherwise)]
    if (JSON.stringify(one) !== JSON.stringify(other))
      faults.push(`${what}: ${one.status}/${one.total} against ${other.status}/${other.total}`)
  }
  return { caller, list, same }
}

/** Hidden marks of a type, one of each field. */
function hiddenFrom(person: TrainingUser, type: Kind): { all: Mark[]; byField: Map<string, Mark[]> } {
  const all = [...marks.values()].filter((mark) => mark.record.type === type && !maySee(person, mark))
  const byField = new Map<string, Mark[]>()
  for (const mark of all) byField.set(mark.field, [...(byField.get(mark.field) ?? []), mark])
  return { all, byField }
}

/** Of each of these fields a hidden mark in a record that he reaches and one in another; and of the rest a few. */
const sampled = (byField: Map<string, Mark[]>, person: TrainingUser, fields: readonly string[]): Mark[] =>
  [...byField.entries()].flatMap(([field, hidden], i) => {
    if (!fields.includes(field) && i % 20 > 0) return []
    const words = hidden.filter((mark) => !mark.isDay)
    const [near, far] = [
      words.find((mark) => mayReach(person, mark.record)),
      words.find((mark) => !mayReach(person, mark.record)),
    ]
    return [near, far].flatMap((mark) => mark ?? [])
  })

/** Fields of which this person reads nothing in any record that he reaches. */
const closedFields = (person: TrainingUser, type: Kind, byField: Map<string, Mark[]>): Mark[] =>
  [...byField.entries()].flatMap(([field, hidden]) => {
    const isOpen = [...marks.values()].some(
      (mark) => mark.record.type === type && mark.field === field && maySee(person, mark),
    )
    const near = hidden.filter((mark) => mayReach(person, mark.record))
    return isOpen || near[0] === undefined ? [] : [near[0]]
  })

describe.each(people.map((person) => ({ person, name: person.userName, role: person.role })))(
  '$name, $role',
  ({ person }) => {
    const isService = person.serviceAccount === true

    test('is shown no mark that his rights hide', { timeout: 60_000 }, async () => {
      const leaks: string[] = []
      const seen = new Set<Mark>()
      const pulled = new Set<Mark>()
      for await (const [door, reply] of knocks(t.as(person.userName.toLowerCase()))) {
        expect(
          reply.status === 401 || reply.status === 429 || reply.status >= 500,
          `${door} answered ${reply.status} ${reply.text.slice(0, 200)}`,
        ).toBe(false)
        leaks.push(...leaksIn(person, door, reply))
        for (const mark of marksIn(reply.text)) seen.add(mark)
        if (door === '/api/sync/pull') {
          for (const mark of marksIn(reply.text)) pulled.add(mark)
          leaks.push(...offDevices(reply))
        }
      }
      expect([...new Set(leaks)]).toEqual([])
      // A crawl that saw nothing would find nothing: who owns records sees most of his marks.
      const own = [...marks.values()].filter((mark) => maySee(person, mark))
      if (records.some((record) => record.owner === person)) expect(seen.size / own.length).toBeGreaterThan(0.6)
      if (records.some((record) => record.owner === person) && policyOf(roleOf(person)).records > 0)
        expect(pulled.size / own.length).toBeGreaterThan(0.3)
    })

    test.skipIf(isService)('hears of nothing but that something changed', async () => {
      const { headers } = await signsIn(t.app, person.userName.toLowerCase())
      const reply = await t.app.inject({ url: '/api/sync/events', headers, payloadAsStream: true })
      for (const { type, module } of records) t.house.hub.changed({ type, module, seenBy: everybody })
      t.house.use(t.house.configuration())
      let text = ''
      for await (const chunk of reply.stream()) {
        text += chunk
        if (text.includes('event: config')) break
      }
      expect(text.replace(/^retry: \d+\n/, '').replaceAll(/event: (changed|config)\ndata:\n|:\n|\n/g, '')).toBe('')
    })

    // Service accounts are refused what others are not told of; there is nothing to compare.
    test.skipIf(isService).each(['case', 'incident'] as const)(
      'learns nothing of a %s by asking for what he may not see',
      { timeout: 60_000 },
      async (type) => {
        const { caller, same } = asker(person, type)
        if ((await caller.get(`/api/v2/${collections[type]}`)).status === 403) return
        const faults: string[] = []
        const { all, byField } = hiddenFrom(person, type)
        const closed = closedFields(person, type, byField)
        for (const some of chunked(closed, 40)) {
          // A filter by what one never reads is no filter, not even beside others.
          await same(faults, `filters by ${some.map((m) => m.field)}`, encode(some.map((m) => [m.field, m.key])), '')
          const [first] = some
          if (first) await same(faults, `not ${first.field}`, encode([[`not[${first.field}]`, first.key]]), '')
        }
        for (const some of chunked(
          [...byField.values()].flatMap(([mark]) => mark ?? []),
          60,
        )) {
          const or = (value: (mark: Mark) => string) => encode(some.map((m) => [`or[${m.field}]`, value(m)]))
          await same(
            faults,
            `one of ${some.map((m) => m.field)}`,
            or((m) => m.key),
            or(control),
          )
        }
        for (const mark of all.filter((m) => m.isDay).slice(0, 6)) {
          const range = (day: string) => encode([[mark.field, `${day}..${day}`]])
          await same(faults, `a range of ${mark.field}`, range(mark.key), range(nothing.day))
        }
        for (const [i, { field, identifying }] of closed.entries()) {
          if (!identifying && i % 5 > 0) continue
          for (const order of ['asc', 'desc'])
            await same(faults, `an order by ${field}`, `order_by=${field}&order=${order}`, `order=${order}`)
        }
        expect(faults).toEqual([])
      },
    )

    test.skipIf(isService).each(['case', 'incident'] as const)(
      'finds no %s by words that he may not see',
      { timeout: 60_000 },
      async (type) => {
        const { caller, list } = asker(person, type)
        if ((await caller.get(`/api/v2/${collections[type]}`)).status === 403) return
        const faults: string[] = []
        // The registration desk finds others' cases by whole identifiers: that is its right, and a test of its own.
        const isDesk = roleOf(person).permissions['case']?.includes('search_owned_by_others') === true
        const modes: [string, readonly string[]][] = [
          ['', identifierFields[type]],
          ...(isDesk ? [] : ([['&id_search=true', identifierFields[type]]] as [string, readonly string[]][])),
          ['&phonetic=true', phoneticFields[type]],
          ['&phone_number=true', phoneFields[type]],
        ]
        for (const [mode, fields] of modes) {
          const otherwise = await list(`query=${nothing.text}${mode}`)
          for (const mark of sampled(hiddenFrom(person, type).byField, person, fields)) {
            const found = await list(`query=${mark.key}${mode}`)
            if (JSON.stringify(found) !== JSON.stringify(otherwise))
              faults.push(`${mark.field} by ${mode}: ${found.total}`)
          }
        }
        expect([...new Set(faults)]).toEqual([])
      },
    )

    test.each(['case', 'incident'] as const)(
      'hears the same in our app, whatever he guesses of a %s',
      { timeout: 60_000 },
      async (type) => {
        const caller = t.as(person.userName.toLowerCase())
        const ask = async (more: object) => {
          const { status, body } = await caller.post('/api/sync/search', {
            type,
            filters: [],
            page: 1,
            per: 200,
            ...more,
          })
          return { status, total: body.total, ids: body.rows?.map((row: Told) => row.id) }
        }
        if ((await ask({})).status === 403) return
        const faults: string[] = []
        const { byField } = hiddenFrom(person, type)
        for (const [field, [mark]] of byField) {
          if (mark === undefined) continue
          // Refused whatever the value, or nothing found: never a hit.
          const { status, total } = await ask({ filters: [{ field, any: [mark.key] }] })
          if (status !== 422 && total !== 0) faults.push(`filter by ${field}: ${status}/${total}`)
        }
        for (const [by, fields] of [
          ['id', identifierFields[type]],
          ['name', phoneticFields[type]],
          ['phone', phoneFields[type]],
        ] as const) {
          const otherwise = JSON.stringify(await ask({ query: { text: nothing.text, by } }))
          for (const mark of sampled(byField, person, fields)) {
            if (JSON.stringify(await ask({ query: { text: mark.key, by } })) !== otherwise)
              faults.push(`${by} search of ${mark.field}`)
          }
        }
        expect(faults).toEqual([])
      },
    )
  },
)

// What the server makes of answers (the present caregiver, the code) holds their marks by itself.
test('the crawl marks every identifying answer of both modules', () => {
  for (const type of ['case', 'incident'] as const) {
    const marked = new Set(fieldsOf(type))
    const unmarked = ['primeromodule-cp', 'primeromodule-gbv'].flatMap((module) =>
      pagesOf(type, module).flatMap((page) =>
        page.fields
          .filter((field) => identifies(field) && !marked.has(field.name) && !isServerKey(field.name))
          .map((field) => field.name),
      ),
    )
    expect([...new Set(unmarked)]).toEqual([])
  }
  expect(marks.size).toBeGreaterThan(1200)
})
