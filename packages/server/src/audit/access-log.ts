// Who looked at a record and who changed it (api-records §21.2).
import { may } from '@primero/domain/access/role.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { isDay, isMoment } from '@primero/domain/time.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import { collectionOf } from '../configuration/present-settings.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { listOf, pageOf, type Parameters, textOf } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { reachable } from '../records/reading.ts'
import { accessesOf, insertAudit } from './queries.ts'

/** Its clients know no other words for them. */
const wordFor: Record<string, string> = { settle_conflict: 'update', link_open: 'show' }

export function accessLogRoute(app: FastifyInstance, house: House, type: RecordType): void {
  const path = `/api/v2/${collectionOf(type)}/:id/access_log`
  app.get<{ Params: { id: string } }>(
    path,
    { schema: { tags: [collectionOf(type)], summary: 'Who looked, who changed' } },
    (request) => {
      const actor = needsActor(request)
      return transaction(house.db, actor, async (tx) => {
        const { record } = await reachable(house, tx, actor, type, request.params.id)
        if (!may(actor.role, type, 'access_log')) throw new Problem('forbidden', {})
        const query = request.query as Parameters
        const at = pageOf(query)
        const filters = (query['filters'] ?? {}) as Parameters
        const times = (filters['timestamp'] ?? {}) as Parameters
        const actions = listOf(filters['actions'])
        const { total, rows } = await accessesOf(tx, record.id, {
          ...at,
          actions: actions.length > 0 ? actions : ['show', 'update'],
          users: listOf(filters['access_users'])
            .filter((id) => /^\d{1,9}$/.test(id))
            .map(Number),
          from: moment(times['from']),
          to: moment(times['to']),
        })
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'access_log',
          outcome: 'done',
          recordType: type,
          recordId: record.id,
          ip: request.ip,
        })
        const roles = house.configuration().roles
        return {
          data: rows.map((row) => ({
            id: row.id,
            timestamp: row.at.toISOString(),
            action: wordFor[row.action] ?? row.action,
            record_type: collectionOf(type),
            record_id: record.id,
            user_name: row.user_name,
            full_name: row.full_name,
            role_name: roles.get(row.role ?? '')?.name ?? null,
          })),
          metadata: { total, ...at },
        }
      })
    },
  )
}

export const moment = (value: unknown): string | null => {
  const text = textOf(value)
  return text !== undefined && (isMoment(text) || isDay(text)) ? text : null
}
