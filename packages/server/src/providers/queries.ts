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

/** By the operator, who may say anew whose account it is. */
export const bindToProvider = (tx: Tx, userName: string, provider: string) =>
  sql`update account set identity_provider = ${provider}, updated_at = clock_timestamp(), provider_issuer = null,
        provider_subject = null, provider_bound_at = null
      where user_name = ${userName}`.execute(tx)

type Bond = { id: number; issuer: string; subject: Buffer; now: Date }

/** Of two who come at once the first is bound. @returns whether the account is this person's */
export async function bindPerson(tx: Tx, { id, issuer, subject, now }: Bond): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`person ${issuer} ${subject.toString('hex')}`}, 0))`.execute(
    tx,
  )
  const { numAffectedRows } = await sql`
    update account
    set provider_issuer = ${issuer}, provider_subject = ${subject},
        provider_bound_at = case when (provider_issuer, provider_subject) = (${issuer}, ${subject})
          then provider_bound_at else ${now}::timestamptz end
    where id = ${id}
      and (provider_issuer is distinct from ${issuer} or provider_subject = ${subject})
      and not exists (select from account a
        where a.provider_issuer = ${issuer} and a.provider_subject = ${subject} and a.id <> ${id})`.execute(tx)
  return numAffectedRows === 1n
}

/** @returns whether it was bound to anybody */
export async function unbindPerson(tx: Tx, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update account
    set provider_issuer = null, provider_subject = null, provider_bound_at = null, updated_at = clock_timestamp()
    where id = ${id} and provider_issuer is not null`.execute(tx)
  return numAffectedRows === 1n
}

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

type Noted = { key: Buffer; accountId: number; now: Date; isOver?: boolean }

/** @returns whether it is new; of two calls at once with a new token one finds it so */
export async function noteToken(tx: Tx, { key, accountId, now, isOver = false }: Noted): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into provider_token (key, account_id, at, ended_at)
    values (${key}, ${accountId}, ${now}, ${isOver ? now : null}) on conflict (key) do nothing`.execute(tx)
  return numAffectedRows === 1n
}
