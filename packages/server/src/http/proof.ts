// Before dangerous acts a session proves once more who acts (accounts/proof.ts in domain). One hook for all routes that
// name such an act; where it hangs on what was sent, the handler asks.
import { isProved, type ProvedAct } from '@primero/domain/accounts/proof.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The act that needs a proof. */
    proof?: ProvedAct
  }
}

/** After it is known who asks. Who is nobody is told so by the route. */
export function askForProof(app: FastifyInstance, house: House): void {
  app.addHook('onRequest', async (request) => {
    const { proof } = request.routeOptions.config
    if (proof !== undefined && request.actor !== null) refuseUnproved(house, request, proof)
  })
}

/** @throws Problem needs-proof */
export function refuseUnproved(house: House, request: FastifyRequest, act: ProvedAct): void {
  if (!isProved(request.provedAt, house.clock().getTime() / 1000)) throw new Problem('needs-proof', { act })
}
