// Rows of the audit as the chain takes them, and the seals.
import { type RawBuilder, sql } from 'kysely'
import type pg from 'pg'
import type { Tx } from '../db/database.ts'
import type { SealedRow, SealFacts } from './chain.ts'

const columns = `a.id::text as id, c.relname::text as partition, a.era, a.xid::text as xid,
  to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at,
  a.user_name, a.action, a.outcome, a.code, a.record_type, a.record_id::text as record_id, a.resource, a.ip,
  a.method, a.role, a.agency, a.details::text as details`

export type Head = { n: number; era: number; upto: string; root: Buffer }

/** One sealer at a time, until the transaction ends; dropping a month waits, too. */
export const lockSeals = (client: pg.ClientBase) => client.query('select pg_advisory_xact_lock(7218)')

export async function lastSeal(client: pg.ClientBase): Promise<Head | undefined> {
  const { rows } = await client.query<Head>(
    'select n::int as n, era, upto::text as upto, root from public.audit_seal order by n desc limit 1',
  )
  return rows[0]
}

export async function lastEra(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ era: number }>('select max(era) as era from public.audit_era')
  return rows[0]?.era ?? 1
}

export type Waiting = { rows: SealedRow[]; complete: string }

/**
 * Rows from a transaction on that nobody can add to any more: below the oldest transaction that this very statement
 * sees running. Of an era that is over, all. `complete`: the transactions below it are all among them.
 */
export async function waitingRows(
  client: pg.ClientBase,
  from: { era: number; xid: string },
  isOver: boolean,
  limit: number,
): Promise<Waiting> {
  const { rows } = await client.query<SealedRow & { complete: string }>(
    `with bound as materialized (
       select case when $3 then ((select max(xid) from public.audit where era = $1)::text::numeric + 1)::text::xid8
              else pg_snapshot_xmin(pg_current_snapshot()) end as xid
     )
     select ${columns}, bound.xid::text as complete
     from bound, public.audit a join pg_class c on c.oid = a.tableoid
     where a.era = $1 and a.xid >= $2::xid8 and a.xid < bound.xid
     order by a.xid, a.id limit $4`,
    [from.era, from.xid, isOver, limit],
  )
  return { rows, complete: rows[0]?.complete ?? from.xid }
}

export async function rowsOfTransaction(client: pg.ClientBase, era: number, xid: string): Promise<SealedRow[]> {
  const { rows } = await client.query<SealedRow>(
    `select ${columns} from public.audit a join pg_class c on c.oid = a.tableoid
     where a.era = $1 and a.xid = $2::xid8 order by a.id`,
    [era, xid],
  )
  return rows
}

export type NewSeal = SealFacts & { ids: string[]; links: Buffer; key: number; mac: Buffer }

export const insertSeal = (client: pg.ClientBase, s: NewSeal) =>
  client.query(
    `insert into public.audit_seal (n, partition, era, from_xid, upto, entries, ids, links, root, key, mac)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [s.n, s.partition, s.era, s.from_xid, s.upto, s.entries, s.ids, s.links, s.root, s.key, s.mac],
  )

export type SealRow = SealFacts & {
  ids: string[] | null
  links: Buffer | null
  key: number
  mac: Buffer
  at: Date
  dropped_at: Date | null
}

export async function sealsAfter(tx: Tx, n: number, limit: number): Promise<SealRow[]> {
  const { rows } = await sql<SealRow>`
    select n, partition, era, from_xid::text as from_xid, upto::text as upto, entries, ids::text[] as ids, links, root,
           key, mac, at, dropped_at
    from audit_seal where n > ${n} order by n limit ${limit}`.execute(tx)
  return rows
}

type Place = { era: number; xid: string }

const within = (from: Place, upto?: Place): RawBuilder<unknown> => sql`
  (a.era, a.xid) >= (${from.era}::int, ${from.xid}::xid8)
  and ${upto ? sql`(a.era, a.xid) < (${upto.era}::int, ${upto.xid}::xid8)` : sql`true`}`

/** Rows between two places of the order, without the second. */
export async function rowsBetween(tx: Tx, from: Place, upto: Place): Promise<SealedRow[]> {
  const { rows } = await sql<SealedRow>`
    select ${sql.raw(columns)} from audit a join pg_class c on c.oid = a.tableoid
    where ${within(from, upto)} order by a.era, a.xid, a.id`.execute(tx)
  return rows
}

export async function firstBetween(tx: Tx, from: Place, upto: Place): Promise<SealedRow | undefined> {
  const { rows } = await sql<SealedRow>`
    select ${sql.raw(columns)} from audit a join pg_class c on c.oid = a.tableoid
    where ${within(from, upto)} order by a.era, a.xid, a.id limit 1`.execute(tx)
  return rows[0]
}

export async function tailFrom(tx: Tx, from: Place): Promise<{ rows: number; oldest: Date | null }> {
  const { rows } = await sql<{ rows: number; oldest: Date | null }>`
    select count(*)::int as rows, min(a.at) as oldest from audit a where ${within(from)}`.execute(tx)
  return rows[0] ?? { rows: 0, oldest: null }
}

export type ChainNow = {
  seals: number
  last_seal: Date | null
  waiting: number
  oldest_waiting: Date | null
  verified_at: Date | null
  verified_outcome: string | null
  oldest: Date | null
}

/** How the chain stands, without going over it. */
export async function chainNow(tx: Tx): Promise<ChainNow> {
  const { rows } = await sql<ChainNow>`
    with head as (select n, era, upto, at from audit_seal order by n desc limit 1),
      tail as (
        select count(*)::int as waiting, min(a.at) as oldest_waiting from audit a
        where (a.era, a.xid) >= (coalesce((select era from head), 0), coalesce((select upto from head), '0'::xid8))),
      verified as (
        select at, outcome from audit where user_name is null and action = 'verify_audit' order by at desc limit 1)
    select coalesce((select n::int from head), 0) as seals, (select at from head) as last_seal, tail.*,
           (select at from verified) as verified_at, (select outcome from verified) as verified_outcome,
           (select a.at from audit a order by a.era, a.xid, a.id limit 1) as oldest
    from tail`.execute(tx)
  return rows[0] as ChainNow
}

/** Partitions whose month ended this many months ago, oldest first. */
export async function monthsBefore(client: pg.ClientBase, months: number): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'public.audit'::regclass and c.relname ~ '^audit_\\d{4}_\\d{2}$'
       and to_date(c.relname, '"audit_"YYYY_MM') + make_interval(months => $1 + 1) <= now() at time zone 'UTC'
     order by 1`,
    [months],
  )
  return rows.map((row) => row.name)
}

export async function dropMonth(client: pg.ClientBase, partition: string): Promise<void> {
  await client.query('select public.drop_audit_partition($1)', [partition])
}
