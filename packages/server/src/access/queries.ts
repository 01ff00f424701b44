import { sql } from 'kysely'
import type { AccountRow } from '../accounts/queries.ts'
import type { Tx } from '../db/database.ts'

export type Holders = { holders: number; enabled: number }

/** How many accounts hold each role, and how many of them may come in. */
export async function holdersByRole(tx: Tx): Promise<Map<string, Holders>> {
  const { rows } = await sql<Holders & { role: string }>`
    select role, count(*)::int as holders, count(*) filter (where not disabled and not unverified)::int as enabled
    from account where removed_at is null group by role`.execute(tx)
  return new Map(rows.map(({ role, holders, enabled }) => [role, { holders, enabled }]))
}

/** Some of those who hold the role and may come in. */
export async function someHolders(tx: Tx, role: string, most: number): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select * from account where role = ${role} and not disabled and not unverified and removed_at is null
    order by id limit ${most}`.execute(tx)
  return rows
}
