// What the office asks and says about people, groups and agencies. Its pages work with a network only: nothing is kept.
import type { Danger } from '@primero/domain/access/danger.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { call } from '../sync/http.ts'

type Page<T> = { data: T[]; metadata: { total: number; per: number; page: number } }

export type User = {
  id: number
  user_name: string
  full_name: string
  code?: string
  phone?: string
  email?: string
  position?: string
  agency_id?: number
  agency_office?: string
  location?: string
  locale: string
  services: string[]
  role_unique_id: string
  identity_provider_unique_id?: string
  user_group_unique_ids: string[]
  disabled: boolean
  unverified: boolean
  send_mail: boolean
  updated_at: string
  last_access?: string
}

export type UserQuestion = {
  page: number
  query: string
  role: string
  agency: string
  group: string
  state: string
}

export const perPage = 20

/** What is looked for stands in an address that is asked once and kept nowhere; the server writes no address down. */
export const fetchUsers = async (q: UserQuestion, signal: AbortSignal): Promise<Page<User>> => {
  const asked = new URLSearchParams({
    page: String(q.page),
    per: String(perPage),
    order_by: 'full_name',
    order: 'asc',
    activity_stats: 'true',
  })
  if (q.query !== '') asked.set('query', q.query)
  if (q.role !== '') asked.set('role_id[]', q.role)
  if (q.agency !== '') asked.set('agency[]', q.agency)
  if (q.group !== '') asked.set('user_group_ids[]', q.group)
  if (q.state !== '') asked.set('disabled[]', String(q.state === 'disabled'))
  return (await call('GET', `/api/v2/users?${asked}`, { signal })) as Page<User>
}

export const fetchUser = async (id: number, signal?: AbortSignal): Promise<User> =>
  ((await call('GET', `/api/v2/users/${id}?activity_stats=true`, signal ? { signal } : {})) as { data: User }).data

export type UserChanges = Partial<Omit<User, 'id' | 'agency_id'>> & { agency_id?: number | null }

export const makeUser = async (data: UserChanges): Promise<User> =>
  ((await call('POST', '/api/v2/users', { body: { data } })) as { data: User }).data

export const changeUser = async (id: number, data: UserChanges): Promise<User> =>
  ((await call('PUT', `/api/v2/users/${id}`, { body: { data } })) as { data: User }).data

export const disableUsers = async (ids: number[]): Promise<void> => {
  await call('POST', '/api/v2/users/update_bulk', { body: { data: { ids, disabled: true } } })
}

export const enableUsers = async (ids: number[]): Promise<void> => {
  await call('POST', '/api/ext/users/enable', { body: { ids } })
}

export type RoleChoice = {
  id: string
  number: number
  name: string
  giving: 'yes' | 'flagged' | 'forbidden' | 'retired'
  beyond: string[]
  dangers: Danger[]
}
export type PlaceChoice = { id: string; number: number; name: string; disabled: boolean; mayPlace: boolean }

export type Choices = {
  roles: RoleChoice[]
  agencies: PlaceChoice[]
  groups: PlaceChoice[]
  services: { id: string; name: string }[]
  locales: string[]
  /** Who signs people in, where it is not this site. */
  providers: { id: string; name: string }[]
  mostUsers: number | null
  may: { create: boolean; write: boolean; disableMany: boolean }
}

export const fetchChoices = async (signal: AbortSignal): Promise<Choices> =>
  (await call('GET', '/api/ext/users/choices', { signal })) as Choices

export type Standing = {
  expiresOn: string | null
  mustRenew: boolean
  hasPassword: boolean
  isService: boolean
  isOneself: boolean
  /** Who signs this person in, and since when the account is theirs; null: with a password of ours. */
  provider: { name: string | null; boundAt: string | null } | null
  may: { change: boolean; open: boolean; end: boolean }
  sessions?: number
  devices?: number
  unsent?: number
}

export const fetchStanding = async (id: number, signal: AbortSignal): Promise<Standing> =>
  (await call('GET', `/api/ext/users/${id}/standing`, { signal })) as Standing

export const setExpiry = async (id: number, on: string | null): Promise<void> => {
  await call('PUT', `/api/ext/users/${id}/expiry`, { body: { on } })
}

/** @throws Refused 422 where the account is closed */
export const issueCode = async (id: number): Promise<{ code: string; until: string }> =>
  (await call('POST', `/api/ext/users/${id}/code`, { body: {} })) as { code: string; until: string }

type Kind = 'phone' | 'tablet' | 'computer'
export type Session = { id: string; device: Kind | null; enrolled: boolean; beganAt: string; seenAt: string }
export type Device = {
  id: string
  kind: Kind
  seenAt: string
  revokedAt: string | null
  wipedAt: string | null
  records: number
}

export const fetchSessions = async (id: number, signal: AbortSignal): Promise<Session[]> =>
  ((await call('GET', `/api/ext/users/${id}/sessions`, { signal })) as { sessions: Session[] }).sessions

/** `all`: everywhere. */
export const endSessionOf = async (id: number, session: string): Promise<void> => {
  await call('DELETE', `/api/ext/users/${id}/sessions/${session}`)
}

