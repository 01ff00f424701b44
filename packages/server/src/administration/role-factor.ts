// Whether whoever holds a role must have a second factor: v2 has no key for it.
import { mayChangeRole } from '@primero/domain/access/changing.ts'
import { may } from '@primero/domain/access/role.ts'
import { editsOf } from '@primero/domain/configuration/overlay.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { changeConfiguration } from '../configuration/current.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { found, refuseUnless } from './body.ts'
import { refuse, writtenDown } from './role-routes.ts'

const body = z.strictObject({ required: z.boolean() })

export function roleFactorRoutes(app: FastifyInstance, house: House): void {
  app.get<{ Params: { id: string } }>(
    '/api/ext/roles/:id/second-factor',
    { schema: { tags: ['roles'], summary: 'Must who holds the role have a second factor?' } },
    async (request) => {
      refuseUnless(may(needsActor(request).role, 'role', 'read'))
      return { required: found(house.configuration().roles.get(request.params.id)).mustHaveFactor === true }
    },
  )

  app.put<{ Params: { id: string }; Body: z.infer<typeof body> }>(
    '/api/ext/roles/:id/second-factor',
    {
      schema: { tags: ['roles'], summary: 'Ask all who hold a role for a second factor, or no more', body },
      config: { proof: 'role.write' },
    },
    async (request, reply) => {
      const actor = needsActor(request)
      refuseUnless(may(actor.role, 'role', 'write'))
      await changeConfiguration(house, actor, async (tx, config) => {
        const before = found(config.roles.get(request.params.id))
        const { mustHaveFactor: _before, ...rest } = before
        const after = request.body.required ? { ...rest, mustHaveFactor: true } : rest
        const done = { act: 'update', before, after } as const
        refuse(mayChangeRole(actor.role, done))
        await writtenDown(house, tx, actor, request, done, { mustHaveFactor: request.body.required })
        return { edits: editsOf('roles', before.id, before, after), answer: undefined }
      })
      return reply.code(204).send()
    },
  )
}
