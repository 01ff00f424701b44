// The one door of our app that looks beyond one's own cases, for the registration desk: is this child known anywhere? Each
// question is counted and written down, and of what is not the asker's own a hit shows the preview.
import { previewFields, maySearchBy } from '@primero/domain/access/fields.ts'
import { holds, may } from '@primero/domain/access/role.ts'
import { inScope, scopeOf } from '@primero/domain/access/scope.ts'
import { limits } from '@primero/domain/accounts/limits.ts'
import { Problem } from '@primero/domain/problem.ts'
import { beyondReply, beyondRequest, type BeyondRequest } from '@primero/domain/sync/beyond.ts'
import type { FastifyInstance } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { beyondScope, transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { Rates } from '../http/rates.ts'
import { needsActor } from '../http/session.ts'
import { factsFrom } from '../records/held.ts'
import { presentRecords } from '../records/reading.ts'
import { findRecords } from '../search/queries.ts'

/** Whoever finds more asked too widely. */
const most = 20

/** What one has anyway is found by the same question as everything else. */
const nobodys = { kind: 'some' as const, principals: [], modules: [] }

export function beyondRoutes(app: FastifyInstance, house: House): void {
  const rates = new Rates(limits.beyond.most)
  app.post<{ Body: BeyondRequest }>(
    '/api/sync/beyond',
    {
      schema: {
        tags: ['sync'],
        summary: 'Is there a case of this child anywhere? A whole identifier or a full name',
        body: beyondRequest,
        response: { 200: beyondReply },
      },
    },
    (request) => {
      const actor = needsActor(request)
      const config = house.configuration()
      if (!may(actor.role, 'case', 'read') || !holds(actor.role, 'case', 'search_owned_by_others'))
        throw new Problem('forbidden', {})
      const { wait } = rates.take(String(actor.id), house.clock().getTime() / 1000)
      if (wait > 0) throw new Problem('too-many-requests', { seconds: Math.ceil(wait) })
      const { by } = request.body
      const mayAskAll = maySearchBy(config, actor, 'case', by)
      if (by === 'name' && !mayAskAll) throw new Problem('unknown-keys', { keys: ['by'] })
      const query = { text: request.body.text.trim(), by, codesOnly: !mayAskAll }
      return transaction(house.db, actor, async (tx) => {
        const scope = scopeOf(actor, 'case')
        const { total, rows } = await beyondScope(tx, actor, () =>
          findRecords(tx, config, 'case', nobodys, {
            conditions: [],
            beyond: { modules: actor.role.modules, query, conditions: [] },
            sort: { field: 'created_at', descending: true },
            page: 1,
            per: most,
          }),
        )
        const shown = await presentRecords(house, tx, actor, 'case', rows, previewFields(config, actor, 'case'))
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'index',
          outcome: 'done',
          recordType: 'case',
          ip: request.ip,
          details: { record_ids: rows.map(({ id }) => id), parameters: [by], beyond_scope: true },
        })
        return {
          total,
          rows: rows.map((row, i) => ({
            id: row.id,
            type: 'case' as const,
            version: row.version,
            module: row.module,
            incomplete: row.incomplete,
            data: shown[i] ?? {},
            mine: inScope(scope, factsFrom('case', row)),
            owner: row.owned_by,
          })),
        }
      })
    },
  )
}
