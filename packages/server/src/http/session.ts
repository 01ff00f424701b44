// Who is asking: a cookie session with CSRF, HTTP Basic, or a service account's opaque token.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Actor } from '@primero/domain/access/actor.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  type AccountRow,
  actorOf,
  clearFailures,
  countFailure,
  liveSession,
  sessionOf,
  accountByName,
} from '../accounts/queries.ts'
import { passwordFits } from '../accounts/password.ts'
import { insertAudit } from '../audit/queries.ts'
import type { House } from '../house.ts'

export const sessionCookie = '_app_session'
export const csrfCookie = 'CSRF-TOKEN'

export const newSecret = (): string => randomBytes(32).toString('base64url')
export const keyOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

export const needsActor = (request: FastifyRequest): Actor => {
  if (request.actor === null) throw new Problem('not-signed-in', {})
  return request.actor
}

/** Finds the actor of each request; refuses an unsafe one whose cookie session does not echo its CSRF token. */
export async function identify(house: House, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  keepCsrfCookie(house, request, reply)
  // Files of the app are everybody's: nobody is looked up for them.
  if (!request.url.startsWith('/api/')) return
  const secret = request.cookies[sessionCookie]
  if (secret !== undefined) {
    const session = await liveSession(house.db, keyOf(secret), house.clock())
    if (session?.kind === 'browser') {
      refuseForgery(house, request)
      if (session.device_revoked && !isForRevoked(request)) throw new Problem('device-revoked', {})
      request.actor = actorFor(house, session.account)
      request.sessionKey = keyOf(secret)
      return
    }
  }
  const [scheme, credentials] = request.headers.authorization?.split(' ') ?? []
  if (credentials === undefined) return
  if (scheme?.toLowerCase() === 'basic') request.actor = await basic(house, request, credentials)
  if (scheme?.toLowerCase() === 'bearer') {
    request.actor = await bearer(house, credentials)
    if (request.actor !== null) request.sessionKey = keyOf(credentials)
  }
}

/** A revoked device hears so before anything else; it may hand over unsent work, say that it forgot, and sign in or out. */
const isForRevoked = ({ routeOptions: { url } }: FastifyRequest): boolean =>
  url === '/api/ext/devices/:id/wiped' || url === '/api/sync/escrow' || url === '/api/v2/tokens'

async function bearer(house: House, secret: string): Promise<Actor | null> {
  const session = await liveSession(house.db, keyOf(secret), house.clock())
  return session?.kind === 'token' ? actorFor(house, session.account) : null
}

async function basic(house: House, request: FastifyRequest, credentials: string): Promise<Actor | null> {
  const [name, ...rest] = Buffer.from(credentials, 'base64').toString('utf8').split(':')
  const account = await checkPassword(house, request, name ?? '', rest.join(':'))
  if (account === undefined) return null
  const basicForPeople = house.settings.mode === 'laptop'
  return account.service_account || basicForPeople ? actorFor(house, account) : null
}

/** Who a browser's session stands for by now, without extending it; null where it ended. */
export async function actorOfSession(house: House, key: Buffer): Promise<Actor | null> {
  const session = await sessionOf(house.db, key, house.clock())
  return session === undefined || session.device_revoked ? null : actorFor(house, session.account)
}

/** The account of right credentials; counts wrong ones and locks after the sixth (api-records §3.3). */
export async function checkPassword(
  house: House,
  request: FastifyRequest,
  name: string,
  password: string,
): Promise<AccountRow | undefined> {
  const { db } = house
  const userName = name.trim().toLowerCase()
  const account = await accountByName(db, userName)
  const fits = await remembered(account?.password_hash ?? null, password)
  const isLocked = account?.locked_until != null && account.locked_until.getTime() > house.clock().getTime()
  if (account === undefined || !fits || isLocked || account.disabled || account.unverified) {
    if (account !== undefined && !fits && !isLocked) await countFailure(db, account.id, house.clock())
    await insertAudit(db, {
      userName: account?.user_name ?? null,
      action: 'failed_login',
      outcome: 'refused',
      recordType: 'user',
      ip: request.ip,
      ...(account === undefined ? {} : { details: { user: account.id } }),
    })
    return undefined
  }
  await clearFailures(db, account.id)
  return account
}

// Basic sends the password with every call; Argon2 on each would be 20 ms of CPU. What is remembered is a
// keyed hash that lives in memory for a minute.
const memoryKey = randomBytes(32)
const memory = new Map<string, number>()

async function remembered(stored: string | null, password: string): Promise<boolean> {
  if (stored === null) return passwordFits(null, password)
  const key = createHash('sha256').update(memoryKey).update(stored).update('\0').update(password).digest('base64')
  const until = memory.get(key)
  if (until !== undefined && until > Date.now()) return true
  if (memory.size > 1000) memory.clear()
  const fits = await passwordFits(stored, password)
  if (fits) memory.set(key, Date.now() + 60_000)
  return fits
}

function actorFor(house: House, account: AccountRow): Actor | null {
  if (account.disabled || account.unverified) return null
  const role = house.configuration().roles.get(account.role)
  return role === undefined ? null : actorOf(account, role)
}

/** Every reply carries a CSRF token that scripts of our origin can read (api-records §3.1). */
function keepCsrfCookie(house: House, request: FastifyRequest, reply: FastifyReply): void {
  const isApi = request.url.startsWith('/api/') || request.url.startsWith('/health/server')
  if (!isApi || (request.cookies[csrfCookie] !== undefined && !renews(request))) return
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
