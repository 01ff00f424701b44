// The columns of a list: the role's, without those that a list cannot show well.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { SearchReply, ShortRow } from '@primero/domain/sync/protocol.ts'
import type { Kind } from '../kinds.ts'
import type { AppConfig } from '../store/store.ts'
import { labelOfField } from './specs.ts'

export type Column = { field: string; label: string; sortable: boolean }

/** Shown with the code, as a tag, or on the record's own page only. */
const elsewhere = new Set(['id', 'complete', 'photo', 'alert_count', 'flag_count', 'short_id', 'age', 'sex'])

export function columnsOf(config: AppConfig, type: RecordType): Column[] {
  const list = config.lists[type]
  const sortable = new Set(list?.sortable ?? [])
  const names = (list?.columns ?? []).filter((name) => !elsewhere.has(name))
  // A list is read by urgency: risk and stage stand beside the code wherever the role may know them.
  const knows = (name: string): boolean => type === 'case' && (list?.filters ?? []).includes(name)
  const first = ['risk_level', 'workflow'].filter(knows)
  return [...first, ...names.filter((name) => !first.includes(name))].map((field) => ({
    field,
    label: labelOfField(config, type, field),
    sortable: sortable.has(field),
  }))
}

/** For the rows of a reply: colleagues beyond the own team are called as it says. */
export const knowing = (config: AppConfig, { names = {} }: Pick<SearchReply, 'names'> = {}): AppConfig => {
  const known = new Set(config.people.map(({ userName }) => userName))
  const others = Object.entries(names).filter(([userName, fullName]) => fullName && !known.has(userName))
  if (others.length === 0) return config
  return { ...config, people: [...config.people, ...others.map(([userName, fullName]) => ({ userName, fullName }))] }
}

/** Without columns that say nothing here: empty in every row, the code once more, or the same person in each. */
export function tellingColumns(config: AppConfig, columns: Column[], rows: ShortRow[]): Column[] {
  if (rows.length === 0) return columns
  const tells = (field: string, row: ShortRow): boolean => {
    const value = row.data[field]
    if (value === undefined || value === null || value === '') return false
    if (field === 'case_id_display') return value !== row.data['short_id']
    return field !== 'owned_by' || config.me.scope !== 'self' || value !== config.me.userName
  }
  return columns.filter((column) => rows.some((row) => tells(column.field, row)))
}

/** What both the table and the cards draw. */
export type RowsProps = {
  kind: Kind
  config: AppConfig
  rows: ShortRow[]
  columns: Column[]
  covered: boolean
}

export const codeOf = (row: ShortRow): string => String(row.data['short_id'] ?? row.id.slice(-7))
