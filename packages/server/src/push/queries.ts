import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export type SubscriptionRow = {
  id: number
  account_id: number
  address_hash: Buffer
  sealed: Buffer
  disabled: boolean
  failed: number
  created_at: Date
  updated_at: Date
  told_until: Date
}

const columns = sql`id, account_id, address_hash, sealed, disabled, failed, created_at, updated_at, told_until`

/** Each browser of the account hears by then, or before. */
export const duePush = (tx: Tx, account: number, due: Date) =>
  sql`update push_subscription set due_at = least(due_at, ${due}::timestamptz)
      where account_id = ${account} and not disabled`.execute(tx)

export async function subscriptionsOf(tx: Tx, account: number): Promise<SubscriptionRow[]> {
  const { rows } = await sql<SubscriptionRow>`
    select ${columns} from push_subscription where account_id = ${account} order by id`.execute(tx)
  return rows
}

/** A browser tells one person at a time: whoever had it before is told there no more. */
export const endOfOthers = (tx: Tx, account: number, hash: Buffer) =>
  sql`delete from push_subscription where address_hash = ${hash} and account_id <> ${account}`.execute(tx)

/** The oldest beyond so many go. */
export const endOldest = (tx: Tx, account: number, most: number) =>
  sql`delete from push_subscription where id in (
        select id from push_subscription where account_id = ${account} order by updated_at desc, id desc offset ${most})`.execute(
    tx,
  )

/** The same address is the same row. @returns undefined where that row was disabled */
export async function keepSubscription(
  tx: Tx,
  s: { account: number; hash: Buffer; sealed: Buffer; session: Buffer | null; disabled: boolean; now: Date },
): Promise<SubscriptionRow | undefined> {
  const { rows } = await sql<SubscriptionRow>`
    insert into push_subscription
      (account_id, address_hash, sealed, session_key, disabled, created_at, updated_at, told_until)
    values (${s.account}, ${s.hash}, ${s.sealed}, ${s.session}, ${s.disabled}, ${s.now}, ${s.now}, ${s.now})
    on conflict (account_id, address_hash) do update
    set sealed = excluded.sealed, session_key = excluded.session_key, disabled = excluded.disabled, updated_at = ${s.now}
    where not push_subscription.disabled
    returning ${columns}`.execute(tx)
  return rows[0]
}

/** It is open and in the hands of its person. @returns undefined where there is none, or it was disabled */
export async function refreshSubscription(
  tx: Tx,
  s: { account: number; hash: Buffer; session: Buffer | null; disabled: boolean; now: Date },
): Promise<SubscriptionRow | undefined> {
  const { rows } = await sql<SubscriptionRow>`
    update push_subscription
    set updated_at = ${s.now}, session_key = ${s.session}, disabled = ${s.disabled},
        due_at = case when ${s.disabled}::boolean then null else due_at end
    where account_id = ${s.account} and address_hash = ${s.hash} and not disabled
    returning ${columns}`.execute(tx)
  return rows[0]
}

/** Forgets it wholly: switched off on this browser, to be switched on again. */
export const endSubscription = (tx: Tx, account: number, hash: Buffer) =>
  sql`delete from push_subscription where account_id = ${account} and address_hash = ${hash}`.execute(tx)

export type DueSubscription = SubscriptionRow & { due_at: Date }

/** The one that has been due longest, for this try alone; it is due again after `delays[failed]` seconds. */
export async function claimSubscription(
  db: Db,
  delays: readonly number[],
  now: Date,
): Promise<DueSubscription | undefined> {
  const { rows } = await sql<DueSubscription>`
    update push_subscription s
    set due_at = ${now}::timestamptz + make_interval(secs => (${delays}::int[])[least(s.failed + 1, ${delays.length}::int)])
    where id = (
      select id from push_subscription where due_at <= ${now} and not disabled
      order by due_at, id limit 1 for update skip locked)
    returning ${columns}, due_at`.execute(db)
  return rows[0]
}

/** What fell due meanwhile stays due. */
export const markTold = (db: Db, s: { id: number; due_at: Date }, until: Date | null) =>
  sql`update push_subscription
      set failed = 0, told_until = greatest(told_until, ${until}::timestamptz),
          due_at = case when due_at = ${s.due_at}::timestamptz then null else due_at end
      where id = ${s.id}`.execute(db)

/** @returns whether that was the last try */
export async function markNotTold(db: Db, id: number, most: number, isGone: boolean): Promise<boolean> {
  const { rows } = await sql<{ disabled: boolean }>`
    update push_subscription
    set failed = failed + 1, disabled = ${isGone}::boolean or failed + 1 >= ${most},
        due_at = case when ${isGone}::boolean or failed + 1 >= ${most} then null else due_at end
    where id = ${id} returning disabled`.execute(db)
  return rows[0]?.disabled ?? true
}

/** Nothing is due to it: it is over, or has heard of all. */
export const markIdle = (db: Db, s: { id: number; due_at: Date }) =>
  sql`update push_subscription set due_at = case when due_at = ${s.due_at}::timestamptz then null else due_at end
      where id = ${s.id}`.execute(db)

export type PushKey = { public_key: string; sealed: Buffer }

export async function pushKey(db: Db | Tx): Promise<PushKey | undefined> {
  const { rows } = await sql<PushKey>`select public_key, sealed from push_key`.execute(db)
  return rows[0]
}

/** The first one stays. */
export const insertPushKey = (db: Db, key: PushKey, now: Date) =>
  sql`insert into push_key (public_key, sealed, at) values (${key.public_key}, ${key.sealed}, ${now})
      on conflict do nothing`.execute(db)

export type PushStanding = { browsers: number; waiting: number; disabled: number }

export async function pushStanding(db: Db): Promise<PushStanding> {
  const { rows } = await sql<PushStanding>`
    select count(*) filter (where not disabled)::int as browsers,
           count(*) filter (where due_at is not null)::int as waiting,
           count(*) filter (where disabled)::int as disabled
    from push_subscription`.execute(db)
  return rows[0] ?? { browsers: 0, waiting: 0, disabled: 0 }
}

/** Nobody opened them for so long that they are somebody else's, or nobody's. */
export const dropStalePush = (db: Db, before: Date) =>
  sql`delete from push_subscription where updated_at < ${before}`.execute(db)
