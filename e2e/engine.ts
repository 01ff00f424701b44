// A page with the store's engine and no screens, from a small server of its own.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { build, type Plugin } from 'vite'
import type { Engine } from '../packages/web/test/engine.ts'

declare global {
  interface Window {
    engine: Engine
  }
}

const web = join(import.meta.dirname, '../packages/web')
const types: Record<string, string> = { '.js': 'text/javascript', '.html': 'text/html' }

export type EnginePage = {
  answer: (path: string, reply: ServerResponse) => void
  drop: () => void
}

/** For control runs of proofs only: what the product seals lies open. The product's own build knows nothing of it. */
const unsealed = (): Plugin => ({
  name: 'unsealed',
  transform(code, id) {
    if (!id.endsWith('/vault/objects.ts')) return undefined
    const open = code
      .replace('crypto.subtle.encrypt(algorithm, keys.seal, piece)', 'Promise.resolve(piece.slice().buffer)')
      .replace('crypto.subtle.decrypt(algorithm, keys.seal, bytes)', 'Promise.resolve(bytes)')
    if (open.includes('keys.seal,')) throw new Error('The vault seals in other words now: this control needs them.')
    return open
  },
})

/** An empty page that has `window.engine`; `answer` gives it and its files. */
export async function buildEngine(how: { sealed: boolean } = { sealed: true }): Promise<EnginePage> {
  const folder = mkdtempSync(join(tmpdir(), 'primero-engine-'))
  await build({
    root: web,
    configFile: false,
    logLevel: 'warn',
    worker: { format: 'es', plugins: () => (how.sealed ? [] : [unsealed()]) },
    build: {
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      rolldownOptions: { input: join(web, 'test/engine.ts'), output: { entryFileNames: 'engine.js' } },
    },
  })
  const page = '<!doctype html><title>engine</title><script type="module" src="/engine.js"></script>'
  return {
    answer: (address, reply) => {
      const path = new URL(address, 'http://localhost').pathname
      const file = join(folder, path)
      reply.setHeader('content-type', types[extname(path)] ?? 'text/html')
      if (extname(path) === '') reply.end(page)
      else if (existsSync(file)) reply.end(readFileSync(file))
      else reply.writeHead(404).end()
    },
    drop: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** `url` answers with an empty page that has `window.engine`. */
export async function serveEngine(how?: { sealed: boolean }): Promise<{ url: string; stop: () => void }> {
  const page = await buildEngine(how)
  const server = createServer((request, reply) => page.answer(request.url ?? '/', reply))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.closeAllConnections()
      server.close()
      page.drop()
    },
  }
}
