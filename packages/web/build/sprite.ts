// Picks the signs that the app names out of lucide-static, adds our own, and ships them as symbols: those of the sign-in page in one
// file, the others in a second.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { doorSigns, lucideSigns, ownSigns } from '../src/ui/signs.ts'

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

const symbols = [
  ...lucideSigns.map((name) => ({
    name,
    symbol: `<symbol id="${name}" viewBox="0 0 24 24" ${stroke}>${inside(readFileSync(join(icons, `${name}.svg`), 'utf8'))}</symbol>`,
  })),
  ...Object.entries(ownSigns).map(([name, body]) => ({
    name,
    symbol: `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`,
  })),
]

function fileOf(kind: string, isIn: (name: string) => boolean) {
  const inner = symbols.filter(({ name }) => isIn(name)).map(({ symbol }) => symbol)
  const source = `<svg xmlns="http://www.w3.org/2000/svg">${inner.join('')}</svg>`
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8)
  return { source, fileName: `assets/${kind}-${hash}.svg` }
}

/** `import { doorSprite, sprite } from 'virtual:sprite'` gives the addresses of both. */
export function sprite(): Plugin {
  const door = fileOf('sprite', (name) => doorSigns.has(name))
  const rest = fileOf('signs', (name) => !doorSigns.has(name))
  return {
    name: 'sprite',
    resolveId: (id) => (id === virtual ? `\0${virtual}` : null),
    load(id) {
      if (id !== `\0${virtual}`) return null
      if (this.environment.mode === 'build')
        for (const { fileName, source } of [door, rest]) this.emitFile({ type: 'asset', fileName, source })
      return `export const doorSprite = "/${door.fileName}"\nexport const sprite = "/${rest.fileName}"`
    },
    configureServer(server) {
      for (const { fileName, source } of [door, rest])
        server.middlewares.use(`/${fileName}`, (_request, reply) => {
          reply.setHeader('content-type', 'image/svg+xml')
          reply.end(source)
        })
    },
  }
}
