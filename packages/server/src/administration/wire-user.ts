// An account as clients send it, and as it is kept (api-admin §6.3).
import { ownAccountKeys } from '@primero/domain/access/changing.ts'
import { nameText } from '@primero/domain/accounts/name.ts'
import * as z from 'zod'
import type { AccountRow } from '../accounts/queries.ts'
import { isTimeZone } from '../accounts/time-zone.ts'
import type { House } from '../house.ts'
import { listOfWords, type Sent, words } from './body.ts'

/** Everybody writes these himself, and lists of people carry them: so they stay small. */
const mostNotices = 50
const wanted = z
  .record(z.string().max(100), z.boolean())
  .refine((notices) => Object.keys(notices).length <= mostNotices)
const services = z.array(words).max(200)
const flag = z.boolean().optional()

export const userShape = z.object({
  id: z.unknown().optional(),
  user_name: words.nullish(),
  full_name: words.nullish(),
  code: words.nullish(),
  phone: words.nullish(),
  email: words.nullish(),
  position: words.nullish(),
  location: words.nullish(),
  time_zone: words.nullish(),
  locale: words.nullish(),
  agency_id: z.int().nullish(),
  agency_office: words.nullish(),
  role_unique_id: words.nullish(),
  identity_provider_unique_id: words.nullish(),
  user_group_ids: z.array(z.int()).max(1000).nullish(),
  user_group_unique_ids: listOfWords.nullish(),
  services: services.nullish(),
  send_mail: flag,
  receive_webpush: flag,
  disabled: flag,
  settings: z
    .object({ notifications: z.object({ send_mail: wanted, receive_webpush: wanted }).partial().optional() })
    .nullish(),
  code_of_conduct_id: z.int().nullish(),
  accept_terms_of_use: flag,
  password: z.string().max(512).nullish(),
  password_confirmation: z.string().max(512).nullish(),
})
export type SentUser = z.infer<typeof userShape>

/** What is kept of an account, but for its password and what the house itself stamps. */
export type Kept = Pick<
  AccountRow,
  | 'user_name'
  | 'full_name'
  | 'code'
  | 'phone'
  | 'email'
  | 'position'
  | 'location'
  | 'time_zone'
  | 'locale'
  | 'agency'
  | 'agency_office'
  | 'role'
  | 'groups'
  | 'services'
  | 'send_mail'
  | 'receive_webpush'
  | 'disabled'
  | 'identity_provider'
> & { settings: SentUser['settings'] }

export const begun = (locale: string): Kept => ({
  user_name: '',
  full_name: '',
  code: null,
  phone: null,
  email: null,
  position: null,
  location: null,
  time_zone: 'UTC',
  locale,
  agency: null,
  agency_office: null,
  role: '',
  groups: [],
  services: [],
  send_mail: true,
  receive_webpush: false,
  disabled: false,
  identity_provider: null,
  settings: {},
})

const named = ['code', 'phone', 'position', 'agency_office'] as const
const flags = ['send_mail', 'receive_webpush', 'disabled'] as const

/** Of oneself only what is one's own to change; the rest is dropped and named (access §7.1). */
export const ownKeys = ({ data, ignored }: Sent<SentUser>): Sent<SentUser> => {
  const dropped = Object.keys(data).filter((key) => key !== 'id' && !ownAccountKeys.has(key))
  const kept = Object.entries(data).filter(([key]) => ownAccountKeys.has(key))
  return { data: Object.fromEntries(kept), ignored: [...ignored, ...dropped] }
}

/** Nobody accepts an agreement for somebody else. */
export function othersKeys({ data, ignored }: Sent<SentUser>): Sent<SentUser> {
  const { code_of_conduct_id: _code, accept_terms_of_use: _terms, ...kept } = data
  return { data: kept, ignored: [...ignored, ...Object.keys(data).filter((key) => !Object.hasOwn(kept, key))] }
}

/** The account after what was sent is laid over it. Names of things that are not there are dropped and told. */
export function accountAfter(house: House, before: Kept, { data, ignored }: Sent<SentUser>): Sent<Kept> {
  const config = house.configuration()
  const after = { ...before }
  const dropped: string[] = []
  for (const key of named) if (data[key] !== undefined) after[key] = textOrNone(data[key])
  for (const key of flags) if (data[key] !== undefined) after[key] = data[key]
  if (data.full_name !== undefined) after.full_name = (data.full_name ?? '').trim()
  if (data.email !== undefined) after.email = nameText(data.email ?? '') || null
  if (data.locale !== undefined) after.locale = data.locale ?? before.locale
  if (data.services !== undefined) after.services = data.services ?? []
  if (data.settings !== undefined) after.settings = data.settings ?? {}
  if (data.role_unique_id !== undefined) after.role = data.role_unique_id ?? ''
  if (data.identity_provider_unique_id !== undefined)
    after.identity_provider = textOrNone(data.identity_provider_unique_id)
  if (data.agency_id !== undefined) after.agency = house.wireIds().keyOf('agency', String(data.agency_id)) ?? null
  if (data.location !== undefined) {
    const code = textOrNone(data.location)
    if (code === null || config.locations.has(code)) after.location = code
    else dropped.push('location')
  }
  if (data.time_zone !== undefined) {
    if (isTimeZone(data.time_zone ?? 'UTC')) after.time_zone = data.time_zone ?? 'UTC'
    else dropped.push('time_zone')
  }
  const asked = groupsAsked(house, data)
  if (asked !== undefined) {
    after.groups = [...new Set(asked.filter((group) => config.userGroups.has(group)))]
    if (asked.some((group) => !config.userGroups.has(group))) dropped.push('user_group_unique_ids')
  }
  return { data: after, ignored: [...ignored, ...dropped] }
}

/** By unique id or by number; undefined where nothing is said of groups. */
function groupsAsked(house: House, data: SentUser): string[] | undefined {
  if (!data.user_group_unique_ids && !data.user_group_ids) return undefined
  const numbered = (data.user_group_ids ?? []).map((id) => house.wireIds().keyOf('user_group', String(id)) ?? '')
  return [...(data.user_group_unique_ids ?? []), ...numbered]
}

const textOrNone = (text: string | null | undefined): string | null => text?.trim() || null
