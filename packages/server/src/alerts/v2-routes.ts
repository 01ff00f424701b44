// Alerts over v2 (api-records §18).
import { may } from '@primero/domain/access/role.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import { alertFilters } from '@primero/domain/workflow/alerts.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { collections } from '../records/collections.ts'
import { heldOf } from '../records/held.ts'
import { reachable } from '../records/reading.ts'
import { conditionOf } from '../search/conditions.ts'
import { findRecords } from '../search/queries.ts'
import { changeAlerts } from './change.ts'
import { alertsOf, type StoredAlert } from './queries.ts'
import { alertsTold } from './shapes.ts'

type WithId = { Params: { id: string } }
type OfOne = { Params: { id: string; alert: string } }

const tags = ['alerts']

export function v2AlertRoutes(app: FastifyInstance, house: House): void {
  app.get('/api/v2/alerts', { schema: { tags, summary: 'How many of my records have alerts' } }, (request) =>
    count(house, request),
  )
  for (const [collection, type] of Object.entries(collections))
    app.get<WithId>(
      `/api/v2/${collection}/:id/alerts`,
      { schema: { tags, summary: 'Alerts of a record' } },
      (request) => list(house, type, request),
    )
  for (const collection of ['cases', 'incidents'] as const)
    app.delete<OfOne>(
      `/api/v2/${collection}/:id/alerts/:alert`,
      { schema: { tags, summary: 'Take an alert away' } },
      (request, reply) => remove(house, collections[collection] as RecordType, request, reply),
    )
}

/** Types that are counted, by their word in the answer. */
const counted = ['case', 'incident', 'tracing_request'] as const

function count(house: House, request: FastifyRequest) {
  const actor = needsActor(request)
  const question = {
    conditions: alertFilters.map(conditionOf),
    sort: { field: 'created_at', descending: true },
    page: 1,
    per: 0,
  }
  return transaction(house.db, actor, async (tx) => {
    const numbers = await Promise.all(
      counted.map(async (type): Promise<[RecordType, number]> => {
        if (!may(actor.role, type, 'read')) return [type, 0]
        const { total } = await findRecords(tx, house.configuration(), type, scopeOf(actor, type), question)
        return [type, total]
      }),
    )
    return { data: Object.fromEntries(numbers) }
  })
}

const shown = (alert: StoredAlert) => ({
  alert_for: alert.alert_for,
  type: alert.type,
  date: alert.date,
  form_unique_id: alert.form,
  unique_id: alert.id,
})

function list(house: House, type: RecordType, request: FastifyRequest<WithId>) {
  const actor = needsActor(request)
  return transaction(house.db, actor, async (tx) => {
    const { n, record, reader, facts } = await reachable(house, tx, actor, type, request.params.id)
    const alerts = alertsTold(house.configuration(), reader, { type, facts }, await alertsOf(tx, n))
    const about = { recordType: type, recordId: record.id }
    await insertAudit(tx, { userName: actor.userName, action: 'show_alerts', outcome: 'done', ...about })
    return { data: alerts.map(shown) }
  })
}

function remove(house: House, type: RecordType, request: FastifyRequest<OfOne>, reply: FastifyReply) {
  const actor = needsActor(request)
  return transaction(house.db, actor, async (tx) => {
    const { record } = await reachable(house, tx, actor, type, request.params.id, 'remove_alert')
    const held = await heldOf(tx, type, record.id)
    const standing = held ? await alertsOf(tx, held.row.n) : []
    const alert = standing.find(({ id }) => id === request.params.alert)
    if (held === undefined || alert === undefined) throw new Problem('not-found', {})
    await changeAlerts(
      house,
      tx,
      held,
      standing,
      { add: [], remove: [alert] },
      {
        userName: actor.userName,
        action: 'remove_alert',
        outcome: 'done',
        recordType: type,
        recordId: record.id,
        ip: request.ip,
      },
    )
    return reply.code(204).send()
  })
}
