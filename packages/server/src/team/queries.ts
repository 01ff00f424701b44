// Who looked at a case, and what happened to it since.
import { sql } from 'kysely'
import type { Change } from '@primero/domain/records/record.ts'
import type { Tx } from '../db/database.ts'

export const insertLook = (tx: Tx, n: number, look: { version: number; userName: string; at: Date }) =>
  sql`insert into look (n, record_type, version, user_name, at)
      values (${n}, 'case', ${look.version}, ${look.userName}, ${look.at})`.execute(tx)

export type Look = { n: number; version: number; user_name: string; at: Date }

/** The last look at each. */
export async function looksAt(tx: Tx, ns: readonly number[]): Promise<Look[]> {
  const { rows } = await sql<Look>`
    select distinct on (n) n, version, user_name, at from look
    where n = any (${ns}::bigint[]) order by n, id desc`.execute(tx)
  return rows
}

export type Happening = { n: number; at: Date; user_name: string; action: string; version: number; changes: Change[] }

/** The newest entries of each of these histories; what a record is registered with is no news. */
export async function newestOf(tx: Tx, ns: readonly number[], most: number): Promise<Happening[]> {
  const { rows } = await sql<Happening>`
    select h.* from unnest(${ns}::bigint[]) of (n)
    cross join lateral (
      select n, at, user_name, action, version, case when action = 'create' then '[]'::jsonb else changes end as changes
      from case_history where n = of.n order by at desc, id desc limit ${most}) h`.execute(tx)
  return rows
}
