import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { Day, Moment } from '@primero/domain/time.ts'
import { type Consent, isWithdrawn } from '@primero/domain/workflow/consents.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Consent as ConsentTable } from '../db/tables.ts'
import { numbersOf } from '../search/queries.ts'

type Row = Omit<Selectable<ConsentTable>, 'n'> & { n: number }

/** An entry and the record that it is of. */
export type StoredConsent = Consent & { n: number; record: { id: Uuid; type: RecordType } }

const storedOf = (row: Row): StoredConsent => ({
  n: row.n,
  record: { id: row.record_id as Uuid, type: row.record_type as RecordType },
  id: row.id as Uuid,
  purposes: row.purposes as Consent['purposes'],
  services: row.services,
  agencies: row.agencies,
  excluded: row.excluded,
  oneOff: row.one_off,
  until: row.until_on as Day | null,
  givenBy: row.given_by as Consent['givenBy'],
  explainedBy: row.explained_by,
  explainedHow: row.explained_how as Consent['explainedHow'],
  note: row.note,
  by: row.by_user,
  at: row.at.toISOString() as Moment,
  ends: row.ends as unknown as Consent['ends'],
})

/** The ledger of a record, the oldest first. */
export async function consentsOf(tx: Tx, n: number): Promise<StoredConsent[]> {
  const { rows } = await sql<Row>`select * from consent where n = ${n} order by seq`.execute(tx)
  return rows.map(storedOf)
}

/** Of these records, the oldest first. */
export async function consentsOn(tx: Tx, type: RecordType, ids: readonly string[]): Promise<StoredConsent[]> {
  if (type !== 'case') return []
  const { rows } = await sql<Row>`select * from consent where n in (${numbersOf(type, ids)}) order by seq`.execute(tx)
  return rows.map(storedOf)
}

/** @returns false where the id is taken */
export async function insertConsent(
  tx: Tx,
  of: { n: number; id: string; type: RecordType },
  c: Consent,
): Promise<boolean> {
  const made = await tx
    .insertInto('consent')
    .values({
      id: c.id,
      n: of.n,
      record_type: of.type,
      record_id: of.id,
      purposes: c.purposes,
      services: c.services,
      agencies: c.agencies,
      excluded: c.excluded,
      one_off: c.oneOff,
      until_on: c.until,
      given_by: c.givenBy,
      explained_by: c.explainedBy,
      explained_how: c.explainedHow,
      note: c.note,
      by_user: c.by,
      at: c.at,
    })
    .onConflict((on) => on.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** What ended of it; what was agreed to stays as it was said. */
export const keepEnds = (tx: Tx, { id, ends, services }: Consent) =>
  tx
    .updateTable('consent')
    .set({ ends: JSON.stringify(ends), ended_at: isWithdrawn({ ends, services }) ? (ends.at(-1)?.at ?? null) : null })
    .where('id', '=', id)
    .execute()

export type PastItsDay = { seq: number; id: string; type: RecordType; record: string }

/** Entries whose last day has passed and that nobody has ended yet, from this one on; the oldest first. */
export async function pastTheirDay(
  tx: Tx,
  { today, after, most }: { today: string; after: number; most: number },
): Promise<PastItsDay[]> {
  const { rows } = await sql<PastItsDay>`
    select seq, id, record_type as type, record_id as record from consent
    where ended_at is null and until_on < ${today} and seq > ${after} order by seq limit ${most}`.execute(tx)
  return rows
}
