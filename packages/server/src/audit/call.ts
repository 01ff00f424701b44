// Which call is being answered, for every row of the audit that comes of it: nobody can forget to say it. And a call
// that was answered without a row gets one.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { kindOfRoute } from './kinds.ts'

/** The route, never the address: an address may hold what somebody searched for. */
type Call = {
  method: string
  resource: string
  kind: string | undefined
  ip: string
  /** By the house's clock. */
  now: () => Date
  isWrittenDown: boolean
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Why answers of this route need no row in the audit; refusals get one all the same. */
    unaudited?: string
  }
  interface FastifyRequest {
    call: Call | null
  }
}

const calls = new AsyncLocalStorage<Call>()

/** Undefined where nobody called: at the start, in jobs. */
export const currentCall = (): Call | undefined => calls.getStore()

/** `writeDown` is asked before an answer leaves that no row of the audit tells of. */
export function tellCalls(
  app: FastifyInstance,
  now: () => Date,
  writeDown: (request: FastifyRequest) => Promise<void>,
): void {
  app.decorateRequest('call', null)
  app.addHook('onRequest', (request, _reply, done) => {
    const resource = request.routeOptions.url ?? 'unknown'
    request.call = {
      method: request.method,
      resource,
      kind: kindOfRoute(resource),
      ip: request.ip,
      now,
      isWrittenDown: false,
    }
    calls.run(request.call, done)
  })
  // A body arrives by events of its connection, which know of no call.
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.call === null) done()
    else calls.run(request.call, done)
  })
  app.addHook('onSend', async (request, reply) => {
    const { call } = request
    if (call === null || call.isWrittenDown || reply.statusCode >= 500 || !call.resource.startsWith('/api/')) return
    if (request.routeOptions.config.unaudited === undefined) await writeDown(request)
  })
}
