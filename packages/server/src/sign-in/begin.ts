// How a session begins, at every door that ends in one.
import type { Door } from '@primero/domain/accounts/state.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AccountRow } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { keyOf, newSecret } from '../http/secrets.ts'
import { csrfCookie, isSecure, refuseForeignOrigin, refuseForgery, sessionCookie } from '../http/session.ts'
import { endSessions } from '../sessions/end.ts'
import { openSession } from '../sessions/queries.ts'
import { knowDevice } from './queries.ts'

/** The mark of a browser that somebody has come in with. */
const deviceCookie = '_known_device'
/** Browsers keep no cookie longer. */
const deviceSeconds = 400 * 86_400

/** Without a cookie there is nothing to forge; with one, the token must match. A foreign page may do neither. */
export function refuseForeign(house: House, request: FastifyRequest): void {
  if (request.cookies[sessionCookie] !== undefined || request.cookies[csrfCookie] !== undefined)
    refuseForgery(house, request)
  refuseForeignOrigin(house, request)
}

export const markOf = (request: FastifyRequest): Buffer | null => {
  const mark = request.cookies[deviceCookie]
  return mark === undefined ? null : keyOf(mark)
}

export const askingOnPage = (request: FastifyRequest) =>
  ({ way: 'page', ip: request.ip, device: markOf(request) }) as const

export const agentOf = (request: FastifyRequest): string => String(request.headers['user-agent'] ?? '').slice(0, 200)

export type Begun = { secret: string; mark: string | undefined }

/**
 * A browser's session ends those before it, and its mark is known from now on. Machines get an opaque token instead, an
 * hour long and revocable (design: tokens).
 *
 * @param isProved whether all was shown that the account has to show; a trusted device spares the factor
 */
export async function begin(
  house: House,
  tx: Tx,
  request: FastifyRequest,
  account: AccountRow,
  { isProved = true } = {},
): Promise<Begun> {
  const now = house.clock()
  const secret = newSecret()
  await openSession(tx, {
    key: keyOf(secret),
    accountId: account.id,
    kind: account.service_account ? 'token' : 'browser',
    ip: request.ip,
    agent: agentOf(request),
    now,
    provedAt: isProved ? now : null,
  })
  await insertAudit(tx, {
    userName: account.user_name,
    action: 'login',
    at: now,
    outcome: 'done',
    recordType: 'user',
    details: { user: account.id },
  })
  if (account.service_account) return { secret, mark: undefined }
  await endSessions(house, tx, account.id, 'signed in elsewhere', { fresh: keyOf(secret) })
  const mark = newSecret()
  await knowDevice(tx, account.id, { before: markOf(request), mark: keyOf(mark) }, now)
  return { secret, mark }
}

export const admit = (
  house: House,
  tx: Tx,
  request: FastifyRequest,
  account: AccountRow,
  door: Door,
): Promise<Begun | undefined> => (door === 'in' ? begin(house, tx, request, account) : Promise.resolve(undefined))

export function welcome(house: House, reply: FastifyReply, account: AccountRow, { secret, mark }: Begun) {
  house.hub.recheck(account.id)
  const kept = { path: '/', httpOnly: true, secure: isSecure(house) }
  reply.setCookie(sessionCookie, secret, { ...kept, sameSite: 'lax' })
  if (mark !== undefined)
    reply.setCookie(deviceCookie, mark, { ...kept, path: '/api', sameSite: 'strict', maxAge: deviceSeconds })
  return answer(house, account)
}

export const answer = (house: House, account: { id: number; user_name: string; role: string }) => ({
  id: account.id,
  user_name: account.user_name,
  group_permission: house.configuration().roles.get(account.role)?.scope ?? 'self',
})
