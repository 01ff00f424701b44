// Which call is being answered, for every row of the audit that comes of it: nobody can forget to say it.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** The route, never the address: an address may hold what somebody searched for. */
type Call = { method: string; resource: string; ip: string }

const calls = new AsyncLocalStorage<Call>()

/** Undefined where nobody called: at the start, in jobs. */
export const currentCall = (): Call | undefined => calls.getStore()

export function tellCalls(app: FastifyInstance): void {
  const within = (request: FastifyRequest, _reply: unknown, done: () => void) =>
    calls.run({ method: request.method, resource: request.routeOptions.url ?? 'unknown', ip: request.ip }, done)
  app.addHook('onRequest', within)
  // A body arrives by events of its connection, which know of no call.
  app.addHook('preValidation', within)
}
