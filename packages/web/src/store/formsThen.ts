// Forms under which a draft was begun, kept as long as a draft needs them: a new configuration changes no open work.
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { createContext, useContext } from 'react'
import { appConfigOf } from './config.ts'
import { configNow, useConfig as useConfigNow } from './presence.ts'
import type { AppConfig } from './store.ts'
import { vaultNow } from './vault/own.ts'
import type { Space } from './vault/calls.ts'
import { isOwn, spaceNow } from './vault/space.ts'

const Pinned = createContext<AppConfig | undefined>(undefined)
/** Below it, work goes on with another version of the forms than the one in force. */
export const PinnedForms = Pinned.Provider

/** The configuration of the signed-in person, as far as open work has not pinned another. Only behind the sign-in page. */
export function useConfig(): AppConfig {
  const now = useConfigNow()
  return useContext(Pinned) ?? now
}

const placeOf = (version: number): string => `config/${version}`
const kept = new Map<Space, Set<number>>()

/** Called before a draft goes to the disk. Where nothing is kept under a vault, the forms in force must do. */
export async function keepForms(version: number): Promise<void> {
  const space = spaceNow()
  const known = kept.get(space) ?? new Set()
  kept.set(space, known)
  if (!isOwn() || known.has(version)) return
  known.add(version)
  const vault = vaultNow()
  const inForce = (await vault.read('meta', 'config')) as ConfigReply | undefined
  if (inForce?.version === version) await vault.write({ put: [{ room: 'meta', id: placeOf(version), value: inForce }] })
}

/** The forms of an earlier version with the rights of now; undefined where this device does not have them. */
export async function formsOf(version: number): Promise<AppConfig | undefined> {
  const now = configNow()
  if (!now || !isOwn()) return undefined
  const reply = (await vaultNow()
    .read('meta', placeOf(version))
    .catch(() => undefined)) as ConfigReply | undefined
  if (!reply) return undefined
  const { configuration, say } = appConfigOf(reply)
  return { ...now, version, configuration, say }
}

/** Lets go of versions that no draft needs. `inUse` is of all drafts of this person. */
export async function sweepForms(inUse: ReadonlySet<number>): Promise<void> {
  if (!isOwn()) return
  const vault = vaultNow()
  const versions = (await vault.readAll('meta')).flatMap(({ id }) => /^config\/(\d+)$/.exec(id)?.[1] ?? []).map(Number)
  const drop = versions.filter((version) => !inUse.has(version)).map((v) => ({ room: 'meta' as const, id: placeOf(v) }))
  kept.get(spaceNow())?.clear()
  if (drop.length > 0) await vault.write({ drop })
}
