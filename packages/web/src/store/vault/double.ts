// What lies twice, and how the two come back in step. A browser that is killed in the middle of a write may find its
// database damaged when it opens it for the second time, and begins an empty one. So unsent work, and all that opens it,
// lies once more in a storage bucket of its own, which has files of its own. Nobody writes to both at one moment: of a
// killed write at most one is damaged.
import type { Line } from './line.ts'
import { done, ended } from './requests.ts'
import { isWork, rooms } from './shape.ts'

type Buckets = { open: (name: string, how: object) => Promise<{ indexedDB: IDBFactory }> }
const buckets = (navigator as { storageBuckets?: Buckets }).storageBuckets

/** Browsers without buckets keep their databases in other files, which stand a kill. */
export const canDouble = buckets !== undefined
/** @throws where the browser has no place for it */
export async function besideFactory(): Promise<IDBFactory> {
  if (!buckets) throw new Error('no buckets')
  return (await buckets.open('unsent', { durability: 'strict', persisted: true })).indexedDB
}

const work = rooms.filter(isWork).join('|')
const workKey = new RegExp(`^(escrow|[^/]+/(${work}))/`)

type Opening = { keys: unknown; born: string | undefined }
const openingOf = async (db: IDBDatabase): Promise<Opening> => {
  const store = db.transaction('key').objectStore('key')
  const [keys, born] = await Promise.all([done(store.get('browser')), done<string | undefined>(store.get('born'))])
  return { keys, born }
}

const change = async (
  db: IDBDatabase,
  store: 'key' | 'vault' | 'object',
  work: (store: IDBObjectStore) => void,
): Promise<void> => {
  const tx = db.transaction(store, 'readwrite', { durability: 'strict' })
  work(tx.objectStore(store))
  await ended(tx)
}

/** Keys come last: where they are, everything is. */
async function putKeys(into: Line, { keys, born }: Opening, more: Record<string, unknown> = {}): Promise<void> {
  await into((db) =>
    change(db, 'key', (store) => {
      for (const [name, value] of Object.entries({ browser: keys, born, ...more })) store.put(value, name)
    }),
  )
}

/** Photos are large: a few rows at a time. */
const atOnce = 8
async function copyRows(from: Line, into: Line, keys: string[]): Promise<void> {
  for (let n = 0; n < keys.length; n += atOnce) {
    const some = keys.slice(n, n + atOnce)
    const rows = await from(async (db) => {
      const store = db.transaction('object').objectStore('object')
      return Promise.all(some.map((key) => done(store.get(key))))
    })
    await into((db) =>
      change(db, 'object', (store) => {
        // Somebody may have sent it meanwhile.
        for (const [at, row] of rows.entries()) if (row !== undefined) store.put(row, some[at])
      }),
    )
  }
}

async function copyVaults(from: Line, into: Line): Promise<void> {
  const vaults = await from(async (db) => done<unknown[]>(db.transaction('vault').objectStore('vault').getAll()))
  await into((db) =>
    change(db, 'vault', (store) => {
      store.clear()
      for (const vault of vaults) store.put(vault)
    }),
  )
}

const objectKeys = async (db: IDBDatabase): Promise<string[]> =>
  (await done(db.transaction('object').objectStore('object').getAllKeys())).map(String)

/** The browser began the database anew, or never had one: all that lies beside comes back. */
async function restore(main: Line, beside: Line, opening: Opening): Promise<void> {
  await copyRows(beside, main, await beside(objectKeys))
  await copyVaults(beside, main)
  await putKeys(main, opening, { restored: true })
}

/** What the double lacks goes there; what is no longer unsent leaves it. */
async function follow(main: Line, beside: Line, opening: Opening): Promise<void> {
  const [here, there] = [(await main(objectKeys)).filter((key) => workKey.test(key)), await beside(objectKeys)]
  const [known, wanted] = [new Set(there), new Set(here)]
  const gone = there.filter((key) => workKey.test(key) && !wanted.has(key))
  if (gone.length > 0)
    await beside((db) =>
      change(db, 'object', (store) => {
        for (const key of gone) store.delete(key)
      }),
    )
  await copyRows(
    main,
    beside,
    here.filter((key) => !known.has(key)),
  )
  await copyVaults(main, beside)
  await putKeys(beside, opening)
}

/** Brings both in step, whichever was damaged. Run alone, before anything else is written. */
export async function mend(main: Line, beside: Line): Promise<void> {
  const [mine, theirs] = await Promise.all([main(openingOf), beside(openingOf)])
  if (!mine.keys) return theirs.keys ? restore(main, beside, theirs) : undefined
  const opening = { keys: mine.keys, born: mine.born ?? crypto.randomUUID() }
  if (mine.born === undefined) await putKeys(main, opening)
  // Of a store that was lost while an older app was open: it is nobody's to overwrite.
  if (theirs.keys && theirs.born !== opening.born) throw new Error('another store')
  await follow(main, beside, opening)
}
