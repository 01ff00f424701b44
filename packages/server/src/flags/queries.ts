import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { Moment } from '@primero/domain/time.ts'
import type { Flag } from '@primero/domain/workflow/flags.ts'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Flag as FlagTable } from '../db/tables.ts'
import { numbersOf } from '../search/queries.ts'

type Row = Omit<Selectable<FlagTable>, 'n'> & { n: number }

/** A flag, its number on the wire, and the record that it is of. */
export type StoredFlag = Flag & {
  wireId: number
  n: number
  record: { id: Uuid; type: RecordType }
  systemGenerated: boolean
}

const storedOf = (row: Row): StoredFlag => ({
  id: row.id as Uuid,
  wireId: row.wire_id,
  n: row.n,
  record: { id: row.record_id as Uuid, type: row.record_type as RecordType },
  message: row.message,
  date: row.date,
  flagged_by: row.flagged_by,
  created_at: row.created_at.toISOString() as Moment,
  removed: row.removed,
  unflag_message: row.unflag_message,
  unflagged_by: row.unflagged_by,
  unflagged_date: row.unflagged_date,
  systemGenerated: row.system_generated_followup,
})

/** All of a record, the oldest first. */
export async function flagsOf(tx: Tx, n: number): Promise<StoredFlag[]> {
  const { rows } = await sql<Row>`select * from flag where n = ${n} order by wire_id`.execute(tx)
  return rows.map(storedOf)
}

/** Of these records, the oldest first. */
export async function flagsOn(tx: Tx, type: RecordType, ids: readonly string[]): Promise<StoredFlag[]> {
  const { rows } = await sql<Row>`
    select * from flag where n in (${numbersOf(type, ids)}) order by wire_id`.execute(tx)
  return rows.map(storedOf)
}

export type FlagQuestion = {
  /** Numbers of the records whose flags are meant. */
  among: RawBuilder<unknown>
  type: RecordType
  activeOnly: boolean
  /** Raised by this person; null: by anybody. */
  by: string | null
  skip: number
  most: number
}

/** Those of one type, the latest day first, and how many there are. */
export async function flagsAmong(tx: Tx, q: FlagQuestion): Promise<{ total: number; flags: StoredFlag[] }> {
  const where = sql`f.record_type = ${q.type} and f.n in (${q.among})
    and (not ${q.activeOnly}::boolean or not f.removed) and (${q.by}::text is null or f.flagged_by = ${q.by})`
  const [page, count] = await Promise.all([
    sql<Row>`select f.* from flag f where ${where} order by f.date desc, f.wire_id desc
             limit ${q.most} offset ${q.skip}`.execute(tx),
    sql<{ total: number }>`select count(*)::int as total from flag f where ${where}`.execute(tx),
  ])
  return { total: count.rows[0]?.total ?? 0, flags: page.rows.map(storedOf) }
}

/** @returns false where the id is taken */
export async function insertFlag(
  tx: Tx,
  of: { n: number; id: string; type: RecordType },
  flag: Flag,
): Promise<boolean> {
  const made = await tx
    .insertInto('flag')
    .values({
      id: flag.id,
      n: of.n,
      record_type: of.type,
      record_id: of.id,
      message: flag.message,
      date: flag.date,
      flagged_by: flag.flagged_by,
      created_at: flag.created_at,
      removed: flag.removed,
    })
    .onConflict((c) => c.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** What changing or resolving it leaves; who raised it, and when, stays. */
export const updateFlag = (tx: Tx, flag: Flag) =>
  tx
    .updateTable('flag')
    .set({
      message: flag.message,
      date: flag.date,
      removed: flag.removed,
      unflag_message: flag.unflag_message,
      unflagged_by: flag.unflagged_by,
      unflagged_date: flag.unflagged_date,
    })
    .where('id', '=', flag.id)
    .execute()
