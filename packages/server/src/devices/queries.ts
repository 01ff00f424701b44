import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { Device } from '../db/tables.ts'
import type { SetRow } from '../search/download.ts'
import type { HeldRecord } from './due.ts'

export type DeviceRow = Selectable<Device>

/** Puts a new device down; one that is there stays as it is. */
export const insertDevice = (
  tx: Tx,
  d: { id: string; accountId: number; kind: string; share: Buffer; now: Date; until: Date; fill: string },
) =>
  sql`insert into device (id, account_id, kind, share, enrolled_at, seen_at, lease_until, fill)
      values (${d.id}, ${d.accountId}, ${d.kind}, ${d.share}, ${d.now}, ${d.now}, ${d.until}, ${d.fill})
      on conflict (id) do nothing`.execute(tx)

/**
 * What names this database and its life: another after a restore into a new one, or to an earlier time on a new
 * timeline. Elsewhere a device that is ahead of the house shows that the house went back.
 */
const epoch = sql`(
  select left(md5(i.epoch || ':' || s.system_identifier || ':' || c.timeline_id || ':' || d.oid), 16)
  from installation i, pg_control_system() s, pg_control_checkpoint() c, pg_database d
  where d.datname = current_database())`

/** The device of this account, locked: two pulls of it come one after the other. */
export async function deviceOf(
  tx: Tx,
  id: string,
  accountId: number,
): Promise<(DeviceRow & { epoch: string }) | undefined> {
  const { rows } = await sql<DeviceRow & { epoch: string }>`
    select d.*, ${epoch} as epoch from device d where id = ${id} and account_id = ${accountId} for update`.execute(tx)
  return rows[0]
}

export async function deviceById(db: Db | Tx, id: string): Promise<DeviceRow | undefined> {
  const { rows } = await sql<DeviceRow>`select * from device where id = ${id}`.execute(db)
  return rows[0]
}

export const renewLease = (tx: Tx, id: string, now: Date, until: Date) =>
  sql`update device set seen_at = ${now}, lease_until = ${until} where id = ${id}`.execute(tx)

/** The session becomes the device's, in place of an older one. */
export async function bindSession(tx: Tx, key: Buffer, device: string): Promise<void> {
  await sql`delete from session where device = ${device} and key <> ${key}`.execute(tx)
  await sql`update session set device = ${device} where key = ${key} and kind = 'browser'`.execute(tx)
}

/**
 * Ends what else is signed in as this person in browsers: whoever had the device may have made another of its session.
 * Its own stays, so that it hears that it must forget, and that of who asks.
 */
export const endOtherSessions = (tx: Tx, device: Pick<DeviceRow, 'id' | 'account_id'>, asking: Buffer | null) =>
  sql`delete from session where account_id = ${device.account_id} and kind = 'browser'
        and device is distinct from ${device.id} and key is distinct from ${asking}`.execute(tx)

export const endSessionsOf = (tx: Tx, device: string) => sql`delete from session where device = ${device}`.execute(tx)

