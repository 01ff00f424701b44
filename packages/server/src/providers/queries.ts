import { sql } from 'kysely'
import type { AccountRow } from '../accounts/queries.ts'
import type { Db, Tx } from '../db/database.ts'

/** By its name alone, never by a mail address; of these providers alone. */
export const accountOfProvider = (db: Db, name: string, providers: string[]): Promise<AccountRow | undefined> =>
  db
    .selectFrom('account')
    .selectAll()
    .where('user_name', '=', name)
    .where('identity_provider', 'in', ['', ...providers])
    .where('removed_at', 'is', null)
    .executeTakeFirst()

export const bindToProvider = (tx: Tx, userName: string, provider: string) =>
  sql`update account set identity_provider = ${provider}, updated_at = clock_timestamp()
      where user_name = ${userName}`.execute(tx)

/* Somebody who was sent to a provider and has not come back. */

export const beginVisit = (db: Db, v: { key: Buffer; provider: string; now: Date }) =>
  sql`insert into provider_visit (key, provider, at) values (${v.key}, ${v.provider}, ${v.now})`.execute(db)

/** Minutes that somebody may take to sign in there. */
const visitMinutes = 10

/** Once: whoever comes back a second time with the same mark finds none. */
export async function endVisit(db: Db, v: { key: Buffer; provider: string; now: Date }): Promise<boolean> {
  const { rows } = await sql<{ fresh: boolean }>`
    delete from provider_visit where key = ${v.key} and provider = ${v.provider}
    returning at > ${v.now}::timestamptz - make_interval(mins => ${visitMinutes}) as fresh`.execute(db)
  return rows[0]?.fresh ?? false
}

/* Tokens of providers that calls came with. */

export async function isTokenOver(db: Db, key: Buffer): Promise<boolean | undefined> {
  const { rows } = await sql<{ over: boolean }>`
    select ended_at is not null as over from provider_token where key = ${key}`.execute(db)
  return rows[0]?.over
}

/** @returns whether it is new; of two calls at once with a new token one finds it so */
export async function noteToken(tx: Tx, t: { key: Buffer; accountId: number; now: Date }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into provider_token (key, account_id, at) values (${t.key}, ${t.accountId}, ${t.now})
    on conflict (key) do nothing`.execute(tx)
  return numAffectedRows === 1n
}
