// Every refusal is written down: who, what, why, never with which values.
import { recordTypes } from '@primero/domain/configuration/bundle.ts'
import type { Problem } from '@primero/domain/problem.ts'
import type { FastifyRequest } from 'fastify'
import { collectionOf } from '../configuration/present-settings.ts'
import type { House } from '../house.ts'
import { insertAudit } from './queries.ts'

const recordId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Writes the refusal in a transaction of its own: the one that failed has been rolled back. */
export async function refused(house: House, request: FastifyRequest, problem: Problem): Promise<void> {
  await insertAudit(house.db, {
    userName: request.actor?.userName ?? null,
    action: `${request.method.toLowerCase()}`,
    outcome: 'refused',
    code: problem.code,
    ...recordOf(request),
    resource: request.routeOptions.url ?? 'unknown',
    ip: request.ip,
  })
}

/** The record that was asked for, as far as the request names one: in its address, or in our app's body. */
function recordOf(request: FastifyRequest): { recordType?: string; recordId?: string } {
  const collection = /^\/api\/v2\/(\w+)\/:id/.exec(request.routeOptions.url ?? '')?.[1]
  const { of } = (request.body ?? {}) as { of?: unknown }
  const asked = collection === undefined ? (of ?? request.body) : request.params
  const { id, type } = (asked ?? {}) as { id?: unknown; type?: unknown }
  const recordType = recordTypes.find((known) =>
    collection === undefined ? known === type : collectionOf(known) === collection,
  )
  return recordType === undefined || typeof id !== 'string' || !recordId.test(id) ? {} : { recordType, recordId: id }
}
