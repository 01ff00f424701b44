// Columns of the searched tables that the configuration publishes for sorting and ranges.
import type { Published, RecordType } from '@primero/domain/configuration/bundle.ts'
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
