import type { Grant } from '@primero/domain/access/who.ts'
import { sql } from 'kysely'
import type { AccountRow } from '../accounts/queries.ts'
import type { Tx } from '../db/database.ts'

/**
 * Everybody whom the record's principals or a role that reaches all could let in, and who may sign in. More may be
 * found here than may read; the domain decides.
 */
export async function candidates(
  tx: Tx,
  of: { users: string[]; groups: string[]; agencies: string[]; roles: string[] },
): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select * from account
    where not disabled and not unverified
      and (user_name = any (${of.users}::text[]) or groups && ${of.groups}::text[]
           or agency = any (${of.agencies}::text[]) or role = any (${of.roles}::text[]))
    order by user_name`.execute(tx)
  return rows
}

/** Grants of one record that run at this moment. */
export async function liveGrants(tx: Tx, n: number, now: Date): Promise<Grant[]> {
  const { rows } = await sql<{ user_name: string; kind: string; until_at: Date | null }>`
    select user_name, kind, until_at from record_grant
    where n = ${n} and ended_at is null and from_at <= ${now} and (until_at is null or until_at > ${now})
    order by user_name, id`.execute(tx)
  return rows.map((row) => ({ userName: row.user_name, kind: row.kind, until: row.until_at?.toISOString() ?? null }))
}
