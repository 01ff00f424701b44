import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** Asked anew, its time begins anew. */
export const keepReveal = (tx: Tx, r: { session: Buffer; record: string; account: number; at: Date }) =>
  sql`insert into reveal (session, record, account_id, at) values (${r.session}, ${r.record}, ${r.account}, ${r.at})
      on conflict (session, record) do update set at = excluded.at`.execute(tx)

/** @returns whether there was one */
export async function endReveal(tx: Tx, session: Buffer, record: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from reveal where session = ${session} and record = ${record}`.execute(tx)
  return numAffectedRows === 1n
}
