// What the token of an identity provider says of who comes (api-records §3.2). Who issued it, for whom and until when has
// been checked already.

import { nameText } from './name.ts'

export type Claims = Readonly<Record<string, unknown>>

const mail = new Set(['email', 'emails'])

/**
 * The user name that the token names, in small letters; undefined where it names nobody.
 *
 * @param claim what the provider calls the user name; without one it is the first mail address
 */
export function nameIn(claims: Claims, claim?: string): string | undefined {
  const isMail = claim === undefined || mail.has(claim)
  // Whoever registers there under somebody else's address is not that person.
  if (isMail && isUnproved(claims)) return undefined
  const said = claim === undefined ? (first(claims['emails']) ?? claims['email']) : first(claims[claim])
  const name = typeof said === 'string' ? nameText(said) : ''
  return name === '' || name.includes('\0') ? undefined : name
}

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)

/** Some providers say it as a text. */
const isUnproved = ({ email_verified: proved }: Claims): boolean => proved === false || proved === 'false'

/**
 * What a token is known by: signing out shuts what is known so. Without a name of its own it is the person and the
 * second, so that signing out shuts nobody out for good.
 */
export function markOf({ jti, nonce, sub, iat }: Claims): string | undefined {
  if (isText(jti)) return `jti ${jti}`
  if (isText(nonce)) return `nonce ${nonce}`
  return isText(sub) && typeof iat === 'number' ? `sub ${iat} ${sub}` : undefined
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Whom an account stands for at its provider, and whom a token names: issuer, and what that calls the person. */
export type Person = { issuer: string; subject: string }

/**
 * Is the person of a token the one that the account was bound to? `new`: it is bound to nobody of this issuer yet. A name
 * passes from one to another at a provider, a subject never does.
 */
export function bondOf(bound: Person | undefined, told: Person): 'same' | 'new' | 'other' {
  if (bound === undefined || bound.issuer !== told.issuer) return 'new'
  return bound.subject === told.subject ? 'same' : 'other'
}

/** What the issuer calls the person. A token that does not say is nobody's. */
export const subjectIn = ({ sub }: Claims): string | undefined => (isText(sub) ? sub : undefined)
