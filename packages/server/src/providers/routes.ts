// Signing in at an identity provider: there with a code to be proved (PKCE), and back (api-records §3.2, §3.4).
import { createHmac } from 'node:crypto'
import type { Claims, Person } from '@primero/domain/accounts/provider.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as oidc from 'openid-client'
import { doorFor } from '../accounts/account-state.ts'
import { type AccountRow, countAttempt } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import type { House } from '../house.ts'
import { keyOf, newSecret } from '../http/secrets.ts'
import { isSecure } from '../http/session.ts'
import { placeOf } from '../sign-in/address.ts'
import { begin, refuseForeign, welcome } from '../sign-in/begin.ts'
import { askForFactor, waitForFactor } from '../sign-in/pending.ts'
import { bind, personIn } from './bond.ts'
import { lineTo } from './discovery.ts'
import { presentProvider, type Provider } from './provider.ts'
import { beginVisit, endVisit } from './queries.ts'
import { accountIn, claimsIn } from './token.ts'

type Named = { Params: { provider: string } }
/**
 * Why somebody who came back is not in: said in the fragment, which no server sees. `enrol`: his role must have a second
 * step, and he has none yet; he waits for it, as after a password. `other`: the account is bound to somebody else of the
 * same name there.
 */
type Missed = 'refused' | 'again' | 'unreachable' | 'enrol' | 'other'
type Found = { account: AccountRow; person: Person }

const visitCookie = '_provider_visit'
const visitPath = '/api/ext/sign-in'
const visitSeconds = 600
const visitsPerMinute = 30

const isPublic = 'the same for everybody'
const tags = ['users']

export function providerRoutes(app: FastifyInstance, house: House): void {
  app.get(
    '/api/v2/identity_providers',
    { config: { unaudited: isPublic }, schema: { tags: ['configuration'], summary: 'Identity providers' } },
    async () => ({
      data: house.settings.identityProviders.map(presentProvider),
      metadata: { use_identity_provider: house.settings.identityProviders.length > 0 },
    }),
  )

  app.post<Named>(
    '/api/ext/sign-in/providers/:provider',
    { schema: { tags, summary: 'Where to sign in at an identity provider' } },
    async (request, reply) => {
      const provider = named(house, request.params.provider)
      refuseForeign(house, request)
      const now = house.clock()
      if ((await countAttempt(house.db, `to provider from ${placeOf(request.ip)}`, now)) > visitsPerMinute)
        throw new Problem('too-many-requests', { seconds: 60 })
      const line = await lineTo(house, provider)
      if (line === undefined) throw new Problem('provider-unreachable', {})
      const secret = newSecret()
      await beginVisit(house.db, { key: keyOf(secret), provider: provider.uniqueId, now })
      await insertAudit(house.db, { ...about(provider), userName: null, action: 'leave_for_provider', at: now })
      reply.setCookie(visitCookie, secret, { ...visitOf(house), maxAge: visitSeconds })
      return { url: await addressFor(house, provider, line.client, secret) }
    },
  )

  app.get<Named>(
    '/api/ext/sign-in/providers/:provider/callback',
    { schema: { tags, summary: 'Back from an identity provider' } },
    async (request, reply) => {
      const provider = named(house, request.params.provider)
      const missed = await comeBack(house, request, reply, provider)
      reply.clearCookie(visitCookie, visitOf(house))
      return reply.redirect(`/#sign-in=${missed ?? 'done'}`, 303)
    },
  )
}

function named(house: House, uniqueId: string): Provider {
  const provider = house.settings.identityProviders.find((p) => p.uniqueId === uniqueId)
  if (provider === undefined) throw new Problem('not-found', {})
  return provider
}

const about = ({ uniqueId: provider }: Provider) =>
  ({ outcome: 'done', recordType: 'user', details: { provider } }) as const

// Lax: coming back is a visit from elsewhere.
const visitOf = (house: House) =>
  ({ path: visitPath, httpOnly: true, sameSite: 'lax', secure: isSecure(house) }) as const

/** All that binds the visit to this browser comes from one secret, which the browser alone has. */
const from = (secret: string, what: 'state' | 'nonce' | 'proof'): string =>
  createHmac('sha256', secret).update(what).digest('base64url')

const ownAddress = (house: House, { uniqueId }: Provider): URL =>
  new URL(`${visitPath}/providers/${uniqueId}/callback`, house.settings.publicUrl)

