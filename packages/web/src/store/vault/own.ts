// The app's own vault: one worker for the page, started when it is first asked.
import url from './vault.worker.ts?worker&url'
import type { Space } from './calls.ts'
import { canSeal, isOwn, spaceNow, vaultDatabase } from './space.ts'
import { type VaultClient, vaultClient } from './client.ts'
import { live } from '../live.ts'
import { ownScript } from '../ownScript.ts'
import { memoryVault } from './memory.ts'
import type { Vault } from './shape.ts'

/** A worker of its own for each database; tests open several devices in one page. */
export const startVault = (database: string): VaultClient =>
  vaultClient(new Worker(ownScript(url), { type: 'module', name: database }))

/** True once something could not be put on the disk: it lives in this page only, and the person must know. */
export const vaultTrouble = live(false)

const inMemory = canSeal ? undefined : memoryVault()
let client: VaultClient | undefined

export function ownClient(): VaultClient {
  client ??= startVault(vaultDatabase)
  return client
}

export const vaultIn = (at: Space): Vault => inMemory ?? ownClient().inSpace(at)
/** The vault of whoever is here now. */
export const vaultNow = (): Vault => vaultIn(spaceNow())
/** Taken before the server is asked: its answer is kept for whoever asked, and not where nobody's vault is open. */
export const ownVault = (): Vault | undefined => (isOwn() ? vaultNow() : undefined)
