// Whoever looks after the instance: its mail, its jobs.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyRequest } from 'fastify'
import { needsActor } from './session.ts'

/** Whoever may change system settings (api-admin §0.9). */
export const keepsSystem = ({ permissions }: Pick<Role, 'permissions'>): boolean =>
  (permissions['system'] ?? []).length > 0

export function needsKeeper(request: FastifyRequest): Actor {
  const actor = needsActor(request)
  if (!keepsSystem(actor.role)) throw new Problem('forbidden', {})
  return actor
}
