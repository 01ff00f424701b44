import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Kept } from '@primero/domain/records/changes.ts'
import type { Change, Data } from '@primero/domain/records/record.ts'
import type { ConflictKind } from '@primero/domain/sync/protocol.ts'
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

/** What became of one path of a kept claim. */
export type SettledPath = { path: string[]; at: string; by: string; take: 'force' | 'claim' | 'other' }

export type NewConflict = {
  n: number
  intention: string
  kind: ConflictKind
  /** Who made the claim, with which role, and when the server received it. */
  userName: string
  role: string | null
  at: string
  metAt: string
  basedOn: number | null
  config: number | null
  changes: Kept[]
}

export const insertConflict = (tx: Tx, type: RecordType, c: NewConflict) =>
  sql`insert into ${sql.table(`${type}_conflict`)}
        (n, intention, kind, user_name, role, at, met_at, based_on, config, changes)
      values (${c.n}, ${c.intention}, ${c.kind}, ${c.userName}, ${c.role}, ${c.at}, ${c.metAt}, ${c.basedOn},
              ${c.config}, ${JSON.stringify(c.changes)})`.execute(tx)

export type KeptConflict = {
  id: number
  kind: ConflictKind
  config: number | null
  changes: Kept[]
  settled: SettledPath[]
}

/** One claim of this record, locked until the transaction ends. */
export async function conflictOf(tx: Tx, type: RecordType, n: number, id: number): Promise<KeptConflict | undefined> {
  const { rows } = await sql<KeptConflict>`
    select id, kind, config, changes, settled from ${sql.table(`${type}_conflict`)}
    where id = ${id} and n = ${n} for update`.execute(tx)
  return rows[0]
}

/** `closed`: nothing of it is open any more. */
export const settleConflict = (
  tx: Tx,
  type: RecordType,
  id: number,
  s: { settled: SettledPath[]; closed: boolean; at: string; by: string },
) =>
  sql`update ${sql.table(`${type}_conflict`)}
      set settled = ${JSON.stringify(s.settled)}, settled_at = ${s.closed ? s.at : null}, settled_by = ${s.closed ? s.by : null}
      where id = ${id}`.execute(tx)

export type Hand = { user_name: string; at: Date }

/** Who put each of these answers where it is, in the same order; nothing for one that no history tells of. */
export async function lastHands(
  tx: Tx,
  type: RecordType,
  places: { n: number; path: readonly string[] }[],
): Promise<(Hand | undefined)[]> {
  if (places.length === 0) return []
  // A path touches another that begins like it: the row as a whole, or an answer in it.
  const touches = sql.join(
    [0, 1, 2, 3, 4].map((i) => sql`coalesce(x -> 'path' ->> ${sql.lit(i)} = u.path ->> ${sql.lit(i)}, true)`),
    sql` and `,
  )
  const { rows } = await sql<Hand & { place: number }>`
    select u.place, h.user_name, h.at
    from unnest(${places.map((p) => p.n)}::bigint[], ${places.map((p) => JSON.stringify(p.path))}::jsonb[])
         with ordinality u (n, path, place)
    cross join lateral (
      select user_name, at from ${sql.table(`${type}_history`)} h
      where h.n = u.n and exists (select from jsonb_array_elements(h.changes) x where ${touches})
      order by at desc, id desc limit 1) h`.execute(tx)
  const hands = new Map(rows.map((row) => [row.place, row]))
  return places.map((_, i) => hands.get(i + 1))
}

/**
 * What other people, or other devices of this one, said of the record after this version, and what of theirs was kept
 * beside it and waits. Of each path the last that was in force counts: those before it were answered by it.
 */
export async function saidByOthers(
  tx: Tx,
  type: RecordType,
  n: number,
  userName: string,
  { basedOn, intention }: { basedOn: number; intention: string },
): Promise<Change[]> {
  const isOthers = saidElsewhere(userName, intention)
  const { rows } = await sql<{ change: Change }>`
    (select distinct on (x -> 'path') x as change
     from ${sql.table(`${type}_history`)} h left join intention i on i.id = h.intention,
          jsonb_array_elements(h.changes) x
     where h.n = ${n} and h.version > ${basedOn}::float8 and ${isOthers('h')}
     order by x -> 'path', h.version desc)
    union all
    select x
    from ${sql.table(`${type}_conflict`)} c left join intention i on i.id = c.intention,
         jsonb_array_elements(c.changes) x
    where c.n = ${n} and c.settled_at is null and c.kind = 'ask'
      and ((x -> 'isTheirs')::boolean is true or ${isOthers('c')})
      and not exists (select from jsonb_array_elements(c.settled) s where s -> 'path' = x -> 'path')`.execute(tx)
  return rows.map(({ change }) => change)
}

