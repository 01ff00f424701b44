// Weighs the built app: brotli bytes of what the sign-in page needs, of all scripts of the field core, of styles, of the
// strings of one language, and of all that a phone keeps to open without a network (ux §16.2, design §8). Prints JSON in
// bytes; exit 1 when something is over.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { shellIn } from './build/service-worker.ts'

const dist = join(import.meta.dirname, 'dist')
const limits = { signIn: 90_000, core: 170_000, extras: 60_000, css: 20_000, strings: 18_000, precache: 350_000 }

type Chunk = { file: string; imports?: string[]; css?: string[]; isEntry?: boolean; isDynamicEntry?: boolean }
const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Record<string, Chunk>

const weigh = (file: string): number => {
  const bytes = readFileSync(join(dist, file))
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}
const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + weigh(file), 0)

/** A chunk with its styles and all that it imports before it runs. */
function closure(key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key]
  if (!chunk || seen.has(chunk.file)) return seen
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file)
  for (const next of chunk.imports ?? []) closure(next, seen)
  return seen
}

const assets = readdirSync(join(dist, 'assets'))
  .filter((f) => /\.(js|css|svg|wasm)$/.test(f))
  .map((f) => `assets/${f}`)
const catalogues = Object.entries(manifest).filter(([key]) => key.endsWith('.po'))
const languages = [...new Set(catalogues.map(([key]) => /([^/]+)\.po$/.exec(key)?.[1] ?? ''))]
const stringsOf = (language: string, only = ''): number =>
  sum(catalogues.filter(([key]) => key.endsWith(`${only}/${language}.po`)).map(([, chunk]) => chunk.file))
const heaviest = (only?: string): number => Math.max(...languages.map((language) => stringsOf(language, only)))

const words = new Set(catalogues.map(([, chunk]) => chunk.file))
const styles = assets.filter((f) => f.endsWith('.css'))
const early = assets.filter((f) => f.includes('/early-') || f.includes('/sprite-'))
const scripts = assets.filter((f) => /\.(js|wasm)$/.test(f) && !words.has(f))

/** Pages that are no everyday field work; they have a limit of their own (ux §16.2). */
const extraPages = ['src/record/ConflictsPage.tsx', 'src/record/QueuePage.tsx', 'src/home/OlderConflicts.tsx']
const entries = Object.entries(manifest).filter(
  ([key, { isEntry, isDynamicEntry }]) => (isEntry || isDynamicEntry) && !extraPages.includes(key),
)
const everyday = new Set(entries.flatMap(([key]) => [...closure(key)]))
const extras = new Set(
  extraPages.flatMap((key) => [...closure(key)]).filter((file) => file.endsWith('.js') && !everyday.has(file)),
)

const heaviestBeside = (language: string): number =>
  Math.max(0, ...languages.filter((other) => other !== language).map((other) => stringsOf(other)))
const kept = shellIn(dist).files.map(([path]) => (path === '/' ? 'index.html' : path.slice(1)))

const sizes = {
  /** Shell, first chunk, styles, signs and the words of the door in the heaviest language. */
  signIn: sum([...closure('index.html'), ...early, 'index.html']) + heaviest('src/locales'),
  /** Every script of the everyday app, lazily loaded or not, those of its workers too; styles and words have limits of their own. */
  core: sum([...scripts.filter((file) => !extras.has(file)), 'service-worker.js']),
  extras: sum(extras),
  css: sum(styles),
  strings: heaviest(),
  /** What the service worker keeps for somebody who speaks the heaviest language: that one, and English. */
  precache: sum(['service-worker.js', ...kept]) + stringsOf('en') + heaviestBeside('en'),
}
const over = (Object.keys(limits) as (keyof typeof limits)[]).filter((name) => sizes[name] > limits[name])
process.stdout.write(`${JSON.stringify({ ...sizes, limits, over })}\n`)
if (over.length > 0 || sizes.core < 60_000) process.exit(1)
