// What history says of approvals.
import type { Change } from '@primero/domain/records/record.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** The entry of history that says so. */
export type LastApproval = { entry: string; at: Date; by: string }

export async function lastApproval(tx: Tx, n: number, approval: string): Promise<LastApproval | undefined> {
  const { rows } = await sql<LastApproval>`
    select id as entry, at, user_name as by from case_history
    where n = ${n} and exists (
      select from jsonb_array_elements(changes) c
      where c -> 'path' ->> 0 = 'approval_subforms'
        and c -> 'to' ->> 'approval_response_for' = ${approval}
        and c -> 'to' ->> 'approval_status' = 'approved')
    order by at desc, id desc limit 1`.execute(tx)
  return rows[0]
}

/** All changes that came after an entry, the oldest first. */
export async function historyFrom(tx: Tx, n: number, entry: string): Promise<Change[]> {
  const { rows } = await sql<{ changes: Change[] }>`
    select h.changes from case_history h, case_history e
    where h.n = ${n} and e.n = ${n} and e.id = ${entry} and (h.at, h.id) > (e.at, e.id)
    order by h.at, h.id`.execute(tx)
  return rows.flatMap(({ changes }) => changes)
}

/** Did somebody else change any of these fields after the version? */
export async function wasTouched(
  tx: Tx,
  n: number,
  { after, by, fields }: { after: number; by: string; fields: string[] },
): Promise<boolean> {
  const { rows } = await sql`
    select from case_history
    where n = ${n} and version > ${after} and user_name <> ${by} and exists (
      select from jsonb_array_elements(changes) c where c -> 'path' ->> 0 = any (${fields}::text[]))
    limit 1`.execute(tx)
  return rows.length > 0
}
