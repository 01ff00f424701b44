// Where one is signed in, and ending it from elsewhere. Only one's own: whose account it is, is asked of the session.
import { isUuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import type { House } from '../house.ts'
import { needsActor, sessionCookie } from '../http/session.ts'
import { presentSession } from './present.ts'
import { deleteSession, sessionsOf } from './queries.ts'

const tags = ['users']

export function sessionRoutes(app: FastifyInstance, house: House): void {
  app.get('/api/ext/me/sessions', { schema: { tags, summary: 'Where one is signed in' } }, async (request) => {
    const actor = needsActor(request)
    const sessions = await sessionsOf(house.db, actor.id, house.clock())
    return { sessions: sessions.map((session) => presentSession(session, request.sessionKey)) }
  })

  app.delete<{ Params: { id: string } }>(
    '/api/ext/me/sessions/:id',
    { schema: { tags, summary: 'Sign out elsewhere, or here' } },
    async (request, reply) => {
      const actor = needsActor(request)
      const { id } = request.params
      const key = await house.db.transaction().execute(async (tx) => {
        const ended = isUuid(id) ? await deleteSession(tx, actor.id, id) : undefined
        if (ended === undefined) throw new Problem('not-found', {})
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'end_session',
          at: house.clock(),
          outcome: 'done',
          ip: request.ip,
          details: { user: actor.id, session: id },
        })
        return ended
      })
      house.hub.recheck(actor.id)
      if (request.sessionKey?.equals(key)) reply.clearCookie(sessionCookie, { path: '/' })
      return reply.code(204).send()
    },
  )
}
