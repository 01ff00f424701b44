import type { Actor } from '@primero/domain/access/actor.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** Whose work this person answers for, himself among them; with scope all nobody asks. */
export async function managedBy(tx: Tx, { userName, role, groups, agency }: Actor): Promise<string[]> {
  const theirs =
    role.scope === 'group'
      ? sql`groups && ${groups}::text[]`
      : role.scope === 'agency'
        ? sql`agency = ${agency}`
        : undefined
  if (theirs === undefined) return [userName]
  const { rows } = await sql<{ user_name: string }>`
    select user_name from account where ${theirs} order by user_name`.execute(tx)
  return [...new Set([userName, ...rows.map((row) => row.user_name)])]
}

/** Those among them who are there, with one of these roles. */
export async function withRoles(tx: Tx, users: readonly string[], roles: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ user_name: string }>`
    select user_name from account
    where user_name = any (${users}::text[]) and role = any (${roles}::text[]) and not disabled
    order by user_name`.execute(tx)
  return rows.map((row) => row.user_name)
}
