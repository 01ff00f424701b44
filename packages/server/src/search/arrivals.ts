// Cases on their way to somebody whom the asker manages: found by whom they go to, whoever has them now. Of each no more
// than its stub: a code, and who sends it to whom.
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

export type Arrival = { id: string; code: string | null; to_user: string; by_user: string; at: Date }

const most = 200

/** The caller lifts the second lock for it, and knows the modules that the asker may hear of. */
export async function arrivalsTo(tx: Tx, users: readonly string[], modules: readonly string[]): Promise<Arrival[]> {
  const { rows } = await sql<Arrival>`
    select t.id, t.to_user, t.by_user, t.created_at as at,
           (select substr(e, length('case_id_display:') + 1) from unnest(i.exact) e
            where starts_with(e, 'case_id_display:') limit 1) as code
    from transition t join case_row r using (n) join case_ids i using (n)
    where t.type = 'Transfer' and t.status = 'in_progress' and t.to_user = any (${users}::text[])
      and r.module = any (${modules}::text[]) and r.record_state and r.status = 'open'
    order by t.seq limit ${most}`.execute(tx)
  return rows
}
