// The door of our own app: reads by POST so that nothing stands in an address, changes as intentions.
import type { Actor } from '@primero/domain/access/actor.ts'
import { actionsOn } from '@primero/domain/access/decide.ts'
import { mayAskBy, maySearchBy, shortFields, writable, readable } from '@primero/domain/access/fields.ts'
import { may } from '@primero/domain/access/role.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { isNameHidden } from '@primero/domain/search/phonetic.ts'
import { incompleteOf } from '@primero/domain/forms/findings.ts'
import { isUuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import {
  chunkBytes,
  configReply,
  historyReply,
  historyRequest,
  pushReply,
  pushRequest,
  type RecordShape,
  recordsReply,
  recordsRequest,
  type SearchRequest,
  searchReply,
  searchRequest,
} from '@primero/domain/sync/protocol.ts'
import type { FastifyInstance } from 'fastify'
import { chunkKey } from '../attachments/storage.ts'
import { fileFields } from '../attachments/fields.ts'
import { mayRead, sendBytes } from '../attachments/routes.ts'
import { type AttachmentRow, attachmentByUuid, attachmentsOf, noteChunk, pendingBytes } from '../attachments/queries.ts'
import { insertAudit, insertAudits } from '../audit/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { presentRecords, type Readable, reachable, reachables } from '../records/reading.ts'
import { historyOf } from '../records/queries.ts'
import { visiblePaths } from '../records/visible-paths.ts'
import type { Condition } from '../search/conditions.ts'
import { findRecords } from '../search/queries.ts'
import { configFor } from './config-for.ts'
import { push } from './push.ts'

const tags = ['sync']

export function syncRoutes(app: FastifyInstance, house: House): void {
  app.get<{ Querystring: { locale?: string } }>(
    '/api/sync/config',
    { schema: { tags, summary: 'What the role uses, in one language', response: { 200: configReply } } },
    async (request) => {
      const actor = needsActor(request)
      return configFor(house, actor, request.query.locale)
    },
  )

  app.post<{ Body: SearchRequest }>(
    '/api/sync/search',
    { schema: { tags, summary: 'A page of short rows within scope', body: searchRequest, response: { 200: searchReply } } },
    (request) => {
      const actor = needsActor(request)
      return transaction(house.db, actor, (tx) => search(house, tx, actor, request.body, request.ip))
    },
  )

  app.post<{ Body: { type: RecordType; ids: string[] } }>(
    '/api/sync/records',
    { schema: { tags, summary: 'Records as their reader may see them', body: recordsRequest, response: { 200: recordsReply } } },
    (request) => {
      const actor = needsActor(request)
      const { type, ids } = request.body
      return transaction(house.db, actor, async (tx) => {
        const found = await reachables(house, tx, actor, type, ids)
        const records = await shapes(house, tx, actor, type, found)
        const gone = ids.filter((id) => !records.some((record) => record.id === id))
        const entry = { userName: actor.userName, action: 'show', recordType: type, resource: request.routeOptions.url ?? 'unknown', ip: request.ip }
        await insertAudits(tx, { ...entry, outcome: 'done' }, records.map((r) => r.id))
        await insertAudits(tx, { ...entry, outcome: 'refused', code: 'not-found' }, gone)
        return { records, gone }
      })
    },
  )

  app.post<{ Body: { type: RecordType; id: string; page: number } }>(
    '/api/sync/history',
    { schema: { tags, summary: 'Who changed what', body: historyRequest, response: { 200: historyReply } } },
    (request) => {
      const actor = needsActor(request)
      const { type, id, page } = request.body
      return transaction(house.db, actor, async (tx) => {
        const of = await within(house, tx, actor, type, id)
        if (of === undefined || !may(actor.role, type, 'change_log')) throw new Problem('not-found', {})
        const { total, rows } = await historyOf(tx, type, of.n, { page: Math.max(1, Math.trunc(page)), per: 20 })
        await insertAudit(tx, { userName: actor.userName, action: 'record_history', outcome: 'done', recordType: type, recordId: id, ip: request.ip })
        const entries = rows.map((row) => ({
          at: row.at.toISOString(),
          user: row.user_name,
          action: row.action,
          changes: visiblePaths(house.configuration(), actor, of.facts, row.changes, of.record),
        }))
        return { total, entries }
      })
    },
  )

  app.post<{ Body: unknown }>(
    '/api/sync/push',
    { schema: { tags, summary: 'Intentions of a device; an id seen before is answered again, not repeated', body: pushRequest, response: { 200: pushReply } } },
    (request) => push(house, needsActor(request), request.body as Parameters<typeof push>[2], request.ip),
  )

  app.put<{ Params: { id: string; chunk: string } }>(
    '/api/sync/blobs/:id/:chunk',
    { bodyLimit: chunkBytes, schema: { tags, summary: 'A part of an attachment on its way in' } },
    async (request, reply) => {
      const actor = needsActor(request)
      const { id, chunk } = request.params
      const number = Number(chunk)
      if (!isUuid(id) || !Number.isInteger(number) || number < 0 || number > 99) throw new Problem('not-found', {})
      if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw new Problem('attachment-refused', { reason: 'empty' })
      if ((await pendingBytes(house.db, actor.id)) > mostPending) throw new Problem('attachment-refused', { reason: 'size' })
      await house.storage.put(chunkKey(actor.id, id, number), request.body)
      await noteChunk(house.db, { blob: id, chunk: number, accountId: actor.id, size: request.body.length })
      return reply.code(204).send()
    },
  )

  app.get<{ Params: { id: string } }>(
    '/api/sync/attachments/:id',
    { schema: { tags, summary: 'The bytes of an attachment' } },
    async (request, reply) => {
      const actor = needsActor(request)
      const found = await transaction(house.db, actor, async (tx) => {
        for (const type of recordTypes) {
          const row = isUuid(request.params.id) ? await attachmentByUuid(tx, type, request.params.id) : undefined
          const of = row && (await ownerOf(house, tx, actor, type, row))
          if (row === undefined || of === undefined || !mayRead(house, actor, of, row)) continue
          await insertAudit(tx, { userName: actor.userName, action: 'show_attachment', outcome: 'done', recordType: type, recordId: of.record.id, ip: request.ip, details: { field: row.field } })
          return row
        }
        throw new Problem('not-found', {})
      })
      return sendBytes(house, reply, found)
    },
  )
}

/** A person's unbound uploads: enough for a day of photos, too little to fill a disk. */
const mostPending = 200 * 1024 * 1024

/** The record, or nothing for unknown and out of scope alike. */
async function within(house: House, tx: Tx, actor: Actor, type: RecordType, id: string): Promise<Readable | undefined> {
  try {
    return await reachable(house, tx, actor, type, id)
  } catch (error) {
    if (error instanceof Problem && (error.code === 'not-found' || error.code === 'forbidden')) return undefined
    throw error
  }
}

async function ownerOf(house: House, tx: Tx, actor: Actor, type: RecordType, row: AttachmentRow): Promise<Readable | undefined> {
  const { rows } = await findRecordsByN(house, tx, actor, type, row.n)
  const id = rows[0]?.id
  return id === undefined ? undefined : within(house, tx, actor, type, id)
}

const findRecordsByN = (house: House, tx: Tx, actor: Actor, type: RecordType, n: number) =>
  findRecords(tx, house.configuration(), type, scopeOf(actor, type), {
    conditions: [{ kind: 'number', n }],
    sort: { field: 'created_at', descending: true },
    page: 1,
    per: 1,
  })

async function search(house: House, tx: Tx, actor: Actor, asked: SearchRequest, ip: string) {
  const config = house.configuration()
  const { type } = asked
  if (!may(actor.role, type, 'read')) throw new Problem('forbidden', { action: 'read' })
  if (asked.query?.by === 'id' && asked.query.text.trim().length < 3) return { total: 0, page: 1, per: asked.per, rows: [] }
  const unknown = [...asked.filters.map((f) => f.field), ...(asked.sort ? [asked.sort.field] : [])].filter(
    (field) => !mayAskBy(config, actor, type, field) && !(field === 'incident_case_id' && type === 'incident'),
  )
  if (unknown.length > 0) throw new Problem('unknown-keys', { keys: unknown })
  const mayAskAll = asked.query === undefined || maySearchBy(config, actor, type, asked.query.by)
  if (asked.query !== undefined && asked.query.by !== 'id' && !mayAskAll) throw new Problem('unknown-keys', { keys: ['query'] })
  const query = asked.query && asked.query.text.trim() !== '' ? { ...asked.query, codesOnly: !mayAskAll } : undefined
  const page = Math.min(Math.max(1, Math.trunc(asked.page)), 1_000_000)
  // 0 asks for the number alone.
  const per = Math.min(Math.max(0, Math.trunc(asked.per)), 200)
  const { total, rows } = await findRecords(tx, config, type, scopeOf(actor, type), {
    conditions: asked.filters.map(conditionOf),
    ...(query ? { query } : {}),
    sort: asked.sort ?? { field: 'created_at', descending: true },
    page,
    per,
  })
  const only = new Set([...shortFields(type), ...signs, ...columnsOf(house, actor, type)].filter((name) => name !== 'photos' && name !== 'photo'))
  const shown = await presentRecords(house, tx, actor, type, rows, only)
  await insertAudit(tx, { userName: actor.userName, action: 'list', outcome: 'done', recordType: type, ip, details: { record_ids: rows.map((r) => r.id) } })
  return {
    total,
    page,
    per,
    rows: rows.map((r, i) => ({ id: r.id, type, version: r.version, module: r.module, incomplete: r.incomplete, data: shown[i] ?? {} })),
  }
}

/** What a card of a list shows besides its columns. */
const signs = ['risk_level', 'workflow']

const columnsOf = (house: House, actor: Actor, type: RecordType): string[] =>
  actor.role.modules.flatMap((m) => Object.values(house.configuration().modules.get(m)?.listHeaders ?? {}).flat()).filter((name) => mayAskBy(house.configuration(), actor, type, name))

function conditionOf(f: SearchRequest['filters'][number]): Condition {
  const one: Condition =
    f.under !== undefined
      ? { kind: 'under', field: f.field, codes: f.under }
      : f.from !== undefined || f.to !== undefined
        ? { kind: 'range', field: f.field, ranges: [{ ...(f.from === undefined ? {} : { from: f.from }), ...(f.to === undefined ? {} : { to: f.to }) }] }
        : { kind: 'any', field: f.field, values: f.any ?? [] }
  return f.not === true ? { kind: 'not', condition: one } : one
}

async function shapes(house: House, tx: Tx, actor: Actor, type: RecordType, found: Readable[]): Promise<RecordShape[]> {
  const rows = found.map(({ row, record, lastUpdatedAt }) => ({ ...row, ...record, id: record.id, last_updated_at: lastUpdatedAt }))
  const shown = await presentRecords(house, tx, actor, type, rows, undefined, 'sync')
  const attachments = await attachmentsOf(tx, type, found.map((of) => of.n))
  return found.map((of, i) => shapeOf(house, actor, of, shown[i] ?? {}, attachments.filter((a) => a.n === of.n)))
}

function shapeOf(house: House, actor: Actor, of: Readable, data: Record<string, unknown>, attachments: AttachmentRow[]): RecordShape {
  const config = house.configuration()
  const { record, facts } = of
  const { type } = record
  const ctx = { type, module: facts.module, facts }
  const names = readable(config, actor, ctx)
  // Files come as attachments with their own rights, not among the answers.
  const files = fileFields(config, type)
  const isFile = (name: string): boolean => name === 'photo' || files.has(name)
  const mayWrite = may(actor.role, type, 'write') && record.data['record_state'] !== false
  return {
    id: record.id,
    type,
    version: record.version,
    module: facts.module,
    data: Object.fromEntries(Object.entries(data).filter(([name]) => !isFile(name))),
    incomplete: incompleteOf(config, type, facts.module, record.data)
      .filter(([name]) => names.has(name ?? ''))
      .map((path) => path.join('/')),
    actions: actionsOn(config, actor, facts, record.data),
    writable: mayWrite ? [...writable(config, actor, ctx).keys()] : [],
    attachments: attachments.filter((a) => mayRead(house, actor, of, a)).map(attachmentShapeOf),
    nameHidden: isNameHidden(record.data),
  }
}

const attachmentShapeOf = (a: AttachmentRow): RecordShape['attachments'][number] => ({
  id: a.uuid,
  field: a.field,
  fileName: a.file_name,
  contentType: a.content_type,
  size: a.size,
  description: a.description,
  date: a.date,
  url: `/api/sync/attachments/${a.uuid}`,
})
