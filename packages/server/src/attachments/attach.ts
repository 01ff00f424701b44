// Bytes become an attachment: checked, freed of metadata, encrypted, stored, and only then named by a row.
import { createHmac, randomUUID } from 'node:crypto'
import type { Actor } from '@primero/domain/access/actor.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Row } from '@primero/domain/records/record.ts'
import { afterRollback, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { isSame } from '@primero/domain/access/rows.ts'
import { type Saved, save } from '../records/save.ts'
import { type AttachmentKind, contentTypeOf, kindFor } from './kinds.ts'
import { withoutMetadata } from './metadata.ts'
import {
  type AttachmentEdit,
  type AttachmentRow,
  attachmentsOf,
  insertAttachment,
  markRemoved,
  updateAttachment,
  wordsAbout,
} from './queries.ts'

export type Incoming = {
  uuid: Uuid
  field: string
  fileName: string
  bytes: Buffer
  description?: string | null
  comments?: string | null
  date?: string | null
  isCurrent?: boolean | null
  signatureProvidedBy?: string | null
}

type On = { type: RecordType; id: string; version: number; intention: Uuid; strict: boolean; ip: string }

/** Stores the bytes and binds them to a field of the record. The rights are the domain's to refuse. */
export async function attach(
  house: House,
  tx: Tx,
  actor: Actor,
  on: On,
  file: Incoming,
): Promise<{ saved: Saved; id: number }> {
  const kind = kindOf(house, on.type, file.field)
  const contentType = await contentTypeOf(kind, file.bytes, file.fileName)
  const bytes = withoutMetadata(file.bytes, contentType)
  if (bytes === undefined) throw new Problem('attachment-refused', { reason: 'type' })
  const words = {
    uuid: file.uuid,
    file_name: file.fileName,
    description: file.description ?? null,
    comments: file.comments ?? null,
    date: file.date ?? null,
    is_current: file.isCurrent ?? null,
    signature_provided_by: file.signatureProvidedBy ?? null,
  }
  const saved = await save(house, tx, actor, {
    name: 'attachment.add',
    args: {
      type: on.type,
      id: on.id,
      attachment: file.uuid,
      field: file.field,
      fileName: file.fileName,
      size: bytes.length,
      sha256: '',
    },
    attachment: { field: file.field, left: 1, to: historyRow(words) },
    basedOn: on.version,
    intention: on.intention,
    strict: on.strict,
    ip: on.ip,
  })
  await refuseTooMany(house, tx, on.type, saved.n)
  const key = randomUUID()
  // Sealed bytes that no row names would lie there for ever.
  afterRollback(tx, () => house.storage.remove(key))
  await house.storage.put(key, bytes)
  const id = await insertAttachment(tx, on.type, {
    ...words,
    n: saved.n,
    field: file.field,
    kind,
    content_type: contentType,
    size: bytes.length,
    hash: createHmac('sha256', on.id).update(bytes).digest(),
    storage_key: key,
    created_by: actor.userName,
  })
  if (id === undefined) throw new Problem('id-taken', { id: file.uuid })
  return { saved, id }
}

/** What history keeps of a file: its name and what people wrote about it. */
function historyRow(file: AttachmentEdit & Pick<AttachmentRow, 'uuid' | 'file_name'>): Row {
  const said = wordsAbout.filter((word) => file[word] !== null && file[word] !== undefined)
  const words = Object.fromEntries(said.map((word) => [word, file[word]]))
  return { unique_id: file.uuid, file_name: file.file_name, ...words }
}

/** Changes what is said about a file; the record is locked already. */
export async function describe(
  house: House,
  tx: Tx,
  actor: Actor,
  on: On,
  row: AttachmentRow,
  said: AttachmentEdit,
): Promise<AttachmentRow> {
  const next = { ...row, ...said }
  const [from, to] = [historyRow(row), historyRow(next)]
  if (isSame(from, to)) return row
  await save(house, tx, actor, {
    name: 'attachment.describe',
    args: { type: on.type, id: on.id },
    attachment: { field: row.field, left: 1, from, to },
    basedOn: on.version,
    intention: on.intention,
    strict: on.strict,
    ip: on.ip,
  })
  await updateAttachment(tx, on.type, row.id, next)
  return next
}

function kindOf(house: House, type: RecordType, fieldName: string): AttachmentKind {
  const field = house.configuration().fieldOf(type, fieldName)
  const kind = field && kindFor(field.type)
  if (kind === undefined) throw new Problem('forbidden', {})
  return kind
}

async function refuseTooMany(house: House, tx: Tx, type: RecordType, n: number): Promise<void> {
  const options = (house.configuration().settings['system_options'] ?? {}) as Record<string, unknown>
  const most = Number(options['maximum_attachments_per_record'] ?? 100)
  if ((await attachmentsOf(tx, type, [n])).length >= most) throw new Problem('attachment-refused', { reason: 'count' })
}

/** Takes an attachment off the record; the bytes go when nothing needs them any more. */
export async function detach(house: House, tx: Tx, actor: Actor, on: On, row: AttachmentRow): Promise<Saved> {
  await markRemoved(tx, on.type, row.id)
  const left = (await attachmentsOf(tx, on.type, [row.n])).filter((a) => a.field === row.field).length
  return save(house, tx, actor, {
    name: 'attachment.remove',
    args: { type: on.type, id: on.id, attachment: row.uuid },
    attachment: { field: row.field, left, from: historyRow(row) },
    basedOn: on.version,
    intention: on.intention,
    strict: on.strict,
    ip: on.ip,
  })
}
