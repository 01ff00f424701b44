// A call with a token of a provider (api-records §3.2). The token is tracked as a session: known by its mark, over once
// somebody signed out with it.
import type { Person } from '@primero/domain/accounts/provider.ts'
import { insertAudit } from '../audit/queries.ts'
import type { AccountRow } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { bind, bondWith, personIn } from './bond.ts'
import { isTokenOver, noteToken } from './queries.ts'
import { accountIn, claimsIn, providerIn, tokenKey } from './token.ts'

/** Three parts with dots between: our own tokens have none. */
export const looksForeign = (token: string): boolean => token.includes('.')

/** @throws Problem provider-unreachable */
export async function bearerOf(
  house: House,
  token: string,
  isLetIn: (account: AccountRow) => boolean,
): Promise<{ account: AccountRow; key: Buffer } | undefined> {
  const provider = providerIn(house, token)
  const claims = provider && (await claimsIn(house, provider, token, 'call'))
  if (provider === undefined || claims === undefined) return undefined
  const account = await accountIn(house, provider, claims)
  const person = personIn(provider, claims)
  const key = tokenKey(provider, claims)
  if (account === undefined || person === undefined || key === undefined) return undefined
  const over = await isTokenOver(house.db, key)
  if (over === true) return undefined
  const isNew = over === undefined || bondWith(account, person) !== 'same'
  const isTheirs = !isNew || !isLetIn(account) || (await begin(house, account, person, key))
  return isTheirs ? { account, key } : undefined
}

/** The first call with a token is the sign-in. One of somebody else who has the name now is over, and that is told once. */
const begin = (house: House, account: AccountRow, person: Person, key: Buffer): Promise<boolean> =>
  house.db.transaction().execute(async (tx) => {
    const now = house.clock()
    const isTheirs = await bind(house, tx, account, person)
    if (!(await noteToken(tx, { key, accountId: account.id, now, isOver: !isTheirs }))) return isTheirs
    await insertAudit(tx, {
      userName: account.user_name,
      action: isTheirs ? 'login' : 'failed_login',
      at: now,
      outcome: isTheirs ? 'done' : 'refused',
      ...(isTheirs ? {} : { code: 'provider-other' }),
      recordType: 'user',
      details: { user: account.id, provider: account.identity_provider },
    })
    return isTheirs
  })
