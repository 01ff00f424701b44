// What of the searched tables goes to a device: the person's own records, and what hangs on them.
import type { Actor, Scope } from '@primero/domain/access/actor.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { type RawBuilder, sql } from 'kysely'
import { plannedAnew, type Tx } from '../db/database.ts'
import { sortColumn } from './columns.ts'
import { isOpen } from './conflicts.ts'
import { scopeWhere } from './scope-where.ts'

/** `xid`: the transaction that changed the record last, as a word to compare. */
export type SetRow = { n: number; type: RecordType; id: string; xid: string }

/** `isDisputed`: something that nobody settled yet is kept beside it. */
export type Downloadable = SetRow & { isDisputed: boolean }

export type Wanted = {
  types: readonly RecordType[]
  /** Records that the person asked for besides the own ones. */
  pins: readonly { type: RecordType; id: string }[]
  /** Most records. */
  most: number
  /** Closed records stay for a while: those closed on this day or later. */
  closedSince: string
  /** Notices that met earlier have ended. */
  noticesSince: Date
}

/**
 * The download set (ux §15.3): enabled records, open or closed lately, that the person owns, holds by a live grant, or
 * asked for; incidents also with their case. All within scope; what was asked for first, then the newest changed.
 */
export async function downloadSet(
  tx: Tx,
  config: Configuration,
  actor: Actor,
  wanted: Wanted,
): Promise<Downloadable[]> {
  if (wanted.types.length === 0 || wanted.most === 0) return []
  const owned = wanted.types.map(
    (type) => sql`${sql.ref(`own_${type}`)} as materialized (${own(config, actor, type, wanted)})`,
  )
  const isWithCases = wanted.types.includes('case') && wanted.types.includes('incident')
  const find = () =>
    sql<Downloadable>`
    with ${sql.join(owned)}, found as (
      ${sql.join(
        wanted.types.map((type) => sql`select * from ${sql.ref(`own_${type}`)}`),
        sql` union all `,
      )}
      ${isWithCases ? sql`union all ${ofCases(config, actor, wanted)}` : sql``}
    ), newest as (
      select f.*, c.xid
      from found f left join change_log c using (n)
      order by f.pinned desc, c.xid desc nulls last, f.n desc
      limit ${wanted.most}
    )
    select n, type, id, coalesce(xid::text, '') as xid, ${isDisputed(wanted)} as "isDisputed"
    from newest s
    order by pinned desc, s.xid desc nulls last, n desc`.execute(tx)
  // It finds a few rows by an index, whoever asks: planned once. Its lists of names would have it planned each time,
  // which takes ten times as long as to run it.
  const [, { rows }] = await Promise.all([planOnce(tx, true), find(), planOnce(tx, false)])
  return rows
}

// Looked for record by record: nobody needs to see all that waits in the country.
const isDisputed = ({ types, noticesSince }: Wanted): RawBuilder<unknown> =>
  sql`case type ${sql.join(
    types.map(
      (type) => sql`when ${type} then (
      select true from ${sql.table(`${type}_conflict`)} k where k.n = s.n and ${isOpen('k', noticesSince)} limit 1) is not null`,
    ),
    sql` `,
  )} end`

const planOnce = (tx: Tx, isWanted: boolean) =>
  sql`select set_config('plan_cache_mode', ${isWanted ? 'force_generic_plan' : 'auto'}, true)`.execute(tx)

function own(
  config: Configuration,
  actor: Actor,
  type: RecordType,
  { pins, closedSince }: Wanted,
): RawBuilder<unknown> {
  const ids = pins.filter((pin) => pin.type === type).map((pin) => pin.id)
  // Whoever holds a live grant is named among the principals, as the owner is.
  return sql`
    select r.n, ${type}::text as type, r.id, r.id = any (${ids}::uuid[]) as pinned
    from ${sql.table(`${type}_row`)} r
    where (r.seen_by @> ${[`u:${actor.userName}`]}::text[] or r.id = any (${ids}::uuid[]))
      and ${lasting(config, type, scopeOf(actor, type), closedSince)}`
}

const ofCases = (config: Configuration, actor: Actor, { closedSince }: Wanted): RawBuilder<unknown> => sql`
  select r.n, 'incident', r.id, false
  from own_case k join incident_row r on r.parent_n = k.n
  where ${lasting(config, 'incident', scopeOf(actor, 'incident'), closedSince)} and r.n not in (select n from own_incident)`

/** Enabled, in scope, and open or closed lately. */
const lasting = (
  config: Configuration,
  type: RecordType,
  scope: Scope,
  closedSince: string,
): RawBuilder<unknown> => sql`
  r.record_state and ${scopeWhere(scope)} and (r.status <> 'closed' or ${closedLately(config, type, closedSince)})`

/** By the published day where there is one: opening every closed document would cost more than the rest of a pull. */
function closedLately(config: Configuration, type: RecordType, since: string): RawBuilder<unknown> {
  // A record is written when it is closed, so older ones are not opened.
  const bySaving = sql`exists (
    select from ${sql.table(`${type}_doc`)} d
    where d.n = r.n and d.last_updated_at >= ${since}::date and coalesce(d.data ->> 'date_closure', ${since}) >= ${since})`
  if (config.published.get(type)?.sort['date_closure'] !== 'date') return bySaving
  const day = sql`r.${sql.ref(sortColumn('date_closure', 'date'))}`
  return sql`case when ${day} is null then ${bySaving} else ${day} >= ${since}::date end`
}

/** How many enabled records of each type the person reaches at all. */
export async function reachOf(
  tx: Tx,
  actor: Actor,
  types: readonly RecordType[],
): Promise<{ type: RecordType; reach: number }[]> {
  if (types.length === 0) return []
  const { rows } = await sql<{ type: RecordType; reach: number }>`
    ${plannedAnew} ${sql.join(
      types.map(
        (type) =>
          sql`select ${type}::text as type, count(*)::int as reach from ${sql.table(`${type}_row`)} r where r.record_state and ${scopeWhere(scopeOf(actor, type))}`,
      ),
      sql` union all `,
    )}`.execute(tx)
  return rows
}
