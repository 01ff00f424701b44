// A vault as bytes: what lies in IndexedDB, carried into a file and back. The browser's keys, which no script may take
// out, are made of given bytes instead; everything else is as the app wrote it.
import type { Page } from 'playwright-core'

export type Carried = {
  /** Stores of the database as they were made. */
  version: number
  stores: { name: string; keyPath: string | null; indexes: { name: string; keyPath: string; multiEntry: boolean }[] }[]
  /** Raw bytes, base64, of the keys that a browser would have made. */
  keys: Record<'seal' | 'name' | 'token' | 'device', string>
  /** Rows by store, values with bytes as `{ "$bytes": base64 }`. */
  rows: Record<string, { key: string; value: unknown }[]>
}

/** Makes the database with these keys and rows, before anything of the app has run. */
export const lay = (page: Page, database: string, carried: Carried): Promise<void> =>
  page.evaluate(
    async ({ database, carried }) => {
      const bytesOf = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
      const revived = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(revived)
        if (typeof value !== 'object' || value === null) return value
        if ('$bytes' in value) return bytesOf(String(value.$bytes))
        if ('$buffer' in value) return bytesOf(String(value.$buffer)).buffer
        return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revived(inner)]))
      }
      const request = indexedDB.open(database, carried.version)
      request.onupgradeneeded = () => {
        for (const { name, keyPath, indexes } of carried.stores) {
          const store = request.result.createObjectStore(name, keyPath === null ? {} : { keyPath })
          for (const index of indexes) store.createIndex(index.name, index.keyPath, { multiEntry: index.multiEntry })
        }
      }
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      const mac = { name: 'HMAC', hash: 'SHA-256' }
      const key = (name: keyof typeof carried.keys) =>
        crypto.subtle.importKey('raw', bytesOf(carried.keys[name]), mac, false, ['sign'])
      const [name, token, device] = await Promise.all([key('name'), key('token'), key('device')])
      const seal = await crypto.subtle.importKey('raw', bytesOf(carried.keys.seal), 'AES-GCM', false, [
        'encrypt',
        'decrypt',
      ])
      const tx = db.transaction(
        carried.stores.map((store) => store.name),
        'readwrite',
      )
      tx.objectStore('key').put({ seal, name, token, device }, 'browser')
      for (const [store, rows] of Object.entries(carried.rows)) {
        for (const row of rows) {
          const isKeyed = carried.stores.find((one) => one.name === store)?.keyPath != null
          if (isKeyed) tx.objectStore(store).put(revived(row.value))
          else tx.objectStore(store).put(revived(row.value), row.key)
        }
      }
      await new Promise<void>((resolve, reject) => {
        tx.oncomplete = () => resolve()
        tx.onabort = () => reject(tx.error)
      })
      db.close()
    },
    { database, carried },
  )

/** Everything in the database but the browser's keys. */
export const carry = (page: Page, database: string): Promise<Omit<Carried, 'keys'>> =>
  page.evaluate(async (database) => {
    const base64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''))
    const plain = (value: unknown): unknown => {
      if (value instanceof ArrayBuffer) return { $buffer: base64(new Uint8Array(value)) }
      if (value instanceof Uint8Array) return { $bytes: base64(value) }
      if (Array.isArray(value)) return value.map(plain)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
    }
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await done(indexedDB.open(database))
    const names = [...db.objectStoreNames]
    const tx = db.transaction(names)
    const stores = names.map((name) => {
      const store = tx.objectStore(name)
      const indexes = [...store.indexNames].map((index) => {
        const { keyPath, multiEntry } = store.index(index)
        return { name: index, keyPath: String(keyPath), multiEntry }
      })
      return { name, keyPath: store.keyPath === null ? null : String(store.keyPath), indexes }
    })
    const rows: Record<string, { key: string; value: unknown }[]> = {}
    for (const name of names.filter((one) => one !== 'key')) {
      const store = db.transaction(name).objectStore(name)
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())])
      rows[name] = values.map((value: unknown, n) => ({ key: String(keys[n]), value: plain(value) }))
    }
    const { version } = db
    db.close()
    return { version, stores, rows }
  }, database)
