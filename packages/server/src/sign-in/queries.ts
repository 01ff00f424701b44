import type { Lock } from '@primero/domain/accounts/lockout.ts'
import type { Window } from '@primero/domain/accounts/window.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { limits } from '@primero/domain/accounts/limits.ts'
import type { AccountRow } from '../accounts/queries.ts'
import { lockedCounts } from '../factors/queries.ts'

/** Names of counters: `name` hashed, the others keys of `throttle`. */
export type Counters = { name: Buffer; calls: string; address: string }

type Found = {
  failures: number | null
  until: number | null
  calls_since: number | null
  calls_count: number | null
  address_since: number | null
  address_count: number | null
}

export type Counted = { lock: Lock | undefined; calls: Window | undefined; address: Window | undefined }

/** What was counted so far, in one question: whether a name is anybody's makes no difference. */
export async function countsOf(db: Db, { name, calls, address }: Counters): Promise<Counted> {
  const { rows } = await sql<Found>`
    select l.failures, extract(epoch from l.until)::float8 as until,
           extract(epoch from c.since)::float8 as calls_since, c.count as calls_count,
           extract(epoch from a.since)::float8 as address_since, a.count as address_count
    from (select) one
    left join sign_in_lock l on l.name = ${name}
    left join throttle c on c.key = ${calls}
    left join throttle a on a.key = ${address}`.execute(db)
  const found = rows[0]
  return {
    lock: found?.failures == null ? undefined : { failures: found.failures, until: found.until },
    calls: windowOf(found?.calls_since, found?.calls_count),
    address: windowOf(found?.address_since, found?.address_count),
  }
}

const windowOf = (since: number | null | undefined, count: number | null | undefined): Window | undefined =>
  since == null || count == null ? undefined : { since, count }

export const keepWindow = (tx: Tx, key: string, { since, count }: Window) =>
  sql`insert into throttle (key, since, count) values (${key}, to_timestamp(${since}::float8), ${count})
      on conflict (key) do update set since = excluded.since, count = excluded.count`.execute(tx)

export const keepLock = (tx: Tx, name: Buffer, { failures, until }: Lock, now: Date) =>
  sql`insert into sign_in_lock (name, failures, until, at)
      values (${name}, ${failures}, to_timestamp(${until}::float8), ${now})
      on conflict (name) do update
      set failures = excluded.failures, until = excluded.until, at = excluded.at`.execute(tx)

export const forgetLock = (tx: Tx, name: Buffer) => sql`delete from sign_in_lock where name = ${name}`.execute(tx)

/** A browser that this account has come in with: wrong passwords in a row, and since when it is trusted, in seconds. */
export async function markKnown(
  db: Db,
  accountId: number,
  device: Buffer,
): Promise<{ failures: number; trusted: number | null } | undefined> {
  const { rows } = await sql<{ failures: number; trusted: number | null }>`
    select failures, extract(epoch from trusted_since)::float8 as trusted
    from known_device where account_id = ${accountId} and hash = ${device}`.execute(db)
  return rows[0]
}

export const keepFailures = (tx: Tx, accountId: number, device: Buffer, failures: number) =>
  sql`update known_device set failures = ${failures} where account_id = ${accountId} and hash = ${device}`.execute(tx)

/** Marks of one account that are kept; more come from programs that throw their cookies away. */
const mostDevices = 30

/**
 * The browser gets a new mark at each sign-in, for all who come in with it: a copy of the one before is worth nothing.
 */
export async function knowDevice(
  tx: Tx,
  accountId: number,
  { before, mark }: { before: Buffer | null; mark: Buffer },
  now: Date,
): Promise<void> {
  if (before !== null) await sql`update known_device set hash = ${mark} where hash = ${before}`.execute(tx)
  await sql`insert into known_device (account_id, hash, seen_at) values (${accountId}, ${mark}, ${now})
            on conflict (account_id, hash) do update set failures = 0, seen_at = excluded.seen_at`.execute(tx)
  await sql`delete from known_device
            where account_id = ${accountId} and hash not in (
              select hash from known_device where account_id = ${accountId}
              order by seen_at desc limit ${mostDevices})`.execute(tx)
}

/** By what somebody came as far as the second factor. */
export type PendingWay = 'password' | 'code' | 'reset' | 'provider'

export type Pending = {
  hash: Buffer
  way: PendingWay
  /** In seconds since 1970. */
  since: number
  wrong: number
  challenge: string | null
  isShown: boolean
  account: AccountRow
}

export async function insertPending(
  tx: Tx,
  p: { hash: Buffer; accountId: number; way: PendingWay; now: Date },
): Promise<void> {
  await sql`delete from pending_sign_in
            where account_id = ${p.accountId}
              and since < ${p.now}::timestamptz - make_interval(secs => ${limits.pending.lasts})`.execute(tx)
  await sql`insert into pending_sign_in (hash, account_id, way, since)
            values (${p.hash}, ${p.accountId}, ${p.way}, ${p.now})`.execute(tx)
}

export async function lockedPending(tx: Tx, hash: Buffer): Promise<Pending | undefined> {
  const { rows: marked } = await sql<{ account_id: number }>`
    select account_id from pending_sign_in where hash = ${hash}`.execute(tx)
  const [found] = marked
  if (found === undefined) return undefined
  // What changes the account's factors, and tries of other sign-ins, are over before this one is looked at.
  await lockedCounts(tx, found.account_id)
  const { rows } = await sql<Omit<Pending, 'account'> & AccountRow>`
    select a.*, p.hash, p.way, extract(epoch from p.since)::float8 as since, p.wrong, p.challenge,
           p.shown_at is not null as "isShown"
    from pending_sign_in p join account a on a.id = p.account_id
    where p.hash = ${hash} for update of p`.execute(tx)
  const row = rows[0]
  if (row === undefined) return undefined
  const { way, since, wrong, challenge, isShown } = row
  return { hash, way, since, wrong, challenge, isShown, account: row }
}

export const keepWrong = (tx: Tx, hash: Buffer, wrong: number) =>
  sql`update pending_sign_in set wrong = ${wrong}, challenge = null where hash = ${hash}`.execute(tx)

export const keepChallenge = (tx: Tx, hash: Buffer, challenge: string) =>
  sql`update pending_sign_in set challenge = ${challenge} where hash = ${hash}`.execute(tx)

/** Only a new password is missing; there is time for one. */
export const keepFactorShown = (tx: Tx, hash: Buffer, now: Date) =>
  sql`update pending_sign_in set shown_at = ${now}, since = ${now}, challenge = null where hash = ${hash}`.execute(tx)

export const endPending = (tx: Tx, hash: Buffer) => sql`delete from pending_sign_in where hash = ${hash}`.execute(tx)

/** All ways on of an account; whoever waits begins anew. */
export const endPendings = (tx: Tx, accountId: number) =>
  sql`delete from pending_sign_in where account_id = ${accountId}`.execute(tx)
