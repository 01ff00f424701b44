// An entry of the audit in the words of its clients (api-admin §19).
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { recordTypes } from '@primero/domain/configuration/bundle.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { type Codes, codesOf } from '../search/queries.ts'
import { isRecordType, wireKind } from './kinds.ts'
import type { LogRow } from './queries.ts'

type Named = { displayId: string | number | null; name: string | null; recordId: string | null }

export async function presentLogs(house: House, tx: Tx, rows: LogRow[]): Promise<Record<string, unknown>[]> {
  const codes = await codesIn(tx, rows)
  return rows.map((row) => present(house, row, named(house, row, codes)))
}

/** What each row is about: a name of an account, a role, a group, or a code. */
export async function namesOf(house: House, tx: Tx, rows: LogRow[]): Promise<(string | null)[]> {
  const codes = await codesIn(tx, rows)
  return rows.map((row) => named(house, row, codes).name)
}

async function codesIn(tx: Tx, rows: LogRow[]): Promise<Map<string, Codes>> {
  const codes = new Map<string, Codes>()
  for (const type of recordTypes) {
    for (const row of await codesOf(tx, type, idsOf(rows, type))) codes.set(row.id, row)
  }
  return codes
}

const idsOf = (rows: LogRow[], type: RecordType): string[] => [
  ...new Set(rows.flatMap((row) => (row.record_type === type && row.record_id !== null ? [row.record_id] : []))),
]

const nameOf: Record<string, string> = { role: 'role', user_group: 'group', agency: 'agency' }

/** Accounts by name, roles and groups by theirs, agencies and records by their code. */
function named(house: House, row: LogRow, codes: Map<string, Codes>): Named {
  if (isRecordType(row.record_type)) {
    const code = row.record_id === null ? undefined : codes.get(row.record_id)
    const name = row.record_type === 'case' ? code?.case_id_display : undefined
    return { displayId: code?.short_id ?? null, name: name ?? code?.short_id ?? null, recordId: row.record_id }
  }
  if (row.record_type === 'user') return byNumber(row.account_id, row.account_name)
  // Reading names it `key`, changing by what it is.
  const key = row.details?.['key'] ?? row.details?.[nameOf[row.record_type ?? ''] ?? '']
  if (typeof key !== 'string') return byNumber(null, null)
  const config = house.configuration()
  switch (row.record_type) {
    case 'role':
      return byNumber(house.wireIds().idOf('role', key), config.roles.get(key)?.name ?? key)
    case 'user_group':
      return byNumber(house.wireIds().idOf('user_group', key), config.userGroups.get(key)?.name ?? key)
    case 'agency':
      return byNumber(house.wireIds().idOf('agency', key), config.agencies.get(key)?.code ?? key)
    default:
      return { displayId: null, name: key, recordId: null }
  }
}

const byNumber = (id: number | null, name: string | null): Named => ({
  displayId: id,
  name,
  recordId: id === null ? null : String(id),
})

function present(house: House, row: LogRow, { displayId, name, recordId }: Named): Record<string, unknown> {
  // Its clients know no other word for it.
  const action = row.action === 'settle_conflict' ? 'update' : row.action
  const kind = row.record_type === null ? null : wireKind(row.record_type)
  return {
    id: row.id,
    display_id: displayId,
    record_type: kind,
    user_name: row.user_name,
    action,
    resource_url: row.resource,
    timestamp: row.at.toISOString(),
    log_message: {
      prefix: prefixOf(action),
      identifier: [titleOf(kind), ...(displayId === null ? [] : [`'${displayId}'`])].join(' '),
      suffix: { key: 'logger.by_user', user: row.user_name },
    },
    metadata: metadataOf(house, row),
    record_id: recordId,
    display_name: name,
  }
}

function prefixOf(action: string): { key: string; approval_type: string | null } {
  const approval = /^(.+)_(?:requested|approved)$/.exec(action)?.[1] ?? null
  const room = action === 'bulk_email' ? 'descriptions' : 'actions'
  return { key: `logger.${room}.${action}`, approval_type: approval }
}

const titleOf = (kind: string | null): string =>
  kind === 'child' ? 'Case' : (kind ?? '').replaceAll('_', ' ').replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase())

/** Ids, counts and names of fields and permissions: what else the details hold is for who reads the table. */
const told = { record_ids: 'record_ids', fields: 'fields', gained: 'added', lost: 'removed' } as const

function metadataOf(house: House, row: LogRow): Record<string, unknown> {
  const who = { user_name: row.user_name, remote_ip: row.ip }
  if (row.action === 'failed_login') return who
  const ids = house.wireIds()
  const details = Object.entries(told).flatMap(([key, wire]) =>
    row.details?.[key] === undefined ? [] : [[wire, row.details[key]]],
  )
  return {
    ...who,
    agency_id: row.agency === null ? null : ids.idOf('agency', row.agency),
    role_id: row.role === null ? null : ids.idOf('role', row.role),
    http_method: row.method,
    ...Object.fromEntries(details),
    ...(row.outcome === 'refused' ? { outcome: row.outcome, code: row.code } : {}),
  }
}
