// Encryption at rest: a fresh key for each object, wrapped by the master key that the header names.
// Rotating the master key re-wraps 32 bytes and never rewrites the data.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

export type KeyRing = { current: number; keys: ReadonlyMap<number, Buffer> }

/** Reads the key file; makes it (mode 600) when `mayCreate`. Throws an Error that names what is missing and what to do. */
export function readKeys(file: string, mayCreate: boolean): KeyRing {
  if (!existsSync(file)) {
    if (!mayCreate)
      throw new Error(`The key file ${file} (PRIMERO_KEY_FILE) is missing. Put back the one that sealed the files.`)
    writeFileSync(file, JSON.stringify({ current: 1, keys: { 1: randomBytes(32).toString('base64') } }), {
      mode: 0o600,
      flag: 'wx',
    })
  }
  const { current, keys } = JSON.parse(readFileSync(file, 'utf8')) as { current: number; keys: Record<string, string> }
  return { current, keys: new Map(Object.entries(keys).map(([id, key]) => [Number(id), Buffer.from(key, 'base64')])) }
}

const nonceBytes = 12
const tagBytes = 16
const box = nonceBytes + tagBytes
const headerBytes = 4 + box + 32

/** key id (4) · wrapped object key (60) · nonce, tag, data. `name` is bound to it: a swapped file does not open. */
export function seal(ring: KeyRing, name: string, bytes: Buffer): Buffer {
  const objectKey = randomBytes(32)
  const id = Buffer.alloc(4)
  id.writeUInt32BE(ring.current)
  return Buffer.concat([id, encrypt(masterKey(ring, ring.current), name, objectKey), encrypt(objectKey, name, bytes)])
}

export function unseal(ring: KeyRing, name: string, sealed: Buffer): Buffer {
  const master = masterKey(ring, sealed.readUInt32BE(0))
  const objectKey = decrypt(master, name, sealed.subarray(4, headerBytes))
  return decrypt(objectKey, name, sealed.subarray(headerBytes))
}

function masterKey(ring: KeyRing, id: number): Buffer {
  const key = ring.keys.get(id)
  if (key === undefined) throw new Error(`The key file has no key number ${id}.`)
  return key
}

function encrypt(key: Buffer, name: string, bytes: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
  const data = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), data])
}

function decrypt(key: Buffer, name: string, boxed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, boxed.subarray(0, nonceBytes))
    .setAAD(Buffer.from(name))
    .setAuthTag(boxed.subarray(nonceBytes, box))
  return Buffer.concat([decipher.update(boxed.subarray(box)), decipher.final()])
}
