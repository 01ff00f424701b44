// What the app tells somebody once: that an identity was shown, that an agreement changed, that somebody’s
// records are one’s own now. Ids and names of accounts only.
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { type Parameters, pageOf } from '../http/query-string.ts'
import { type NoticeRow, noticesOf, openNotices, putAllAway, putAway } from './queries.ts'

const tags = ['notices']
const upTo = z.strictObject({ upTo: z.int().min(0) })

export function ownNoticeRoutes(app: FastifyInstance, house: House): void {
  app.get('/api/ext/me/notices', { schema: { tags, summary: 'What one has not put away yet' } }, (request) => {
    const actor = needsActor(request)
    return transaction(house.db, actor, async (tx) => ({ notices: (await openNotices(tx, actor.id)).map(present) }))
  })

  app.get<{ Querystring: Parameters }>(
    '/api/ext/me/notices/all',
    { schema: { tags, summary: 'All that one was told, put away or not' } },
    (request) => {
      const actor = needsActor(request)
      const at = pageOf(request.query)
      return transaction(house.db, actor, async (tx) => {
        const { rows, total, open } = await noticesOf(tx, actor.id, at)
        return { notices: rows.map(present), total, open, ...at }
      })
    },
  )

  app.post<{ Body: z.infer<typeof upTo> }>(
    '/api/ext/me/notices/seen',
    { schema: { tags, summary: 'Put away all up to this one', body: upTo, response: { 204: z.undefined() } } },
    async (request, reply) => {
      const actor = needsActor(request)
      await transaction(house.db, actor, (tx) => putAllAway(tx, actor.id, request.body.upTo, house.clock()))
      return reply.code(204).send()
    },
  )

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
  byName: notice.by_name,
  record: notice.record_id === null ? null : { type: notice.record_type, id: notice.record_id },
  shortId: notice.short_id,
  agreement: notice.agreement_id,
  many: notice.many,
  isOpen: notice.seen_at === null,
})
