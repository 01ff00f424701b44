// What lies twice, and how the two come back in step. A browser that is killed in the middle of a write may find its
// database damaged when it opens it for the second time, and begins an empty one. So unsent work, and all that opens it,
// lies once more in a storage bucket, which has files of its own.
import { browserSpace } from './calls.ts'
import type { Line } from './line.ts'
import type { Header } from './people.ts'
import { done, ended, under } from './requests.ts'
import { isWork, rooms } from './shape.ts'
import { bucket, buckets } from './space.ts'

/** Browsers without buckets keep their databases in other files, which stand a kill. */
export const canDouble = buckets !== undefined
/** @throws where the browser has no place for it now */
export async function besideFactory(): Promise<IDBFactory> {
  if (!buckets) throw new Error('no buckets')
  return (await buckets.open(bucket, { durability: 'strict', persisted: true })).indexedDB
}

type Store = 'key' | 'vault' | 'object'
const read = <T>(line: Line, store: Store, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
  line.run(async (db) => done(ask(db.transaction(store).objectStore(store))))
const change = (line: Line, store: Store, work: (store: IDBObjectStore) => void): Promise<void> =>
  line.run(async (db) => {
    const tx = db.transaction(store, 'readwrite', { durability: 'strict' })
    work(tx.objectStore(store))
    await ended(tx)
  })

export type Opening = { keys: unknown; born: string | undefined }
export async function openingOf(line: Line): Promise<Opening> {
  const [keys, born] = await Promise.all([
    read(line, 'key', (store) => store.get('browser')),
    read<string | undefined>(line, 'key', (store) => store.get('born')),
  ])
  return { keys, born }
}
/** Keys come last: where they are, everything is. */
const putKeys = (into: Line, { keys, born }: Opening, more: Record<string, unknown> = {}): Promise<void> =>
  change(into, 'key', (store) => {
    for (const [name, value] of Object.entries({ browser: keys, born, ...more })) store.put(value, name)
  })

const headersOf = (line: Line): Promise<Header[]> => read<Header[]>(line, 'vault', (store) => store.getAll())

/** Photos are large: a few rows at a time. */
const atOnce = 8
async function copyRows(from: Line, into: Line, keys: string[]): Promise<void> {
  for (let n = 0; n < keys.length; n += atOnce) {
    const some = keys.slice(n, n + atOnce)
    const rows = await Promise.all(some.map((key) => read<unknown>(from, 'object', (store) => store.get(key))))
    await change(into, 'object', (store) => {
      for (const [at, row] of rows.entries()) if (row !== undefined) store.put(row, some[at])
    })
  }
}

const putHeaders = (into: Line, headers: Header[]): Promise<void> =>
  change(into, 'vault', (store) => {
    store.clear()
    for (const header of headers) store.put(header)
  })

const allKeys = async (line: Line): Promise<string[]> =>
  (await read(line, 'object', (store) => store.getAllKeys())).map(String)

/** The browser began the database anew: all that lies beside comes back. It can be begun again after a kill. */
export async function restore(main: Line, beside: Line, opening: Opening): Promise<void> {
  await copyRows(beside, main, await allKeys(beside))
  await putHeaders(main, await headersOf(beside))
  await putKeys(main, opening, { restored: true })
}

/** Small rows by what they hold, files by their names: each has one content for ever. */
async function rowsIn(line: Line, start: string): Promise<[string, string][]> {
  const range = under(start)
  if (start.endsWith('/blob'))
    return (await read(line, 'object', (store) => store.getAllKeys(range))).map((key) => [String(key), ''])
  const [keys, rows] = await line.run((db) => {
    const store = db.transaction('object').objectStore('object')
    return Promise.all([done(store.getAllKeys(range)), done<{ edition?: string }[]>(store.getAll(range))])
  })
  return keys.map((key, n) => [String(key), rows[n]?.edition ?? ''])
}

const stampOf = ({ id, until, latest, wrong, wait, face, passphrase, passkey, help }: Header): string =>
  JSON.stringify([id, until, latest, wrong, wait, passphrase.share === null, passkey === undefined, help?.key]) +
  [face, passphrase.wrapped, passkey?.wrapped, help?.token].map((sealed) => sealed?.nonce.join('.')).join()

/** What the double lacks or has otherwise goes there; what is no longer unsent leaves it. Before anything else is written. */
export async function follow(main: Line, beside: Line, mine: Opening, theirs: Opening): Promise<void> {
  const opening = { keys: mine.keys, born: mine.born ?? crypto.randomUUID() }
  if (mine.born === undefined) await putKeys(main, opening)
  const [here, there] = await Promise.all([headersOf(main), headersOf(beside)])
  const spaces = [browserSpace, ...here.map(({ id }) => id)]
  const starts = ['escrow', ...spaces.flatMap((space) => rooms.filter(isWork).map((room) => `${space}/${room}`))]
  const wanted = new Map((await Promise.all(starts.map((start) => rowsIn(main, start)))).flat())
  const known = new Map((await Promise.all(starts.map((start) => rowsIn(beside, start)))).flat())
  const isKept = (key: string): boolean => wanted.has(key) || spaces.some((space) => key.startsWith(`${space}/meta/`))
  const gone = (await allKeys(beside)).filter((key) => !isKept(key))
  if (gone.length > 0)
    await change(beside, 'object', (store) => {
      for (const key of gone) store.delete(key)
    })
  const stale = [...wanted].filter(([key, edition]) => known.get(key) !== edition).map(([key]) => key)
  await copyRows(main, beside, [...stale, ...(await staleMeta(main, beside, spaces))])
  if (here.map(stampOf).join() !== there.map(stampOf).join()) await putHeaders(beside, here)
  if (!theirs.keys) await putKeys(beside, opening)
}

/** Of the rest only what lies there already: names are hashes, and nobody here knows which is the configuration. */
async function staleMeta(main: Line, beside: Line, spaces: string[]): Promise<string[]> {
  const there = (await Promise.all(spaces.map((space) => rowsIn(beside, `${space}/meta`)))).flat()
  const rows = await Promise.all(
    there.map(([key]) => read<{ edition: string } | undefined>(main, 'object', (store) => store.get(key))),
  )
  return there.filter(([, edition], n) => rows[n] !== undefined && rows[n]?.edition !== edition).map(([key]) => key)
}

/** By emptying it: a database that another tab has open cannot be deleted in time. */
export const emptied = (beside: Line): Promise<void> =>
  beside.run((db) => {
    const tx = db.transaction(['key', 'vault', 'object'], 'readwrite', { durability: 'strict' })
    for (const name of ['key', 'vault', 'object'] as const) tx.objectStore(name).clear()
    return ended(tx)
  })
