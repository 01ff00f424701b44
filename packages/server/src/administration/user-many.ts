// Disabling many at once (api-admin §6.1): filters narrow each other, among those whom one manages.
import { hiddenRoles } from '@primero/domain/access/people-reach.ts'
import { may } from '@primero/domain/access/role.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { activityRanges, findAccounts } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { afterCommit, transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { tellIgnored } from '../http/told.ts'
import { listOfWords, rawData, refuseUnless, sentData, words } from './body.ts'
import { disableAccounts, endAllSessions } from './queries.ts'

const oneOrMany = z.union([z.union([z.int(), words]), z.array(z.union([z.int(), words])).max(1000)])
const range = z.record(z.string(), z.unknown())

const shape = z.object({
  ids: z.array(z.int()).max(5000).optional(),
  agency: oneOrMany.optional(),
  role_id: oneOrMany.optional(),
  user_group_ids: listOfWords.optional(),
  query: words.optional(),
  user_name: words.optional(),
  last_access: range.optional(),
  last_case_viewed: range.optional(),
  last_case_updated: range.optional(),
  // It always disables, whatever this says.
  disabled: z.unknown().optional(),
})

const isNothing = (filter: unknown): boolean =>
  typeof filter === 'string'
    ? filter.trim() === ''
    : typeof filter === 'object' && Object.keys(filter ?? {}).length === 0

/** More than a house has people. */
const everybody = 100_000

export function userManyRoutes(app: FastifyInstance, house: House): void {
  const schema = { tags: ['users'], summary: 'Disable all whom filters find' }
  app.post('/api/v2/users/update_bulk', { schema }, async (request, reply) => {
    const actor = needsActor(request)
    rawData(request)
    refuseUnless(may(actor.role, 'user', 'disable_multiple'))
    const { data, ignored } = sentData(request, shape)
    const { disabled: _always, ...filters } = data
    // Without any everybody would be meant; and so by one that says nothing.
    const activity = activityRanges(filters)
    const isOpen = activity.some(({ from, to }) => from === null && to === null)
    if (Object.keys(filters).length === 0 || Object.values(filters).some(isNothing) || isOpen)
      throw new Problem('missing-parameter', { name: 'ids' })
    const keys = (kind: 'agency' | 'role', value: z.infer<typeof oneOrMany> | undefined) =>
      [value ?? []].flat().map((id) => house.wireIds().keyOf(kind, String(id)) ?? '')
    await transaction(house.db, actor, async (tx) => {
      const { rows } = await findAccounts(tx, actor, hiddenRoles(house.configuration(), actor), {
        page: 1,
        per: everybody,
        ids: data.ids,
        text: data.query,
        userName: data.user_name,
        roles: keys('role', data.role_id),
        agencies: keys('agency', data.agency),
        groups: data.user_group_ids ?? [],
        disabled: [],
        activity,
        order: { by: undefined, descending: true, agencies: [] },
      })
      const ids = rows.map(({ id }) => id).filter((id) => id !== actor.id)
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
