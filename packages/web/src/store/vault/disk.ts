// The database of the vault, and the browser's own key in it.
import { type Disk, done, ended, type Keys } from './objects.ts'

async function opened(database: string): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore('key')
    request.result.createObjectStore('vault', { keyPath: 'id' })
    const objects = request.result.createObjectStore('object')
    objects.createIndex('tokens', 'tokens', { multiEntry: true })
  }
  return done(request)
}

/** Some browsers cut the line to the disk while a page sleeps: once more, over a new one. */
export function openDisk(database: string): Disk {
  let line: Promise<IDBDatabase> | undefined
  const connected = (): Promise<IDBDatabase> => {
    line ??= opened(database).then((db) => {
      // A newer version of the app in another tab must not wait for this one.
      db.onversionchange = () => db.close()
      return db
    })
    return line
  }
  return async (work) => {
    try {
      return await work(await connected())
    } catch (e) {
      if (e instanceof DOMException && e.name === 'QuotaExceededError') throw e
      await line?.then(
        (db) => db.close(),
        () => undefined,
      )
      line = undefined
      return await work(await connected())
    }
  }
}

/** `device` goes into the wrapping of people's keys: what is copied without it stays shut. */
export type BrowserKeys = Keys & { device: CryptoKey }

const hmac = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']) as Promise<CryptoKey>

/** Made by the browser where there are none yet; no script gets their bytes. */
export async function browserKeys(disk: Disk): Promise<BrowserKeys> {
  const read = (): Promise<BrowserKeys | undefined> =>
    disk(async (db) => done<BrowserKeys | undefined>(db.transaction('key').objectStore('key').get('browser')))
  const known = await read()
  if (known) return known
  const [name, token, device] = await Promise.all([hmac(), hmac(), hmac()])
  const seal = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const fresh: BrowserKeys = { seal, name, token, device }
  await disk(async (db) => {
    const tx = db.transaction('key', 'readwrite', { durability: 'strict' })
    // Another tab may have been faster: whoever adds first wins.
    tx.objectStore('key').add(fresh, 'browser').onerror = (e) => e.preventDefault()
    await ended(tx)
  })
  return (await read()) ?? fresh
}
