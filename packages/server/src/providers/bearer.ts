// A call with a token of a provider (api-records §3.2). The token is tracked as a session: known by its mark, over once
// somebody signed out with it.
import { insertAudit } from '../audit/queries.ts'
import type { AccountRow } from '../accounts/queries.ts'
import type { House } from '../house.ts'
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
  const claims = provider && (await claimsIn(house, provider, token))
  if (provider === undefined || claims === undefined) return undefined
  const account = await accountIn(house, provider, claims)
  const key = tokenKey(provider, claims)
  if (account === undefined || key === undefined) return undefined
  const over = await isTokenOver(house.db, key)
  if (over === undefined && isLetIn(account)) await begin(house, account, key)
  return over === true ? undefined : { account, key }
}

/** The first call with a token is the sign-in. */
const begin = (house: House, account: AccountRow, key: Buffer): Promise<void> =>
  house.db.transaction().execute(async (tx) => {
    const now = house.clock()
    if (!(await noteToken(tx, { key, accountId: account.id, now }))) return
    await insertAudit(tx, {
      userName: account.user_name,
      action: 'login',
      at: now,
      outcome: 'done',
      recordType: 'user',
      details: { user: account.id, provider: account.identity_provider },
    })
  })
