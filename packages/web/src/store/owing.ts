// An agreement that the server asks for before it goes on, and what is tried again once it is accepted.
import { Refused } from '../sync/http.ts'
import { live } from './live.ts'

export type Owing = {
  kind: string
  again: () => Promise<void>
  /** The way on without accepting, where there is one. */
  without?: () => Promise<void>
}

export const owing = live<Owing | undefined>(undefined)

export const isOwing = (e: unknown): e is Refused & { code: 'agreement-missing' } =>
  e instanceof Refused && e.code === 'agreement-missing'

export const owe = (e: Refused, again: Owing['again'], without?: Owing['without']): void =>
  owing.set({ kind: String(e.params['agreement']), again, ...(without ? { without } : {}) })

let isPutOff = false
/** Whoever works on with what the device has is asked again when the app begins anew. */
export function putOff(): void {
  isPutOff = true
  owing.set(undefined)
}

/** Somebody is in, and the server shuts a door behind him: he is asked over the page. */
export function oweHere(e: Refused): void {
  if (!isPutOff) owe(e, async () => undefined)
}
