import { sessionLasts } from '@primero/domain/accounts/ends.ts'
import { type Selectable, sql } from 'kysely'
import type { AccountRow } from '../accounts/queries.ts'
import type { Db, Tx } from '../db/database.ts'
import type { Session } from '../db/tables.ts'

export type SessionKind = 'browser' | 'token'

export const openSession = (
  tx: Tx,
  s: { key: Buffer; accountId: number; kind: SessionKind; ip: string; agent: string; now: Date; provedAt: Date | null },
) =>
  sql`insert into session (key, account_id, kind, ip, agent, created_at, seen_at, proved_at, expires_at)
      values (${s.key}, ${s.accountId}, ${s.kind}, ${s.ip}, ${s.agent}, ${s.now}, ${s.now}, ${s.provedAt},
              ${s.now}::timestamptz + make_interval(secs => ${sessionLasts.idle}))`.execute(tx)

export type SessionRow = {
  kind: SessionKind
  /** Of an enrolled device. */
  is_device: boolean
  /** That device has been revoked: it is told so and nothing else. */
  device_revoked: boolean
  /** In seconds since 1970. */
  began: number
  seen: number
  /** When it last proved who acts. */
  proved: number | null
  account: AccountRow
}

/** What is stored under a key; whether it is over is for who asks. */
export async function sessionOf(db: Db, key: Buffer): Promise<SessionRow | undefined> {
  const { rows } = await sql<Omit<SessionRow, 'account'> & AccountRow>`
    select a.*, s.kind, s.device is not null as is_device, d.revoked_at is not null as device_revoked,
           extract(epoch from s.created_at)::float8 as began, extract(epoch from s.seen_at)::float8 as seen,
           extract(epoch from s.proved_at)::float8 as proved
    from session s join account a on a.id = s.account_id left join device d on d.id = s.device
    where s.key = ${key}`.execute(db)
  const row = rows[0]
  if (row === undefined) return undefined
  const { kind, is_device, device_revoked, began, seen, proved } = row
  return { kind, is_device, device_revoked, began, seen, proved, account: row }
}

/** Somebody acts in it: its hour begins anew, its whole life does not. */
export const touchSession = (db: Db, key: Buffer, now: Date) =>
  sql`update session
      set seen_at = ${now},
          expires_at = least(${now}::timestamptz + make_interval(secs => ${sessionLasts.idle}),
                             created_at + make_interval(secs => ${sessionLasts.whole}))
      where key = ${key}`.execute(db)

export type Ending = {
  accountId: number
  /** The session in which it happened. */
  current: Buffer | null
  /** One that has just begun. */
  fresh: Buffer | null
  session: boolean
  others: boolean
  devices: boolean
}

/** @returns how many ended */
export async function deleteSessions(tx: Tx | Db, e: Ending): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from session
    where account_id = ${e.accountId} and key is distinct from ${e.fresh}::bytea
      and case when key is not distinct from ${e.current}::bytea then ${e.session}::boolean
               when device is null then ${e.others}::boolean
               else ${e.devices}::boolean end`.execute(tx)
  const tokens = await endTokens(tx, e)
  return Number(numAffectedRows ?? 0) + tokens
}

/** A provider's token is remembered as ended: it would be taken for a new one. */
async function endTokens(tx: Tx | Db, e: Ending): Promise<number> {
  const { numAffectedRows } = await sql`
    update provider_token set ended_at = clock_timestamp()
    where account_id = ${e.accountId} and ended_at is null
      and case when key is not distinct from ${e.current}::bytea then ${e.session}::boolean
               else ${e.others}::boolean end`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export type ListedSession = Pick<Selectable<Session>, 'id' | 'agent' | 'created_at' | 'seen_at'> & {
  key: Buffer
  kind: SessionKind
  device_kind: string | null
}

/** Open sessions of an account, the last seen first. */
export async function sessionsOf(db: Db, accountId: number, now: Date): Promise<ListedSession[]> {
  const { rows } = await sql<ListedSession>`
    select s.id, s.key, s.kind, s.agent, s.created_at, s.seen_at, d.kind as device_kind
    from session s left join device d on d.id = s.device
    where s.account_id = ${accountId} and s.expires_at > ${now}
    order by s.seen_at desc, s.id limit 100`.execute(db)
  return rows
}

/** @returns the key of what ended; nothing where the account has no such session */
export async function deleteSession(tx: Tx, accountId: number, id: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ key: Buffer }>`
    delete from session where account_id = ${accountId} and id = ${id} returning key`.execute(tx)
  return rows[0]?.key
}

/** No browser of the account is spared the second factor any more, and whoever waits at it begins anew. */
export async function forgetTrust(tx: Tx, accountId: number, but: Buffer | null = null): Promise<void> {
  await sql`update known_device set trusted_since = null
            where account_id = ${accountId} and trusted_since is not null`.execute(tx)
  await sql`delete from pending_sign_in where account_id = ${accountId} and hash is distinct from ${but}::bytea`.execute(
    tx,
  )
}
