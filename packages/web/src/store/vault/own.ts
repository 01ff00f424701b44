// The app's own vault: one worker for the page, started when it is first asked.
import url from './vault.worker.ts?worker&url'
import { browserSpace, type Space } from './calls.ts'
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

const canSeal = 'indexedDB' in globalThis && globalThis.crypto?.subtle !== undefined
const inMemory = canSeal ? undefined : memoryVault()
let client: VaultClient | undefined

export function ownClient(): VaultClient {
  client ??= startVault('primero.vault')
  return client
}

/** Whose rows this page reads and writes. */
let space: Space = browserSpace
export const enterSpace = (next: Space): void => {
  space = next
}
/** Take it once for a piece of work: what one person began never ends up among the rows of the next. */
export const spaceNow = (): Space => space

export const vaultIn = (at: Space): Vault => inMemory ?? ownClient().inSpace(at)
/** The vault of whoever is here now. */
export const vaultNow = (): Vault => vaultIn(space)

export const keepsOnDisk = inMemory === undefined

let enrolled: string | undefined
/** Id under which the server knows this device of the person who is here; undefined where nothing is kept. */
export const enrolledDevice = (): string | undefined => enrolled
/** Said before the session lets the person in. */
export const enrolAs = (device: string | undefined): void => {
  enrolled = device
}