async function addressFor(
  house: House,
  provider: Provider,
  client: oidc.Configuration,
  secret: string,
): Promise<string> {
  const { domainHint, prompt, skipPrompt } = provider
  const url = oidc.buildAuthorizationUrl(client, {
    redirect_uri: ownAddress(house, provider).href,
    scope: provider.scope.join(' '),
    state: from(secret, 'state'),
    nonce: from(secret, 'nonce'),
    code_challenge: await oidc.calculatePKCECodeChallenge(from(secret, 'proof')),
    code_challenge_method: 'S256',
    ...(domainHint === null ? {} : { domain_hint: domainHint }),
    ...(prompt === null || skipPrompt ? {} : { prompt }),
  })
  return url.href
}

/** undefined: in. Whoever is not let in hears the same, whether unknown, disabled or expired. */
async function comeBack(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  provider: Provider,
): Promise<Missed | undefined> {
  const secret = request.cookies[visitCookie] ?? ''
  const isExpected = await endVisit(house.db, {
    key: keyOf(secret),
    provider: provider.uniqueId,
    now: house.clock(),
  })
  const found = isExpected ? await accountFor(house, request, provider, secret) : ('again' as const)
  const known = typeof found === 'string' ? undefined : found
  const account = known?.account
  const opens = account === undefined ? 'no' : doorFor(house, account, 'provider')
  const { begun, waiting, door, why } = await house.db.transaction().execute(async (tx) => {
    const isOther = known && opens !== 'no' && !(await bind(house, tx, known.account, known.person))
    const door = isOther ? 'no' : opens
    const why = typeof found === 'string' ? found : isOther ? 'other' : 'refused'
    const begun = account && door === 'in' ? await begin(house, tx, request, account) : undefined
    const waiting = account && (await waitForFactor(house, tx, account, door, 'provider'))
    if (begun === undefined && waiting === undefined)
      await insertAudit(tx, {
        userName: account?.user_name ?? null,
        action: 'failed_login',
        at: house.clock(),
        outcome: 'refused',
        code: why === 'refused' ? 'not-signed-in' : `provider-${why}`,
        recordType: 'user',
        details: { provider: provider.uniqueId, ...(account && { user: account.id }) },
      })
    return { begun, waiting, door, why } as const
  })
  if (waiting !== undefined) {
    askForFactor(house, reply, door, waiting)
    return 'enrol'
  }
  if (account === undefined || begun === undefined) return why
  welcome(house, reply, account, begun)
  return undefined
}

async function accountFor(
  house: House,
  request: FastifyRequest,
  provider: Provider,
  secret: string,
): Promise<Found | Missed> {
  const line = await lineTo(house, provider)
  if (line === undefined) return 'unreachable'
  const here = ownAddress(house, provider)
  here.search = request.url.split('?')[1] ?? ''
  const tokens = await oidc
    .authorizationCodeGrant(line.client, here, {
      expectedState: from(secret, 'state'),
      expectedNonce: from(secret, 'nonce'),
      pkceCodeVerifier: from(secret, 'proof'),
      idTokenExpected: true,
    })
    .then((told) => told, missed)
  if (typeof tokens === 'string') return tokens
  const claims = await claimsIn(house, provider, tokens.id_token ?? '', 'sign-in').catch(missed)
  if (claims === undefined || typeof claims === 'string') return claims ?? 'refused'
  const all = await withProfile(line.client, provider, tokens.access_token, claims)
  if (typeof all === 'string') return all
  const account = await accountIn(house, provider, all)
  const person = personIn(provider, all)
  return account === undefined || person === undefined ? 'refused' : { account, person }
}

/** Some providers tell the mail address only when they are asked for the profile. The token's own word counts first. */
async function withProfile(
  client: oidc.Configuration,
  { usernameClaim }: Provider,
  accessToken: string,
  claims: Claims,
): Promise<Claims | Missed> {
  const isNamed = usernameClaim === undefined ? 'email' in claims || 'emails' in claims : usernameClaim in claims
  if (isNamed || client.serverMetadata().userinfo_endpoint === undefined) return claims
  const profile = await oidc.fetchUserInfo(client, accessToken, String(claims['sub'])).catch(missed)
  return typeof profile === 'string' ? profile : { ...profile, ...claims }
}

/** What the provider refused, or what is wrong about its answer; or it gave none. Its own words stay with us. */
function missed(error: unknown): 'refused' | 'unreachable' {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (error instanceof Problem || code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM')
    return 'unreachable'
  const isNetwork = error instanceof TypeError && code === undefined
  return isNetwork ? 'unreachable' : 'refused'
}
