// What a list needs of a record. Lines of all kept records are opened together, so they hold no more than lists show,
// filter and sort by; everything else stays sealed until its record is opened.
import { approvalTypes, dashboardKeys } from '@primero/domain/access/keys.ts'
import { shortFields } from '@primero/domain/access/fields.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Data } from '@primero/domain/records/record.ts'
import { opaqueCodes } from '@primero/domain/search/phonetic.ts'
import type { RecordShape, ShortRow } from '@primero/domain/sync/protocol.ts'
import type { AppConfig } from '../store.ts'

const always = [
  'risk_level',
  'workflow',
  'status',
  'record_state',
  'created_at',
  'owned_by',
  'module_id',
  'hidden_name',
  'incident_case_id',
  // By these the numbers of the home page are counted.
  'not_edited_by_owner',
  'has_incidents',
  'current_alert_types',
  'reassigned_transferred_on',
  'date_closure',
]

const sharedKeys = Object.entries(dashboardKeys).flatMap(([board, names]) =>
  board.startsWith('dash_shared') ? names : [],
)

const fieldsOf = (config: AppConfig, type: RecordType): ReadonlySet<string> => {
  const { columns = [], filters = [], sortable = [] } = config.lists[type] ?? {}
  return new Set([
    ...shortFields(type),
    ...always,
    ...opaqueCodes,
    ...columns,
    ...filters.map((f) => f.replace(/^loc:/, '')),
    ...sortable,
    ...approvalTypes.map((kind) => `approval_status_${kind}`),
    ...(type === 'case' ? sharedKeys : []),
  ])
}

/** A line per record; the list of fields is made once for many. */
export function linesOf(config: AppConfig, records: readonly RecordShape[]): ShortRow[] {
  const fields = new Map<RecordType, ReadonlySet<string>>()
  return records.map(({ id, type, version, module, incomplete, data }) => {
    const known = fields.get(type) ?? fieldsOf(config, type)
    fields.set(type, known)
    const picked = Object.fromEntries(Object.entries(data).filter(([name]) => known.has(name))) as Data
    return { id, type, version, module, incomplete: incomplete.length, data: picked }
  })
}
