// The keys by which push services know this instance: made once, the private half sealed under the house key.
import { seal, unseal } from '../attachments/seal.ts'
import type { House } from '../house.ts'
import { newOwnKeys, type OwnKeys } from './message.ts'
import { insertPushKey, pushKey } from './queries.ts'

const name = 'push key'

export async function ownKeys(house: House): Promise<OwnKeys> {
  const kept = await pushKey(house.db)
  if (kept !== undefined)
    return { publicKey: kept.public_key, privateKey: unseal(house.keys, name, kept.sealed).toString('utf8') }
  const { publicKey, privateKey } = newOwnKeys()
  const sealed = seal(house.keys, name, Buffer.from(privateKey))
  await insertPushKey(house.db, { public_key: publicKey, sealed }, house.clock())
  return ownKeys(house)
}
