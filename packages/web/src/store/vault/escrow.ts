// Unsent changes, sealed once more under the public key of this instance: what nobody on this device can open any more
// goes to the help desk instead of being lost. Files do not go: they are too large for a door that asks for no session.
import type { OutboxEntry } from '../entries.ts'
import { base64Of, type Bytes, bytesOf, hexOf, randomBytes } from './bytes.ts'
import type { Space } from './calls.ts'
import { type Disk, twice } from './disk.ts'
import { openBytes, type Sealed } from './keys.ts'
import { done, ended, under } from './requests.ts'
import type { Item } from './shape.ts'

/** What the server gave this device for it: a public key, and a token under the browser's key; `device` as it knows it. */
export type Help = { vault: string; device: string; key: string; token: Sealed }
/** As `POST /api/sync/escrow` takes it. */
export type Left = { device: string; token: string; id: string; sealed: string }
type Row = Omit<Help, 'key'> & { id: string; edition: string; sealed: Bytes }

const utf8 = new TextEncoder()
/** Largest change that the door takes, in bytes. */
const most = 250_000
const curve = { name: 'ECDH', namedCurve: 'P-256' }

export const leftKey = (space: Space, id: string): string => `escrow/${space}/${id}`

/** undefined: nothing that the help desk could carry out. See `escrowRequest` for the form. */
export async function leftRow({ value }: Item, help: Help): Promise<Row | undefined> {
  const { intention, state } = value as Partial<OutboxEntry>
  if (!intention || intention.device !== help.device || intention.name === 'attachment.add') return undefined
  // The server has it, and both claims with it.
  if (state === 'conflict') return undefined
  const text = utf8.encode(JSON.stringify(intention))
  if (text.length > most) return undefined
  const theirs = await crypto.subtle.importKey('raw', bytesOf(help.key), curve, false, [])
  const ours = await crypto.subtle.generateKey(curve, false, ['deriveBits'])
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256)
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8.encode('primero escrow 1') }
  const key = await crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const iv = randomBytes(12)
  const additionalData = utf8.encode(`${help.device} ${intention.id}`)
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, text)
  const parts = [new Uint8Array(await crypto.subtle.exportKey('raw', ours.publicKey)), iv, new Uint8Array(data)]
  const sealed = new Uint8Array(await new Blob(parts).arrayBuffer())
  const { vault, device, token } = help
  return { vault, device, token, id: intention.id, edition: hexOf(iv), sealed }
}

/** @param space whose; without it, of all whose vault is no longer here */
async function rowsLeft(disk: Disk, space: Space | undefined): Promise<Row[]> {
  const [keys, rows, vaults] = await disk.read(async (db) => {
    const tx = db.transaction(['object', 'vault'])
    const [objects, range] = [tx.objectStore('object'), under(space === undefined ? 'escrow' : `escrow/${space}`)]
    return Promise.all([
      done(objects.getAllKeys(range)),
      done<Row[]>(objects.getAll(range)),
      done(tx.objectStore('vault').getAllKeys()),
    ])
  })
  const here = new Set(vaults.map((id) => String(id)))
  const isWanted = (key: IDBValidKey): boolean => space !== undefined || !here.has(String(key).split('/')[1] ?? '')
  return rows.filter((_, n) => isWanted(keys[n] ?? ''))
}

export const countLeft = async (disk: Disk, space: Space | undefined): Promise<number> =>
  (await rowsLeft(disk, space)).length

/** @param seal the browser's key */
export const leftOn = async (disk: Disk, seal: () => Promise<CryptoKey>, space: Space | undefined): Promise<Left[]> =>
  Promise.all(
    (await rowsLeft(disk, space)).map(async ({ vault, device, token, id, sealed }) => ({
      device,
      token: new TextDecoder().decode(await openBytes(await seal(), token, vault)),
      id,
      sealed: base64Of(sealed),
    })),
  )

/** The help desk has them, or their author threw them away. */
export const letGoOf = (disk: Disk, ids: readonly string[]): Promise<void> =>
  twice(disk, async (db) => {
    const tx = db.transaction('object', 'readwrite', { durability: 'strict' })
    const store = tx.objectStore('object')
    const request = store.getAllKeys(under('escrow'))
    request.onsuccess = () => {
      for (const key of request.result) if (ids.includes(String(key).split('/')[2] ?? '')) store.delete(key)
    }
    await ended(tx)
  })
