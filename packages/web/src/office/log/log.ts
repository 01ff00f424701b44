// What the pages of the audit ask.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Reason } from '@primero/domain/access/who.ts'
import { call } from '../../sync/http.ts'

export type LogFilters = {
  from?: string
  to?: string
  userName?: string
  actions?: string[]
  kinds?: string[]
  outcome?: 'done' | 'refused'
  recordId?: string
}
export type LogRow = {
  id: string
  at: string
  userName: string | null
  role: string | null
  agency: string | null
  action: string
  outcome: 'done' | 'refused'
  code: string | null
  kind: string | null
  recordId: string | null
  about: string | null
  resource: string | null
  method: string | null
  ip: string | null
  details: Record<string, string | number | boolean | string[]>
}
export type LogPage = { total: number; page: number; per: number; rows: LogRow[] }
export type Chain = {
  seals: number
  lastSeal: string | null
  waiting: number
  oldestWaiting: string | null
  verified: { at: string; isSound: boolean } | null
  oldest: string | null
  keepMonths: number | null
}
export type WhoPage = {
  total: number
  page: number
  per: number
  people: {
    userName: string
    fullName: string
    role: string
    agency: string | null
    serviceAccount: boolean
    because: { rule: Reason['rule']; kind?: string; of?: string[]; until: string | null }[]
    until: string | null
  }[]
}
export type AccessPage = {
  data: {
    id: number
    timestamp: string
    action: string
    user_name: string | null
    full_name: string | null
    role_name: string | null
  }[]
  metadata: { total: number; page: number; per: number }
}
export type Handover = {
  record_id: string
  display_id: string
  performed_by: string
  datetime: string
  data: { status: { to: string }; owned_by: { from: string; to: string } }
}

export const searchLog = async (filters: LogFilters, page: number, per: number, signal: AbortSignal) =>
  (await call('POST', '/api/ext/audit/search', { body: { ...filters, page, per }, signal })) as LogPage

/** A file for a spreadsheet. */
export const exportLog = async (filters: LogFilters): Promise<Uint8Array<ArrayBuffer>> =>
  (await call('POST', '/api/ext/audit/export', { body: filters, asBytes: true })) as Uint8Array<ArrayBuffer>

export const fetchChain = async (signal: AbortSignal) =>
  (await call('GET', '/api/ext/audit/chain', { signal })) as Chain
export const fetchKinds = async (signal: AbortSignal) =>
  (await call('GET', '/api/ext/audit/words', { signal })) as { kinds: string[] }

export const fetchWho = async (type: RecordType, id: string, page: number, signal: AbortSignal) =>
  (await call('GET', `/api/ext/records/${type}/${id}/who?page=${page}&per=50`, { signal })) as WhoPage

const collections: Record<RecordType, string> = {
  case: 'cases',
  incident: 'incidents',
  tracing_request: 'tracing_requests',
  registry_record: 'registry_records',
  family: 'families',
}
export const fetchAccesses = async (type: RecordType, id: string, page: number, signal: AbortSignal) =>
  (await call('GET', `/api/v2/${collections[type]}/${id}/access_log?page=${page}&per=50`, { signal })) as AccessPage

export const fetchHandovers = async (signal: AbortSignal) =>
  (await call('GET', '/api/v2/activity_log?types[]=transfer', { signal })) as { data: Handover[] }
