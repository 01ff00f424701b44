// What the marker crawl does: files and histories full of marks, every door that reads, and questions that must tell
// nothing of what they ask by.
import { newLink } from '@primero/domain/cases/relationships.ts'
import { type RecordType, recordTypes, type TrainingUser } from '@primero/domain/configuration/bundle.ts'
import { expect } from 'vitest'
import type { Uuid } from '@primero/domain/ids.ts'
import type { Moment } from '@primero/domain/time.ts'
import { insertAttachment } from '../../src/attachments/queries.ts'
import { kindFor } from '../../src/attachments/kinds.ts'
import { asHouse } from '../../src/db/database.ts'
import { insertFlag, updateFlag } from '../../src/flags/queries.ts'
import { insertLink } from '../../src/relationships/queries.ts'
import { factsOf } from '../../src/search/queries.ts'
import type { Caller, Reply, TestHouse } from '../house.ts'
import { edits, intend, type Told, uuid } from '../sync/device.ts'
import { collections } from './matrix/door.ts'
import {
  asking,
  identifies,
  type Mark,
  type Marked,
  marks,
  marksIn,
  maySee,
  newMark,
  pagesOf,
  roleOf,
  staysOff,
} from './marks.ts'

/** The house that is crawled, with what stands in it. */
export type Crawled = { t: TestHouse; records: Marked[]; files: { uuid: string; id: number; of: Marked }[] }

/** A file in every field that takes one; its name, its description and its bytes are marks of that field. */
export async function attachEverywhere({ t, files }: Crawled, record: Marked): Promise<void> {
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

/** A flag that was resolved, its words marks of their own. */
export async function flagEverywhere({ t }: Crawled, record: Marked, words: { flag: string; unflag: string }) {
  const at = '2024-05-11T08:00:00.000Z' as Moment
  const { userName } = record.owner
  const flag = { id: uuid() as Uuid, message: words.flag, date: '2024-05-11', flagged_by: userName, created_at: at }
  const removed = { removed: true, unflag_message: words.unflag, unflagged_by: userName, unflagged_date: '2024-05-12' }
  await asHouse(t.house.db, t.house.configuration(), async (tx) => {
    const [row] = await factsOf(tx, record.type, [record.id])
    await insertFlag(tx, { n: row?.n ?? 0, id: record.id, type: record.type }, { ...flag, ...removed })
    await updateFlag(tx, { ...flag, ...removed })
  })
}

/** Each case leads to the next, in whosever hands that one is. */
export async function linkCases({ t, records }: Crawled): Promise<void> {
  const ids = records.filter(({ type }) => type === 'case').map(({ id }) => id as Uuid)
  const at = { now: '2024-05-11T08:00:00.000Z' as Moment, user: 'primero' }
  await asHouse(t.house.db, t.house.configuration(), async (tx) => {
    const numbers = new Map((await factsOf(tx, 'case', ids)).map(({ id, n }) => [id, n]))
    for (const [i, kase] of ids.entries()) {
      const other = ids[(i + 1) % ids.length] ?? kase
      const link = newLink({ id: uuid() as Uuid, kase, other, type: 'farmer_on' }, at)
      await insertLink(tx, link, { from: numbers.get(kase) ?? 0, to: numbers.get(other) ?? 0 })
    }
  })
}

/** Owners change answers, meet in conflicts and protect names again, so that histories hold marks on both sides. */
export async function change({ t, records }: Crawled, owner: TrainingUser): Promise<void> {
  const person = t.as(owner.userName.toLowerCase())
  const { forms, permissions } = roleOf(owner)
  const writes = ({ type }: Marked) => permissions[type]?.some((right) => right === 'write' || right === 'manage')
  for (const record of records.filter((r) => r.owner === owner && writes(r))) {
    const mayWrite = (mark: Mark) => forms === 'all' || [...mark.forms].some((id) => forms[id] === 'rw')
    const changed = [...marks.values()]
      .filter(
        (mark) =>
          mark.record === record &&
          !mark.isColumn &&
          !mark.isDay &&
          mark.rights === undefined &&
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

export const fieldsOf = (type: RecordType): string[] => [
  ...new Set([...marks.values()].filter((mark) => mark.record.type === type).map((mark) => mark.field)),
]
export const chunked = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))

/** Every door that reads, and some that refuse. */
export async function* knocks({ records, files }: Crawled, person: Caller): AsyncGenerator<[string, Reply]> {
  const get = async (path: string): Promise<[string, Reply]> => [path, await person.get(path)]
  const post = async (path: string, body: unknown): Promise<[string, Reply]> => [path, await person.post(path, body)]
  for (const path of [
    'alerts',
    'flags',
    'flags?record_type=cases,incidents,tracing_requests&page=1&per=100',
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
    'tasks?per=1000',
    'audit_logs',
  ]) {
    yield get(`/api/v2/${path}`)
  }
  yield get('/api/sync/config')
  yield post('/api/sync/dashboards', {})
  yield post('/api/sync/tasks', {})
  yield post('/api/sync/review', { page: 1, per: 50 })
  yield post('/api/sync/caseload', {})
  yield post('/api/sync/arrivals', {})
  for (const mark of [...marks.values()].filter(({ field }) => /(_no|_id|name)/.test(field)).slice(0, 20))
    yield post('/api/sync/beyond', { text: String(mark.key), by: 'id' })
  const device = uuid()
  yield post('/api/sync/devices', { device, kind: 'phone' })
  yield post('/api/sync/lease', { device })
  const pins = records.map(({ type, id }) => ({ type, id }))
  yield post('/api/sync/pull', { device, cursor: null, pins, limit: 100 })
  yield get('/api/ext/devices')
  yield get(`/api/ext/devices/${device}/records`)
  for (const page of [1, 2, 3]) yield post('/api/sync/conflicts', { settled: true, page })
  for (const type of recordTypes) {
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
    for (const door of ['', '?fields=short', '/record_history', '/access_log', '/flags', '/alerts'])
      yield get(at + door)
    if (record.type === 'case')
      for (const door of ['/incidents', '/incidents/new', '/traces', '/case_relationships']) yield get(at + door)
    yield post('/api/sync/history', { type: record.type, id: record.id, page: 1 })
    if (record.type === 'case') yield post('/api/sync/since-approval', { id: record.id, approval: 'case_plan' })
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
export const leaksIn = (person: TrainingUser, door: string, { text, headers }: Reply): string[] =>
  marksIn(`${text} ${JSON.stringify(headers)}`)
    .filter((mark) => !maySee(person, mark))
    .map(
      (mark) =>
        `${mark.record.type}.${mark.field} of ${mark.record.owner.userName}${mark.record.hidesName ? ' (protected)' : ''} by ${door.replaceAll(/[0-9a-f-]{36}|\d{3,}/g, ':id').slice(0, 90)}`,
    )

/** What went to a device and should not have, whoever reads it elsewhere: answers, and by name. */
export const offDevices = (reply: Reply): string[] => [
  ...marksIn(reply.text)
    .filter((mark) => mark.isOffDevices)
    .map((mark) => `${mark.record.type}.${mark.field} in a pull`),
  ...reply.body.records.flatMap(({ type, data }: { type: RecordType; data: object }) =>
    [...marks.values()]
      .filter((mark) => mark.isOffDevices && !mark.isColumn && mark.record.type === type && mark.field in data)
      .map((mark) => `${type}.${mark.field} stands in a pull`),
  ),
]