export const fetchDevices = async (id: number, signal: AbortSignal): Promise<Device[]> =>
  ((await call('GET', `/api/ext/devices?user=${id}`, { signal })) as { devices: Device[] }).devices

export const withdrawDevice = async (id: string): Promise<void> => {
  await call('DELETE', `/api/ext/devices/${id}`)
}

export type Part = { type: RecordType; module: string }
export type LeftPart = Part & { open: number; closed: number; waiting: number }
export type Candidate = { id: number; userName: string; fullName: string; role: string; takes: Part[] }
export type WhatIsLeft = {
  parts: LeftPart[]
  candidates: Candidate[]
  standing: { sessions: number; devices: number; unsent: number }
}
export type Left = {
  moved: (Part & { user: number; count: number })[]
  ends: { sessions: number; devices: number; unsent: number }
  /** Records of others that they reach by shares, or asked for. */
  shares: number
  on: string | null
}

export const fetchLeft = async (id: number, signal: AbortSignal): Promise<WhatIsLeft> =>
  (await call('GET', `/api/ext/users/${id}/leave`, { signal })) as WhatIsLeft

export const sendLeave = async (
  id: number,
  leaving: { to: (Part & { user: number })[]; on: string | null },
  isDry: boolean,
): Promise<Left> =>
  (await call('POST', `/api/ext/users/${id}/leave${isDry ? '?dry=1' : ''}`, { body: leaving })) as Left

export type SheetRefusal = { column: string; reason: string }
export type SheetLine = {
  line: number
  userName: string
  what: 'create' | 'change' | 'nothing' | 'refused'
  fields: string[]
  beyond: string[]
  refusals: SheetRefusal[]
}
export type SheetReport = { isApplied: boolean; lines: SheetLine[]; refusals: SheetRefusal[] }

export const sendSheet = async (csv: string, isDry: boolean): Promise<SheetReport> =>
  (await call('POST', `/api/ext/users/import${isDry ? '?dry=1' : ''}`, { body: { csv } })) as SheetReport

export type Group = {
  id: number
  unique_id: string
  name: string
  description: string | null
  disabled: boolean
  agency_unique_ids: string[]
}
export const fetchGroups = async (signal?: AbortSignal): Promise<Group[]> =>
  ((await call('GET', '/api/v2/user_groups?managed=true', signal ? { signal } : {})) as Page<Group>).data
export const fetchGroup = async (id: number, signal?: AbortSignal): Promise<Group> =>
  ((await call('GET', `/api/v2/user_groups/${id}`, signal ? { signal } : {})) as { data: Group }).data
export const makeGroup = async (data: Partial<Group>): Promise<Group> =>
  ((await call('POST', '/api/v2/user_groups', { body: { data } })) as { data: Group }).data
export const changeGroup = async (id: number, data: Partial<Group>): Promise<Group> =>
  ((await call('PUT', `/api/v2/user_groups/${id}`, { body: { data } })) as { data: Group }).data

export type Agency = {
  id: number
  unique_id: string
  agency_code: string
  name: Record<string, string>
  description: Record<string, string>
  telephone?: string
  services: string[]
  disabled: boolean
  logo_enabled: boolean
  logo_full?: string
  logo_icon?: string
  contact_name?: string
  contact_email?: string
  contact_phone?: string
  notes?: string
}
/** What is sent of an agency: a file by its bytes and its name; '' takes a file away. */
export type AgencyChanges = Partial<Agency> & {
  logo_full_base64?: string
  logo_full_file_name?: string
  logo_icon_base64?: string
  logo_icon_file_name?: string
}

export const fetchAgencies = async (page: number, signal: AbortSignal): Promise<Page<Agency>> =>
  (await call('GET', `/api/v2/agencies?order_by=name&page=${page}&per=${perPage}`, { signal })) as Page<Agency>
export const fetchAgency = async (id: number, signal?: AbortSignal): Promise<Agency> =>
  ((await call('GET', `/api/v2/agencies/${id}`, signal ? { signal } : {})) as { data: Agency }).data
export const makeAgency = async (data: AgencyChanges): Promise<Agency> =>
  ((await call('POST', '/api/v2/agencies', { body: { data } })) as { data: Agency }).data
export const changeAgency = async (id: number, data: AgencyChanges): Promise<Agency> =>
  ((await call('PUT', `/api/v2/agencies/${id}`, { body: { data } })) as { data: Agency }).data

export type Factors = { mustHaveFactor: boolean; factors: { kind: string; addedAt: string | null }[] }

export const fetchFactors = async (id: number, signal: AbortSignal): Promise<Factors> =>
  (await call('GET', `/api/ext/users/${id}/factors`, { signal })) as Factors

/** For who lost them all. */
export const removeFactors = async (id: number): Promise<void> => {
  await call('DELETE', `/api/ext/users/${id}/factors`)
}

/** For who has another account at the provider now. */
export const unbindProvider = async (id: number): Promise<void> => {
  await call('DELETE', `/api/ext/users/${id}/provider-person`)
}
