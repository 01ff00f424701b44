// People to whom a record may go, and the roles by which it may be shown to them: two questions.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { call } from './http.ts'

export type Handing = 'assign-to' | 'transfer-to' | 'refer-to'

export type Recipient = {
  userName: string
  fullName: string
  role: string
  agency: string | null
  /** Code of the place that they report for. */
  location: string | null
  services: string[]
}

/** A role that is made for referrals: its forms are all that the recipient sees. */
export type ReferralRole = { id: string; name: string; modules: string[]; forms: string[] }

export async function fetchRecipients(handing: Handing, type: RecordType, module: string): Promise<Recipient[]> {
  const of = new URLSearchParams({ handing, type, module })
  return ((await call('GET', `/api/ext/recipients?${of}`)) as { people: Recipient[] }).people
}

export const fetchReferralRoles = async (): Promise<ReferralRole[]> =>
  ((await call('GET', '/api/ext/recipients/roles')) as { roles: ReferralRole[] }).roles
