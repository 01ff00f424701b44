// Ships src/early.js as a hashed, blocking script in the head: it sets theme and direction before the first paint.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

export function early(): Plugin {
  const written = readFileSync(join(import.meta.dirname, '../src/early.js'), 'utf8')
  // Only the comments go: a minifier would bring words that an old browser cannot read.
  const source = written.replaceAll(/^ *\/\/.*\n/gm, '')
  const fileName = `assets/early-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`
  let building = false
  return {
    name: 'early',
    configResolved(config) {
      building = config.command === 'build'
    },
    buildStart() {
      if (building) this.emitFile({ type: 'asset', fileName, source })
    },
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: `/${fileName}` }, injectTo: 'head' }],
    configureServer(server) {
      server.middlewares.use(`/${fileName}`, (_request, reply) => {
        reply.setHeader('content-type', 'text/javascript')
        reply.end(source)
      })
    },
  }
}
