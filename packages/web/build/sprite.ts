// Picks the signs that the app names out of lucide-static, adds our own, and ships one sprite of symbols.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { lucideSigns, ownSigns } from '../src/ui/signs.ts'

const icons = join(import.meta.dirname, '../../../node_modules/lucide-static/icons')
const virtual = 'virtual:sprite'

/** The inside of an `<svg>` file, without comments and line breaks. */
const inside = (svg: string): string =>
  svg
    .replace(/<!--.*?-->/gs, '')
    .replace(/^[\s\S]*?<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/\s*\n\s*/g, '')
    .replace(/ \/>/g, '/>')

const stroke = 'fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"'

export function spriteOf(): string {
  const lucide = lucideSigns.map(
    (name) =>
      `<symbol id="${name}" viewBox="0 0 24 24" ${stroke}>${inside(readFileSync(join(icons, `${name}.svg`), 'utf8'))}</symbol>`,
  )
  const own = Object.entries(ownSigns).map(
    ([name, body]) => `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg">${[...lucide, ...own].join('')}</svg>`
}

/** `import sprite from 'virtual:sprite'` gives the address of the sprite. */
export function sprite(): Plugin {
  const source = spriteOf()
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8)
  const fileName = `assets/sprite-${hash}.svg`
  return {
    name: 'sprite',
    resolveId: (id) => (id === virtual ? `\0${virtual}` : null),
    load(id) {
      if (id !== `\0${virtual}`) return null
      if (this.environment.mode === 'build') this.emitFile({ type: 'asset', fileName, source })
      return `export default ${JSON.stringify(`/${fileName}`)}`
    },
    configureServer(server) {
      server.middlewares.use(`/${fileName}`, (_request, reply) => {
        reply.setHeader('content-type', 'image/svg+xml')
        reply.end(source)
      })
    },
  }
}
