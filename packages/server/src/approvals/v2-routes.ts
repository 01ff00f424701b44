// Approvals over v2 (api-records §19).
import { approvalKeys, approvalTypes } from '@primero/domain/access/keys.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { isUuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { rawData } from '../administration/body.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { tellIgnored } from '../http/told.ts'
import type { Act } from '../records/act.ts'
import { collections } from '../records/collections.ts'
import { reachable } from '../records/reading.ts'
import { save } from '../records/save.ts'
import { changed } from '../records/v2-changed.ts'
import { factsOf } from '../search/queries.ts'

type OfOne = { Params: { id: string; approval: string } }

export function v2ApprovalRoutes(app: FastifyInstance, house: House): void {
  // Of the other two nothing is approved: whoever reads one is told so.
  for (const collection of ['cases', 'incidents', 'tracing_requests'] as const)
    app.patch<OfOne>(
      `/api/v2/${collection}/:id/approvals/:approval`,
      { schema: { tags: ['approvals'], summary: 'Ask for an approval, or answer' } },
      (request, reply) => step(house, collections[collection] as RecordType, request, reply),
    )
}

const known = new Set(['approval_status', 'approval_type', 'notes'])

function step(house: House, type: RecordType, request: FastifyRequest<OfOne>, reply: FastifyReply) {
  const actor = needsActor(request)
  const { id, approval } = request.params
  return transaction(house.db, actor, async (tx) => {
    // Pinned: that there is such a record comes first, then what was sent, then who asks.
    if (!isUuid(id) || (await factsOf(tx, type, [id])).length === 0) throw new Problem('not-found', {})
    const data = rawData(request)
    const { record } = await reachable(house, tx, actor, type, id)
    const { name, args } = intended(data, approval)
    const saved = await save(house, tx, actor, {
      name,
      args: { type, id: record.id, ...args },
      basedOn: record.version,
      intention: crypto.randomUUID() as Uuid,
      strict: false,
      ip: request.ip,
    })
    tellIgnored(reply, [...Object.keys(data).filter((key) => !known.has(key)), ...saved.ignored])
    // Who took the step, and what was decided, is told though it be as it was.
    const decided = approvalTypes.filter((one) => name === 'approval.answer' && one === approval).flatMap(approvalKeys)
    const also = ['last_updated_by', ...decided]
    return { data: { record: await changed(house, tx, actor, type, saved, { also }) } }
  })
}

function intended(data: Record<string, unknown>, approval: string): Pick<Act, 'name'> & { args: object } {
  const { approval_status: status, approval_type: kind, notes: comments } = data
  return status === 'requested'
    ? { name: 'approval.request', args: { approval, kind, comments } }
    : { name: 'approval.answer', args: { approval, answer: status, comments } }
}
