// What the pages at the door of our app must know before anybody is in: which ways there are.
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { House } from '../house.ts'
import { hasMail } from '../mail/outbox.ts'
import { offersOf } from './streams.ts'

const texts = z.record(z.string(), z.string())
const answer = z.object({
  mail: z.boolean(),
  sign_up: z.array(z.object({ id: z.string(), label: texts, consent: texts })),
})

const isPublic = 'the same for everybody, and nothing about anybody'

export function doorRoutes(app: FastifyInstance, house: House): void {
  app.get(
    '/api/ext/door',
    {
      config: { unaudited: isPublic },
      schema: { tags: ['users'], summary: 'Ways in beside a password', response: { 200: answer } },
    },
    async () => ({
      mail: hasMail(house),
      sign_up: house.settings.selfRegistration ? offersOf(house.configuration()) : [],
    }),
  )
}
