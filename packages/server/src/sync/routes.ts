// The door of our own app: reads by POST so that nothing stands in an address, changes as intentions.
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayOpenFile } from '@primero/domain/access/files.ts'
import { may } from '@primero/domain/access/role.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { isUuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import {
  chunkBytes,
  configReply,
  historyReply,
  historyRequest,
  pushReply,
  pushRequest,
  recordsReply,
  recordsRequest,
  type SearchRequest,
  searchReply,
  searchRequest,
} from '@primero/domain/sync/protocol.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { chunkKey } from '../attachments/storage.ts'
import { sendPreview } from '../previews/serve.ts'
import { logShown, sendBytes } from '../attachments/routes.ts'
import { fileFor } from '../attachments/present.ts'
import { type AttachmentRow, attachmentByUuid, noteChunk, pendingBytes } from '../attachments/queries.ts'
import { insertAudit, insertAudits } from '../audit/queries.ts'
import { reading, transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { type Readable, reachable, reachables } from '../records/reading.ts'
import { historyOf } from '../records/queries.ts'
import { withRevealed } from '../records/reader.ts'
import { visiblePaths } from '../records/visible-paths.ts'
import { findRecords } from '../search/queries.ts'
import { configFor } from './config-for.ts'
import { type Push, pushFromDevices } from './push.ts'
import { logged, search } from './search.ts'
import { hangingOn, shapes } from './shapes.ts'

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
    {
      schema: {
        tags,
        summary: 'A page of short rows within scope',
        body: searchRequest,
        response: { 200: searchReply },
      },
    },
    (request) => {
      const actor = needsActor(request)
      return transaction(
        house.db,
        actor,
        (tx) => search(house, tx, actor, request.body),
        (tx, reply) => logged(tx, actor, request.body, reply, request.ip),
      )
    },
  )

  app.post<{ Body: { type: RecordType; ids: string[] } }>(
    '/api/sync/records',
    {
      schema: {
        tags,
        summary: 'Records as their reader may see them',
        body: recordsRequest,
        response: { 200: recordsReply },
      },
    },
    (request) => {
      const actor = needsActor(request)
      const { type, ids } = request.body
      const entry = {
        userName: actor.userName,
        action: 'show',
        recordType: type,
        resource: request.routeOptions.url ?? 'unknown',
        ip: request.ip,
      }
      return reading(
        house.db,
        actor,
        async (tx) => {
          const [found, hanging] = await Promise.all([
            reachables(house, tx, actor, type, ids),
            hangingOn(tx, type, ids),
          ])
          const shown = new Set<string>(found.map(({ record }) => record.id))
          return { found, hanging, gone: ids.filter((id) => !shown.has(id)), shown }
        },
        (tx, { shown, gone }) =>
          Promise.all([
            insertAudits(tx, { ...entry, outcome: 'done' }, [...shown]),
            insertAudits(tx, { ...entry, outcome: 'refused', code: 'not-found' }, gone),
          ]),
        ({ found, hanging, gone }) => ({ ...shapes(house, found, hanging), gone }),
      )
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
        const { total, rows } = await historyOf(tx, type, of.n, {
          page: Math.max(1, Math.trunc(page)),
          per: 20,
          // The app lists incidents by themselves.
          incidents: [],
        })
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'record_history',
          outcome: 'done',
          recordType: type,
          recordId: id,
          ip: request.ip,
        })
        const entries = rows.map((row) => ({
          at: row.at.toISOString(),
          user: row.user_name,
          action: row.action,
          changes: visiblePaths(house.configuration(), of.reader, of.facts, row.changes, of.record),
        }))
        return { total, entries }
      })
    },
  )

  app.post<{ Body: unknown }>(
    '/api/sync/push',
    {
      schema: {
        tags,
        summary: 'Intentions of a device; an id seen before is answered again, not repeated',
        body: pushRequest,
        response: { 200: pushReply },
      },
    },
    async (request) => pushFromDevices(house, needsActor(request), request.body as Push, request),
  )

  app.put<{ Params: { id: string; chunk: string } }>(
    '/api/sync/blobs/:id/:chunk',
    { bodyLimit: chunkBytes, schema: { tags, summary: 'A part of an attachment on its way in' } },
    async (request, reply) => {
      const actor = needsActor(request)
      const { id, chunk } = request.params
      const number = Number(chunk)
      if (!isUuid(id) || !Number.isInteger(number) || number < 0 || number > 99) throw new Problem('not-found', {})
      if (!Buffer.isBuffer(request.body) || request.body.length === 0)
        throw new Problem('attachment-refused', { reason: 'empty' })
      if ((await pendingBytes(house.db, actor.id)) > mostPending)
        throw new Problem('attachment-refused', { reason: 'size' })
      await house.storage.put(chunkKey(actor.id, id, number), request.body)
      await noteChunk(house.db, { blob: id, chunk: number, accountId: actor.id, size: request.body.length })
      return reply.code(204).send()
    },
  )

  app.get<{ Params: { id: string } }>(
    '/api/sync/attachments/:id',
    { compress: false, schema: { tags, summary: 'The bytes of an attachment' } },
    async (request, reply) => {
      return sendBytes(house, reply, await fileOpened(house, request))
    },
  )

  app.get<{ Params: { id: string } }>(
    '/api/sync/attachments/:id/preview',
    { compress: false, schema: { tags, summary: 'A picture, or the first page of a PDF, small and without scripts' } },
    async (request, reply) => {
      return sendPreview(house, reply, needsActor(request), await fileOpened(house, request))
    },
  )
}

/** The file, where this person may open it: unknown and closed ones are not told apart. */
const fileOpened = (house: House, request: FastifyRequest<{ Params: { id: string } }>): Promise<AttachmentRow> => {
  const actor = needsActor(request)
  const { id } = request.params
  return transaction(house.db, actor, async (tx) => {
    for (const type of recordTypes) {
      const row = isUuid(id) ? await attachmentByUuid(tx, type, id) : undefined
      const of = row && (await ownerOf(house, tx, actor, type, row))
      if (row === undefined || of === undefined) continue
      const at = { session: request.sessionKey, place: 'attachment' } as const
      const reader = await withRevealed(house, tx, of.reader, of.facts, at)
      if (!mayOpenFile(house.configuration(), reader, of.facts, row)) continue
      await logShown(tx, actor, of, row, request.ip)
      return fileFor(reader, of, row)
    }
    throw new Problem('not-found', {})
  })
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

async function ownerOf(
  house: House,
  tx: Tx,
  actor: Actor,
  type: RecordType,
  row: AttachmentRow,
): Promise<Readable | undefined> {
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
