// Changing one's own password over v2 (api-admin §6.3): this session stays, the person's other ones end. Other keys, and
// other people's accounts, come with their administration.
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '@primero/domain/access/actor.ts'
import { insertAudit } from '../audit/queries.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { endSessions } from '../sessions/end.ts'
import { refusePassword } from './new-password.ts'
import { hashPassword } from './password.ts'
import { presentUser } from './present-user.ts'
import { type AccountRow, accountById, countAttempt, setPassword } from './queries.ts'

const changesPerMinute = 6

export function ownPasswordRoutes(app: FastifyInstance, house: House): void {
  app.patch<{ Params: { id: string } }>(
    '/api/v2/users/:id',
    { schema: { tags: ['users'], summary: 'Change one’s own password' } },
    async (request, reply) => {
      const actor = needsActor(request)
      const { id } = request.params
      const account = /^\d{1,9}$/.test(id) ? await accountById(house.db, Number(id)) : undefined
      if (account === undefined) throw new Problem('not-found', {})
      const data = dataOf(request.body)
      if (account.id !== actor.id) throw new Problem('forbidden', {})
      const { password: typed, password_confirmation: again, ...others } = data
      if (typed !== undefined) await change(house, request, actor, account, typed, again)
      const ignored = Object.keys(others).filter((name) => /^\w{1,64}$/.test(name))
      if (ignored.length > 0) reply.header('x-primero-ignored', ignored.slice(0, 50).join(', '))
      return { data: presentUser(house, (await accountById(house.db, account.id)) ?? account, false) }
    },
  )
}

function dataOf(body: unknown): Record<string, unknown> {
  const data = (body as { data?: unknown } | null)?.data
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new Problem('missing-parameter', { name: 'data' })
  return data as Record<string, unknown>
}

async function change(
  house: House,
  request: FastifyRequest,
  actor: Actor,
  account: AccountRow,
  typed: unknown,
  again: unknown,
): Promise<void> {
  if (typeof typed !== 'string' || (again !== undefined && typeof again !== 'string'))
    throw new Problem('invalid-answers', { pointers: ['/password'] })
  if ((await countAttempt(house.db, `password ${actor.id}`, house.clock())) > changesPerMinute)
    throw new Problem('too-many-requests', { seconds: 60 })
  refusePassword(account, typed, again ?? null)
  const hash = await hashPassword(typed)
  await house.db.transaction().execute(async (tx) => {
    const isSet = await setPassword(tx, account.id, { hash, instead: account.password_hash, now: house.clock() })
    if (!isSet) throw new Problem('wrong-state', { state: 'changed' })
    await endSessions(house, tx, account.id, 'own password changed', { current: request.sessionKey })
    await insertAudit(tx, {
      userName: actor.userName,
      action: 'set_password',
      at: house.clock(),
      outcome: 'done',
      recordType: 'user',
      ip: request.ip,
      details: { user: account.id },
    })
  })
  house.hub.recheck(account.id)
}
