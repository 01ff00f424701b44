// Weighs the built app: brotli bytes of what the sign-in page needs, of all scripts of the field core, of styles, of the
// strings of one language, of all that a phone keeps to open without a network, and of each room that comes when it is
// asked for (ux §16.2, design §8). Prints JSON in bytes; exit 1 when something is over.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { apartIn, closure, manifestIn, roomKeys } from './build/rooms.ts'
import { shellIn } from './build/service-worker.ts'

const dist = join(import.meta.dirname, 'dist')
const limits = {
  signIn: 90_000,
  core: 170_000,
  extras: 60_000,
  css: 20_000,
  strings: 18_000,
  precache: 350_000,
  door: 60_000,
  office: 150_000,
  sharing: 30_000,
  push: 1_000,
  casework: 25_000,
  finding: 20_000,
}

const manifest = manifestIn(dist)
const apart = apartIn(manifest)

const weigh = (file: string): number => {
  const bytes = readFileSync(join(dist, file))
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}
const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + weigh(file), 0)

const assets = readdirSync(join(dist, 'assets'))
  .filter((f) => /\.(js|css|svg|wasm)$/.test(f))
  .map((f) => `assets/${f}`)
  .filter((f) => !apart.has(f))
const allCatalogues = Object.entries(manifest).filter(([key]) => key.endsWith('.po'))
const catalogues = allCatalogues.filter(([, { file }]) => !apart.has(file))
const languages = [...new Set(catalogues.map(([key]) => /([^/]+)\.po$/.exec(key)?.[1] ?? ''))]
const stringsOf = (language: string, only = ''): number =>
  sum(catalogues.filter(([key]) => key.endsWith(`${only}/${language}.po`)).map(([, chunk]) => chunk.file))
const heaviest = (only?: string): number => Math.max(...languages.map((language) => stringsOf(language, only)))
/** Words of a room of the everyday app come with it, and count there. */
const wordsOf = (room: string, language: string): number => stringsOf(language, `src/${room}/locales`)

const words = new Set(catalogues.map(([, chunk]) => chunk.file))
const styles = assets.filter((f) => f.endsWith('.css'))
const early = assets.filter((f) => f.includes('/early-') || f.includes('/sprite-'))
const scripts = assets.filter((f) => /\.(js|wasm)$/.test(f) && !words.has(f))

/** Pages that are no everyday field work; they have a limit of their own (ux §16.2). */
const extraPages = [
  'src/record/ConflictNote.tsx',
  'src/record/RefusedBirth.tsx',
  'src/outbox/OutboxPage.tsx',
  'src/outbox/DiscardDialog.tsx',
  'src/outbox/DeviceNotes.tsx',
  'src/states/NotFoundPage.tsx',
  'src/record/ConflictsPage.tsx',
  'src/record/IncidentsTab.tsx',
  'src/record/DuplicateHint.tsx',
  'src/record/PerhapsMade.tsx',
  'src/home/Boards.tsx',
  'src/tasks/TasksPage.tsx',
  'src/forms/CalendarDialog.tsx',
  'src/forms/SignatureField.tsx',
  'src/account/FingerprintCard.tsx',
  'src/account/MorePage.tsx',
  'src/entry/EarlierDialog.tsx',
]
/** To pass a case on, what is done around it, and to find what waits: rooms with words of their own, kept on the phone as the everyday pages are. */
const keptRooms = ['sharing', 'casework', 'finding'] as const
const pagesOf = (room: string): string[] =>
  Object.keys(manifest).filter(
    (key) => key.startsWith(`src/${room}/`) && /\.tsx$/.test(key) && manifest[key]?.isDynamicEntry,
  )
const later = [...extraPages, ...keptRooms.flatMap(pagesOf)]
const entries = Object.entries(manifest).filter(
  ([key, { isEntry, isDynamicEntry, file }]) => (isEntry || isDynamicEntry) && !later.includes(key) && !apart.has(file),
)
const closed = (key: string): Set<string> => closure(manifest, key)
const everyday = new Set(entries.flatMap(([key]) => [...closed(key)]))
const beside = (pages: string[]): Set<string> =>
  new Set(pages.flatMap((key) => [...closed(key)]).filter((file) => file.endsWith('.js') && !everyday.has(file)))
const rooms = keptRooms.map((room) => beside(pagesOf(room)))
/** What several rooms ask for comes once, and counts once: with the pages that are no everyday work. */
const isShared = (file: string): boolean => rooms.filter((room) => room.has(file)).length > 1
const extras = new Set([...beside(extraPages), ...rooms.flatMap((room) => [...room].filter(isShared))])
const [sharing, casework, finding] = rooms.map((room) => new Set([...room].filter((file) => !extras.has(file)))) as [
  Set<string>,
  Set<string>,
  Set<string>,
]
const besides = [extras, sharing, casework, finding]

const heaviestBeside = (language: string): number =>
  Math.max(0, ...languages.filter((other) => other !== language).map((other) => stringsOf(other)))
const kept = shellIn(dist).files.map(([path]) => (path === '/' ? 'index.html' : path.slice(1)))

/** A room with all that nothing else brings, in the heaviest language. */
function roomOf(name: 'door' | 'office'): number {
  const own = new Set(roomKeys(manifest, name).flatMap((key) => [...closed(key)]))
  const spoken = allCatalogues.filter(([key]) => key.startsWith(`src/${name}/`)).map(([, { file }]) => file)
  const files = [...own].filter((file) => apart.has(file) && !spoken.includes(file))
  return sum(files) + Math.max(...spoken.map(weigh))
}

const sizes = {
  /** Shell, first chunk, styles, signs and the words of the door in the heaviest language. */
  signIn: sum([...closed('index.html'), ...early, 'index.html']) + heaviest('src/locales'),
  /** Every script of the everyday app, lazily loaded or not, those of its workers too; styles and words have limits of their own. */
  core: sum([...scripts.filter((file) => !besides.some((room) => room.has(file))), 'service-worker.js']),
  extras: sum(extras),
  css: sum(styles),
  strings: Math.max(
    ...languages.map(
      (language) => stringsOf(language) - keptRooms.reduce((all, room) => all + wordsOf(room, language), 0),
    ),
  ),
  /** What the service worker keeps for somebody who speaks the heaviest language: that one, and English. */
  precache: sum(['service-worker.js', ...kept]) + stringsOf('en') + heaviestBeside('en'),
  door: roomOf('door'),
  office: roomOf('office'),
  sharing: sum(sharing) + Math.max(...languages.map((language) => wordsOf('sharing', language))),
  casework: sum(casework) + Math.max(...languages.map((language) => wordsOf('casework', language))),
  /** What shows hints on a device: comes to who switches it on. */
  push: sum(['push-worker.js']),
  finding: sum(finding) + Math.max(...languages.map((language) => wordsOf('finding', language))),
}
const over = (Object.keys(limits) as (keyof typeof limits)[]).filter((name) => sizes[name] > limits[name])
process.stdout.write(`${JSON.stringify({ ...sizes, limits, over })}\n`)
if (over.length > 0 || sizes.core < 60_000) process.exit(1)
