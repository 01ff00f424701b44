import { sql } from 'kysely'
import type { ClientBase } from 'pg'
import type { AccountRow } from '../accounts/queries.ts'
import type { Db, Tx } from '../db/database.ts'
import { openingKinds } from '../mail/kinds.ts'

/** Who came by an address already, as a user name or as a mail address. */
export const accountCalled = (tx: Tx, address: string): Promise<AccountRow | undefined> =>
  tx
    .selectFrom('account')
    .selectAll()
    .where((eb) => eb.or([eb('email', '=', address), eb('user_name', '=', address)]))
    .orderBy((eb) => eb('email', '=', address), 'desc')
    .executeTakeFirst()

export type LinkRow = { issued: number; account: AccountRow }

/** Whom a link opens; once a newer one was asked for, this one opens nothing. */
export async function linkOf(db: Db, hash: Buffer): Promise<LinkRow | undefined> {
  const { rows } = await sql<{ issued: number } & AccountRow>`
    select a.*, extract(epoch from w.at)::float8 as issued
    from way_in w join mail m on m.id = w.mail_id join account a on a.id = w.account_id
    where w.hash = ${hash} and a.removed_at is null
      and not exists (
        select from mail n
        where n.account_id = w.account_id and n.kind = any (${[...openingKinds]}::text[]) and n.at > m.at)`.execute(db)
  const row = rows[0]
  if (row === undefined) return undefined
  const { issued, ...account } = row
  return { issued, account }
}

/** Takes the link away, for good. @returns whether it was there: of two who open it at once, the first */
export async function useLink(tx: Tx, hash: Buffer): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from way_in where hash = ${hash}`.execute(tx)
  return numAffectedRows === 1n
}

/** Nothing that was mailed to the account opens it any more. */
export const endLinks = (tx: Tx, account: number) => sql`delete from way_in where account_id = ${account}`.execute(tx)

export const insertRegistration = (tx: Tx, r: { id: string; sealed: Buffer; now: Date }) =>
  sql`insert into registration (id, sealed, at) values (${r.id}, ${r.sealed}, ${r.now})`.execute(tx)

/** The oldest that waits, taken; what another worker makes of its own is passed over. */
export async function takeRegistration(tx: Tx): Promise<{ id: string; sealed: Buffer; at: Date } | undefined> {
  const { rows } = await sql<{ id: string; sealed: Buffer; at: Date }>`
    delete from registration
    where id = (select id from registration order by at, id limit 1 for update skip locked)
    returning id, sealed, at`.execute(tx)
  return rows[0]
}

export const markRegistered = (tx: Tx, id: number, stream: string, consentOn: Date) =>
  sql`update account
      set unverified = true, self_registered = true, registration_stream = ${stream},
          data_processing_consent_on = ${consentOn}
      where id = ${id}`.execute(tx)

/** @returns how many are there no more */
export async function dropUnverified(client: ClientBase, before: Date): Promise<number> {
  const { rows } = await client.query<{ n: number }>('select public.drop_unverified($1) as n', [before])
  return rows[0]?.n ?? 0
}
