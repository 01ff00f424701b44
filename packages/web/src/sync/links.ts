// One-time links of a referral that left the house: asked with a line only, kept on no device.
import type { LinkState } from '@primero/domain/workflow/one-time-link.ts'
import { call } from './http.ts'

export type KeptLink = { id: string; state: LinkState; until: string; madeAt: string; madeBy: string }
export type Links = { mayMake: boolean; fields: string[]; links: KeptLink[] }
export type NewLink = { id: string; transition: string; days: number; fields: string[]; contact: string }

export const fetchLinks = async (transition: string): Promise<Links> =>
  (await call('GET', `/api/ext/links?${new URLSearchParams({ transition })}`)) as Links

/** The address is told once. */
export const makeLink = async (body: NewLink): Promise<string> =>
  ((await call('POST', '/api/ext/links', { body })) as { address: string }).address

/** So is the code. */
export const makeCode = async (id: string): Promise<string> =>
  ((await call('POST', `/api/ext/links/${id}/code`)) as { code: string }).code

export const endLink = async (id: string): Promise<void> => {
  await call('DELETE', `/api/ext/links/${id}`)
}
