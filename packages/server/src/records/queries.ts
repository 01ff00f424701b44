import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Change, Data } from '@primero/domain/records/record.ts'
import { sql } from 'kysely'
import { type AuditEntry, auditInsert } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'

export type DocRow = { n: number; version: number; last_updated_at: Date; data: Data }

export async function documentsOf(tx: Tx, type: RecordType, ns: number[]): Promise<DocRow[]> {
  if (ns.length === 0) return []
  const { rows } = await sql<DocRow>`
    select n, version, last_updated_at, data from ${sql.table(`${type}_doc`)} where n = any (${ns}::bigint[])`.execute(
    tx,
  )
  return rows
}

export const insertDocument = (tx: Tx, type: RecordType, n: number, d: { version: number; at: string; data: Data }) =>
  sql`insert into ${sql.table(`${type}_doc`)} (n, version, last_updated_at, data)
      values (${n}, ${d.version}, ${d.at}, ${JSON.stringify(d.data)})`.execute(tx)

export const updateDocument = (tx: Tx, type: RecordType, n: number, d: { version: number; at: string; data: Data }) =>
  sql`update ${sql.table(`${type}_doc`)}
      set version = ${d.version}, last_updated_at = ${d.at}, data = ${JSON.stringify(d.data)}
      where n = ${n}`.execute(tx)

export type HistoryEntry = {
  n: number
  at: string
  userName: string
  action: string
  version: number
  config: number
  intention: string | null
  changes: Change[]
}

/** What happened, in one statement: history, the cursor of those who pull, audit. */
export const writeHistory = (tx: Tx, type: RecordType, h: HistoryEntry, audit: AuditEntry) =>
  sql`with history as (
        insert into ${sql.table(`${type}_history`)} (n, at, user_name, action, version, config, intention, changes)
        select ${h.n}::bigint, ${h.at}::timestamptz, ${h.userName}, ${h.action}, ${h.version}::int, ${h.config}::int,
               ${h.intention}::uuid, ${JSON.stringify(h.changes)}::jsonb
        where ${h.changes.length > 0}
      ), cursor as (
        insert into change_log (n) values (${h.n}) on conflict (n) do update set xid = pg_current_xact_id()
      )
      ${auditInsert(audit)}`.execute(tx)

export type HistoryRow = { at: Date; user_name: string; action: string; version: number; changes: Change[] }

/**
 * Newest first; `fields` selects entries that touch any of these top-level names. Of entries that only say that an
 * incident came, those about `incidents`: others would tell the reader of incidents beyond his scope.
 */
export async function historyOf(
  tx: Tx,
  type: RecordType,
  n: number,
  page: { page: number; per: number; fields?: string[]; incidents: string[] },
): Promise<{ total: number; rows: HistoryRow[] }> {
  const isWanted = page.fields === undefined ? sql`true` : sql`c -> 'path' ->> 0 = any (${page.fields}::text[])`
  const touches = sql` and exists (
    select from jsonb_array_elements(changes) c
    where ${isWanted} and (c -> 'path' ->> 0 <> 'incidents' or exists (
      select from jsonb_array_elements_text(c -> 'to') i
      where i = any (${page.incidents}::text[]) and not coalesce(c -> 'from', '[]') ? i)))`
  const table = sql.table(`${type}_history`)
  const { rows } = await sql<HistoryRow>`
    select at, user_name, action, version, changes from ${table} where n = ${n}${touches}
    order by at desc, id desc limit ${page.per} offset ${(page.page - 1) * page.per}`.execute(tx)
  const count = await sql<{
    total: number
  }>`select count(*)::int as total from ${table} where n = ${n}${touches}`.execute(tx)
  return { total: count.rows[0]?.total ?? 0, rows }
}

export const insertConflict = (
  tx: Tx,
  type: RecordType,
  c: { n: number; intention: string; userName: string; changes: Change[] },
) =>
  sql`insert into ${sql.table(`${type}_conflict`)} (n, intention, user_name, changes)
      values (${c.n}, ${c.intention}, ${c.userName}, ${JSON.stringify(c.changes)})`.execute(tx)

/** Ids of option terms; unknown ones are added. */
export async function termIds(tx: Tx, terms: { field: string; value: string }[]): Promise<number[]> {
  if (terms.length === 0) return []
  const fields = terms.map((t) => t.field)
  const values = terms.map((t) => t.value)
  const find = async () => {
    const { rows } = await sql<{ id: number }>`
      select t.id from unnest(${fields}::text[], ${values}::text[]) as u (field, value)
      join term t using (field, value)`.execute(tx)
    return rows.map((r) => r.id)
  }
  const known = await find()
  if (known.length === terms.length) return known
  await sql`insert into term (field, value) select * from unnest(${fields}::text[], ${values}::text[])
            on conflict do nothing`.execute(tx)
  return find()
}
