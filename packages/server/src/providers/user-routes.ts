// Whom an account stands for at its provider, as who administers it sees it: since when, and a way to bind it anew.
import { mayOpen } from '@primero/domain/access/giving.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { othersAccount } from '../people/reach.ts'
import { endSessions } from '../sessions/end.ts'
import { unbindPerson } from './queries.ts'

export function userProviderRoutes(app: FastifyInstance, house: House): void {
  app.delete<{ Params: { id: string } }>(
    '/api/ext/users/:id/provider-person',
    {
      schema: { tags: ['users'], summary: 'Bind an account anew to whoever comes next under its name by the provider' },
      config: { proof: 'issue code' },
    },
    async (request, reply) => {
      const actor = needsActor(request)
      const id = await transaction(house.db, actor, async (tx) => {
        const account = await othersAccount(house, tx, actor, request.params.id)
        const holds = house.configuration().roles.get(account.role)
        if (!mayOpen(actor.role, { isOneself: false, holds })) throw new Problem('forbidden', {})
        if (!(await unbindPerson(tx, account.id)))
          throw new Problem('rule-broken', { attribute: 'identity_provider', message: 'unbound' })
        // Who was let in by the name until now is out, on all devices.
        await endSessions(house, tx, account.id, 'password set by another')
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'unbind_provider',
          at: house.clock(),
          outcome: 'done',
          recordType: 'user',
          details: { user: account.id, provider: account.identity_provider },
        })
        return account.id
      })
      house.hub.recheck(id)
      return reply.code(204).send()
    },
  )
}
