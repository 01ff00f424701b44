// Opens the app without a network. Keeps the files of one version of the app, each checked against its hash, and
// nothing else: what the API answers never comes through here, so that it lies in no cache.

declare const self: ServiceWorkerGlobalScope
export {}

type Listed = [path: string, sha256: string]
/** Written by the build: the shell `/` and all files but words; words by language. */
declare const __SHELL__: { version: string; files: Listed[]; words: Record<string, Listed[]> }

/** What a page says: which language it speaks; or that the person wants this version now. */
type Word = { say: 'here'; language: string } | { say: 'take over' }

const { version, files, words } = __SHELL__
const own = `shell-${version}`
const hashes = new Map([...files, ...Object.values(words).flat()])

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([self.clients.claim(), dropParts()])))
self.addEventListener('message', (event) => {
  const word = event.data as Word
  if (word.say === 'take over') void self.skipWaiting()
  // Words that do not come now come with the next page.
  else event.waitUntil(Promise.allSettled([keep(wordsOf([word.language])), sweep()]))
})
self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== self.location.origin) return
  if (mode === 'navigate' && isPage(pathname)) event.respondWith(answer('/', event.request))
  else if (mode !== 'navigate' && (pathname.startsWith('/assets/') || hashes.has(pathname)))
    event.respondWith(answer(pathname, event.request))
})

/** An address of the app, which the shell answers. The server keeps the same line. */
const isPage = (path: string): boolean =>
  !/^\/(?:api|health|metrics|manifest|v2|l)(?:\/|$)/.test(path) && !/\.\w+$/.test(path)

const wordsOf = (languages: Iterable<string>): string[] =>
  [...new Set(languages)].flatMap((language) => words[language] ?? []).map(([path]) => path)

/** All or nothing: the shell page comes last. What came before the line broke stays for the next attempt. */
async function install(): Promise<void> {
  const spoken = self.navigator.languages.map((tag) => tag.split('-')[0] ?? '')
  const paths = files.map(([path]) => path).filter((path) => path !== '/')
  await keep([...paths, ...wordsOf(['en', ...spoken, ...(await languagesBefore())])])
  await keep(['/'])
}

/** The languages that the version before was asked for. */
async function languagesBefore(): Promise<string[]> {
  const caches_ = await Promise.all((await shells()).map((name) => caches.open(name)))
  const kept = (await Promise.all(caches_.map((cache) => cache.keys()))).flat()
  return kept.map(({ url }) => /\/assets\/(\w+)-[^/]*\.js$/.exec(url)?.[1] ?? '')
}

const shells = async (): Promise<string[]> => (await caches.keys()).filter((name) => name.startsWith('shell-'))

/** @throws Error unless every one of them is kept afterwards */
async function keep(paths: string[]): Promise<void> {
  const cache = await caches.open(own)
  const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
  const missing = paths.filter((path) => !kept.has(path))
  const came = await Promise.allSettled(missing.map(async (path) => cache.put(path, await checked(path))))
  if (came.some(({ status }) => status === 'rejected')) throw new Error('a file did not come whole')
}

/**
 * The file as it was built, from an older version where nothing changed, from the browser's own cache, from the server.
 * A captive portal's page, half a file or another version's does not match the hash.
 */
async function checked(path: string): Promise<Response> {
  const before = await caches.match(path, { ignoreVary: true })
  if (before && (await isWhole(path, before))) return before
  for (const cache of [path.startsWith('/assets/') ? 'default' : 'no-cache', 'reload'] as const) {
    const reply = await fetch(path, { cache, redirect: 'error' })
    if (reply.ok && (await isWhole(path, reply))) return reply
  }
  throw new Error('not our file')
}

async function isWhole(path: string, reply: Response): Promise<boolean> {
  const digest = await crypto.subtle.digest('SHA-256', await reply.clone().arrayBuffer())
  return btoa(String.fromCharCode(...new Uint8Array(digest))) === hashes.get(path)
}

/** From this version; a file also from another, for a page of that version; else from the server. */
async function answer(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(own)
  const find = { ignoreVary: true }
  const kept = (await cache.match(path, find)) ?? (path === '/' ? undefined : await caches.match(path, find))
  if (kept) return kept
  if (path === '/' || !hashes.has(path)) return fetch(request)
  const reply = await checked(path)
  // A full disk keeps nothing, and the page gets its file all the same.
  await cache.put(path, reply.clone()).catch(() => undefined)
  return reply
}

/** Others than ours: those that came in full, or those of which only a part came. None while a new one is coming. */
async function others(which: 'whole' | 'part'): Promise<string[]> {
  const names = (await shells()).filter((name) => name !== own)
  if (self.registration.installing || self.registration.waiting) return []
  const isWhole = await Promise.all(names.map(async (name) => (await caches.open(name)).match('/')))
  return names.filter((_, i) => (isWhole[i] !== undefined) === (which === 'whole'))
}

/** A part of a version waits for its rest, until a later version is in force. */
const dropParts = async (): Promise<unknown> => Promise.all((await others('part')).map((name) => caches.delete(name)))

/** Pages that are just being left get this long; milliseconds. */
const patience = 10_000

/** Drops versions that no open page runs: each page holds a lock named after its own. */
async function sweep(): Promise<void> {
  const drop = (name: string): Promise<boolean> =>
    self.navigator.locks.request(`primero/${name}`, { signal: AbortSignal.timeout(patience) }, () =>
      caches.delete(name),
    )
  await Promise.allSettled((await others('whole')).map(drop))
}
