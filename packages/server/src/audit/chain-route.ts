// How the chain of the audit stands: its last seal, what waits for one, when it was last gone over, how long it is kept.
import { may } from '@primero/domain/access/role.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { chainNow } from '../audit-seal/queries.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'

const moment = z.nullable(z.string())
const reply = z.strictObject({
  seals: z.int(),
  lastSeal: moment,
  /** Rows that no seal holds yet, and the oldest of them. */
  waiting: z.int(),
  oldestWaiting: moment,
  verified: z.nullable(z.strictObject({ at: z.string(), isSound: z.boolean() })),
  oldest: moment,
  /** null: for ever. */
  keepMonths: z.nullable(z.int()),
})

export function auditChainRoute(app: FastifyInstance, house: House): void {
  app.get(
    '/api/ext/audit/chain',
    { schema: { tags: ['audit'], summary: 'How the chain of the audit stands', response: { 200: reply } } },
    (request) => {
      const actor = needsActor(request)
      if (!may(actor.role, 'audit_log', 'read')) throw new Problem('forbidden', {})
      return transaction(house.db, actor, async (tx) => {
        const chain = await chainNow(tx)
        const text = (at: Date | null) => at?.toISOString() ?? null
        return {
          seals: chain.seals,
          lastSeal: text(chain.last_seal),
          waiting: chain.waiting,
          oldestWaiting: text(chain.oldest_waiting),
          verified:
            chain.verified_at === null
              ? null
              : { at: chain.verified_at.toISOString(), isSound: chain.verified_outcome === 'done' },
          oldest: text(chain.oldest),
          keepMonths: house.settings.auditKeepMonths ?? null,
        }
      })
    },
  )
}
