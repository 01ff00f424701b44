// What must survive a killed tab, sealed: AES-GCM under a key that no script can export, names as keyed hashes.
// The raw profile therefore shows counts and sizes, nothing else. Where the browser has no WebCrypto (plain http)
// or refuses storage, the vault is memory.

import { live } from './live.ts'

export type Room = 'draft' | 'outbox' | 'blob'

type Sealed = { nonce: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer }
type Keys = { seal: CryptoKey; name: CryptoKey }
type Place = { db: IDBDatabase; keys: Keys }

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const ended = (tx: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve()
    tx.onerror = () => reject(tx.error)
    tx.onabort = () => reject(tx.error)
  })

async function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('primero', 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore('key')
    request.result.createObjectStore('sealed')
  }
  return done(request)
}

async function keysOf(db: IDBDatabase): Promise<Keys> {
  const read = async (): Promise<Keys | undefined> =>
    done(db.transaction('key').objectStore('key').get('keys')) as Promise<Keys | undefined>
  const known = await read()
  if (known) return known
  const fresh: Keys = {
    seal: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    name: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  }
  const tx = db.transaction('key', 'readwrite', { durability: 'strict' })
  // Another tab may have been faster: whoever adds first wins.
  tx.objectStore('key').add(fresh, 'keys')
  await ended(tx).catch(() => undefined)
  return (await read()) ?? fresh
}

let place: Promise<Place | undefined> | undefined

const vault = (): Promise<Place | undefined> => {
  place ??= (async () => {
    if (!('indexedDB' in globalThis) || !globalThis.crypto?.subtle) return undefined
    const db = await opened()
    return { db, keys: await keysOf(db) }
  })().catch(() => undefined)
  return place
}

const memory = new Map<string, Uint8Array<ArrayBuffer>>()
const utf8 = new TextEncoder()

/** True once something could not be put on the disk: it lives in this page only, and the person must know. */
export const vaultTrouble = live(false)

async function nameOf({ keys }: Place, room: Room, id: string): Promise<string> {
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', keys.name, utf8.encode(`${room}/${id}`)))
  return `${room}/${[...mac.slice(0, 16)].map((b) => b.toString(16).padStart(2, '0')).join('')}`
}

async function unsealed({ keys }: Place, name: string, { nonce, bytes }: Sealed): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: utf8.encode(name) }
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, keys.seal, bytes))
}

/** True when the bytes are on the disk; where the disk refuses, they stay in memory and `vaultTrouble` says so. */
export async function keepBytes(room: Room, id: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    await sealed(room, id, bytes).catch(() => {
      // Some browsers cut the line to the disk while a page sleeps: once more, over a new one.
      place = undefined
      return sealed(room, id, bytes)
    })
    memory.delete(`${room}/${id}`)
    return true
  } catch {
    memory.set(`${room}/${id}`, bytes)
    vaultTrouble.set(true)
    return false
  }
}

async function sealed(room: Room, id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const at = await vault()
  if (!at) throw new Error('no vault')
  await sealInto(at, room, id, bytes)
}

async function sealInto(at: Place, room: Room, id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const name = await nameOf(at, room, id)
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: utf8.encode(name) }
  const sealed: Sealed = { nonce, bytes: await crypto.subtle.encrypt(algorithm, at.keys.seal, bytes) }
  const tx = at.db.transaction('sealed', 'readwrite', { durability: 'strict' })
  tx.objectStore('sealed').put(sealed, name)
  await ended(tx)
}

export async function bytesOf(room: Room, id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const held = memory.get(`${room}/${id}`)
  const at = held ? undefined : await vault()
  if (!at) return held
  const name = await nameOf(at, room, id)
  const sealed = (await done(at.db.transaction('sealed').objectStore('sealed').get(name))) as Sealed | undefined
  return sealed && unsealed(at, name, sealed)
}

export async function drop(room: Room, id: string): Promise<void> {
  memory.delete(`${room}/${id}`)
  const at = await vault()
  if (!at) return
  const name = await nameOf(at, room, id)
  const tx = at.db.transaction('sealed', 'readwrite', { durability: 'strict' })
  tx.objectStore('sealed').delete(name)
  await ended(tx)
}

/** Everything in a room, in no order. What cannot be opened any more is left out. */
export async function allIn(room: Room): Promise<Uint8Array<ArrayBuffer>[]> {
  const held = [...memory].filter(([key]) => key.startsWith(`${room}/`)).map(([, bytes]) => bytes)
  const at = await vault()
  if (!at) return held
  const range = IDBKeyRange.bound(`${room}/`, `${room}0`)
  const store = at.db.transaction('sealed').objectStore('sealed')
  const [names, values] = await Promise.all([done(store.getAllKeys(range)), done(store.getAll(range))])
  const open = (values as Sealed[]).map((sealed, i) => unsealed(at, String(names[i]), sealed).catch(() => undefined))
  return [...held, ...(await Promise.all(open)).filter((bytes) => bytes !== undefined)]
}

export const keepValue = (room: Room, id: string, value: unknown): Promise<boolean> =>
  keepBytes(room, id, utf8.encode(JSON.stringify(value)))

const text = new TextDecoder()
export const valueAt = async (room: Room, id: string): Promise<unknown> => {
  const bytes = await bytesOf(room, id)
  return bytes && JSON.parse(text.decode(bytes))
}

export const valuesIn = async (room: Room): Promise<unknown[]> =>
  (await allIn(room)).map((bytes) => JSON.parse(text.decode(bytes)))
