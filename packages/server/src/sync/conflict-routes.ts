// The door of kept claims: of one record, or all that wait for a decision within reach.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { conflictsReply, conflictsRequest } from '@primero/domain/sync/protocol.ts'
import type { FastifyInstance } from 'fastify'
import { insertAudit, insertAudits } from '../audit/queries.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { conflictsPage } from './conflicts.ts'

type Asked = { of?: { type: RecordType; id: string }; settled?: boolean; olderThan?: number; page: number }

export function conflictRoutes(app: FastifyInstance, house: House): void {
  app.post<{ Body: Asked }>(
    '/api/sync/conflicts',
    {
      schema: {
        tags: ['sync'],
        summary: 'Claims that are kept beside records, as their reader may see them',
        body: conflictsRequest,
        response: { 200: conflictsReply },
      },
    },
    (request) => {
      const actor = needsActor(request)
      return transaction(
        house.db,
        actor,
        (tx) => conflictsPage(house, tx, actor, request.body),
        (tx, { conflicts }) => {
          const entry = { userName: actor.userName, action: 'conflicts', outcome: 'done' as const, ip: request.ip }
          const { of } = request.body
          if (of !== undefined) return insertAudit(tx, { ...entry, recordType: of.type, recordId: of.id })
          const byType = Map.groupBy(conflicts, ({ type }) => type)
          return Promise.all([
            insertAudit(tx, { ...entry, details: { total: conflicts.length } }),
            ...[...byType].map(([type, shown]) =>
              insertAudits(tx, { ...entry, recordType: type }, [...new Set(shown.map(({ id }) => id))]),
            ),
          ])
        },
      )
    },
  )
}
