// An account that somebody comes into by a provider is bound to that person's issuer and subject at the first sign-in.
// Names and mail addresses are given anew at a provider; without the bond whoever gets the name next gets the account.
import { bondOf, type Claims, type Person, subjectIn } from '@primero/domain/accounts/provider.ts'
import type { AccountRow } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { keyOf } from '../http/secrets.ts'
import type { Provider } from './provider.ts'
import { bindPerson } from './queries.ts'

/** Of a subject we keep what it is known by, never itself: some providers take the mail address for it. */
const hashOf = (subject: string): Buffer => keyOf(subject)

/** undefined: the token names nobody. */
export function personIn({ issuer }: Provider, claims: Claims): Person | undefined {
  const subject = subjectIn(claims)
  return subject === undefined ? undefined : { issuer, subject: hashOf(subject).toString('hex') }
}

const boundIn = ({ provider_issuer: issuer, provider_subject: subject }: AccountRow): Person | undefined =>
  issuer === null || subject === null ? undefined : { issuer, subject: subject.toString('hex') }

export const bondWith = (account: AccountRow, person: Person) => bondOf(boundIn(account), person)

/** @returns whether the account is this person's now; not where another came first, or where the person has an account */
export async function bind(house: House, tx: Tx, account: AccountRow, person: Person): Promise<boolean> {
  const bond = bondWith(account, person)
  if (bond !== 'new') return bond === 'same'
  const now = house.clock()
  const subject = Buffer.from(person.subject, 'hex')
  if (!(await bindPerson(tx, { id: account.id, issuer: person.issuer, subject, now }))) return false
  await insertAudit(tx, {
    userName: account.user_name,
    action: 'bind_provider',
    at: now,
    outcome: 'done',
    recordType: 'user',
    details: { user: account.id, provider: account.identity_provider },
  })
  return true
}
