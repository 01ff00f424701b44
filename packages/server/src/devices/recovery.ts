// The key pair for unsent work of people who can no longer send it: devices seal under the public half, the private one
// lies sealed under the house key.
import { generateKeyPairSync } from 'node:crypto'
import { seal } from '../attachments/seal.ts'
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
