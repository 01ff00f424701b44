// People to whom a record may go, and the roles by which it may be shown to them: two questions of the v2 door.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { call } from './http.ts'

export type Handing = 'assign-to' | 'transfer-to' | 'refer-to'

export type Recipient = {
  userName: string
  agency: string | null
  /** Code of the place that they report for. */
  location: string | null
  services: string[]
}

/** A role that is made for referrals: its forms are all that the recipient sees. */
export type ReferralRole = { id: string; name: string; modules: string[]; forms: string[] }

type WirePerson = { user_name: string; agency: string | null; location: string | null; services: string[] | null }
type WireRole = {
  unique_id: string
  name: string
  module_unique_ids: string[]
  form_section_read_write: Record<string, string>
}

export async function fetchRecipients(handing: Handing, type: RecordType, module: string): Promise<Recipient[]> {
  const of = new URLSearchParams({ record_type: type, record_module_id: module })
  const { data } = (await call('GET', `/api/v2/users/${handing}?${of}`)) as { data: WirePerson[] }
  return data.map(({ user_name, agency, location, services }) => ({
    userName: user_name,
    agency,
    location,
    services: services ?? [],
  }))
}

export async function fetchReferralRoles(): Promise<ReferralRole[]> {
  const { data } = (await call('GET', '/api/v2/roles?referral_authorization=true')) as { data: WireRole[] }
  return data.map((role) => ({
    id: role.unique_id,
    name: role.name,
    modules: role.module_unique_ids,
    forms: Object.keys(role.form_section_read_write),
  }))
}
