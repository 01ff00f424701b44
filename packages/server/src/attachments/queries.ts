import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { numbersOf } from '../search/queries.ts'
import type { AttachmentKind } from './kinds.ts'

export type AttachmentRow = {
  id: number
  uuid: string
  n: number
  field: string
  kind: AttachmentKind
  file_name: string
  content_type: string
  size: number
  storage_key: string
  description: string | null
  comments: string | null
  date: string | null
  is_current: boolean | null
  signature_provided_by: string | null
  created_by: string
  created_at: Date
}

const shape = sql`id, uuid, n, field, kind, file_name, content_type, size, storage_key, description, comments, date,
  is_current, signature_provided_by, created_by, created_at`

/** What hangs on these records, newest date first, undated last (api-records §16). */
export async function attachmentsOf(tx: Tx, type: RecordType, ns: number[]): Promise<AttachmentRow[]> {
  if (ns.length === 0) return []
  const { rows } = await sql<AttachmentRow>`
    select ${shape} from ${sql.table(`${type}_attachment`)}
    where n = any (${ns}::bigint[]) and removed_at is null
    order by date desc nulls last, id desc`.execute(tx)
  return rows
}

/** The same of records by their ids. */
export async function attachmentsOn(tx: Tx, type: RecordType, ids: readonly string[]): Promise<AttachmentRow[]> {
  const { rows } = await sql<AttachmentRow>`
    select ${shape} from ${sql.table(`${type}_attachment`)}
    where n in (${numbersOf(type, ids)}) and removed_at is null
    order by date desc nulls last, id desc`.execute(tx)
  return rows
}

export async function attachmentByUuid(tx: Tx, type: RecordType, uuid: string): Promise<AttachmentRow | undefined> {
  const { rows } = await sql<AttachmentRow>`
    select ${shape} from ${sql.table(`${type}_attachment`)} where uuid = ${uuid} and removed_at is null`.execute(tx)
  return rows[0]
}

export type NewAttachment = Omit<AttachmentRow, 'id' | 'created_at'> & { hash: Buffer }

/** The new id; undefined when this uuid has been stored before. */
export async function insertAttachment(tx: Tx, type: RecordType, a: NewAttachment): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into ${sql.table(`${type}_attachment`)}
      (uuid, n, field, kind, file_name, content_type, size, hash, storage_key, description, comments, date, is_current,
       signature_provided_by, created_by)
    values (${a.uuid}, ${a.n}, ${a.field}, ${a.kind}, ${a.file_name}, ${a.content_type}, ${a.size}, ${a.hash},
       ${a.storage_key}, ${a.description}, ${a.comments}, ${a.date}, ${a.is_current}, ${a.signature_provided_by}, ${a.created_by})
    on conflict (uuid) do nothing
    returning id`.execute(tx)
  return rows[0]?.id
}

/** What people say about a file, and may say anew. */
export const wordsAbout = ['description', 'comments', 'date', 'is_current', 'signature_provided_by'] as const
export type AttachmentEdit = Partial<Pick<AttachmentRow, (typeof wordsAbout)[number]>>

export const updateAttachment = (tx: Tx, type: RecordType, id: number, next: Required<AttachmentEdit>) =>
  sql`update ${sql.table(`${type}_attachment`)}
      set description = ${next.description}, comments = ${next.comments}, date = ${next.date},
          is_current = ${next.is_current}, signature_provided_by = ${next.signature_provided_by}
      where id = ${id}`.execute(tx)

export const markRemoved = (tx: Tx, type: RecordType, id: number) =>
  sql`update ${sql.table(`${type}_attachment`)} set removed_at = now() where id = ${id}`.execute(tx)

export async function removedBefore(
  tx: Tx,
  type: RecordType,
  before: Date,
): Promise<{ id: number; storage_key: string }[]> {
  const { rows } = await sql<{ id: number; storage_key: string }>`
    select id, storage_key from ${sql.table(`${type}_attachment`)}
    where removed_at < ${before} and not starts_with(storage_key, 'gone:')`.execute(tx)
  return rows
}

/** Their bytes are gone: the key that names them says so. */
export const markForgotten = (tx: Tx, type: RecordType, ids: number[]) =>
  sql`update ${sql.table(`${type}_attachment`)} set storage_key = 'gone:' || uuid where id = any (${ids}::int[])`.execute(
    tx,
  )

/* Chunks of a blob on its way in. */

export const noteChunk = (db: Db | Tx, c: { blob: string; chunk: number; accountId: number; size: number }) =>
  sql`insert into upload (blob, chunk, account_id, size) values (${c.blob}, ${c.chunk}, ${c.accountId}, ${c.size})
      on conflict (blob, chunk) do update set size = excluded.size, at = now()
      where upload.account_id = excluded.account_id`.execute(db)

export async function chunksOf(
  db: Db | Tx,
  blob: string,
  accountId: number,
): Promise<{ chunk: number; size: number }[]> {
  const { rows } = await sql<{ chunk: number; size: number }>`
    select chunk, size from upload where blob = ${blob} and account_id = ${accountId} order by chunk`.execute(db)
  return rows
}

/** Bytes that this account has sent and not yet bound to a record. */
export async function pendingBytes(db: Db | Tx, accountId: number): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(size), 0)::bigint as bytes from upload where account_id = ${accountId}`.execute(db)
  return rows[0]?.bytes ?? 0
}

export const forgetChunks = (tx: Tx, blob: string, accountId: number) =>
  sql`delete from upload where blob = ${blob} and account_id = ${accountId}`.execute(tx)
