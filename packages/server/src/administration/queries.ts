import { sql } from 'kysely'
import type { AccountRow } from '../accounts/queries.ts'
import type { Tx } from '../db/database.ts'
import { removeFactors } from '../factors/queries.ts'
import { forgetTrust } from '../sessions/queries.ts'
import type { Kept } from './wire-user.ts'

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

/** The account, until the transaction ends; undefined for one that was removed. */
export const lockedAccount = (tx: Tx, id: number): Promise<AccountRow | undefined> =>
  tx
    .selectFrom('account')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

/** Holds accounts until the transaction ends, always in one order: whoever wants the same ones comes before, or waits. */
export const holdAccounts = (tx: Tx, ids: number[]) =>
  sql`select from account where id = any (${ids}::int[]) order by id for update`.execute(tx)

/** Which of these words are somebody else's name or mail address, removed people's names included. */
export async function namesTaken(tx: Tx, id: number, words: string[]): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select w as word from unnest(${words}::text[]) w
    where exists (select from account where id <> ${id} and (user_name = w or lower(email) = w))`.execute(tx)
  return rows.map(({ word }) => word)
}

/** Counting and adding accounts come one after the other. */
export const lockAccounts = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('accounts'))`.execute(tx)

export async function insertUser(tx: Tx, a: Kept, passwordHash: string | null): Promise<number> {
  const { id } = await tx
    .insertInto('account')
    .values({ ...valuesOf(a), user_name: a.user_name, password_hash: passwordHash })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const updateUser = (tx: Tx, id: number, a: Kept) =>
  tx
    .updateTable('account')
    .set({ ...valuesOf(a), updated_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .execute()

const valuesOf = (a: Kept) => ({
  full_name: a.full_name,
  code: a.code,
  phone: a.phone,
  email: a.email,
  position: a.position,
  location: a.location,
  time_zone: a.time_zone,
  locale: a.locale,
  agency: a.agency,
  agency_office: a.agency_office,
  role: a.role,
  groups: a.groups,
  services: a.services,
  send_mail: a.send_mail,
  receive_webpush: a.receive_webpush,
  disabled: a.disabled,
  identity_provider: a.identity_provider,
  settings: JSON.stringify(a.settings ?? {}),
})

export const disableAccounts = (tx: Tx, ids: number[]) =>
  sql`update account set disabled = true, updated_at = clock_timestamp() where id = any (${ids}::int[])`.execute(tx)

/** All that they are in with, and halfway in: sessions, tokens, devices. */
export async function endAllSessions(tx: Tx, accounts: number[]): Promise<void> {
  await sql`delete from session where account_id = any (${accounts}::int[])`.execute(tx)
  for (const id of accounts) await forgetTrust(tx, id)
  await sql`update provider_token set ended_at = clock_timestamp()
            where account_id = any (${accounts}::int[]) and ended_at is null`.execute(tx)
}

/** The row keeps the name, so that it is nobody else's ever, and nothing about the person; devices forget what they keep. */
export async function removeAccount(tx: Tx, id: number, by: string, now: Date): Promise<void> {
  await endAllSessions(tx, [id])
  await sql`update device set revoked_at = ${now}, revoked_by = ${by} where account_id = ${id} and revoked_at is null`.execute(
    tx,
  )
  await sql`delete from saved_search where account_id = ${id}`.execute(tx)
  await removeFactors(tx, id)
  await sql`delete from way_in where account_id = ${id}`.execute(tx)
  await sql`
    update account
    set removed_at = ${now}, updated_at = clock_timestamp(), disabled = true, password_hash = null, full_name = '',
        email = null, code = null, phone = null, position = null, location = null, agency = null, agency_office = null,
        identity_provider = null, provider_issuer = null, provider_subject = null, provider_bound_at = null, role = '', groups = '{}', services = '{}', settings = '{}'
    where id = ${id}`.execute(tx)
}
