// The line to a push service: one call, over TLS, to a public address, bounded in time; what it answers is not read.
import { request } from 'node:https'
import { isIP } from 'node:net'
import type { WebPush } from '../config.ts'
import { isPublic, publicLookup, pushAddress } from './address.ts'
import type { Message } from './message.ts'

/** gone: the browser wants no more. later: try again. `code`: a number of the service, or a word. */
export type PushOutcome = { is: 'sent' } | { is: 'gone' | 'later'; code: string }

const longestCall = 10_000
export function deliver(webPush: WebPush, address: string, { headers, body }: Message): Promise<PushOutcome> {
  const url = pushAddress(address, webPush.hosts)
  if (url === undefined) return Promise.resolve({ is: 'gone', code: 'not-allowed' })
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (webPush.trial === undefined && isIP(host) !== 0 && !isPublic(host))
    return Promise.resolve({ is: 'gone', code: 'not-public' })
  return new Promise((done) => {
    const call = request(url, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.timeout(longestCall),
      ...(webPush.trial === undefined ? { lookup: publicLookup } : webPush.trial),
      headers,
    })
    call.on('response', (reply) => {
      const status = reply.statusCode ?? 0
      // However much it says.
      reply.destroy()
      if (status >= 200 && status < 300) done({ is: 'sent' })
      else done({ is: status === 404 || status === 410 ? 'gone' : 'later', code: String(status) })
    })
    call.on('error', (error: NodeJS.ErrnoException) =>
      done({ is: 'later', code: (error.code ?? 'unknown').slice(0, 40) }),
    )
    call.end(body)
  })
}
