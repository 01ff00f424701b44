// Identity providers: who they are, and where they are. Asked at the door, by nobody in particular.
import { call } from './http.ts'

export type Provider = { unique_id: string; name: string }

/** @throws Refused, Unreachable */
export const fetchProviders = async (): Promise<Provider[]> =>
  ((await call('GET', '/api/v2/identity_providers')) as { data: Provider[] }).data

/** The address there, for this browser and this time. @throws Refused, Unreachable */
export const fetchWayTo = async (provider: string): Promise<string> =>
  ((await call('POST', `/api/ext/sign-in/providers/${encodeURIComponent(provider)}`)) as { url: string }).url
