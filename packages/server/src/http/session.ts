// Who is asking: a cookie session with CSRF, HTTP Basic, or a service account's opaque token.
import { timingSafeEqual } from 'node:crypto'
import type { Actor } from '@primero/domain/access/actor.ts'
import type { AgreementKind } from '@primero/domain/accounts/agreements.ts'
import { isSessionOver } from '@primero/domain/accounts/ends.ts'
import type { Way } from '@primero/domain/accounts/state.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { standingOf } from '../agreements/standing.ts'
import { doorFor, hasExpired } from '../accounts/account-state.ts'
import { type AccountRow, actorOf } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import type { House } from '../house.ts'
import { bearerOf, looksForeign } from '../providers/bearer.ts'
import { endSessions } from '../sessions/end.ts'
import { sessionOf, type SessionRow, touchSession } from '../sessions/queries.ts'
import { enter } from '../sign-in/enter.ts'
import { isApi } from './is-api.ts'
import { keyOf, newSecret } from './secrets.ts'

export const sessionCookie = '_app_session'
export const csrfCookie = 'CSRF-TOKEN'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

export const needsActor = (request: FastifyRequest): Actor => {
  if (request.actor === null) throw new Problem('not-signed-in', {})
  return request.actor
}

/** Finds the actor of each request; refuses an unsafe one whose cookie session does not echo its CSRF token. */
export async function identify(house: House, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  keepCsrfCookie(house, request, reply)
  // Files of the app are everybody's: nobody is looked up for them.
  if (isApi(request)) await ask(house, request)
}

/** A body that took longer than this was sent by somebody who may be out by now, or may less. */
const longestBody = 1000

/** Asks once more who it is, where the body was slow: who holds a call open keeps no rights by it. */
export async function identifyAgain(house: House, request: FastifyRequest): Promise<void> {
  if (request.actor === null || house.clock().getTime() - request.askedAt < longestBody) return
  request.actor = null
  request.sessionKey = null
  await ask(house, request)
}

async function ask(house: House, request: FastifyRequest): Promise<void> {
  request.askedAt = house.clock().getTime()
  const secret = request.cookies[sessionCookie]
  if (secret !== undefined) {
    const key = keyOf(secret)
    const session = await liveSession(house, key)
    if (session?.kind === 'browser') {
      refuseForgery(house, request)
      if (session.device_revoked && !isForRevoked(request)) throw new Problem('device-revoked', {})
      await touch(house, key, session)
      enterAs(request, await actorIn(house, session.account, wayOf(session)))
      request.sessionKey = key
      request.provedAt = session.proved
      return
    }
  }
  const [scheme, credentials] = request.headers.authorization?.split(' ') ?? []
  if (credentials === undefined) return
  // What is shown comes with each call: it is its own proof.
  request.provedAt = house.clock().getTime() / 1000
  if (scheme?.toLowerCase() === 'basic') enterAs(request, await basic(house, request, credentials))
  const token = bearerIn(request)
  if (token === undefined) return
  const shown = looksForeign(token) ? await byProvider(house, token) : await bearer(house, token)
  enterAs(request, shown.entering)
  if (shown.entering !== null) request.sessionKey = shown.key
}

/** Who came in, and what he has to accept first. */
type Entering = { actor: Actor; owed: AgreementKind | null }

function enterAs(request: FastifyRequest, entering: Entering | null): void {
  request.actor = entering?.actor ?? null
  request.owed = entering?.owed ?? null
}

/** The token of a call that says it has one and no session. */
export function bearerIn(request: FastifyRequest): string | undefined {
  const [scheme, token] = request.headers.authorization?.split(' ') ?? []
  return scheme?.toLowerCase() === 'bearer' ? token : undefined
}

/** A revoked device hears so before anything else; it may hand over unsent work, say that it forgot, and sign in or out. */
const isForRevoked = ({ routeOptions: { url } }: FastifyRequest): boolean =>
  url === '/api/ext/devices/:id/wiped' || url === '/api/sync/escrow' || url === '/api/v2/tokens'

type Shown = { entering: Entering | null; key: Buffer }

async function bearer(house: House, secret: string): Promise<Shown> {
  const key = keyOf(secret)
  const session = await liveSession(house, key)
  return { entering: session?.kind === 'token' ? await actorIn(house, session.account, 'token') : null, key }
}

async function byProvider(house: House, token: string): Promise<Shown> {
  const isLetIn = (account: AccountRow) => doorFor(house, account, 'provider') === 'in'
  const shown = await bearerOf(house, token, isLetIn)
  return shown === undefined
    ? { entering: null, key: keyOf(token) }
    : { entering: await actorIn(house, shown.account, 'provider'), key: shown.key }
}

