// Proving once more who one is before a dangerous act (design: second factors). A proof serves its session for a while.
import { limits } from './limits.ts'

/**
 * `own credentials`: a password, a second factor or the mail address of one's own. `issue code`: whatever opens somebody
 * else's account. Machines are asked for none: what they show comes with each call.
 */
export const provedActs = ['export', 'role.write', 'role.assign', 'reveal', 'own credentials', 'issue code'] as const
export type ProvedAct = (typeof provedActs)[number]

/** Is the act one of them? */
export const needsProof = (act: string): act is ProvedAct => (provedActs as readonly string[]).includes(act)

/** Does the last proof of the session still serve? Times in seconds since 1970; signing in is a proof. */
export const isProved = (provedAt: number | null, now: number): boolean =>
  provedAt !== null && provedAt <= now && now - provedAt <= limits.proof.lasts
