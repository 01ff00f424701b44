// Users as others see them over v2 (api-admin §6). Making and changing them: administration/user-routes.ts.
import { hiddenRoles, maySeeAccount } from '@primero/domain/access/people-reach.ts'
import { may } from '@primero/domain/access/role.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import { listAction } from '../audit/kinds.ts'
import { type Activity, activitiesOf, insertAudit } from '../audit/queries.ts'
import type { House } from '../house.ts'
import { listOf, pageOf, type Parameters, textOf } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { meRoutes } from './me-routes.ts'
import { presentUser } from './present-user.ts'
import { accountById, activityRanges, enabledAccounts, findAccounts, type Order, peopleNearby } from './queries.ts'
import { recipientRoutes } from './recipient-routes.ts'

const tags = ['users']

export function accountRoutes(app: FastifyInstance, house: House): void {
  recipientRoutes(app, house)
  meRoutes(app, house)

  app.get('/api/v2/users', { schema: { tags, summary: 'Users one may manage, by page' } }, async (request) => {
    const actor = needsActor(request)
    if (!may(actor.role, 'user', 'read') && !may(actor.role, 'user', 'agency_read')) throw new Problem('forbidden', {})
    const query = request.query as Parameters
    const at = pageOf(query)
    const withStats = query['activity_stats'] === 'true'
    const found = await findAccounts(house.db, actor, hiddenRoles(house.configuration(), actor), {
      ...at,
      text: textOf(query['query']),
      userName: textOf(query['user_name']),
      roles: listOf(query['role_id']).map((id) => house.wireIds().keyOf('role', id) ?? ''),
      agencies: listOf(query['agency']).map((id) => house.wireIds().keyOf('agency', id) ?? ''),
      groups: listOf(query['user_group_ids']),
      disabled: listOf(query['disabled']).map((v) => v === 'true'),
      activity: withStats ? activityRanges(query) : [],
      order: orderAsked(house, query),
    })
    await insertAudit(house.db, {
      userName: actor.userName,
      action: listAction(request),
      at: house.clock(),
      outcome: 'done',
      recordType: 'user',
      ip: request.ip,
    })
    const stats = withStats
      ? await activitiesOf(
          house.db,
          found.rows.map(({ user_name }) => user_name),
        )
      : new Map()
    const ordinary = [...house.configuration().roles.values()].filter((r) => r.category === undefined).map((r) => r.id)
    return {
      data: found.rows.map((account) => ({
        ...presentUser(house, account, query['extended'] === 'true'),
        ...present(stats.get(account.user_name)),
      })),
      metadata: {
        total: found.total,
        per: at.per,
        page: at.page,
        total_enabled: await enabledAccounts(house.db, ordinary),
      },
    }
  })

  app.get<{ Params: { id: string } }>(
    '/api/v2/users/:id',
    { schema: { tags, summary: 'One user' } },
    async (request) => {
      const actor = needsActor(request)
      const { id } = request.params
      const account = /^\d{1,9}$/.test(id) ? await accountById(house.db, Number(id)) : undefined
      if (account === undefined) throw new Problem('not-found', {})
      if (!maySeeAccount(house.configuration(), actor, account)) throw new Problem('forbidden', {})
      await insertAudit(house.db, {
        userName: actor.userName,
        action: 'show',
        at: house.clock(),
        outcome: 'done',
        recordType: 'user',
        ip: request.ip,
        details: { user: account.id },
      })
      const query = request.query as Parameters
      const isExtended = query['extended'] === 'true'
      // Whose records one may choose among is one's own to know.
      const colleagues =
        isExtended && account.id === actor.id && actor.role.manager ? await peopleNearby(house.db, actor) : []
      const shown = presentUser(house, account, isExtended, colleagues)
      return {
        data:
          query['activity_stats'] === 'true'
            ? { ...shown, ...present((await activitiesOf(house.db, [account.user_name])).get(account.user_name)) }
            : shown,
      }
    },
  )
}

/** The newest first unless asked otherwise; any word but `desc` is ascending (api-admin §0.4). */
function orderAsked(house: House, query: Parameters): Order {
  const { compare } = new Intl.Collator('und', { sensitivity: 'base' })
  const agencies = [...house.configuration().agencies.values()].sort((a, b) =>
    compare(a.name['en'] ?? '', b.name['en'] ?? ''),
  )
  return {
    by: textOf(query['order_by']),
    descending: query['order'] === undefined || query['order'] === 'desc',
    agencies: agencies.map((a) => a.id),
  }
}

const present = (activity: Activity | undefined) =>
  Object.fromEntries(
    Object.entries(activity ?? {}).flatMap(([key, at]) => (at === null ? [] : [[key, at.toISOString()]])),
  )
