// What a device shows at the door that asks for no session: nobody has it but who enrolled the device, and the house.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { KeyRing } from '../attachments/seal.ts'

const tokenUnder = (key: Buffer, device: string): Buffer =>
  createHmac('sha256', key).update(`escrow token ${device}`).digest()

/** Always the same for one device, as long as the key file names the same key. */
export function escrowToken({ current, keys }: KeyRing, device: string): string {
  const key = keys.get(current)
  if (key === undefined) throw new Error(`The key file has no key number ${current}.`)
  return tokenUnder(key, device).toString('base64url')
}

/** Is it this device's, given under the key of today or one before it? */
export function isEscrowToken({ keys }: KeyRing, device: string, token: string): boolean {
  const shown = Buffer.from(token, 'base64url')
  return [...keys.values()]
    .map((key) => tokenUnder(key, device))
    .some((known) => known.length === shown.length && timingSafeEqual(known, shown))
}
