// Somebody lost phone and paper: who administers the account takes its second factors away, and the password alone
// leads in again, or to setting up another.
import { mayOpen } from '@primero/domain/access/giving.ts'
import { mayChangeAccount, maySeeAccount } from '@primero/domain/access/people-reach.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { mustHaveFactor } from '../accounts/account-state.ts'
import { type AccountRow, accountById } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { endSessions } from '../sessions/end.ts'
import { factorsOf, lockedCounts, removeFactors } from './queries.ts'

const tags = ['users']
const params = z.object({ id: z.coerce.number().int().min(1).max(999_999_999) })

export function userFactorRoutes(app: FastifyInstance, house: House): void {
  app.get<{ Params: { id: number } }>(
    '/api/ext/users/:id/factors',
    { schema: { tags, summary: 'Which second factors an account has', params } },
    async (request) => {
      const account = await seen(house, request)
      const factors = await factorsOf(house.db, account.id)
      return {
        mustHaveFactor: mustHaveFactor(house, account),
        factors: factors.map(({ kind, confirmed_at: at }) => ({ kind, addedAt: at?.toISOString() ?? null })),
      }
    },
  )

  app.delete<{ Params: { id: number } }>(
    '/api/ext/users/:id/factors',
    { schema: { tags, summary: 'Take somebody’s second factors away', params }, config: { proof: 'issue code' } },
    async (request, reply) => {
      const actor = needsActor(request)
      const config = house.configuration()
      const { id } = await seen(house, request)
      await transaction(house.db, actor, async (tx) => {
        await lockedCounts(tx, id)
        const account = await accountById(tx, id)
        if (account === undefined) throw new Problem('not-found', {})
        const holds = config.roles.get(account.role)
        const isAllowed = mayChangeAccount(config, actor, account) && mayOpen(actor.role, { isOneself: false, holds })
        // One's own: with a proof, among one's own settings.
        if (!isAllowed || account.id === actor.id) throw new Problem('forbidden', {})
        if (!account.has_factor) throw new Problem('rule-broken', { attribute: 'factor', message: 'none' })
        await removeFactors(tx, id)
        await endSessions(house, tx, id, 'second factor removed by another')
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'remove_factors',
          at: house.clock(),
          outcome: 'done',
          recordType: 'user',
          details: { user: id },
        })
      })
      house.hub.recheck(id)
      return reply.code(204).send()
    },
  )
}

/** Unknown and out of reach are told alike. */
async function seen(house: House, request: FastifyRequest): Promise<AccountRow> {
  const actor = needsActor(request)
  const account = await accountById(house.db, (request.params as { id: number }).id)
  if (account === undefined || !maySeeAccount(house.configuration(), actor, account)) throw new Problem('not-found', {})
  return account
}