async function basic(house: House, request: FastifyRequest, credentials: string): Promise<Entering | null> {
  const [name, ...rest] = Buffer.from(credentials, 'base64').toString('utf8').split(':')
  const asking = { way: 'basic', ip: request.ip, device: null } as const
  const entered = await enter(house, asking, { name, password: rest.join(':') }, async () => undefined)
  return entered?.door === 'in' ? entering(house, entered.account, 'basic') : null
}

/** Who a browser's session stands for by now, without extending it; null where it ended. */
export async function actorOfSession(house: House, key: Buffer): Promise<Actor | null> {
  const session = await liveSession(house, key)
  if (session === undefined || session.device_revoked) return null
  const entered = await actorIn(house, session.account, wayOf(session))
  return entered?.owed === null ? entered.actor : null
}

async function liveSession(house: House, key: Buffer): Promise<SessionRow | undefined> {
  const session = await sessionOf(house.db, key)
  return session === undefined || isSessionOver(session, house.clock().getTime() / 1000) ? undefined : session
}

const touchSeconds = 60

/** Somebody acts: noted once a minute. A token lasts its hour. */
async function touch(house: House, key: Buffer, { kind, seen }: SessionRow): Promise<void> {
  const now = house.clock()
  if (kind === 'browser' && now.getTime() / 1000 - seen >= touchSeconds) await touchSession(house.db, key, now)
}

const wayOf = ({ kind, is_device: isDevice }: SessionRow): Way => {
  if (kind === 'token') return 'token'
  return isDevice ? 'device' : 'session'
}

/** The account is asked with each call. One that is shut has no sessions from now on: they do not wait until it opens. */
async function actorIn(house: House, account: AccountRow, way: Way): Promise<Entering | null> {
  const entered = await entering(house, account, way)
  if (entered !== null) return entered
  const event = account.disabled ? 'disabled' : hasExpired(house, account) ? 'expired' : undefined
  if (event === undefined) return null
  const ended = await house.db.transaction().execute(async (tx) => {
    const count = await endSessions(house, tx, account.id, event)
    if (count > 0) await insertAudit(tx, endedBy(house, account, event))
    return count
  })
  if (ended > 0) house.hub.recheck(account.id)
  return null
}

const endedBy = (house: House, account: AccountRow, event: string) => ({
  userName: null,
  action: 'end_sessions',
  at: house.clock(),
  outcome: 'done' as const,
  recordType: 'user',
  details: { user: account.id, event },
})

/** Whoever owes an agreement comes in, and finds shut what waits for it. A machine owes none, but its protocol may be over. */
async function entering(house: House, account: AccountRow, way: Way): Promise<Entering | null> {
  const role = house.configuration().roles.get(account.role)
  const { owed, isInGrace } = await standingOf(house, account)
  const door = doorFor(house, account, way, { hasAgreed: owed === null, isInGrace })
  if (role === undefined || (door !== 'in' && door !== 'agree')) return null
  return { actor: actorOf(account, role), owed: door === 'agree' || account.service_account ? owed : null }
}

/** Every reply carries a CSRF token that scripts of our origin can read (api-records §3.1). */
function keepCsrfCookie(house: House, request: FastifyRequest, reply: FastifyReply): void {
  const isCall = isApi(request) || request.url.startsWith('/health/server')
  if (!isCall || (request.cookies[csrfCookie] !== undefined && !renews(request))) return
  reply.setCookie(csrfCookie, newSecret(), { path: '/', sameSite: 'strict', secure: isSecure(house), httpOnly: false })
}

/** A device that was without a network asks for its token anew (api-admin §2). */
const renews = (request: FastifyRequest): boolean =>
  request.url.startsWith('/health/server') && request.url.includes('session=true')

export const isSecure = (house: House): boolean => house.settings.publicUrl.startsWith('https:')

/** The double-submitted token must match, and a sent Origin must be ours. */
export function refuseForgery(house: House, request: FastifyRequest): void {
  if (safe.has(request.method)) return
  const cookie = request.cookies[csrfCookie]
  const header = request.headers['x-csrf-token']
  if (cookie === undefined || typeof header !== 'string' || !same(cookie, decoded(header)))
    throw new Problem('csrf-mismatch', {})
  refuseForeignOrigin(house, request)
}

export function refuseForeignOrigin(house: House, request: FastifyRequest): void {
  const origin = request.headers.origin
  if (origin === undefined) return
  const ours = new URL(house.settings.publicUrl).origin
  if (origin !== ours && origin !== `${request.protocol}://${request.host}`) throw new Problem('csrf-mismatch', {})
}

const decoded = (header: string): string => {
  try {
    return decodeURIComponent(header)
  } catch {
    return header
  }
}

const same = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}
