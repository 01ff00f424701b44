// Alerts of a record that come or go by themselves: no answer changes, so nobody is said to have edited it. A version
// all the same, so that devices hear of it.
import type { StoredRecord } from '@primero/domain/records/record.ts'
import { type AlertChange, alertFields, alertsAfter } from '@primero/domain/workflow/alerts.ts'
import type { AuditEntry } from '../audit/queries.ts'
import { afterCommit, type Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import type { Held } from '../records/held.ts'
import { writeHistory } from '../records/queries.ts'
import { updateRecord } from '../records/written.ts'
import { keepAlerts, type StoredAlert } from './queries.ts'

/** @param held locked by this transaction */
export async function changeAlerts(
  house: House,
  tx: Tx,
  held: Held,
  standing: readonly StoredAlert[],
  change: AlertChange<StoredAlert>,
  audit: AuditEntry,
): Promise<void> {
  if (change.add.length === 0 && change.remove.length === 0) return
  const { record: before, row, facts } = held
  const data = { ...before.data, ...alertFields(alertsAfter(standing, change)) }
  const record: StoredRecord = { ...before, version: before.version + 1, data }
  const { now, today } = occasionOf(house, audit.userName ?? '')
  const entry = {
    n: row.n,
    at: now,
    userName: audit.userName ?? '',
    action: 'update',
    version: record.version,
    config: house.configuration().version,
    intention: null,
    changes: [],
  }
  await Promise.all([
    keepAlerts(tx, { n: row.n, type: before.type }, change, today),
    updateRecord(house, tx, held, { record }, facts, row.parent_n),
    writeHistory(tx, before.type, entry, audit),
  ])
  const { seenBy, module } = facts
  afterCommit(tx, () => house.hub.changed({ type: before.type, module, seenBy }))
}
