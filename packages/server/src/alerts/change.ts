import { type AlertChange, alertFields, alertsAfter } from '@primero/domain/workflow/alerts.ts'
import type { AuditEntry } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import type { Held } from '../records/held.ts'
import { retell } from '../records/retold.ts'
import { keepAlerts, type StoredAlert } from './queries.ts'

/** Alerts of a record that come or go by themselves. @param held locked by this transaction */
export async function changeAlerts(
  house: House,
  tx: Tx,
  held: Held,
  standing: readonly StoredAlert[],
  change: AlertChange<StoredAlert>,
  audit: AuditEntry,
): Promise<void> {
  if (change.add.length === 0 && change.remove.length === 0) return
  const { record, row } = held
  const { today } = occasionOf(house, audit.userName ?? '')
  const data = { ...record.data, ...alertFields(alertsAfter(standing, change)) }
  await Promise.all([
    keepAlerts(tx, { n: row.n, type: record.type }, change, today),
    retell(house, tx, held, data, audit),
  ])
}
