// The three writing doors of what is administered: make, change (PATCH and PUT are one), remove.
import type { ProvedAct } from '@primero/domain/accounts/proof.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'

type Door = {
  tag: string
  /** As `user_groups`. */
  path: string
  /** What each does, in a few words. */
  summaries: { make: string; change: string; remove: string }
  make: (request: FastifyRequest, reply: FastifyReply) => unknown
  change: (request: FastifyRequest, reply: FastifyReply, id: string) => unknown
  remove: (request: FastifyRequest, id: string) => unknown
  /** The act that whoever calls proves once more who he is for. */
  proof?: ProvedAct
  /** Where files come along: how large, and what is asked before a body is read. */
  files?: Pick<RouteShorthandOptions, 'bodyLimit' | 'onRequest'>
}

export function writingDoors(app: FastifyInstance, door: Door): void {
  const { make, change, remove, path, summaries, files = {}, proof } = door
  const config = proof === undefined ? {} : { config: { proof } }
  const schema = (summary: string) => ({ tags: [door.tag], summary })
  const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id
  app.post(`/api/v2/${path}`, { ...files, ...config, schema: schema(summaries.make) }, async (request, reply) =>
    make(request, reply),
  )
  for (const method of ['PATCH', 'PUT'] as const)
    app.route({
      method,
      url: `/api/v2/${path}/:id`,
      ...files,
      ...config,
      schema: schema(summaries.change),
      handler: async (request, reply) => change(request, reply, idOf(request)),
    })
  app.delete(`/api/v2/${path}/:id`, { ...config, schema: schema(summaries.remove) }, async (request) =>
    remove(request, idOf(request)),
  )
}
