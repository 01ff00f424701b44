// What the app tells somebody once: that an identity was shown, that an agreement changed, that somebody’s
// records are one’s own now. Ids and names of accounts only.
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { type NoticeRow, openNotices, putAway } from './queries.ts'

const tags = ['notices']

export function ownNoticeRoutes(app: FastifyInstance, house: House): void {
  app.get('/api/ext/me/notices', { schema: { tags, summary: 'What one has not put away yet' } }, (request) => {
    const actor = needsActor(request)
    return transaction(house.db, actor, async (tx) => ({ notices: (await openNotices(tx, actor.id)).map(present) }))
  })

  app.post<{ Params: { id: string } }>(
    '/api/ext/me/notices/:id/seen',
    { schema: { tags, summary: 'Put a notice away' } },
    async (request, reply) => {
      const actor = needsActor(request)
      const { id } = request.params
      const isThere = /^\d{1,15}$/.test(id)
        ? await transaction(house.db, actor, (tx) => putAway(tx, actor.id, Number(id), house.clock()))
        : false
      if (!isThere) throw new Problem('not-found', {})
      return reply.code(204).send()
    },
  )
}

const present = (notice: NoticeRow) => ({
  id: notice.id,
  kind: notice.kind,
  at: notice.at.toISOString(),
  by: notice.by_user,
  record: notice.record_id === null ? null : { type: notice.record_type, id: notice.record_id },
  shortId: notice.short_id,
  agreement: notice.agreement_id,
})
