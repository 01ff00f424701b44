// What differs from what was approved last: whoever decides sees what he decides on, also without the change log.
import type { ApprovalType } from '@primero/domain/workflow/approvals.ts'
import { Problem } from '@primero/domain/problem.ts'
import { sinceApprovalReply, sinceApprovalRequest } from '@primero/domain/sync/protocol.ts'
import { approvalSteps } from '@primero/domain/workflow/approvals.ts'
import { changedSince } from '@primero/domain/workflow/since-approval.ts'
import { actionsOn } from '@primero/domain/access/decide.ts'
import type { FastifyInstance } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { reachables } from '../records/reading.ts'
import { visiblePaths } from '../records/visible-paths.ts'
import { historyFrom, lastApproval } from './queries.ts'

type Asked = { id: string; approval: ApprovalType }

export function sinceApprovalRoute(app: FastifyInstance, house: House): void {
  app.post<{ Body: Asked }>(
    '/api/sync/since-approval',
    {
      schema: {
        tags: ['approvals'],
        summary: 'What changed on a case since it was approved last',
        body: sinceApprovalRequest,
        response: { 200: sinceApprovalReply },
      },
    },
    (request) => {
      const actor = needsActor(request)
      const { id, approval } = request.body
      return transaction(
        house.db,
        actor,
        async (tx) => {
          const config = house.configuration()
          // Of one that is out of reach he hears what he hears of none.
          const [of] = await reachables(house, tx, actor, 'case', [id])
          if (of === undefined) throw new Problem('not-found', {})
          const { n, record, facts, reader } = of
          const { ask, answer } = approvalSteps(actionsOn(config, reader, facts, {}), approval, false)
          if (!ask && !answer) throw new Problem('forbidden', { action: `approve_${approval}` })
          const approved = await lastApproval(tx, n, approval)
          if (approved === undefined) return { approved: null, changes: [] }
          const changes = changedSince(record.data, await historyFrom(tx, n, approved.entry)).filter(
            // What the house keeps for itself answers no question.
            ({ path: [field = ''] }) => config.fieldOf('case', field) !== undefined,
          )
          return {
            approved: { at: approved.at.toISOString(), by: approved.by },
            changes: visiblePaths(config, reader, facts, changes, record),
          }
        },
        (tx) =>
          insertAudit(tx, {
            userName: actor.userName,
            action: 'record_history',
            outcome: 'done',
            recordType: 'case',
            recordId: id,
            ip: request.ip,
          }),
      )
    },
  )
}
