// Many records at once, for training instances and measuring.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Change, Data } from '@primero/domain/records/record.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { SearchRow } from './queries.ts'

export type BulkRecord = SearchRow & {
  id: string
  createdAt: string
  updatedAt: string
  parentN: number | null
  grants: string[]
  data: Data
  /** undefined: no history row. */
  changes: Change[] | undefined
}

/** Many records of a type in a few statements. */
export async function bulkInsert(tx: Tx, type: RecordType, config: number, records: BulkRecord[]): Promise<void> {
  const columns = Object.keys(records[0]?.sort ?? {})
  const rows = records.map((r) => ({
    id: r.id,
    module: r.module,
    record_state: r.recordState,
    status: r.status,
    workflow: r.workflow,
    owned_by: r.ownedBy,
    seen_by: r.seenBy,
    created_at: r.createdAt,
    parent_n: r.parentN,
    name: r.name,
    name_tok: r.nameTok,
    tok: r.tok,
    loc_path: r.locPath,
    incomplete: r.incomplete,
    ...r.sort,
  }))
  const names = [
    'id',
    'module',
    'record_state',
    'status',
    'workflow',
    'owned_by',
    'seen_by',
    'created_at',
    'parent_n',
    'name',
    'name_tok',
    'tok',
    'loc_path',
    'incomplete',
    ...columns,
  ]
  const list = sql.join(names.map((name) => sql.ref(name)))
  const table = sql.table(`${type}_row`)
  const inserted = await sql<{ n: number; id: string }>`
    insert into ${table} (n, ${list})
    select nextval('record_n'), ${list} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(rows)})
    returning n, id`.execute(tx)
  const ns = new Map(inserted.rows.map((r) => [r.id, r.n]))
  const withN = records.map((r) => ({ ...r, n: ns.get(r.id) ?? 0 }))
  const values = (of: (r: (typeof withN)[number]) => object) => JSON.stringify(withN.map(of))
  await sql`insert into ${sql.table(`${type}_ids`)} select * from jsonb_to_recordset(${values((r) => ({ n: r.n, codes: r.codes, ids: r.ids, exact: r.exact }))})
            as r (n bigint, codes text, ids text, exact text[])`.execute(tx)
  await sql`insert into ${sql.table(`${type}_doc`)} select * from jsonb_to_recordset(
              ${values((r) => ({ n: r.n, version: 1, at: r.updatedAt, data: r.data }))}) as r (n bigint, version int, at timestamptz, data jsonb)`.execute(
    tx,
  )
  await sql`insert into change_log (n) select unnest(${withN.map((r) => r.n)}::bigint[])`.execute(tx)
  const grants = withN.flatMap((r) => r.grants.map((user) => ({ n: r.n, user_name: user, kind: 'referral' })))
  if (grants.length > 0) {
    await sql`insert into record_grant (n, user_name, kind) select * from jsonb_to_recordset(${JSON.stringify(grants)}) as r (n bigint, user_name text, kind text)`.execute(
      tx,
    )
  }
  const histories = withN.filter((r) => r.changes !== undefined)
  if (histories.length === 0) return
  const entries = histories.map((r) => ({ n: r.n, at: r.createdAt, user_name: r.ownedBy, changes: r.changes }))
  await sql`insert into ${sql.table(`${type}_history`)} (n, at, user_name, action, version, config, changes)
            select n, at, user_name, 'create', 1, ${config}, changes
            from jsonb_to_recordset(${JSON.stringify(entries)}) as r (n bigint, at timestamptz, user_name text, changes jsonb)`.execute(
    tx,
  )
}

/** Many records' lines as their answers say: a line that says so already is left alone, with all its indexes. */
export async function bulkUpdate(
  tx: Tx,
  type: RecordType,
  records: readonly (Omit<SearchRow, 'seenBy'> & { n: number })[],
): Promise<void> {
  const rows = records.map((r) => ({
    n: r.n,
    record_state: r.recordState,
    status: r.status,
    workflow: r.workflow,
    owned_by: r.ownedBy,
    name: r.name,
    name_tok: r.nameTok,
    tok: r.tok,
    loc_path: r.locPath,
    incomplete: r.incomplete,
    ...r.sort,
  }))
  const names = Object.keys(rows[0] ?? {}).filter((name) => name !== 'n')
  // Terms and words have no order.
  const lists = ['tok', 'name_tok']
  const plain = names.filter((name) => !lists.includes(name))
  const other = lists.map((name) => sql`not (${both('r', 'v', name)} and ${both('v', 'r', name)})`)
  await sql`
    update ${sql.table(`${type}_row`)} r set (${sql.join(names.map((name) => sql.ref(name)))}) = row (${named('v', names)})
    from jsonb_populate_recordset(null::${sql.table(`${type}_row`)}, ${JSON.stringify(rows)}) v
    where r.n = v.n and ((${named('r', plain)}) is distinct from (${named('v', plain)}) or ${sql.join(other, sql` or `)})`.execute(
    tx,
  )
  const ids = records.map(({ n, codes, ids, exact }) => ({ n, codes, ids, exact }))
  await sql`
    update ${sql.table(`${type}_ids`)} i set codes = v.codes, ids = v.ids, exact = v.exact
    from jsonb_to_recordset(${JSON.stringify(ids)}) as v (n bigint, codes text, ids text, exact text[])
    where i.n = v.n and (i.codes, i.ids, i.exact) is distinct from (v.codes, v.ids, v.exact)`.execute(tx)
}

const named = (alias: string, names: readonly string[]) => sql.join(names.map((name) => sql.ref(`${alias}.${name}`)))

const both = (one: string, other: string, name: string) =>
  sql`${sql.ref(`${one}.${name}`)} <@ ${sql.ref(`${other}.${name}`)}`
