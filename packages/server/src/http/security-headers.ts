// Headers of every reply. The policy allows our own files and nothing inline.
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'
import { isApi } from './is-api.ts'
import { isSecure } from './session.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types house',
].join('; ')

export function securityHeaders(app: FastifyInstance, house: House): void {
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('x-frame-options', 'DENY')
    reply.header('cross-origin-opener-policy', 'same-origin')
    reply.header('cross-origin-resource-policy', 'same-origin')
    // What people uploaded comes with a stricter one.
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', policy)
    if (isSecure(house)) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
    // What the API answers is for the asker and this moment: no cache on the way keeps a copy.
    if (isApi(request)) reply.header('cache-control', 'no-store')
  })
}
