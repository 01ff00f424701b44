// Every refusal is written down: who, what, why, never with which values.
import type { Problem } from '@primero/domain/problem.ts'
import type { FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { insertAudit } from './queries.ts'

const recordId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Writes the refusal in a transaction of its own: the one that failed has been rolled back. */
export async function refused(house: House, request: FastifyRequest, problem: Problem): Promise<void> {
  const params = (request.params ?? {}) as Record<string, string>
  const id = params['id']
  await insertAudit(house.db, {
    userName: request.actor?.userName ?? null,
    action: `${request.method.toLowerCase()}`,
    outcome: 'refused',
    code: problem.code,
    ...(id !== undefined && recordId.test(id) ? { recordId: id } : {}),
    resource: request.routeOptions.url ?? 'unknown',
    ip: request.ip,
  })
}
