// Is the server up, and does it reach its database (api-admin §25)?
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'
import { outbox } from '../mail/queries.ts'
import { databaseAnswers } from './queries.ts'

export function healthRoutes(app: FastifyInstance, house: House): void {
  const isUp = async (part: string): Promise<boolean> => {
    if (part === 'server') return true
    if (part === 'api' && house.isApplying()) return false
    if (part === 'mail') return mailFlows(house)
    if (part === 'database' || part === 'api' || part === '') return databaseAnswers(house.db)
    return false
  }
  app.get('/health', { schema: { tags: ['health'], summary: 'Is everything up?' } }, async (_request, reply) =>
    (await isUp('')) ? reply.code(204).send() : reply.code(503).header('retry-after', '60').send(),
  )
  app.get<{ Params: { part: string } }>(
    '/health/:part',
    { schema: { tags: ['health'], summary: 'Is one part up: server, database, api or mail?' } },
    async (request, reply) =>
      (await isUp(request.params.part)) ? reply.code(204).send() : reply.code(503).header('retry-after', '60').send(),
  )
}

const hour = 3_600_000

/** Nothing was given up, and nothing has waited for an hour. Where no mail is set up, none can be stuck. */
async function mailFlows(house: House): Promise<boolean> {
  if (house.settings.smtp === undefined) return true
  const { given_up: givenUp, oldest } = await outbox(house.db, house.clock())
  return givenUp === 0 && (oldest === null || house.clock().getTime() - oldest.getTime() < hour)
}
