// The built web app at /, with hashed files cached for good and every other address answered by the shell.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'

/** How the app introduces itself to the device that installs it (api-admin §25): nothing that tells what it is for. */
const introduction = {
  id: '/',
  name: 'Primero',
  short_name: 'Primero',
  description: 'Works without a network',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: '#f2f5f0',
  // One drawing for every size.
  icons: ['144x144', '192x192', '256x256', 'any'].map((sizes) => ({ src: '/brand.svg', sizes, type: 'image/svg+xml' })),
}

export async function webApp(app: FastifyInstance, house: House): Promise<void> {
  for (const path of ['/manifest', '/manifest.json']) {
    app.get(path, { schema: { hide: true } }, (_request, reply) =>
      reply.type('application/manifest+json').header('cache-control', 'no-cache').send(JSON.stringify(introduction)),
    )
  }
  const folder = join(house.settings.root, 'packages/web/dist')
  if (!existsSync(join(folder, 'index.html'))) return
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    preCompressed: true,
    // What the build notes about its own files is nobody else's business, and its name is the introduction's.
    globIgnore: ['manifest.json'],
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
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.sendFile('index.html'))
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    if (path.startsWith('/api/') || /\.\w+$/.test(path)) return reply.callNotFound()
    return reply.sendFile('index.html')
  })
}
