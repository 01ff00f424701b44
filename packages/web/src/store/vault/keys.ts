// How a person's data key is made, wrapped and opened. What opens it: something the person knows or touches (`factor`),
// a key of this browser that no script can export, and a share that the server gives out. Bytes are zeroed after use.
import plain from 'argon2id/dist/no-simd.wasm?url&no-inline'
import simd from 'argon2id/dist/simd.wasm?url&no-inline'
import setUp from 'argon2id/lib/setup.js'
import { wasmAt } from '../../sync/wasm.ts'
import { type Bytes, randomBytes } from './bytes.ts'

/** Handles of one person's keys, or of the browser's own; no script gets their bytes. */
export type Keys = { seal: CryptoKey; name: CryptoKey; token: CryptoKey }

export type Sealed = { nonce: Bytes; bytes: ArrayBuffer }
/** One way to the data key: with the passphrase, or with the authenticator of the device. */
export type Lock = {
  salt: Bytes
  wrapped: Sealed
  /** The server's share, sealed under what the person knows; null once the lease has ended. */
  share: Sealed | null
}
export type Stretch = { memory: number; passes: number }

/** Measured: about 0.15 s in a worker of a desk computer. Memory is what makes guessing dear, so it goes first. */
export const stretchNow: Stretch = { memory: 64 * 1024, passes: 1 }

const utf8 = new TextEncoder()

const joined = (...parts: Uint8Array[]): Bytes => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** What a passphrase is worth as a key; slow and hungry on purpose. */
export async function stretched(passphrase: string, salt: Bytes, { memory, passes }: Stretch): Promise<Bytes> {
  // Set up for each use: its memory goes with it.
  const argon2id = await setUp(wasmAt(simd), wasmAt(plain))
  const hash = argon2id({
    // Two keyboards may write one letter in two ways.
    password: utf8.encode(passphrase.normalize('NFC')),
    salt,
    parallelism: 1,
    passes,
    memorySize: memory,
    tagLength: 32,
  })
  const bytes = new Uint8Array(hash)
  hash.fill(0)
  return bytes
}

/** The factor together with the browser's key: a copy of the disk without that key has only half. */
export async function halfOf(factor: Bytes, device: CryptoKey, salt: Bytes): Promise<Bytes> {
  const half = joined(factor, new Uint8Array(await crypto.subtle.sign('HMAC', device, salt)))
  factor.fill(0)
  return half
}

async function sealingKey(bytes: Bytes, salt: Bytes, purpose: string): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey'])
  const info = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8.encode(purpose) }
  return crypto.subtle.deriveKey(info, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

async function keyWith(half: Bytes, share: Bytes, salt: Bytes): Promise<CryptoKey> {
  const bytes = joined(half, share)
  const key = await sealingKey(bytes, salt, 'primero key')
  bytes.fill(0)
  return key
}

export async function sealBytes(key: CryptoKey, bytes: Bytes, about: string): Promise<Sealed> {
  const nonce = randomBytes(12)
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: utf8.encode(about) }
  return { nonce, bytes: await crypto.subtle.encrypt(algorithm, key, bytes) }
}

/** @throws OperationError where the key or the place is another one */
export async function openBytes(key: CryptoKey, { nonce, bytes }: Sealed, about: string): Promise<Bytes> {
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: utf8.encode(about) }
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, bytes))
}

/** @param id of the vault: a lock never opens another one */
export async function lockWith(half: Bytes, share: Bytes, dataKey: Bytes, salt: Bytes, id: string): Promise<Lock> {
  const [key, shareKey] = await Promise.all([keyWith(half, share, salt), sealingKey(half, salt, 'primero share')])
  return {
    salt,
    wrapped: await sealBytes(key, dataKey, `${id} key`),
    share: await sealBytes(shareKey, share, `${id} share`),
  }
}

/**
 * @param given the share as the server just gave it, else the one on the disk is used
 * @returns undefined where what the person gave does not open it
 */
export async function opened(
  lock: Lock,
  half: Bytes,
  given: Bytes | undefined,
  id: string,
): Promise<{ dataKey: Bytes; share: Bytes } | undefined> {
  try {
    const share = given ?? (await shareOf(lock, half, id))
    const dataKey = await openBytes(await keyWith(half, share, lock.salt), lock.wrapped, `${id} key`)
    return { dataKey, share }
  } catch (e) {
    if (e instanceof DOMException && e.name === 'OperationError') return undefined
    throw e
  }
}

async function shareOf({ salt, share }: Lock, half: Bytes, id: string): Promise<Bytes> {
  if (!share) throw new Error('the lease has ended')
  return openBytes(await sealingKey(half, salt, 'primero share'), share, `${id} share`)
}

/** Handles to work with; the data key is zeroed. */
export async function handlesOf(dataKey: Bytes): Promise<Keys> {
  const base = await crypto.subtle.importKey('raw', dataKey, 'HKDF', false, ['deriveKey'])
  dataKey.fill(0)
  const info = (purpose: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: utf8.encode(purpose),
  })
  const hmac = (purpose: string): Promise<CryptoKey> =>
    crypto.subtle.deriveKey(info(purpose), base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign'])
  const aes = { name: 'AES-GCM', length: 256 }
  const [seal, name, token] = await Promise.all([
    crypto.subtle.deriveKey(info('seal'), base, aes, false, ['encrypt', 'decrypt']),
    hmac('name'),
    hmac('token'),
  ])
  return { seal, name, token }
}
