// Signing in and out (api-records §3.4, api-admin §1), and the way from a code to a password of one's own.
import type { Door } from '@primero/domain/accounts/state.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { hashPassword } from '../accounts/password.ts'
import { refusePassword } from '../accounts/new-password.ts'
import { type AccountRow, setPassword } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { bearerIn, sessionCookie } from '../http/session.ts'
import { looksForeign } from '../providers/bearer.ts'
import { endSessions } from '../sessions/end.ts'
import { answer, askingOnPage, begin, type Begun, refuseForeign, welcome } from './begin.ts'
import { type Credentials, enter } from './enter.ts'
import { askForFactor, hasShown, waitForFactor } from './pending.ts'
import { endPendings } from './queries.ts'

const renewal = z.strictObject({
  user_name: z.string(),
  password: z.string(),
  new_password: z.string().max(1024),
})

const keptAlive = 'a sign-in has its own row; asking whether the session lives shows nothing'
const nobody = 'a sign-out has its own row; without a session nothing ends'

export function tokenRoutes(app: FastifyInstance, house: House): void {
  app.post('/api/v2/tokens', { config: { unaudited: keptAlive } }, async (request, reply) => {
    const user = (request.body as { user?: Record<string, unknown> | null } | null)?.user
    if (typeof user !== 'object' || user === null) return keepAlive(house, request)
    refuseForeign(house, request)
    const entered = await enter(
      house,
      askingOnPage(request),
      { name: user['user_name'], password: user['password'] },
      (tx, account, door) => admitOrWait(house, tx, request, account, door),
    )
    if (entered === undefined) throw new Problem('not-signed-in', {})
    const { account, door, admitted } = entered
    if (door === 'renew') throw new Problem('must-renew', {})
    if (admitted === undefined) throw new Problem('not-signed-in', {})
    if (typeof admitted === 'string') throw askForFactor(house, reply, door, admitted)
    if (account.service_account) return { ...answer(house, account), token: admitted.secret }
    return welcome(house, reply, account, admitted)
  })

  app.post<{ Body: z.infer<typeof renewal> }>(
    '/api/ext/sign-in/renew',
    {
      schema: { tags: ['users'], summary: 'Sign in with a code that was read out, and a new password', body: renewal },
    },
    async (request, reply) => {
      refuseForeign(house, request)
      const { user_name: name, password, new_password: typed } = request.body
      const account = await withCode(house, request, reply, { name, password })
      refusePassword(account, typed)
      if (password === typed) throw new Problem('rule-broken', { attribute: 'password', message: 'same' })
      const hash = await hashPassword(typed)
      const begun = await house.db.transaction().execute(async (tx) => {
        const now = house.clock()
        const isSet = await setPassword(tx, account.id, { hash, instead: account.password_hash, now })
        if (!isSet) throw new Problem('not-signed-in', {})
        await insertAudit(tx, {
          userName: account.user_name,
          action: 'set_password',
          at: now,
          outcome: 'done',
          recordType: 'user',
          ip: request.ip,
          details: { user: account.id },
        })
        await endPendings(tx, account.id)
        return begin(house, tx, request, account)
      })
      return welcome(house, reply, account, begun)
    },
  )

  app.delete('/api/v2/tokens', { config: { unaudited: nobody } }, async (request, reply) => {
    const { sessionKey, actor } = request
    if (sessionKey !== null && actor !== null) {
      await house.db.transaction().execute(async (tx) => {
        await endSessions(house, tx, actor.id, 'signed out', { current: sessionKey })
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'logout',
          at: house.clock(),
          outcome: 'done',
          recordType: 'user',
          details: { user: actor.id },
        })
      })
      house.hub.recheck(actor.id)
    }
    reply.clearCookie(sessionCookie, { path: '/' })
    return {}
  })
}

/** A provider's token is said back to who came with it (api-records §3.4). */
function keepAlive(house: House, request: FastifyRequest) {
  const { actor } = request
  if (actor === null || request.sessionKey === null) throw new Problem('not-signed-in', {})
  const known = answer(house, { id: actor.id, user_name: actor.userName, role: actor.role.id })
  const token = bearerIn(request)
  return token !== undefined && looksForeign(token) ? { ...known, token } : known
}

/** The account that a code opens, and nothing but the way to a password with it; its factor is shown before. */
async function withCode(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  credentials: Credentials,
): Promise<AccountRow> {
  const entered = await enter(house, askingOnPage(request), credentials, async (tx, account, door) =>
    !account.must_renew || (await hasShown(house, tx, request, account.id))
      ? undefined
      : waitForFactor(house, tx, account, door, 'code'),
  )
  if (entered === undefined) throw new Problem('not-signed-in', {})
  const { account, door, admitted } = entered
  if (!account.must_renew) throw new Problem('forbidden', {})
  if (admitted !== undefined) throw askForFactor(house, reply, door, admitted)
  return account
}

/** A session; or the mark of who waits for the second factor. A trusted device spares it, and proves less. */
function admitOrWait(
  house: House,
  tx: Tx,
  request: FastifyRequest,
  account: AccountRow,
  door: Door,
): Promise<Begun | string | undefined> {
  if (door === 'in') return begin(house, tx, request, account, { isProved: !account.has_factor })
  return waitForFactor(house, tx, account, door, account.must_renew ? 'code' : 'password')
}
