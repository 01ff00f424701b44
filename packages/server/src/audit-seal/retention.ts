// How long the audit is kept: whole months go, once they are sealed and only while the chain is sound.
import type pg from 'pg'
import { insertAudit } from '../audit/queries.ts'
import type { House } from '../house.ts'
import { dropMonth, monthsBefore } from './queries.ts'
import { verifyAudit } from './verify.ts'

export async function dropOldMonths(house: House, client: pg.ClientBase): Promise<number> {
  const months = house.settings.auditKeepMonths
  const old = months === undefined ? [] : await monthsBefore(client, months)
  if (old.length === 0) return 0
  const { fault } = await verifyAudit(house.db, house.keys, { now: house.clock() })
  // Dropping would take away what shows that somebody changed it.
  if (fault !== undefined) {
    const entry = { userName: null, action: 'drop_audit_month', outcome: 'refused', code: 'audit-broken' } as const
    await insertAudit(house.db, { ...entry, details: fault })
    return 0
  }
  for (const partition of old) await dropMonth(client, partition)
  return old.length
}
