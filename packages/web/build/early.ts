// Ships src/early.js as a hashed, blocking script in the head: it sets theme and direction before the first paint.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

type Part = { type: string; fileName: string; facadeModuleId?: string | null }

/** The first page's catalogue of each language. */
const wordsIn = (parts: readonly Part[]): Record<string, string> =>
  Object.fromEntries(
    parts.flatMap(({ fileName, facadeModuleId }) => {
      const language = /\/src\/locales\/(\w+)\.po/.exec(facadeModuleId ?? '')?.[1]
      return language === undefined ? [] : [[language, `/${fileName}`]]
    }),
  )

export function early(): Plugin {
  const written = readFileSync(join(import.meta.dirname, '../src/early.js'), 'utf8')
  // Only comments and indents go: a minifier would bring words that an old browser cannot read.
  const source = written.replaceAll(/^ *(\/\/.*\n)?/gm, '')
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
    transformIndexHtml: {
      order: 'post',
      handler: (_page, { bundle = {} }) => [
        // Stands before the script that reads it.
        {
          tag: 'meta',
          attrs: { name: 'words', content: JSON.stringify(wordsIn(Object.values(bundle))) },
          injectTo: 'head',
        },
        { tag: 'script', attrs: { src: `/${fileName}` }, injectTo: 'head' },
      ],
    },
    configureServer(server) {
      server.middlewares.use(`/${fileName}`, (_request, reply) => {
        reply.setHeader('content-type', 'text/javascript')
        reply.end(source)
      })
    },
  }
}
