// The disk of the vault: its database, the double of what nobody else has, and the browser's own keys in both.
import { besideFactory, canDouble, emptied, follow, openingOf, restore } from './double.ts'
import type { Keys } from './keys.ts'
import { inTime, isFull, lineTo } from './line.ts'
import { done, ended } from './requests.ts'
import { hasBucket } from './space.ts'

type Work<T> = (db: IDBDatabase) => Promise<T>

export type Disk = {
  read: <T>(work: Work<T>) => Promise<T>
  /**
   * One change at a time, over all tabs: of a killed write at most one database is damaged. `beside`: the same change
   * once more where the double lies. Where that fails, the double is emptied, so that it never tells of an older day.
   */
  change: (work: Work<void>, beside?: Work<void>) => Promise<void>
  /** Brings both in step after keys were made. */
  mend: () => Promise<void>
}

export function openDisk(database: string): Disk {
  const main = lineTo(database, async () => indexedDB)
  const beside = lineTo(database, besideFactory)
  const lock = `primero/vault/${database}/disk`
  const noDouble = `primero/vault/${database}/no-double`
  let ready: Promise<void> | undefined
  let hasDouble = canDouble

  const alone = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request(lock, work) as Promise<T>

  /** From now on this tab writes to one place only: no other makes a double of it that would grow old. */
  async function dropDouble(): Promise<void> {
    hasDouble = false
    void navigator.locks.request(noDouble, { mode: 'shared' }, () => new Promise(() => undefined))
    await inTime(emptied(beside)).catch(() => undefined)
    // Emptied is safe; gone gives the room back, unless another tab still has it open.
    await beside.cut()
    await gone(database).catch(() => undefined)
  }
  const isDropped = async (): Promise<boolean> =>
    (await navigator.locks.query()).held?.some(({ name }) => name === noDouble) ?? false

  /** A double that could not follow is dropped, but never on the word of a main database that may itself be lost. */
  async function leaveBehind(): Promise<void> {
    await main.cut()
    const again = await openingOf(main).catch(() => undefined)
    if (again?.keys) await dropDouble()
    else ready = undefined
  }

  /** @throws where work lies beside that cannot be taken back now: nothing may begin over it */
  async function mend(): Promise<void> {
    if (!hasDouble) return
    const mine = await openingOf(main)
    let theirs: Awaited<ReturnType<typeof openingOf>>
    try {
      theirs = await openingOf(beside)
    } catch (e) {
      await beside.cut()
      if (!mine.keys && (await hasBucket())) throw e
      hasDouble = false
      return
    }
    if (!mine.keys) return theirs.keys ? restore(main, beside, theirs) : undefined
    // Of a store that was lost while an older app was open: it is nobody's to overwrite.
    if (theirs.keys && theirs.born !== mine.born) hasDouble = false
    else if (await isDropped()) hasDouble = false
    // Nobody waits for it but who writes next.
    else void alone(() => follow(main, beside, mine, theirs)).catch(leaveBehind)
  }

  const inStep = (): Promise<void> => {
    ready ??= alone(mend)
    ready.catch(() => {
      ready = undefined
    })
    return ready
  }

  /** Over a new line, and in step again, where the browser cut the old one. */
  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    await inStep()
    try {
      return await work()
    } catch (e) {
      if (isFull(e)) throw e
      await main.cut()
      ready = undefined
      await inStep()
      return await work()
    }
  }

  async function changed(work: Work<void>, twice: Work<void> | undefined): Promise<void> {
    try {
      await main.run(work)
    } catch (e) {
      if (!isFull(e) || !twice || !hasDouble) throw e
      // On a full disk the double makes room for new work.
      await dropDouble()
      await main.run(work)
    }
    if (twice && hasDouble) await inTime(beside.run(twice)).catch(dropDouble)
  }

  return {
    read: (work) => attempt(() => main.run(work)),
    change: (work, twice) => attempt(() => alone(() => changed(work, twice))),
    mend: () => alone(mend),
  }
}

async function gone(database: string): Promise<void> {
  const request = (await besideFactory()).deleteDatabase(database)
  await Promise.race([done(request), new Promise((resolve) => (request.onblocked = resolve))])
}

/** A change of what must outlive a damaged database. */
export const twice = (disk: Disk, work: Work<void>): Promise<void> => disk.change(work, work)

/** `device` goes into the wrapping of people's keys: what is copied without it stays shut. */
export type BrowserKeys = Keys & { device: CryptoKey }

const hmac = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']) as Promise<CryptoKey>

/** Made by the browser where there are none yet; no script gets their bytes. */
export async function browserKeys(disk: Disk): Promise<BrowserKeys> {
  const read = (): Promise<BrowserKeys | undefined> =>
    disk.read(async (db) => done<BrowserKeys | undefined>(db.transaction('key').objectStore('key').get('browser')))
  const known = await read()
  if (known) return known
  const [name, token, device] = await Promise.all([hmac(), hmac(), hmac()])
  const seal = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const fresh: BrowserKeys = { seal, name, token, device }
  await disk.change(
    async (db) => {
      const tx = db.transaction('key', 'readwrite', { durability: 'strict' })
      // Another tab may have been faster: whoever adds first wins.
      tx.objectStore('key').add(fresh, 'browser').onerror = (e) => e.preventDefault()
      await ended(tx)
    },
    // They get there with everything that they open.
    async () => undefined,
  )
  await disk.mend()
  return (await read()) ?? fresh
}

/** Did what lies here come back from the double? Said once. */
export async function wasRestored(disk: Disk): Promise<boolean> {
  const mark = await disk.read(async (db) => done(db.transaction('key').objectStore('key').get('restored')))
  if (!mark) return false
  await disk.change(async (db) => {
    const tx = db.transaction('key', 'readwrite')
    tx.objectStore('key').delete('restored')
    await ended(tx)
  })
  return true
}
