// Attachments over v2 (api-records §16).
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayOpenFile, mayWriteFile } from '@primero/domain/access/files.ts'
import { isDay } from '@primero/domain/time.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { collectionOf } from '../configuration/present-settings.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { withRevealed } from '../records/reader.ts'
import { sendPdf } from '../previews/serve.ts'
import { type Readable, reachable } from '../records/reading.ts'
import { attach, describe, detach } from './attach.ts'
import { type AttachmentKind, attachmentKinds, kindFor } from './kinds.ts'
import { fileFor, presentAttachment } from './present.ts'
import { type AttachmentRow, attachmentsOf, wordsAbout } from './queries.ts'

type OnRecord = { Params: { id: string } }
type OnAttachment = { Params: { id: string; aid: string } }
type Data = Record<string, unknown>

export function attachmentRoutes(app: FastifyInstance, house: House, mostBytes: number): void {
  for (const type of ['case', 'incident', 'tracing_request'] as const) typeRoutes(app, house, type, mostBytes)
}

function typeRoutes(app: FastifyInstance, house: House, type: RecordType, mostBytes: number): void {
  const path = `/api/v2/${collectionOf(type)}/:id/attachments`
  const tags = ['attachments']
  // Whoever is not signed in sends no file first.
  const large = { bodyLimit: mostBytes, onRequest: async (request: FastifyRequest) => void needsActor(request) }

  app.post<OnRecord>(path, { ...large, schema: { tags, summary: 'Attach a file' } }, (request) => {
    const actor = needsActor(request)
    const data = dataOf(request.body)
    const file = uploadOf(house, type, data)
    return transaction(house.db, actor, async (tx) => {
      const { record } = await reachable(house, tx, actor, type, request.params.id, 'write')
      const on = onRecord(type, record, request.ip)
      const { saved, id } = await attach(house, tx, actor, on, { ...file, uuid: crypto.randomUUID() as Uuid })
      const row = (await attachmentsOf(tx, type, [saved.n])).find((a) => a.id === id)
      const base = `/api/v2/${collectionOf(type)}/${record.id}/attachments`
      const { data: stored } = saved.record
      return {
        data: {
          ...(row ? presentAttachment(base, row) : {}),
          record: {
            id: record.id,
            enabled: stored['record_state'] !== false,
            ...(file.field === 'photos' ? { has_photo: stored['has_photo'] === true } : {}),
            last_updated_at: stored['last_updated_at'],
          },
        },
      }
    })
  })

  app.get<OnAttachment>(
    `${path}/:aid`,
    { compress: false, schema: { tags, summary: 'The bytes of an attachment' } },
    async (request, reply) => {
      return sendBytes(house, reply, await opened(house, request, type))
    },
  )

  app.get<OnAttachment>(
    `${path}/:aid/pdf`,
    { compress: false, schema: { tags, summary: 'A picture as a PDF of one page, without what a camera writes' } },
    async (request, reply) => {
      return sendPdf(house, reply, needsActor(request), await opened(house, request, type))
    },
  )

  if (type === 'case') {
    for (const method of ['PATCH', 'PUT'] as const) {
      app.route<OnAttachment>({
        method,
        url: `${path}/:aid`,
        schema: { tags, summary: 'Edit what is said about an attachment' },
        handler: (request) => edit(house, needsActor(request), type, request.params, dataOf(request.body), request.ip),
      })
    }
  }

  app.delete<OnAttachment>(
    `${path}/:aid`,
    { schema: { tags, summary: 'Remove an attachment' } },
    async (request, reply) => {
      const actor = needsActor(request)
      await transaction(house.db, actor, async (tx) => {
        const { of, row } = await attachmentOn(house, tx, actor, type, request.params, 'write')
        await detach(house, tx, actor, onRecord(type, of.record, request.ip), row)
      })
      return reply.code(204).send()
    },
  )
}

/** The record's present version, which v2 does not send. */
const onRecord = (type: RecordType, { id, version }: Readable['record'], ip: string) => ({
  type,
  id,
  version,
  intention: crypto.randomUUID() as Uuid,
  strict: false,
  ip,
})

