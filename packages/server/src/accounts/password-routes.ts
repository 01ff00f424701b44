// The way back to a lost password, and signing oneself up (api-admin §6.1, §6.6).
import { mayChangeAccount } from '@primero/domain/access/people-reach.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { refused } from '../audit/refusals.ts'
import type { House } from '../house.ts'
import { pathOf } from '../http/errors.ts'
import { keyOf } from '../http/secrets.ts'
import { needsActor } from '../http/session.ts'
import { accountById, countAttempt } from './queries.ts'

const tags = ['users']
const requestsPerMinute = 6
const resetsPerMinute = 10

const submitted = { data: { message: 'user.password_reset.request_submitted' } }

/**
 * This server sends no mail yet. A request for a new password is answered as always and leaves only an audit row:
 * no link is made and none leaves, so no token is right. An administrator sets the new password until then.
 */
export function passwordRoutes(app: FastifyInstance, house: House): void {
  app.post(
    '/api/v2/users/password-reset-request',
    { schema: { tags, summary: 'Ask for a way back to a lost password' } },
    async (request) => {
      const email = textIn(request.body, 'email')
      if (email === undefined) throw new Problem('missing-parameter', { name: 'user' })
      // Kept as a hash: whoever asks need not have an account, and the address is nobody's business.
      const key = `reset-request ${keyOf(email.trim().toLowerCase()).toString('base64url')}`
      await throttle(house, key, requestsPerMinute)
      await audited(house, request, {})
      return submitted
    },
  )

  app.post<{ Params: { id: string } }>(
    '/api/v2/users/:id/password-reset-request',
    { schema: { tags, summary: 'Ask for a new password for somebody' } },
    async (request) => {
      const actor = needsActor(request)
      const { id } = request.params
      const account = /^\d{1,9}$/.test(id) ? await accountById(house.db, Number(id)) : undefined
      if (account === undefined) throw new Problem('not-found', {})
      if (!mayChangeAccount(house.configuration(), actor, account)) throw new Problem('forbidden', {})
      await audited(house, request, { user: account.id })
      return submitted
    },
  )

  app.post(
    '/api/v2/users/password-reset',
    { schema: { tags, summary: 'Set a password with a token that was mailed' } },
    async (request, reply) => {
      await throttle(house, 'password-reset', resetsPerMinute)
      return refuseToken(house, request, reply)
    },
  )

  app.post('/api/v2/users/self-register', { schema: { tags, summary: 'Sign up; switched off' } }, () => {
    throw new Problem('forbidden', {})
  })
}

async function throttle(house: House, key: string, most: number): Promise<void> {
  if ((await countAttempt(house.db, key, house.clock())) > most) throw new Problem('too-many-requests', { seconds: 60 })
}

/** Pinned with a bare message, where a broken rule has a list. */
async function refuseToken(house: House, request: FastifyRequest, reply: FastifyReply) {
  const message = 'user.password_reset.errors.reset_password_token'
  await refused(house, request, new Problem('rule-broken', { attribute: 'reset_password_token', message }))
  return reply.code(422).send({ errors: [{ status: 422, resource: pathOf(request), message }] })
}

/** A text under the key `user` of a body, whatever was sent. */
function textIn(body: unknown, key: string): string | undefined {
  const user = (body as { user?: Record<string, unknown> | null } | null)?.user
  const value = user?.[key]
  return typeof value === 'string' ? value : undefined
}

const audited = (house: House, request: FastifyRequest, details: Record<string, unknown>) =>
  insertAudit(house.db, {
    userName: request.actor?.userName ?? null,
    action: 'password_reset_request',
    at: house.clock(),
    outcome: 'done',
    recordType: 'user',
    ip: request.ip,
    details,
  })
