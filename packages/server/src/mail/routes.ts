// How the outbox stands, for who looks after the instance: whether mail leaves at all, and what could not.
import { maySeeAccount } from '@primero/domain/access/people-reach.ts'
import { isUuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { insertAudit } from '../audit/queries.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsKeeper } from '../http/keeper.ts'
import { enqueue } from '../jobs/queries.ts'
import { hasMail } from './outbox.ts'
import { deadLetters, outbox, tryAgain } from './queries.ts'

const tags = ['mail']

const answer = z.object({
  is_set_up: z.boolean(),
  waiting: z.number(),
  oldest: z.string().nullable(),
  sent_within_a_day: z.number(),
  given_up: z.number(),
  newest_given_up: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      user_name: z.string().nullable(),
      asked_at: z.string(),
      given_up_at: z.string(),
      tries: z.number(),
      code: z.string().nullable(),
    }),
  ),
})

export function mailRoutes(app: FastifyInstance, house: House): void {
  app.get(
    '/api/ext/mail',
    { schema: { tags, summary: 'What waits in the outbox, and what was given up', response: { 200: answer } } },
    async (request) => {
      const actor = needsKeeper(request)
      const stands = await outbox(house.db, house.clock())
      const dead = await deadLetters(house.db)
      return {
        is_set_up: hasMail(house),
        waiting: stands.waiting,
        oldest: stands.oldest?.toISOString() ?? null,
        sent_within_a_day: stands.sent,
        given_up: stands.given_up,
        newest_given_up: dead.map(({ id, kind, at, given_up_at, tries, code, ...to }) => ({
          id,
          kind,
          // Whoever looks after mail need not see everybody.
          user_name: maySeeAccount(house.configuration(), actor, { ...to, id: to.account_id }) ? to.user_name : null,
          asked_at: at.toISOString(),
          given_up_at: given_up_at.toISOString(),
          tries,
          code,
        })),
      }
    },
  )

  app.post<{ Params: { id: string } }>(
    '/api/ext/mail/:id/again',
    { schema: { tags, summary: 'Try a mail again that was given up' } },
    async (request, reply) => {
      const actor = needsKeeper(request)
      const { id } = request.params
      await transaction(house.db, actor, async (tx) => {
        const isThere = isUuid(id) && hasMail(house) && (await tryAgain(tx, id, house.clock()))
        if (!isThere) throw new Problem('not-found', {})
        await enqueue(tx, 'send-mail')
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'mail_again',
          at: house.clock(),
          outcome: 'done',
          details: { mail: id },
        })
      })
      return reply.code(204).send()
    },
  )
}