const dataOf = (body: unknown): Data => {
  const data = (body as { data?: unknown } | null)?.data
  if (typeof data !== 'object' || data === null) throw new Problem('missing-parameter', { name: 'data' })
  return data as Data
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function uploadOf(house: House, type: RecordType, data: Data) {
  const field = textOrNull(data['field_name'])
  if (field === null) throw new Problem('rule-broken', { attribute: 'field_name', message: "can't be blank" })
  const kind = data['attachment_type'] as AttachmentKind
  const definition = house.configuration().fieldOf(type, field)
  if (definition === undefined || kindFor(definition.type) === undefined) throw new Problem('forbidden', {})
  if (!attachmentKinds.includes(kind) || kind !== kindFor(definition.type)) {
    throw new Problem('rule-broken', { attribute: 'attachment_type', message: 'is not included in the list' })
  }
  const date = textOrNull(data['date'])
  const wrong = wordsAbout.filter((word) => word !== 'is_current' && !editable[word](textOrNull(data[word])))
  if (wrong.length > 0) throw new Problem('invalid-answers', { pointers: wrong.map((key) => `/${key}`) })
  return {
    field,
    fileName: safeName(textOrNull(data['file_name']) ?? 'file'),
    bytes: Buffer.from(textOrNull(data['attachment']) ?? '', 'base64'),
    description: textOrNull(data['description']),
    comments: textOrNull(data['comments']),
    date,
    isCurrent: typeof data['is_current'] === 'boolean' ? data['is_current'] : null,
    signatureProvidedBy: textOrNull(data['signature_provided_by']),
  }
}

/** A bare file name: no folders, no control characters, at most 255 characters. */
export const safeName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/[\p{Cc}"]/gu, '').slice(0, 255) || 'file'

/** The attachment named in the address, on the record named in the address (access §6.9). */
async function attachmentOn(
  house: House,
  tx: Tx,
  actor: Actor,
  type: RecordType,
  at: { id: string; aid: string },
  action: string,
) {
  const of = await reachable(house, tx, actor, type, at.id, action)
  const row = (await attachmentsOf(tx, type, [of.n])).find((a) => String(a.id) === at.aid)
  if (row === undefined) throw new Problem('not-found', {})
  return { of, row }
}

/** The file, where this person may open it. */
/** The file, where this person may open it now: noted in the access log of its record. */
const opened = (house: House, request: FastifyRequest<OnAttachment>, type: RecordType) => {
  const actor = needsActor(request)
  return transaction(house.db, actor, async (tx) => {
    const { of, row } = await attachmentOn(house, tx, actor, type, request.params, 'read')
    const at = { session: request.sessionKey, place: 'attachment' } as const
    const reader = await withRevealed(house, tx, of.reader, of.facts, at)
    if (!mayOpenFile(house.configuration(), reader, of.facts, row)) throw new Problem('forbidden', {})
    await logShown(tx, actor, of, row, request.ip)
    return fileFor(reader, of, row)
  })
}

/** Whoever sees a file stands in the access log of its record. */
export const logShown = (tx: Tx, actor: Actor, { facts }: Pick<Readable, 'facts'>, row: AttachmentRow, ip: string) =>
  insertAudit(tx, {
    userName: actor.userName,
    action: 'show_attachment',
    outcome: 'done',
    recordType: facts.type,
    recordId: facts.id,
    ip,
    details: { field: row.field },
  })

export async function sendBytes(house: House, reply: FastifyReply, row: AttachmentRow): Promise<FastifyReply> {
  const bytes = (await house.storage.get(row.storage_key)) ?? Buffer.alloc(0)
  return reply
    .type(row.content_type)
    .header(
      'content-disposition',
      `inline; filename="${ascii(row.file_name)}"; filename*=UTF-8''${encodeURIComponent(row.file_name)}`,
    )
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(bytes)
}

const ascii = (name: string): string => name.replaceAll(/[^\x20-\x7e]|["\\]/g, '_')

const isNothing = (value: unknown): boolean => value === null
/** The history keeps them, each time that they change. */
const mostWords = 10_000
const isWords = (value: unknown): boolean =>
  isNothing(value) || (typeof value === 'string' && value.length <= mostWords && !value.includes('\0'))

/** What may be said about a file, and in which shape. */
const editable: Record<(typeof wordsAbout)[number], (value: unknown) => boolean> = {
  description: isWords,
  comments: isWords,
  signature_provided_by: isWords,
  date: (value) => isNothing(value) || isDay(value),
  is_current: (value) => isNothing(value) || typeof value === 'boolean',
}
const fixed = ['attachment_type', 'field_name', 'file_name', 'attachment']

function edit(house: House, actor: Actor, type: RecordType, at: { id: string; aid: string }, data: Data, ip: string) {
  const forbidden = Object.keys(data).filter((key) => fixed.includes(key))
  if (forbidden.length > 0) throw new Problem('unknown-keys', { keys: forbidden })
  const said = wordsAbout.filter((word) => word in data)
  const wrong = said.filter((word) => !editable[word](data[word]))
  if (wrong.length > 0) throw new Problem('invalid-answers', { pointers: wrong.map((key) => `/${key}`) })
  return transaction(house.db, actor, async (tx) => {
    const { of, row } = await attachmentOn(house, tx, actor, type, at, 'write')
    const config = house.configuration()
    const { reader } = of
    if (!mayOpenFile(config, reader, of.facts, row) || !mayWriteFile(config, reader, of.facts, row.field))
      throw new Problem('forbidden', {})
    const on = onRecord(type, of.record, ip)
    const next = await describe(house, tx, actor, on, row, Object.fromEntries(said.map((word) => [word, data[word]])))
    return {
      data: presentAttachment(`/api/v2/${collectionOf(type)}/${of.record.id}/attachments`, fileFor(reader, of, next)),
    }
  })
}
