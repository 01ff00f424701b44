// Columns of the searched tables that the configuration publishes for sorting and ranges.
import { createHash } from 'node:crypto'
import type { Published, RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { countedFields } from '@primero/domain/workflow/dashboards.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

type Kind = Published['sort'][string]

const columnTypes: Record<Kind, string> = {
  date: 'date',
  number: 'numeric',
  text: 'text collate "und-x-icu"',
  moment: 'timestamptz',
  dates: 'date',
  moments: 'timestamptz',
}
const prefixes: Record<Kind, string> = {
  date: 'd_',
  number: 'n_',
  text: 't_',
  moment: 'm_',
  dates: 'f_',
  moments: 'g_',
}

/** Name of the column that sorts a published field. */
export const sortColumn = (field: string, kind: Kind): string => `${prefixes[kind]}${field}`

/** Fields that every record has as columns. */
export const rowColumns: Readonly<Record<string, string>> = {
  owned_by: 'owned_by',
  status: 'status',
  workflow: 'workflow',
  module_id: 'module',
}

/** Adds the columns of newly published sort fields; nullable, so that nothing is rewritten. */
export async function publishColumns(owner: Db | Tx, published: Iterable<[RecordType, Published]>): Promise<void> {
  for (const [type, { sort }] of published) {
    for (const [field, kind] of Object.entries(sort)) {
      const column = sql.ref(sortColumn(field, kind))
      await sql`alter table ${sql.table(`${type}_row`)} add column if not exists ${column} ${sql.raw(columnTypes[kind])}`.execute(
        owner,
      )
      if (kind === 'date') {
        await sql`create index if not exists ${sql.ref(`${type}_row_${field}`)} on ${sql.table(`${type}_row`)} (${column})`.execute(
          owner,
        )
      }
    }
  }
}

/** What the index of counted cases is sorted by, and how many columns an index can have besides. */
const countedBy = ['agency', 'status', 'module', 'record_state']
const mostBesides = 28

/**
 * The index from which numbers are counted without a look at the rows: the cases of an agency, by their state, with all
 * columns that boards ask for. Its name tells which: with others it is made anew.
 */
export async function indexCounted(owner: Db, config: Configuration): Promise<void> {
  const columns = ['n', ...new Set([...countedFields(config, 'case')].flatMap((field) => countedColumn(config, field)))]
    .filter((column) => !countedBy.includes(column))
    .slice(0, mostBesides)
  const name = `case_row_counted_${createHash('sha256').update(columns.join()).digest('hex').slice(0, 8)}`
  const known = async (tx: Db) =>
    (
      await sql<{ name: string }>`
        select indexname as name from pg_indexes
        where schemaname = 'public' and tablename = 'case_row' and starts_with(indexname, 'case_row_counted_')`.execute(
        tx,
      )
    ).rows.map((index) => index.name)
  // Asking for it, even if it is there, would have to wait for who writes.
  if ((await known(owner)).join() === name) return
  const list = (names: readonly string[]) => sql.join(names.map((column) => sql.ref(column)))
  await owner.transaction().execute(async (tx) => {
    // As migrations: one process after the other.
    await sql`select pg_advisory_xact_lock(7217)`.execute(tx)
    await sql`create index if not exists ${sql.ref(name)} on case_row (${list(countedBy)}) include (${list(columns)})`.execute(
      tx,
    )
    for (const other of await known(tx)) if (other !== name) await sql`drop index ${sql.ref(other)}`.execute(tx)
  })
  // Rows of which nobody noted that all may see them would be looked at, one by one.
  await sql`vacuum (analyze) case_row`.execute(owner)
}

function countedColumn(config: Configuration, field: string): string[] {
  const published = config.published.get('case')
  const kind = published?.sort[field]
  const column = rowColumns[field] ?? (field === 'created_at' ? field : kind && sortColumn(field, kind))
  return [...(column === undefined ? [] : [column]), ...(published?.location === field ? ['loc_path'] : [])]
}
