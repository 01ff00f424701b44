// Single things put into the vault and taken out again. What the disk refuses stays in memory, and the person is told.
import type { Space } from './calls.ts'
import { memoryVault } from './memory.ts'
import { vaultIn, vaultTrouble } from './own.ts'
import { canSeal, spaceNow } from './space.ts'
import { type Room, type Value, type Vault, VaultLocked } from './shape.ts'

const refused = new Map<Space, Vault>()
function refusedIn(space: Space): Vault {
  const known = refused.get(space) ?? memoryVault()
  refused.set(space, known)
  return known
}

/** True when it is on the disk; where the disk refuses, it stays in memory and `vaultTrouble` says so. */
export async function keepValue(room: Room, id: string, value: Value, space = spaceNow()): Promise<boolean> {
  try {
    await vaultIn(space).write({ put: [{ room, id, value }], strict: true })
    await refusedIn(space).write({ drop: [{ room, id }] })
    if (!canSeal) vaultTrouble.set(true)
    return canSeal
  } catch (e) {
    await refusedIn(space).write({ put: [{ room, id, value }] })
    // A lock came in between: it goes to the disk when the keys are back.
    if (!(e instanceof VaultLocked)) vaultTrouble.set(true)
    return false
  }
}
export const keepBytes = (room: Room, id: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> =>
  keepValue(room, id, bytes)

export async function valueAt(room: Room, id: string, space = spaceNow()): Promise<Value | undefined> {
  return (await refusedIn(space).read(room, id)) ?? (await vaultIn(space).read(room, id))
}
export const bytesOf = async (room: Room, id: string): Promise<Uint8Array<ArrayBuffer> | undefined> =>
  (await valueAt(room, id)) as Uint8Array<ArrayBuffer> | undefined

export async function drop(room: Room, id: string, space = spaceNow()): Promise<void> {
  await refusedIn(space).write({ drop: [{ room, id }] })
  await vaultIn(space).write({ drop: [{ room, id }], strict: true })
}

/** Everything in a room, in no order. What cannot be opened any more is left out. */
export async function valuesIn(room: Room, space = spaceNow()): Promise<Value[]> {
  const held = await refusedIn(space).readAll(room)
  const ids = new Set(held.map(({ id }) => id))
  const kept = (
    await vaultIn(space)
      .readAll(room)
      .catch(() => [])
  ).filter(({ id }) => !ids.has(id))
  return [...held, ...kept].map(({ value }) => value)
}

/** The keys are back: what came too late for the lock goes to the disk. */
export async function putBack(space: Space): Promise<void> {
  for (const room of ['draft', 'blob', 'outbox'] as const) {
    for (const { id, value } of await refusedIn(space).readAll(room)) await keepValue(room, id, value, space)
  }
}
