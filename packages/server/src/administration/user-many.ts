// Disabling many at once (api-admin §6.1).
import { may } from '@primero/domain/access/role.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { insertAudit } from '../audit/queries.ts'
import { afterCommit, transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { tellIgnored } from '../http/told.ts'
import { rawData, refuseUnless, sentData } from './body.ts'
import { disableAccounts, endAllSessions, holdAccounts } from './queries.ts'
import { chosen, filterShape, isAnybodyMeant } from './user-chosen.ts'

// It always disables, whatever `disabled` says.
const shape = z.object({ ...filterShape, disabled: z.unknown().optional() })

export function userManyRoutes(app: FastifyInstance, house: House): void {
  const schema = { tags: ['users'], summary: 'Disable all whom filters find' }
  app.post('/api/v2/users/update_bulk', { schema }, async (request, reply) => {
    const actor = needsActor(request)
    rawData(request)
    refuseUnless(may(actor.role, 'user', 'disable_multiple'))
    const { data, ignored } = sentData(request, shape)
    const { disabled: _always, ...filters } = data
    if (!isAnybodyMeant(filters)) throw new Problem('missing-parameter', { name: 'ids' })
    await transaction(house.db, actor, async (tx) => {
      const found = await chosen(house, tx, actor, filters)
      const ids = found.map(({ id }) => id).filter((id) => id !== actor.id)
      await holdAccounts(tx, ids)
      await disableAccounts(tx, ids)
      await endAllSessions(tx, ids)
      await insertAudit(tx, {
        userName: actor.userName,
        action: 'update_bulk',
        at: house.clock(),
        outcome: 'done',
        recordType: 'user',
        resource: request.routeOptions.url ?? 'unknown',
        ip: request.ip,
        details: { users: ids },
      })
      for (const id of ids) afterCommit(tx, () => house.hub.recheck(id))
    })
    tellIgnored(reply, ignored)
    return { data: [], metadata: { total: null, per: null, page: null } }
  })
}
