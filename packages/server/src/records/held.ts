// A record as it is stored, with what decisions need of it.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { RecordFacts, StoredRecord } from '@primero/domain/records/record.ts'
import type { Tx } from '../db/database.ts'
import { heldRecords, type RowFacts } from '../search/queries.ts'

export type Held = { row: RowFacts; record: StoredRecord; facts: RecordFacts }

/** Locked until the transaction ends. */
export const heldOf = (tx: Tx, type: RecordType, id: string): Promise<Held | undefined> => found(tx, type, id, true)

/** As it is now, for who changes nothing: he waits for nobody, and nobody for him. */
export const readOf = (tx: Tx, type: RecordType, id: string): Promise<Held | undefined> => found(tx, type, id, false)

/** Locked the oldest first, whoever asks for which: a case that was made of another comes after that one. */
export const heldTogether = (tx: Tx, type: RecordType, ids: readonly string[]): Promise<Held[]> =>
  foundAll(tx, type, ids, true)

const found = async (tx: Tx, type: RecordType, id: string, isLocked: boolean): Promise<Held | undefined> =>
  (await foundAll(tx, type, [id], isLocked))[0]

const foundAll = async (tx: Tx, type: RecordType, ids: readonly string[], isLocked: boolean): Promise<Held[]> =>
  (await heldRecords(tx, type, ids, isLocked)).map((row) => ({
    row,
    record: stored(type, row, row),
    facts: factsFrom(type, row),
  }))

export const stored = (
  type: RecordType,
  row: { id: string },
  doc: { version: number; data: StoredRecord['data'] },
): StoredRecord => ({
  id: row.id as Uuid,
  type,
  version: doc.version,
  data: doc.data,
})

/** Whoever else than the owner finds a record by name holds a live grant: the principals say so. */
export const factsFrom = (
  type: RecordType,
  row: { id: string; module: string; seen_by: string[]; owned_by: string },
): RecordFacts => ({
  id: row.id as Uuid,
  type,
  module: row.module,
  seenBy: row.seen_by,
  ownedBy: row.owned_by,
  grantedTo: row.seen_by.filter((p) => p.startsWith('u:') && p !== `u:${row.owned_by}`).map((p) => p.slice(2)),
})