/** By another person, or on another device of this one; `i` is the intention that said it. */
const saidElsewhere = (userName: string, intention: string) => (who: string) =>
  sql`(${sql.ref(`${who}.user_name`)} <> ${userName}
       or i.device is distinct from (select device from intention where id = ${intention}))`

/**
 * The newest version of an incident that is known to whoever knew this version of its case: before anything that was
 * said elsewhere after it. Who names an incident has known its first.
 */
export async function versionWithCase(
  tx: Tx,
  n: number,
  caseN: number,
  userName: string,
  { basedOn, intention }: { basedOn: number; intention: string },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select greatest(1, coalesce(
      min(h.version) filter (where h.at > k.at and ${saidElsewhere(userName, intention)('h')}),
      max(h.version) + 1) - 1)::int as version
    from incident_history h left join intention i on i.id = h.intention,
         (select coalesce(max(at), '-infinity') as at
          from case_history where n = ${caseN} and version <= ${basedOn}::float8) k
    where h.n = ${n}`.execute(tx)
  return rows[0]?.version ?? 1
}

/** Rows that were taken out of the record, by their ids, the newest first. */
export async function removedRows(tx: Tx, type: RecordType, n: number, rows: string[]): Promise<Change[]> {
  const { rows: found } = await sql<{ change: Change }>`
    select x as change from ${sql.table(`${type}_history`)} h, jsonb_array_elements(h.changes) x
    where h.n = ${n} and jsonb_array_length(x -> 'path') % 2 = 0 and x -> 'path' ->> -1 = any (${rows}::text[])
      and jsonb_typeof(x -> 'to') = 'null'
    order by h.at desc, h.id desc`.execute(tx)
  return found.map(({ change }) => change)
}

/**
 * Did this person own the record at that version, or hold a grant while it stood? Asked beyond scope: he may not find
 * the record any more.
 */
export async function wasInHands(
  tx: Tx,
  type: RecordType,
  n: number,
  userName: string,
  version: number,
): Promise<boolean> {
  const history = sql.table(`${type}_history`)
  const { rows } = await sql<{ was: boolean }>`
    select coalesce((
        select x ->> 'to' = ${userName} from ${history} h, jsonb_array_elements(h.changes) x
        where h.n = ${n} and h.version <= ${version} and x -> 'path' = '["owned_by"]'
        order by h.version desc, h.at desc limit 1), false)
      or exists (
        select from record_grant g
        where g.n = ${n} and g.user_name = ${userName}
          and g.from_at <= coalesce((select min(at) from ${history} h where h.n = ${n} and h.version > ${version}), now())
          and coalesce(g.ended_at, g.until_at, 'infinity')
            >= (select max(at) from ${history} h where h.n = ${n} and h.version <= ${version})) as was`.execute(tx)
  return rows[0]?.was ?? false
}

/** How many intentions of this person wait beside the record for whoever owns it now. Asked beyond scope. */
export async function openProposals(tx: Tx, type: RecordType, n: number, userName: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct intention)::int as count from ${sql.table(`${type}_conflict`)}
    where n = ${n} and user_name = ${userName} and kind in ('review', 'retired') and settled_at is null`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Devices that hold the record hear of it, and the audit keeps that it was proposed. */
export const noteProposal = (tx: Tx, n: number, audit: AuditEntry) =>
  sql`with cursor as (
        insert into change_log (n) values (${n}) on conflict (n) do update set xid = pg_current_xact_id()
      )
      ${auditInsert(audit)}`.execute(tx)

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

export type GrantTo = {
  n: number
  kind: string
  role: string | null
  until_at: Date | null
  left_out: string[]
  forms: string[] | null
  services: string[] | null
}

/** What lets this person into these records, as far as nobody ended it. */
export async function grantsTo(tx: Tx, userName: string, ns: number[]): Promise<GrantTo[]> {
  const { rows } = await sql<GrantTo>`
    select n, kind, role, until_at, left_out, forms, services from record_grant
    where user_name = ${userName} and ended_at is null and n = any (${ns}::bigint[])
    order by id`.execute(tx)
  return rows
}

/** When the identity in this record was asked for in this session; the second lock leaves nobody else's. */
export async function revealFor(tx: Tx, session: Buffer, record: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    select at from reveal where session = ${session} and record = ${record}`.execute(tx)
  return rows[0]?.at
}
