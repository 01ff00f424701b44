// What a list is sorted by: a published column where there is one, else the stored answer.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { enumerated } from '@primero/domain/forms/options.ts'
import { type RawBuilder, sql } from 'kysely'
import { sortColumn } from './columns.ts'
import { isOpen } from './where.ts'

const engine: Record<string, string> = {
  created_at: 'created_at',
  name: 'name',
  owned_by: 'owned_by',
  status: 'status',
  workflow: 'workflow',
  record_state: 'record_state',
  module_id: 'module',
  id: 'id',
}

/** `ranked`: a choice sorts by its place among the options, so that high risk stands at one end and low at the other. */
export function orderOf(config: Configuration, type: RecordType, field: string, ranked = false): RawBuilder<unknown> {
  const own = engine[field]
  if (own !== undefined) return sql`r.${sql.ref(own)}`
  const kind = config.published.get(type)?.sort[field]
  const column = kind === undefined ? undefined : sql`r.${sql.ref(sortColumn(field, kind))}`
  const definition = ranked && kind === 'text' ? config.fieldOf(type, field) : undefined
  const options = definition && enumerated(config, definition)
  if (column !== undefined) {
    return options === undefined ? column : sql`array_position(${[...options]}::text[], ${column} collate "C")`
  }
  const doc = sql.table(`${type}_doc`)
  if (field === 'last_updated_at') return sql`(select d.last_updated_at from ${doc} d where d.n = r.n)`
  return sql`(select nullif(d.data -> ${field}, 'null'::jsonb) from ${doc} d where d.n = r.n and ${isOpen(field)})`
}
