// Something in front of the product that can serve a later version of the app, answer like a captive portal, or break.
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { shellUnder } from '../packages/server/src/http/named-shell.ts'

export const dist = join(import.meta.dirname, '../packages/web/dist')

export type Front = {
  url: string
  /** The same app, told apart by its version: as if the server had been upgraded, and no longer had the files of the one before. */
  upgrade: () => void
  /** `portal`: a page of somebody else, with 200, for every address. `broken`: 503. */
  be: (state: 'well' | 'portal' | 'broken') => void
  /** A portal's page for this address only; undefined ends it. */
  spoil: (path: RegExp | undefined) => void
  /** Paths asked for since the last look. */
  asked: () => string[]
  close: () => Promise<void>
}

export const portalPage = '<!doctype html><title>Welcome to free Wi-Fi</title><h1>Buy an hour</h1>'

export async function openFront(product: string): Promise<Front> {
  let state: 'well' | 'portal' | 'broken' = 'well'
  let upgraded = false
  let spoiled: RegExp | undefined
  let paths: string[] = []

  const answer = (request: IncomingMessage, reply: ServerResponse): void => {
    const path = new URL(request.url ?? '/', product).pathname
    paths.push(path)
    if (state === 'broken') return void reply.writeHead(503).end('{}')
    if (state === 'portal' || spoiled?.test(path))
      return void reply.writeHead(200, { 'content-type': 'text/html' }).end(portalPage)
    const later = upgraded ? laterVersion(path, request) : undefined
    if (later) return void reply.writeHead(200, { ...later.headers, 'cache-control': 'no-cache' }).end(later.body)
    pass(request, reply, product)
  }
  const server = createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://localhost:${port}`,
    upgrade: () => {
      upgraded = true
    },
    be: (next) => {
      state = next
    },
    spoil: (path) => {
      spoiled = path
    },
    asked: () => {
      const seen = paths
      paths = []
      return seen
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function laterVersion(path: string, { headers }: IncomingMessage) {
  const { page, worker } = shellUnder('Later', dist)
  if (path === '/service-worker.js') return { headers: { 'content-type': 'text/javascript' }, body: worker }
  const isPage = path === '/' || headers['sec-fetch-mode'] === 'navigate'
  return isPage ? { headers: { 'content-type': 'text/html' }, body: page } : undefined
}

/** To the product, which must take the call for one of its own pages. */
function pass(request: IncomingMessage, reply: ServerResponse, product: string): void {
  const { host, origin: _origin, ...headers } = request.headers
  const origin = request.headers.origin === undefined ? {} : { origin: product }
  const onward = ask(
    new URL(request.url ?? '/', product),
    { method: request.method ?? 'GET', headers: { ...headers, ...origin } },
    (answered) => {
      reply.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(reply)
    },
  )
  onward.on('error', () => reply.destroy())
  reply.on('close', () => onward.destroy())
  request.pipe(onward)
}
