// Every question and every message to the server, typed.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type {
  ConfigReply,
  DeviceReply,
  HistoryReply,
  EscrowReply,
  EscrowRequest,
  Lease,
  PullReply,
  PushReply,
  RecordShape,
  RecordsReply,
  SearchReply,
  SearchRequest,
} from '@primero/domain/sync/protocol.ts'
import type { Wire } from '../store/engine/ground.ts'
import { call, Unreachable } from './http.ts'

export const fetchConfig = async (locale: string | undefined): Promise<ConfigReply> =>
  (await call(
    'GET',
    locale ? `/api/sync/config?locale=${encodeURIComponent(locale)}` : '/api/sync/config',
  )) as ConfigReply

/** @throws Refused where this site does not have the language */
export const keepLocale = async (locale: string): Promise<void> => {
  await call('PUT', '/api/ext/me/locale', { body: { locale } })
}

export const search = async (request: SearchRequest, signal?: AbortSignal): Promise<SearchReply> =>
  (await call('POST', '/api/sync/search', { body: request, ...(signal ? { signal } : {}) })) as SearchReply

export const fetchRecords = async (
  type: RecordType,
  ids: string[],
): Promise<{ records: RecordShape[]; gone: string[] }> => {
  const { records, writable, gone } = (await call('POST', '/api/sync/records', { body: { type, ids } })) as RecordsReply
  return { records: records.map((sent) => ({ ...sent, writable: writable[sent.writable] ?? [] })), gone }
}

export const fetchHistory = async (type: RecordType, id: string, page: number): Promise<HistoryReply> =>
  (await call('POST', '/api/sync/history', { body: { type, id, page } })) as HistoryReply

type Wired = Omit<PullReply, 'records'> & { records: (Omit<RecordShape, 'writable'> & { writable: number })[] }

/** What an engine says and hears, over a line of its own. */
export const wireOver = (ask: typeof call): Wire => ({
  push: async (intentions) => {
    const reply = (await ask('POST', '/api/sync/push', { body: { intentions } })) as PushReply
    return Array.isArray(reply.outcomes) ? reply : notOurs()
  },
  pull: async (request) => {
    const reply = (await ask('POST', '/api/sync/pull', { body: request })) as Wired
    if (!Array.isArray(reply.records)) return notOurs()
    const { records, writable, ...rest } = reply
    return { ...rest, records: records.map((sent) => ({ ...sent, writable: writable[sent.writable] ?? [] })) }
  },
  file: async (url) => (await ask('GET', url, { asBytes: true })) as Uint8Array<ArrayBuffer>,
  putChunk: async (blob, chunk, bytes) => {
    await ask('PUT', `/api/sync/blobs/${blob}/${chunk}`, { bytes })
  },
})

/** Whoever said "all right" in words that our server does not use is not our server. */
const notOurs = (): never => {
  throw new Unreachable()
}

/** @throws Refused 401 wrong, 429 too many attempts, `must-renew` where it is a code that was read out */
export const signInWith = async (userName: string, password: string): Promise<void> => {
  await call('POST', '/api/v2/tokens', { body: { user: { user_name: userName, password } } })
}

/** Signs in with a code that was read out, and sets a password. @throws Refused 422 where it is no password */
export const renewWith = async (userName: string, code: string, fresh: string): Promise<void> => {
  await call('POST', '/api/ext/sign-in/renew', { body: { user_name: userName, password: code, new_password: fresh } })
}

export const endSession = async (): Promise<void> => {
  await call('DELETE', '/api/v2/tokens')
}

/** @throws Refused `device-revoked` where it must forget */
export const introduceDevice = async (device: string, kind: 'phone' | 'tablet' | 'computer'): Promise<DeviceReply> =>
  (await call('POST', '/api/sync/devices', { body: { device, kind } })) as DeviceReply

/** @throws Refused `device-revoked` where it must forget; 401 without a session */
export const fetchLease = async (device: string): Promise<Lease> =>
  (await call('POST', '/api/sync/lease', { body: { device } })) as Lease

/** Asks for no session. @throws Refused, Unreachable */
export const leaveForHelp = async (left: EscrowRequest): Promise<EscrowReply> =>
  (await call('POST', '/api/sync/escrow', { body: left })) as EscrowReply

/** A revoked device has forgotten everything. */
export const confirmWiped = async (device: string): Promise<void> => {
  await call('POST', `/api/ext/devices/${encodeURIComponent(device)}/wiped`)
}
