import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { AlertKind } from '@primero/domain/workflow/alert-kinds.ts'
import type { Alert, AlertChange } from '@primero/domain/workflow/alerts.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Alert as AlertTable } from '../db/tables.ts'
import { numbersOf } from '../search/queries.ts'

type Row = Omit<Selectable<AlertTable>, 'n'> & { n: number }

export type StoredAlert = Alert & { id: string; n: number; date: string }

const storedOf = (row: Row): StoredAlert => ({
  id: row.unique_id,
  n: row.n,
  date: row.date,
  alert_for: row.alert_for as AlertKind,
  type: row.type,
  form: row.form,
  ...(row.user_name === null ? {} : { user: row.user_name }),
  ...(row.send_email ? { mail: true as const } : {}),
})

/** Those of a record that stand, the oldest first. */
export async function alertsOf(tx: Tx, n: number): Promise<StoredAlert[]> {
  const { rows } = await sql<Row>`select * from alert where n = ${n} order by seq`.execute(tx)
  return rows.map(storedOf)
}

/** Of these records, the oldest first. */
export async function alertsOn(tx: Tx, type: RecordType, ids: readonly string[]): Promise<StoredAlert[]> {
  const { rows } = await sql<Row>`select * from alert where n in (${numbersOf(type, ids)}) order by seq`.execute(tx)
  return rows.map(storedOf)
}

const isStored = (alert: Alert): alert is StoredAlert => 'id' in alert

/** What was raised and cleared. Those that go were read here. */
export async function keepAlerts(
  tx: Tx,
  of: { n: number; type: RecordType },
  { add, remove }: AlertChange,
  today: string,
): Promise<void> {
  const gone = remove.filter(isStored).map(({ id }) => id)
  const cleared =
    gone.length > 0 ? sql`delete from alert where unique_id = any (${gone}::uuid[])`.execute(tx) : undefined
  const rows = add.map((alert) => ({
    n: of.n,
    record_type: of.type,
    alert_for: alert.alert_for,
    type: alert.type,
    form: alert.form,
    date: today,
    user_name: alert.user ?? null,
    send_email: alert.mail === true,
  }))
  await Promise.all([cleared, rows.length > 0 ? tx.insertInto('alert').values(rows).execute() : undefined])
}
