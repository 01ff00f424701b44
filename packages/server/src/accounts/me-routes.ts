// What everybody sets for themselves, whatever the role: the language they read.
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { insertAudit } from '../audit/queries.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { countAttempt, setLocale } from './queries.ts'

const localeBody = z.strictObject({ locale: z.string().max(20) })
const changesPerMinute = 30

export function meRoutes(app: FastifyInstance, house: House): void {
  app.put<{ Body: z.infer<typeof localeBody> }>(
    '/api/ext/me/locale',
    { schema: { tags: ['users'], summary: 'Keep the language that one reads with the account', body: localeBody } },
    async (request, reply) => {
      const actor = needsActor(request)
      const { locale } = request.body
      if ((await countAttempt(house.db, `locale ${actor.id}`, house.clock())) > changesPerMinute)
        throw new Problem('too-many-requests', { seconds: 60 })
      if (!localesOf(house).includes(locale))
        throw new Problem('rule-broken', { attribute: 'locale', message: 'inclusion' })
      await transaction(house.db, actor, async (tx) => {
        if (!(await setLocale(tx, actor.id, locale))) return
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'update',
          at: house.clock(),
          outcome: 'done',
          recordType: 'user',
          ip: request.ip,
          details: { user: actor.id, fields: ['locale'] },
        })
      })
      return reply.code(204).send()
    },
  )
}

const localesOf = (house: House): string[] => (house.configuration().settings['locales'] ?? ['en']) as string[]
