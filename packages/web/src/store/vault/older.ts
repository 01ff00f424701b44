// Work that lies elsewhere on this device comes over: copied, then erased there. The first vault of the app knew one key
// of the browser and no ids inside its seals; what cannot be opened there stays where it is.
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { KeptDraft } from '../drafts.ts'
import type { OutboxEntry } from '../entries.ts'
import { hexOf } from './bytes.ts'
import { done, ended } from './requests.ts'
import type { Item, Vault } from './shape.ts'

type OldKeys = { seal: CryptoKey; name: CryptoKey }
type OldRow = { nonce: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer }

const utf8 = new TextEncoder()

const filesOfDraft = (draft: KeptDraft): string[] => draft.files ?? []
const filesOfEntry = ({ intention }: OutboxEntry): string[] =>
  intention.name === 'attachment.add' ? [(intention.args as IntentionArgs<'attachment.add'>).attachment] : []

/** @returns how many things came over */
export async function bringOver(database: string, into: Vault): Promise<number> {
  const known = await indexedDB.databases?.()
  if (known && !known.some(({ name }) => name === database)) return 0
  const db = await lineTo(database)
  if (!db) return 0
  try {
    const keys = (await done(db.transaction('key').objectStore('key').get('keys'))) as OldKeys | undefined
    return keys ? await copied(db, keys, into) : 0
  } finally {
    db.close()
  }
}

/** Never makes a database where there was none, and never changes an old one: an older tab may still use it. */
async function lineTo(database: string): Promise<IDBDatabase | undefined> {
  const request = indexedDB.open(database, 1)
  request.onupgradeneeded = () => request.transaction?.abort()
  const db = await done(request).catch(() => undefined)
  if (db && !db.objectStoreNames.contains('sealed')) {
    db.close()
    return undefined
  }
  return db
}

type Found = { item: Item; nonce: string }

async function copied(db: IDBDatabase, keys: OldKeys, into: Vault): Promise<number> {
  const open = async (name: string) => {
    const row = (await done(db.transaction('sealed').objectStore('sealed').get(name))) as OldRow | undefined
    if (!row) return undefined
    const algorithm = { name: 'AES-GCM', iv: row.nonce, additionalData: utf8.encode(name) }
    const bytes = await crypto.subtle.decrypt(algorithm, keys.seal, row.bytes).catch(() => undefined)
    return bytes && { bytes: new Uint8Array(bytes), nonce: hexOf(row.nonce) }
  }
  const names = (await done(db.transaction('sealed').objectStore('sealed').getAllKeys())).map(String)
  const found = new Map<string, Found>()
  const files = new Set<string>()
  for (const name of names.filter((name) => !name.startsWith('blob/'))) {
    const row = await open(name)
    if (!row) continue
    const value = JSON.parse(new TextDecoder().decode(row.bytes)) as KeptDraft & OutboxEntry
    const isDraft = name.startsWith('draft/')
    for (const file of isDraft ? filesOfDraft(value) : filesOfEntry(value)) files.add(file)
    const id = isDraft ? `${value.user}\u0000${value.key}` : value.intention.id
    found.set(name, { item: { room: isDraft ? 'draft' : 'outbox', id, value }, nonce: row.nonce })
  }
  for (const id of files) {
    const name = await oldNameOf(keys, id)
    const row = await open(name)
    if (row) found.set(name, { item: { room: 'blob', id, value: row.bytes }, nonce: row.nonce })
  }
  if (found.size === 0) return 0
  const known = await Promise.all([...found.values()].map(({ item }) => isNewerIn(into, item)))
  await into.write({ put: [...found.values()].map(({ item }) => item).filter((_, n) => !known[n]), strict: true })
  await erase(db, found)
  return found.size
}

/** The draft went on here while an older tab kept its own. */
async function isNewerIn(into: Vault, { room, id, value }: Item): Promise<boolean> {
  if (room !== 'draft') return false
  const here = (await into.read(room, id)) as KeptDraft | undefined
  return here !== undefined && here.at >= (value as KeptDraft).at
}

/** Only what is still as it was read: an older tab may have written since. */
async function erase(db: IDBDatabase, found: Map<string, Found>): Promise<void> {
  const tx = db.transaction('sealed', 'readwrite', { durability: 'strict' })
  const store = tx.objectStore('sealed')
  for (const [name, { nonce }] of found) {
    const request = store.get(name) as IDBRequest<OldRow | undefined>
    request.onsuccess = () => {
      if (request.result && hexOf(request.result.nonce) === nonce) store.delete(name)
    }
  }
  await ended(tx)
}

async function oldNameOf(keys: OldKeys, id: string): Promise<string> {
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', keys.name, utf8.encode(`blob/${id}`)))
  return `blob/${hexOf(mac.slice(0, 16))}`
}

/** What one person left under the browser's key goes into the own vault. */
export async function moveWork(from: Vault, into: Vault, userName: string): Promise<void> {
  const [drafts, entries] = await Promise.all([from.readAll('draft'), from.readAll('outbox')])
  const mine: Item[] = [
    ...drafts
      .filter(({ value }) => (value as KeptDraft).user === userName)
      .map((d) => ({ room: 'draft' as const, ...d })),
    ...entries
      .filter(({ value }) => (value as OutboxEntry).intention.user === userName)
      .map((e) => ({ room: 'outbox' as const, ...e })),
  ]
  const files = mine.flatMap(({ room, value }) =>
    room === 'draft' ? filesOfDraft(value as KeptDraft) : filesOfEntry(value as OutboxEntry),
  )
  for (const id of files) {
    const value = await from.read('blob', id)
    if (value) mine.push({ room: 'blob', id, value })
  }
  if (mine.length === 0) return
  const known = await Promise.all(mine.map((item) => isNewerIn(into, item)))
  await into.write({ put: mine.filter((_, n) => !known[n]), strict: true })
  await from.write({ drop: mine.map(({ room, id }) => ({ room, id })), strict: true })
}
