// Doors for whoever answers for a team: cases to look at, how the work lies on people, what is on its way to them.
import type { Actor } from '@primero/domain/access/actor.ts'
import { Problem } from '@primero/domain/problem.ts'
import {
  arrivalsReply,
  arrivalsRequest,
  caseloadReply,
  caseloadRequest,
  lookReply,
  lookRequest,
  reviewReply,
  reviewRequest,
} from '@primero/domain/sync/team.ts'
import { leads } from '@primero/domain/workflow/review.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type * as z from 'zod/mini'
import { insertAudit } from '../audit/queries.ts'
import { managedBy } from '../dashboards/queries.ts'
import { beyondScope, glance, transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { reachables } from '../records/reading.ts'
import { arrivalsTo } from '../search/arrivals.ts'
import { caseloadFor } from './caseload.ts'
import { insertLook } from './queries.ts'
import { reviewPage } from './review.ts'

const tags = ['team']

function needsLead(request: FastifyRequest): Actor {
  const actor = needsActor(request)
  if (!leads(actor)) throw new Problem('forbidden', {})
  return actor
}

export function teamRoutes(app: FastifyInstance, house: House): void {
  app.post<{ Body: z.infer<typeof reviewRequest> }>(
    '/api/sync/review',
    {
      schema: {
        tags,
        summary: 'Cases of my team to look at, and why',
        body: reviewRequest,
        response: { 200: reviewReply },
      },
    },
    (request) => {
      const actor = needsLead(request)
      return transaction(
        house.db,
        actor,
        (tx) => reviewPage(house, tx, actor, request.body),
        (tx, { lines }) =>
          insertAudit(tx, {
            userName: actor.userName,
            action: 'review',
            outcome: 'done',
            recordType: 'case',
            ip: request.ip,
            details: { record_ids: lines.map(({ id }) => id) },
          }),
      )
    },
  )

  app.post<{ Body: z.infer<typeof lookRequest> }>(
    '/api/ext/looks',
    {
      schema: { tags, summary: 'I looked at this case, as it is now', body: lookRequest, response: { 200: lookReply } },
    },
    (request) => {
      const actor = needsLead(request)
      const { id, version } = request.body
      return transaction(house.db, actor, async (tx) => {
        const [found] = await reachables(house, tx, actor, 'case', [id])
        if (found === undefined) throw new Problem('not-found', {})
        const { n, record } = found
        // What came in the meantime was not looked at.
        if (record.version !== version) throw new Problem('changed-elsewhere', {})
        await insertLook(tx, n, { version, userName: actor.userName, at: house.clock() })
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'look',
          outcome: 'done',
          recordType: 'case',
          recordId: id,
          ip: request.ip,
        })
        return { done: true as const }
      })
    },
  )

  app.post(
    '/api/sync/caseload',
    {
      schema: {
        tags,
        summary: 'How the open cases lie on my people',
        body: caseloadRequest,
        response: { 200: caseloadReply },
      },
    },
    (request) => {
      const actor = needsLead(request)
      return glance(house.db, actor, (tx) => caseloadFor(house, tx, actor))
    },
  )

  app.post(
    '/api/sync/arrivals',
    {
      schema: {
        tags,
        summary: 'Cases on their way to my people',
        body: arrivalsRequest,
        response: { 200: arrivalsReply },
      },
    },
    (request) => {
      const actor = needsLead(request)
      return transaction(house.db, actor, async (tx) => {
        const manages = await managedBy(tx, actor)
        const found = await beyondScope(tx, actor, () => arrivalsTo(tx, manages, actor.role.modules))
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'arrivals',
          outcome: 'done',
          recordType: 'case',
          ip: request.ip,
          details: { transition_ids: found.map(({ id }) => id) },
        })
        return {
          arrivals: found.map(({ id, code, to_user, by_user, at }) => ({
            id,
            code,
            to: to_user,
            by: by_user,
            at: at.toISOString(),
          })),
        }
      })
    },
  )
}
