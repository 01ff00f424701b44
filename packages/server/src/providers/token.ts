// A token of a provider: is it right, and whose account does it name (api-records §3.2)? Nobody gets an account by it.
import { type Claims, markOf, nameIn } from '@primero/domain/accounts/provider.ts'
import { Problem } from '@primero/domain/problem.ts'
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose'
import type { AccountRow } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { keyOf } from '../http/secrets.ts'
import { lineTo, skew } from './discovery.ts'
import type { Provider } from './provider.ts'
import { accountOfProvider } from './queries.ts'

/** Older ones come from nobody who signed in lately: a session lives no longer either. */
const oldest = '12h'
const algorithm = 'RS256'
/**
 * What a token is shown for: a sign-in takes an identity token; a call one too, as clients of v2 send it, or an access
 * token, where the provider marks these. One that tells of a sign-out is neither.
 */
export type Use = 'sign-in' | 'call'
const types: Record<Use, ReadonlySet<string | undefined>> = {
  'sign-in': new Set([undefined, 'jwt']),
  call: new Set([undefined, 'jwt', 'at+jwt', 'application/at+jwt']),
}
const longest = 16_384

/** undefined for a token that is not right. @throws Problem provider-unreachable where nobody can say */
export async function claimsIn(house: House, provider: Provider, token: string, use: Use): Promise<Claims | undefined> {
  if (headOf(token, use) === undefined) return undefined
  const line = await lineTo(house, provider)
  if (line === undefined) throw new Problem('provider-unreachable', {})
  const checks = {
    issuer: provider.issuer,
    audience: provider.clientId,
    algorithms: [algorithm],
    requiredClaims: ['iat', 'exp'],
    maxTokenAge: oldest,
    clockTolerance: skew,
    currentDate: house.clock(),
  }
  const claims = await jwtVerify(token, line.keys, checks).then(({ payload }) => payload, refusal)
  return claims !== undefined && isOurs(claims, provider) ? claims : undefined
}

/** The keys could not be had: that says nothing of the token. */
function refusal(error: unknown): undefined {
  const isAboutToken =
    error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC' && error.code !== 'ERR_JWKS_TIMEOUT'
  if (!isAboutToken) throw new Problem('provider-unreachable', {})
  return undefined
}

/** One that is for several must have been given to us. */
const isOurs = ({ aud, azp }: Claims, { clientId }: Provider): boolean =>
  !Array.isArray(aud) || aud.length < 2 || azp === clientId

function headOf(token: string, use: Use): Claims | undefined {
  if (token.length > longest) return undefined
  try {
    const { alg, typ } = decodeProtectedHeader(token)
    if (alg !== algorithm || !types[use].has(typ?.toLowerCase())) return undefined
    const claims: Claims = decodeJwt(token)
    return 'events' in claims ? undefined : claims
  } catch {
    return undefined
  }
}

/** Which provider a token says it is of; believed only once it has been checked. */
export function providerIn(house: House, token: string): Provider | undefined {
  const head = headOf(token, 'call')
  const audiences = [head?.['aud']].flat()
  return house.settings.identityProviders.find((p) => p.issuer === head?.['iss'] && audiences.includes(p.clientId))
}

/** The account of this name, if it is one of this issuer's (api-records §3.2). */
export async function accountIn(house: House, provider: Provider, claims: Claims): Promise<AccountRow | undefined> {
  const name = nameIn(claims, provider.usernameClaim)
  const kin = house.settings.identityProviders.filter((p) => p.issuer === provider.issuer)
  return name === undefined
    ? undefined
    : accountOfProvider(
        house.db,
        name,
        kin.map((p) => p.uniqueId),
      )
}

/** What the token is stored under. */
export function tokenKey(provider: Provider, claims: Claims): Buffer | undefined {
  const mark = markOf(claims)
  return mark === undefined ? undefined : keyOf(`${provider.issuer}\n${mark}`)
}
