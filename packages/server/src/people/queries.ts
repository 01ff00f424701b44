import { sql } from 'kysely'
import type { AccountRow } from '../accounts/queries.ts'
import type { Db, Tx } from '../db/database.ts'

/** The last day of an account; null: it has none. */
export const setExpiry = (tx: Tx, id: number, day: string | null) =>
  sql`update account set expires_on = ${day}::date, updated_at = clock_timestamp() where id = ${id}`.execute(tx)

/** Ids of these names, for who has accounts. Those of people who were removed are nobody's. */
export async function idsOfNames(tx: Tx, names: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: number; user_name: string }>`
    select id, user_name from account where user_name = any (${[...names]}::text[]) and removed_at is null`.execute(tx)
  return new Map(rows.map(({ id, user_name }) => [user_name, id]))
}

/** Enabled people, by name, who could take anything over: whom exactly is for the rules. */
export async function peopleInForce(tx: Tx, today: string): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select * from account
    where not disabled and not unverified and not service_account and removed_at is null
      and (expires_on is null or expires_on >= ${today}::date)
    order by full_name collate "und-x-icu", id limit 5000`.execute(tx)
  return rows
}

export type Standing = { sessions: number; devices: number; unsent: number }

/** In how many places somebody is signed in, how many devices may keep records, and what waits there unopened. */
export async function standingOf(db: Db | Tx, account: number, now: Date): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select (select count(*) from session where account_id = ${account} and expires_at > ${now})::int as sessions,
           (select count(*) from device where account_id = ${account} and revoked_at is null)::int as devices,
           (select count(*) from escrow e join device d on d.id = e.device
            where d.account_id = ${account} and e.opened_at is null)::int as unsent`.execute(db)
  return rows[0] ?? { sessions: 0, devices: 0, unsent: 0 }
}
