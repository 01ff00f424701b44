// The key pair for unsent work of people who can no longer send it: devices seal under the public half, the private one
// lies sealed under the house key.
import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
} from 'node:crypto'
import { seal, unseal } from '../attachments/seal.ts'
import type { House } from '../house.ts'
import { recoveryKeyOf, setRecoveryKey } from './queries.ts'

const privateName = 'recovery'

/** The public half, raw, base64; made when it is first asked for. */
export async function recoveryKey(house: House): Promise<string> {
  const known = await recoveryKeyOf(house.db)
  if (known?.recovery_public) return known.recovery_public.toString('base64')
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  // What the raw form is: 4, x, y; the last 65 bytes of the other.
  const raw = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-65)
  const sealed = seal(house.keys, privateName, pair.privateKey.export({ type: 'pkcs8', format: 'der' }))
  await setRecoveryKey(house.db, { public: raw, private: sealed })
  const kept = await recoveryKeyOf(house.db)
  return (kept?.recovery_public ?? raw).toString('base64')
}

// What stands before the raw form of a P-256 key to make it one that Node reads.
const spkiHead = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex')
const rawBytes = 65
const ivBytes = 12
const tagBytes = 16

/** Opens what a device sealed under the public half (see `escrowRequest`); throws where it is nothing of the kind. */
export async function opener(house: House): Promise<(name: string, sealed: Buffer) => string> {
  const known = await recoveryKeyOf(house.db)
  if (!known?.recovery_private) throw new Error('No device has been given a recovery key yet.')
  const key = unseal(house.keys, privateName, known.recovery_private)
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  return (name, sealed) => {
    const theirs = Buffer.concat([spkiHead, sealed.subarray(0, rawBytes)])
    const publicKey = createPublicKey({ key: theirs, format: 'der', type: 'spki' })
    const secret = hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), '', 'primero escrow 1', 32)
    const iv = sealed.subarray(rawBytes, rawBytes + ivBytes)
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(secret), iv)
      .setAAD(Buffer.from(name))
      .setAuthTag(sealed.subarray(-tagBytes))
    const data = sealed.subarray(rawBytes + ivBytes, -tagBytes)
    return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8')
  }
}
