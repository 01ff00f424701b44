// Rows that no route writes itself: every refusal, who, what, why, never with which values; and answers of routes that
// say nothing of their own.
import { recordTypes } from '@primero/domain/configuration/bundle.ts'
import type { Problem } from '@primero/domain/problem.ts'
import type { FastifyRequest } from 'fastify'
import { collectionOf } from '../configuration/present-settings.ts'
import type { House } from '../house.ts'
import { isApi } from '../http/is-api.ts'
import { actionOfRoute, kindOfRoute } from './kinds.ts'
import { insertAudit } from './queries.ts'

const recordId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Writes the refusal in a transaction of its own: the one that failed has been rolled back. */
export async function refused(house: House, request: FastifyRequest, problem: Problem): Promise<void> {
  if (problem.code === 'too-many-requests' && request.call?.isWrittenDown) return
  // Other addresses are anybody's to try, and nobody counts how often: they would fill the audit, and say nothing.
  if (!isApi(request)) return
  await insertAudit(house.db, { ...factsOf(request), outcome: 'refused', code: problem.code })
}

/** A call that broke: what it had written is gone, that it was made is not. */
export async function brokeOff(house: House, request: FastifyRequest): Promise<void> {
  if (isApi(request)) await insertAudit(house.db, { ...factsOf(request), outcome: 'refused', code: 'bug' })
}

/** A call that was answered, and of which nothing else told. */
export async function answered(house: House, request: FastifyRequest): Promise<void> {
  await insertAudit(house.db, { ...factsOf(request), outcome: 'done' })
}

function factsOf(request: FastifyRequest) {
  const route = request.routeOptions.url ?? 'unknown'
  const kind = kindOfRoute(route)
  return {
    userName: request.actor?.userName ?? null,
    action: actionOfRoute(request),
    ...(kind === undefined ? {} : { recordType: kind }),
    ...recordOf(request),
    resource: route,
    ip: request.ip,
  }
}

/** The record that was asked for, as far as the request names one: in its address, or in our app's body. */
function recordOf(request: FastifyRequest): { recordType?: string; recordId?: string } {
  const collection = /^\/api\/v2\/(\w+)\/:id/.exec(request.routeOptions.url ?? '')?.[1]
  const { of } = (request.body ?? {}) as { of?: unknown }
  const params = (request.params ?? {}) as { type?: unknown }
  const asked = collection === undefined && params.type === undefined ? (of ?? request.body) : params
  const { id, type } = (asked ?? {}) as { id?: unknown; type?: unknown }
  const recordType = recordTypes.find((known) =>
    collection === undefined ? known === type : collectionOf(known) === collection,
  )
  return recordType === undefined || typeof id !== 'string' || !recordId.test(id) ? {} : { recordType, recordId: id }
}
