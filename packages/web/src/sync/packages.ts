// Packages between modules: asked with a line only, kept on no device.
import type { TransitionStatus } from '@primero/domain/workflow/transition.ts'
import { call } from './http.ts'

export type Offer = { isPackage: false } | { isPackage: true; waits: boolean; always: string[]; offered: string[] }

export type PackageStub = {
  id: string
  reference: string
  status: TransitionStatus
  service: string | null
  from: string
  at: string
  respondedAt: string | null
  endedAt: string | null
}

export type ShownPackage = PackageStub & {
  may: ('accept' | 'reject' | 'done')[]
  mayMakeCase: boolean
  made: string | null
  contents: {
    lines: { name: string; label: string | null; value: string }[]
    notes: string | null
    safetyNotes: string | null
    contact: string | null
    agency: string | null
    wantedBy: string | null
    deadline: string | null
  } | null
}

export type SentPackage = {
  id: string
  status: TransitionStatus | 'waits' | 'refused'
  by: string
  to: string
  fields: string[]
  service: string | null
  at: string
  may: ('release' | 'refuse' | 'revoke')[]
}

const path = '/api/ext/packages'

export const fetchOffer = async (kase: string, to: string): Promise<Offer> =>
  (await call('GET', `${path}/offer?${new URLSearchParams({ case: kase, to })}`)) as Offer

export const fetchPackages = async (): Promise<PackageStub[]> =>
  ((await call('GET', path)) as { packages: PackageStub[] }).packages

export const fetchPackage = async (id: string): Promise<ShownPackage> =>
  (await call('GET', `${path}/${id}`)) as ShownPackage

export const fetchPackagesOf = async (kase: string): Promise<SentPackage[]> =>
  ((await call('GET', `${path}/of-case?${new URLSearchParams({ case: kase })}`)) as { packages: SentPackage[] })
    .packages

export type Said = { answer: 'accept' | 'reject' | 'done'; reason?: string; note?: string }
export const answerPackage = async (id: string, body: Said): Promise<ShownPackage> =>
  (await call('POST', `${path}/${id}/answer`, { body })) as ShownPackage

/** The new case, or the one that was made before. */
export const makeCaseOf = async (id: string, kase: string): Promise<string> =>
  ((await call('POST', `${path}/${id}/case`, { body: { id: kase } })) as { id: string }).id

export const releasePackage = async (id: string, release: boolean): Promise<void> => {
  await call('POST', `${path}/${id}/release`, { body: { release } })
}

export const takePackageBack = async (id: string): Promise<void> => {
  await call('DELETE', `${path}/${id}`)
}
