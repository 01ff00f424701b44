// What a provider says of itself: its addresses and keys, asked once in twelve hours (api-records §3.2).
import { createRemoteJWKSet } from 'jose'
import * as oidc from 'openid-client'
import type { House } from '../house.ts'
import { isAtHome, type Provider } from './provider.ts'

export type Line = { client: oidc.Configuration; keys: ReturnType<typeof createRemoteJWKSet> }

const hours = 12 * 3600_000
/** Milliseconds for one answer: somebody stands at the door. */
const patience = 5000
/** A key that is not known yet is asked for, though not with every forged token. */
const pause = 30_000
/** Seconds that clocks may differ. */
export const skew = 60

const known = new WeakMap<Provider, { line: Promise<Line>; until: number }>()

/** undefined: it does not answer, or answers as somebody else. The next who comes asks again. */
export async function lineTo(house: House, provider: Provider): Promise<Line | undefined> {
  const now = house.clock().getTime()
  const kept = known.get(provider)
  const line = kept !== undefined && kept.until > now ? kept.line : discover(provider)
  if (line !== kept?.line) known.set(provider, { line, until: now + hours })
  return line.catch(() => {
    if (known.get(provider)?.line === line) known.delete(provider)
    return undefined
  })
}

async function discover(provider: Provider): Promise<Line> {
  const address = new URL(provider.discoveryUrl)
  const client = await oidc.discovery(
    address,
    provider.clientId,
    { id_token_signed_response_alg: 'RS256', [oidc.clockTolerance]: skew },
    authOf(provider),
    { timeout: patience / 1000, execute: isAtHome(address.hostname) ? [oidc.allowInsecureRequests] : [] },
  )
  const { issuer, jwks_uri: told } = client.serverMetadata()
  if (issuer !== provider.issuer) throw new Error('The provider calls itself by another issuer.')
  const keys = new URL(provider.verificationUrl ?? told ?? '')
  if (keys.protocol !== 'https:' && !isAtHome(keys.hostname)) throw new Error('Keys come by https only.')
  return {
    client,
    keys: createRemoteJWKSet(keys, { cacheMaxAge: hours, cooldownDuration: pause, timeoutDuration: patience }),
  }
}

/** Without a secret the proof of the code is all that we show. */
function authOf({ clientSecret: secret }: Provider): oidc.ClientAuth {
  if (secret === undefined) return oidc.None()
  const [post, basic] = [oidc.ClientSecretPost(secret), oidc.ClientSecretBasic(secret)]
  return (as, client, body, headers) => {
    const takesPost = as.token_endpoint_auth_methods_supported?.includes('client_secret_post') ?? false
    return (takesPost ? post : basic)(as, client, body, headers)
  }
}
