// What somebody agrees to, and the register of it.
import type { AgreementKind } from '@primero/domain/accounts/agreements.ts'
import { call } from './http.ts'

export type OwnAgreement = {
  id: number
  kind: AgreementKind
  version: number
  /** The language of the words. */
  locale: string
  title: string
  text: string
  /** Address of the document, where it is one. */
  file: string | null
  from: string
  until: string | null
  acceptedAt: string | null
}

/** @throws Refused, Unreachable */
export const fetchOwnAgreements = async (locale: string, signal?: AbortSignal): Promise<OwnAgreement[]> =>
  (
    (await call('GET', `/api/ext/agreements/mine?locale=${encodeURIComponent(locale)}`, signal ? { signal } : {})) as {
      agreements: OwnAgreement[]
    }
  ).agreements

/** @throws Refused `wrong-state` where another one is in force by now */
export const acceptAgreement = async (id: number, locale: string): Promise<void> => {
  await call('POST', `/api/ext/agreements/${id}/accept`, { body: { locale } })
}

export type Words = { title: string; text: string }
export type Signatory = { name: string; organization: string; signedOn: string | null }
export type AgreementVersion = {
  id: number
  kind: AgreementKind
  agency: string | null
  version: number
  texts: Record<string, Words>
  signatories: Signatory[]
  from: string
  until: string | null
  state: 'in-force' | 'to-come' | 'over'
  file: string | null
  writtenAt: string
  writtenBy: string
  accepted: number
  asked: number
}
export type AgreementRegister = {
  kinds: AgreementKind[]
  agencies: { id: string; name: Record<string, string> }[]
  /** What this site asks for before anything else. */
  asked: { code_of_conduct: boolean; terms_of_use: boolean }
  agreements: AgreementVersion[]
  templates: Record<AgreementKind, Record<string, Words>>
}

/** @throws Refused, Unreachable */
export const fetchAgreements = async (signal: AbortSignal): Promise<AgreementRegister> =>
  (await call('GET', '/api/ext/agreements', { signal })) as AgreementRegister

export type AgreementDraft = Pick<AgreementVersion, 'kind' | 'agency' | 'texts' | 'signatories' | 'from' | 'until'>

/** @throws Refused, Unreachable */
export const writeAgreement = async (draft: AgreementDraft): Promise<{ id: number }> =>
  (await call('POST', '/api/ext/agreements', { body: draft })) as { id: number }

/** @throws Refused, Unreachable */
export const changeAgreement = async (
  id: number,
  change: Pick<AgreementDraft, 'until' | 'signatories'>,
): Promise<void> => {
  await call('PATCH', `/api/ext/agreements/${id}`, { body: change })
}
