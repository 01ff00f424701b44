import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export type AuditEntry = {
  userName: string | null
  action: string
  outcome: 'done' | 'refused'
  code?: string
  recordType?: string
  recordId?: string
  /** Route pattern, never the address. */
  resource?: string
  ip?: string
  /** Ids, counts and field names: never values. */
  details?: Record<string, unknown>
}

export const insertAudit = (tx: Db | Tx, e: AuditEntry) =>
  sql`insert into audit (user_name, action, outcome, code, record_type, record_id, resource, ip, details)
      values (${e.userName}, ${e.action}, ${e.outcome}, ${e.code ?? null}, ${e.recordType ?? null}, ${e.recordId ?? null},
              ${e.resource ?? null}, ${e.ip ?? null}, ${e.details === undefined ? null : JSON.stringify(e.details)})`.execute(tx)
