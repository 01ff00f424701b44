// A page with the store's engine and no screens, from a small server of its own.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { build } from 'vite'
import type { Engine } from '../packages/web/test/engine.ts'

declare global {
  interface Window {
    engine: Engine
  }
}

const web = join(import.meta.dirname, '../packages/web')
const types: Record<string, string> = { '.js': 'text/javascript', '.html': 'text/html' }

/** `url` answers with an empty page that has `window.engine`. */
export async function serveEngine(): Promise<{ url: string; stop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'primero-engine-'))
  await build({
    root: web,
    configFile: false,
    logLevel: 'warn',
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      rolldownOptions: { input: join(web, 'test/engine.ts'), output: { entryFileNames: 'engine.js' } },
    },
  })
  const page = '<!doctype html><title>engine</title><script type="module" src="/engine.js"></script>'
  const server = createServer((request, reply) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    reply.setHeader('content-type', types[extname(path)] ?? 'text/html')
    if (extname(path) === '') reply.end(page)
    else reply.end(readFileSync(join(folder, path)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.closeAllConnections()
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