/** Has one of these devices been revoked? What is no device's id is none. */
export async function anyRevoked(db: Db | Tx, ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from device where id = any (${ids}::uuid[]) and revoked_at is not null limit 1`.execute(db)
  return rows.length > 0
}

export const revoke = (tx: Tx, id: string, by: string, now: Date) =>
  sql`update device set revoked_at = ${now}, revoked_by = ${by} where id = ${id} and revoked_at is null`.execute(tx)

export const markWiped = (tx: Tx, id: string, now: Date) =>
  sql`update device set wiped_at = coalesce(wiped_at, ${now}), seen_at = ${now} where id = ${id}`.execute(tx)

export type ListedDevice = Pick<
  DeviceRow,
  'id' | 'kind' | 'enrolled_at' | 'seen_at' | 'lease_until' | 'revoked_at' | 'wiped_at'
> & { records: number }

/** The devices of an account, the last seen first, with the number of records that may be on each. */
export async function devicesOf(db: Db, accountId: number): Promise<ListedDevice[]> {
  const { rows } = await sql<ListedDevice>`
    select id, kind, enrolled_at, seen_at, lease_until, revoked_at, wiped_at,
           (select count(*) from device_record r where r.device = d.id)::int as records
    from device d where account_id = ${accountId}
    order by seen_at desc limit 100`.execute(db)
  return rows
}

/** Records that may be on the device. */
export async function heldOn(db: Db | Tx, device: string): Promise<HeldRecord[]> {
  const { rows } = await sql<HeldRecord>`
    select n, type, id, xid::text, sent, gone from device_record where device = ${device} order by n`.execute(db)
  return rows
}

export type Pulled = {
  device: string
  pull: number
  fill: string
  stamp: string
  now: Date
  until: Date
  sent: readonly SetRow[]
  gone: readonly HeldRecord[]
  erased: readonly HeldRecord[]
  unsure: readonly HeldRecord[]
}

/** What the device has now, as far as its next cursor confirms it. Sent at once; nothing where nothing changes. */
export function writePulled(tx: Tx, p: Pulled): Promise<unknown> {
  const numbers = (records: readonly { n: number }[]) => records.map(({ n }) => n)
  const of = (records: readonly { n: number }[]) =>
    sql`device = ${p.device} and n = any (${numbers(records)}::bigint[])`
  const statements: RawBuilder<unknown>[] = [
    sql`update device set seen_at = ${p.now}, lease_until = ${p.until}, stamp = ${p.stamp}, fill = ${p.fill},
               pull = ${p.pull} where id = ${p.device}`,
  ]
  // That it asked may be forgotten when the machine dies: then its cursor is ahead of the house, and all comes again.
  if ([p.sent, p.gone, p.erased, p.unsure].every((records) => records.length === 0))
    statements.push(sql`select set_config('synchronous_commit', 'off', true)`)
  if (p.sent.length > 0)
    statements.push(sql`
      insert into device_record (device, n, type, id, xid, sent)
      select ${p.device}, n, type, id, nullif(xid, '')::xid8, ${p.pull}
      from unnest(${numbers(p.sent)}::bigint[], ${p.sent.map((r) => r.type)}::text[], ${p.sent.map((r) => r.id)}::uuid[],
                  ${p.sent.map((r) => r.xid)}::text[]) as u (n, type, id, xid)
      on conflict (device, n) do update set xid = excluded.xid, sent = excluded.sent, gone = null`)
  if (p.gone.length > 0) statements.push(sql`update device_record set gone = ${p.pull} where ${of(p.gone)}`)
  if (p.erased.length > 0) statements.push(sql`delete from device_record where ${of(p.erased)}`)
  if (p.unsure.length > 0) statements.push(sql`update device_record set xid = null, gone = null where ${of(p.unsure)}`)
  return Promise.all(statements.map((statement) => statement.execute(tx)))
}

export type RecoveryKey = { recovery_public: Buffer | null; recovery_private: Buffer | null }

export async function recoveryKeyOf(db: Db | Tx): Promise<RecoveryKey | undefined> {
  const { rows } = await sql<RecoveryKey>`select recovery_public, recovery_private from installation`.execute(db)
  return rows[0]
}

/** Of two who make one at the same moment, the first. */
export const setRecoveryKey = (db: Db | Tx, key: { public: Buffer; private: Buffer }) =>
  sql`update installation set recovery_public = ${key.public}, recovery_private = ${key.private}
      where recovery_public is null`.execute(db)

/** Bytes that lie there of a device, and how many entries. */
export async function escrowBytes(db: Db | Tx, device: string, besides: readonly string[]): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(length(sealed)), 0)::int as bytes
    from escrow where device = ${device} and id <> all (${besides}::uuid[])`.execute(db)
  return rows[0]?.bytes ?? 0
}

/**
 * Gives those that lie there of this device now. @param again whether what lies there unopened gives way: the device
 * seals a change anew when it writes it anew
 */
export async function insertEscrow(
  tx: Tx,
  device: string,
  entries: readonly { id: string; sealed: Buffer }[],
  now: Date,
  again: boolean,
): Promise<string[]> {
  const ids = entries.map((e) => e.id)
  await sql`
    insert into escrow (id, device, sealed, at)
    select id, ${device}, sealed, ${now}
    from unnest(${ids}::uuid[], ${entries.map((e) => e.sealed)}::bytea[]) as e (id, sealed)
    on conflict (id) do update set sealed = excluded.sealed, at = excluded.at
      where ${again} and escrow.device = excluded.device and escrow.opened_at is null`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select id from escrow where device = ${device} and id = any (${ids}::uuid[])`.execute(tx)
  return rows.map(({ id }) => id)
}

export type EscrowRow = {
  id: string
  device: string
  sealed: Buffer
  at: Date
  opened_at: Date | null
  outcome: unknown
  account_id: number
  user_name: string
}

/** What devices left for the help desk, in the order in which it came. */
export async function escrowed(db: Db, device: string | undefined): Promise<EscrowRow[]> {
  const { rows } = await sql<EscrowRow>`
    select e.id, e.device, e.sealed, e.at, e.opened_at, e.outcome, d.account_id, a.user_name
    from escrow e join device d on d.id = e.device join account a on a.id = d.account_id
    where ${device ?? null}::uuid is null or e.device = ${device ?? null}::uuid
    order by e.at, e.id limit 10000`.execute(db)
  return rows
}

export const noteOpened = (db: Db, id: string, outcome: unknown, now: Date) =>
  sql`update escrow set opened_at = ${now}, outcome = ${JSON.stringify(outcome)} where id = ${id}`.execute(db)
