// Signing in and out (api-records §3.4, api-admin §1).
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import {
  checkPassword,
  isSecure,
  keyOf,
  newSecret,
  refuseForeignOrigin,
  refuseForgery,
  sessionCookie,
  csrfCookie,
} from '../http/session.ts'
import { countAttempt, endOtherBrowserSessions, endSession, openSession, type AccountRow } from './queries.ts'

export const sessionMinutes = 60
const attemptsPerMinute = 6

const keptAlive = 'a sign-in has its own row; asking whether the session lives shows nothing'
const nobody = 'a sign-out has its own row; without a session nothing ends'

export function tokenRoutes(app: FastifyInstance, house: House): void {
  app.post('/api/v2/tokens', { config: { unaudited: keptAlive } }, async (request, reply) => {
    const body = request.body as { user?: { user_name?: unknown; password?: unknown } | null } | null
    const credentials = body?.user
    if (typeof credentials !== 'object' || credentials === null) return keepAlive(house, request)
    // Without a cookie there is nothing to forge; with one, the token must match. A foreign page may do neither.
    if (request.cookies[sessionCookie] !== undefined || request.cookies[csrfCookie] !== undefined)
      refuseForgery(house, request)
    refuseForeignOrigin(house, request)
    const userName = String(credentials.user_name ?? '')
    const key = `sign-in ${userName.toLowerCase().replaceAll(/\s/g, '')}`
    if ((await countAttempt(house.db, key, house.clock())) > attemptsPerMinute)
      throw new Problem('too-many-requests', { seconds: 60 })
    const account = await checkPassword(house, request, userName, String(credentials.password ?? ''))
    if (account === undefined) throw new Problem('not-signed-in', {})
    return account.service_account ? tokenFor(house, request, account) : sessionFor(house, request, reply, account)
  })

  app.delete('/api/v2/tokens', { config: { unaudited: nobody } }, async (request, reply) => {
    if (request.sessionKey !== null) {
      await endSession(house.db, request.sessionKey)
      if (request.actor !== null) house.hub.recheck(request.actor.id)
      await insertAudit(house.db, {
        userName: request.actor?.userName ?? null,
        action: 'logout',
        at: house.clock(),
        outcome: 'done',
        recordType: 'user',
        ...(request.actor === null ? {} : { details: { user: request.actor.id } }),
      })
    }
    reply.clearCookie(sessionCookie, { path: '/' })
    return {}
  })
}

const answer = (house: House, account: { id: number; user_name: string; role: string }) => ({
  id: account.id,
  user_name: account.user_name,
  group_permission: house.configuration().roles.get(account.role)?.scope ?? 'self',
})

function keepAlive(house: House, request: FastifyRequest) {
  const { actor } = request
  if (actor === null || request.sessionKey === null) throw new Problem('not-signed-in', {})
  return answer(house, { id: actor.id, user_name: actor.userName, role: actor.role.id })
}

async function sessionFor(house: House, request: FastifyRequest, reply: FastifyReply, account: AccountRow) {
  const secret = newSecret()
  await house.db.transaction().execute(async (tx) => {
    await openSession(tx, {
      key: keyOf(secret),
      accountId: account.id,
      kind: 'browser',
      csrf: null,
      ip: request.ip,
      agent: String(request.headers['user-agent'] ?? '').slice(0, 200),
      minutes: sessionMinutes,
      now: house.clock(),
    })
    await endOtherBrowserSessions(tx, account.id, keyOf(secret))
    await signedIn(house, tx, account)
  })
  house.hub.recheck(account.id)
  reply.setCookie(sessionCookie, secret, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(house) })
  return answer(house, account)
}

/** Service accounts get an opaque token instead of a cookie: an hour, revocable (design: tokens). */
async function tokenFor(house: House, request: FastifyRequest, account: AccountRow) {
  const token = newSecret()
  await house.db.transaction().execute(async (tx) => {
    await openSession(tx, {
      key: keyOf(token),
      accountId: account.id,
      kind: 'token',
      csrf: null,
      ip: request.ip,
      agent: String(request.headers['user-agent'] ?? '').slice(0, 200),
      minutes: sessionMinutes,
      now: house.clock(),
    })
    await signedIn(house, tx, account)
  })
  return { ...answer(house, account), token }
}

const signedIn = (house: House, tx: Tx, account: AccountRow) =>
  insertAudit(tx, {
    userName: account.user_name,
    action: 'login',
    at: house.clock(),
    outcome: 'done',
    recordType: 'user',
    details: { user: account.id },
  })
