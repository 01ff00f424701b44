// Claims that are kept beside records, found through the records they hang on: scope is the first condition.
import type { Scope } from '@primero/domain/access/actor.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Kept } from '@primero/domain/records/changes.ts'
import type { Data } from '@primero/domain/records/record.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { SettledPath } from '../records/queries.ts'
import { scopeWhere } from './scope-where.ts'

/** `data` holds only the answers that the claim is about, and those that say who may see them. */
export type ConflictRow = {
  conflict: number
  n: number
  id: string
  module: string
  owned_by: string
  seen_by: string[]
  version: number
  data: Data
  kind: Kept['kind']
  user_name: string
  role: string | null
  at: Date
  met_at: Date
  config: number | null
  changes: Kept[]
  settled: SettledPath[]
  settled_at: Date | null
  settled_by: string | null
  /** Of a notice that may still last: what was changed since. */
  changed: { path: string[]; at: number }[]
}

export type ConflictQuestion = {
  ids?: readonly string[]
  kinds: readonly Kept['kind'][]
  /** Those that are settled, too. */
  settled?: boolean
  /** Met before this moment. */
  before?: string
  /** Notices that met earlier have ended. */
  noticesSince: Date
}

// So many at once are looked through for what their reader may see; nobody decides more in a day.
const most = 1000

const metAt = (claim: string) => sql`coalesce(${sql.ref(`${claim}.met_at`)}, ${sql.ref(`${claim}.at`)})`

/** Not settled, and no notice that ended by its age. */
export const isOpen = (claim: string, noticesSince: Date): RawBuilder<unknown> => sql`(
  ${sql.ref(`${claim}.settled_at`)} is null
  and (${sql.ref(`${claim}.kind`)} <> 'notice' or ${metAt(claim)} > ${noticesSince}::timestamptz))`

// Where all that it claims is in force by now, nobody has to decide; answers in rows are compared by their reader.
const mayWait = sql`exists (
  select from jsonb_array_elements(c.changes) x
  where jsonb_array_length(x -> 'path') > 1 or d.data -> (x -> 'path' ->> 0) is distinct from x -> 'to')`

/** Those that wait first, decisions before notices, then oldest first. */
export async function conflictsWithin(
  tx: Tx,
  type: RecordType,
  scope: Scope,
  { ids, kinds, settled = false, before, noticesSince }: ConflictQuestion,
): Promise<ConflictRow[]> {
  if (scope.kind === 'none') return []
  const met = metAt('c')
  const { rows } = await sql<ConflictRow>`
    select c.id as conflict, c.n, r.id, r.module, r.owned_by, r.seen_by, d.version, c.kind, c.user_name, c.role, c.at,
           ${met} as met_at, c.config, c.changes, c.settled, c.settled_at, c.settled_by,
           coalesce((
             select jsonb_object_agg(key, d.data -> key) from (
               select distinct x -> 'path' ->> 0 as key from jsonb_array_elements(c.changes) x
               union select unnest(array['hidden_name', 'record_state'])) k
             where d.data ? key), '{}') as data,
           case when c.kind <> 'notice' or not ${isOpen('c', noticesSince)} then '[]' else coalesce((
             select jsonb_agg(jsonb_build_object('path', x -> 'path', 'at', extract(epoch from h.at) * 1000))
             from ${sql.table(`${type}_history`)} h, jsonb_array_elements(h.changes) x
             where h.n = c.n and h.at > ${met}), '[]') end as changed
    from ${sql.table(`${type}_conflict`)} c
    join ${sql.table(`${type}_row`)} r using (n)
    join ${sql.table(`${type}_doc`)} d using (n)
    where ${scopeWhere(scope)} and c.kind = any (${kinds}::text[])
      and ${ids === undefined ? sql`true` : sql`r.id = any (${ids}::uuid[])`}
      and ${settled ? sql`true` : sql`${isOpen('c', noticesSince)} and ${mayWait}`}
      and ${before === undefined ? sql`true` : sql`${met} < ${before}::timestamptz`}
    order by c.settled_at is null desc, c.kind = 'notice', ${met}, c.id limit ${most}`.execute(tx)
  return rows
}
