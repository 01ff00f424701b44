// Previews behind the doors of attachments: made when somebody first asks, kept sealed beside the file, gone with it.
import type { Actor } from '@primero/domain/access/actor.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyReply } from 'fastify'
import { countAttempt } from '../accounts/queries.ts'
import type { AttachmentRow } from '../attachments/queries.ts'
import { previewKey } from '../attachments/storage.ts'
import type { House } from '../house.ts'
import { drawn } from './make.ts'
import { pdfOf } from './pdf.ts'
import { sizeIn } from './pixels.ts'

const pictures = new Set(['image/jpeg', 'image/png'])
const drawable = new Set([...pictures, 'application/pdf'])
const drawnPerMinute = 60

/** Office papers are shown as what they are, a name and a size: whoever may open them has the program. */
const canBeDrawn = ({ content_type: type }: AttachmentRow): boolean => drawable.has(type)

/** The file has been opened to this person already: whoever may see the whole may see it smaller. */
export async function sendPreview(house: House, reply: FastifyReply, actor: Actor, row: AttachmentRow) {
  return send(reply, 'image/jpeg', 'inline; filename="preview.jpg"', await previewOf(house, actor, row))
}

/** Of pictures only: a PDF is its own preview (api-records §16). */
export async function sendPdf(house: House, reply: FastifyReply, actor: Actor, row: AttachmentRow) {
  if (!pictures.has(row.content_type)) throw new Problem('not-found', {})
  const jpeg = await previewOf(house, actor, row)
  const size = sizeIn(jpeg, 'image/jpeg') ?? { width: 1, height: 1 }
  return send(reply, 'application/pdf', 'attachment; filename="preview.pdf"', pdfOf(jpeg, size))
}

// The name of the file may be somebody's: a preview has none.
const send = (reply: FastifyReply, type: string, disposition: string, bytes: Buffer) =>
  reply
    .type(type)
    .header('content-disposition', disposition)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(bytes)

const underWay = new Map<string, Promise<Buffer>>()

/** @throws Problem not-found where none can be made */
async function previewOf(house: House, actor: Actor, row: AttachmentRow): Promise<Buffer> {
  if (!canBeDrawn(row)) throw new Problem('not-found', {})
  const key = previewKey(row.storage_key)
  const kept = (await house.storage.get(key)) ?? (await underWay.get(key)) ?? (await begun(house, actor, row, key))
  if (kept.length === 0) throw new Problem('not-found', {})
  return kept
}

async function begun(house: House, actor: Actor, row: AttachmentRow, key: string): Promise<Buffer> {
  if ((await countAttempt(house.db, `previews ${actor.id}`, house.clock())) > drawnPerMinute)
    throw new Problem('too-many-requests', { seconds: 60 })
  const making = underWay.get(key) ?? made(house, row, key).finally(() => underWay.delete(key))
  underWay.set(key, making)
  return making
}

/** Empty, and kept so, where these bytes cannot be drawn: nobody waits for them a second time. */
async function made(house: House, row: AttachmentRow, key: string): Promise<Buffer> {
  const bytes = await house.storage.get(row.storage_key)
  const preview = bytes && (await drawn({ bytes, contentType: row.content_type }))
  const kept = preview ?? Buffer.alloc(0)
  if (bytes !== undefined) await house.storage.put(key, kept)
  return kept
}
