import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** Accounts that hold a role, disabled ones too. */
export async function holdersOf(tx: Tx, role: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from account where role = ${role} and removed_at is null`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Accounts in a group, disabled ones too. */
export async function membersOf(tx: Tx, group: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from account where groups @> ${[group]}::text[] and removed_at is null`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Puts an account into a group that is new. @returns all its groups */
export async function joinGroup(tx: Tx, account: number, group: string): Promise<string[]> {
  const { rows } = await sql<{ groups: string[] }>`
    update account set groups = array_append(groups, ${group}), updated_at = clock_timestamp()
    where id = ${account} returning groups`.execute(tx)
  return rows[0]?.groups ?? []
}
