// The built web app at /, with hashed files cached for good and every other address answered by the shell.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { House } from '../house.ts'
import { introduction } from './introduction.ts'
import { builtName, type Shell, shellUnder } from './named-shell.ts'

export async function webApp(app: FastifyInstance, house: House): Promise<void> {
  const name = house.settings.appName
  for (const path of ['/manifest', '/manifest.json']) {
    app.get(path, { schema: { hide: true } }, (request, reply) =>
      reply
        .type('application/manifest+json')
        .header('cache-control', 'no-cache')
        .header('vary', 'accept-language')
        .send(JSON.stringify(introduction(name, request.headers['accept-language']))),
    )
  }
  const folder = join(house.settings.root, 'packages/web/dist')
  if (!existsSync(join(folder, 'index.html'))) return
  const isNamed = name !== builtName
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    preCompressed: true,
    // What the build notes about its own files is nobody else's business, and its name is the introduction's.
    globIgnore: ['manifest.json', ...(isNamed ? ['index.html', 'service-worker.js'] : [])],
    index: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  // Old links of the reference's client lead to the same pages here; `//` would lead to another host.
  app.get('/v2', { schema: { hide: true } }, (_request, reply) => reply.redirect('/', 302))
  app.get<{ Params: { '*': string } }>('/v2/*', { schema: { hide: true } }, (request, reply) =>
    reply.redirect(`/${request.params['*'].replaceAll(/[^\w/-]/g, '').replace(/^\/+/, '')}`, 302),
  )
  const page = isNamed
    ? underItsName(app, shellUnder(name, folder))
    : (reply: FastifyReply) => reply.sendFile('index.html')
  app.get('/', { schema: { hide: true } }, (_request, reply) => page(reply))
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    if (path.startsWith('/api/') || /\.\w+$/.test(path)) return reply.callNotFound()
    return page(reply)
  })
}

function underItsName(app: FastifyInstance, { page, worker }: Shell): (reply: FastifyReply) => FastifyReply {
  const send = (reply: FastifyReply, type: string, text: string) =>
    reply.type(type).header('cache-control', 'no-cache').send(text)
  app.get('/service-worker.js', { schema: { hide: true } }, (_request, reply) => send(reply, 'text/javascript', worker))
  return (reply) => send(reply, 'text/html', page)
}
