// Names the version, lists its files with their hashes, and builds the service worker with that list in it.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import type { Plugin } from 'vite'
import { apartIn, manifestIn } from './rooms.ts'

type Listed = [path: string, sha256: string]
type Shell = { version: string; files: Listed[]; words: Record<string, Listed[]> }

const hashOf = (text: string | Buffer) => createHash('sha256').update(text)

/** What a field role needs: the page, its sign, and all hashed files but those of rooms that need the server; catalogues of words by language. */
export function shellIn(folder: string): Shell {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const apart = apartIn(manifestIn(folder))
  const assets = readdirSync(join(folder, 'assets'))
    .map((file) => `assets/${file}`)
    .filter((file) => !file.endsWith('.br') && !apart.has(file))
  const catalogues = cataloguesIn(folder)
  const listed = (path: string, file = path): Listed => [
    path,
    hashOf(readFileSync(join(folder, file))).digest('base64'),
  ]
  const words: Record<string, Listed[]> = {}
  for (const [file, language] of catalogues)
    if (!apart.has(file)) words[language] = [...(words[language] ?? []), listed(`/${file}`)]
  const rest = assets.filter((file) => !catalogues.has(file))
  return {
    version: /<meta name="version" content="(\w+)"/.exec(page)?.[1] ?? '',
    files: [listed('/', 'index.html'), ...['brand.svg', ...rest].map((file) => listed(`/${file}`))],
    words,
  }
}

/** File of a catalogue → its language. */
function cataloguesIn(folder: string): Map<string, string> {
  return new Map(
    Object.entries(manifestIn(folder)).flatMap(([key, { file }]) => {
      const language = /([^/]+)\.po$/.exec(key)?.[1]
      return language === undefined ? [] : [[file, language] as const]
    }),
  )
}

/** The page says which version it is: the hash of all that the version consists of. */
function nameVersion(folder: string): void {
  const path = join(folder, 'index.html')
  const page = readFileSync(path, 'utf8')
  const { files, words } = shellIn(folder)
  const version = hashOf(JSON.stringify([page, files, words]))
    .digest('hex')
    .slice(0, 12)
  const named = page.replace('<meta name="version" content="dev"', `<meta name="version" content="${version}"`)
  if (named === page) throw new Error('index.html has no place for its version')
  writeFileSync(path, named)
}

export function serviceWorker(folder: string): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async writeBundle() {
      nameVersion(folder)
      await writeWorker(folder, 'service-worker', { __SHELL__: JSON.stringify(shellIn(folder)) })
      await writeWorker(folder, 'push-worker')
    },
  }
}

async function writeWorker(folder: string, name: string, define: Record<string, string> = {}): Promise<void> {
  const input = join(import.meta.dirname, `../src/${name}.ts`)
  const bundle = await rolldown({ input, transform: { define, target: 'chrome110' } })
  await bundle.write({ file: join(folder, `${name}.js`), format: 'iife', minify: true })
  await bundle.close()
}
