// The disk of the vault: its database, the double of what nobody else has, and the browser's own keys in both.
import { besideFactory, canDouble, mend } from './double.ts'
import { isFull, type Line, lineTo } from './line.ts'
import type { Keys } from './keys.ts'
import { done, ended } from './requests.ts'

export type Disk = {
  /** All is read here, and written here first. */
  main: Line
  /**
   * The same change once more, beside; never throws. Where it fails, the double goes, so that it never tells of an older
   * day; the next page makes it anew, or mends what is left of it.
   */
  beside: (work: (db: IDBDatabase) => Promise<unknown>) => Promise<void>
  /** Brings both in step. */
  mend: () => Promise<void>
}

export function openDisk(database: string): Disk {
  const raw = lineTo(
    database,
    async () => indexedDB,
    () => {
      ready = undefined
    },
  )
  const other = lineTo(database, besideFactory)
  let ready: Promise<void> | undefined
  let hasDouble = canDouble

  const mended = async (): Promise<void> => {
    if (!hasDouble) return
    try {
      await navigator.locks.request(`primero/vault/${database}/mend`, () => mend(raw, other))
    } catch {
      // No room for it, or no right: one place is what most software has.
      hasDouble = false
    }
  }
  const inStep = (): Promise<void> => {
    ready ??= mended()
    return ready
  }

  const dropDouble = async (): Promise<void> => {
    hasDouble = false
    await besideFactory()
      .then((beside) => done(beside.deleteDatabase(database)))
      .catch(() => undefined)
  }

  return {
    async main(work) {
      await inStep()
      try {
        return await raw(work)
      } catch (e) {
        if (!isFull(e) || !hasDouble) throw e
        // On a full disk the double makes room.
        await dropDouble()
        return raw(work)
      }
    },
    async beside(work) {
      if (hasDouble) await other(work).catch(dropDouble)
    },
    mend: mended,
  }
}

/** A change of what must outlive a damaged database. */
export async function twice(disk: Disk, work: (db: IDBDatabase) => Promise<void>): Promise<void> {
  await disk.main(work)
  await disk.beside(work)
}

/** `device` goes into the wrapping of people's keys: what is copied without it stays shut. */
export type BrowserKeys = Keys & { device: CryptoKey }

const hmac = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']) as Promise<CryptoKey>

/** Made by the browser where there are none yet; no script gets their bytes. */
export async function browserKeys(disk: Disk): Promise<BrowserKeys> {
  const read = (): Promise<BrowserKeys | undefined> =>
    disk.main(async (db) => done<BrowserKeys | undefined>(db.transaction('key').objectStore('key').get('browser')))
  const known = await read()
  if (known) return known
  const [name, token, device] = await Promise.all([hmac(), hmac(), hmac()])
  const seal = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const fresh: BrowserKeys = { seal, name, token, device }
  await disk.main(async (db) => {
    const tx = db.transaction('key', 'readwrite', { durability: 'strict' })
    // Another tab may have been faster: whoever adds first wins.
    tx.objectStore('key').add(fresh, 'browser').onerror = (e) => e.preventDefault()
    await ended(tx)
  })
  await disk.mend()
  return (await read()) ?? fresh
}

/** Did what lies here come back from the double? Said once. */
export async function wasRestored(disk: Disk): Promise<boolean> {
  const mark = await disk.main(async (db) => done(db.transaction('key').objectStore('key').get('restored')))
  if (!mark) return false
  await disk.main(async (db) => {
    const tx = db.transaction('key', 'readwrite')
    tx.objectStore('key').delete('restored')
    await ended(tx)
  })
  return true
}
