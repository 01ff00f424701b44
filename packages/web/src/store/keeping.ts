// What of a record lies on this device: changes that are still to be sent, a copy, and the wish to have one.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { useMemo, useSyncExternalStore } from 'react'
import { may } from './config.ts'
import { useIsCutOff } from './contact.ts'
import { keyOf, type RecordName, recordOf } from './engine/ground.ts'
import { isUnsent, type OutboxEntry } from './entries.ts'
import { useEngine } from './here.ts'
import { useLive } from './live.ts'
import { useConfig } from './presence.ts'
import type { AppConfig } from './store.ts'
import { enrolledDevice } from './vault/space.ts'

const unsent = new WeakMap<readonly OutboxEntry[], ReadonlySet<string>>()

/** Keys of records with unsent changes, worked out once for all rows of a list. */
function unsentIn(entries: readonly OutboxEntry[]): ReadonlySet<string> {
  const known = unsent.get(entries)
  if (known) return known
  const made = new Set(entries.filter(isUnsent).map((e) => keyOf(recordOf(e.intention))))
  unsent.set(entries, made)
  return made
}

/** Does this device hold changes of it that the server has not received? */
export function useIsUnsent(of: RecordName): boolean {
  const { entries } = useEngine().outbox
  return useSyncExternalStore(entries.subscribe, () => unsentIn(entries.get()).has(keyOf(of)))
}

export function useIsKept(of: RecordName): boolean {
  const { lines } = useEngine().copies
  return useSyncExternalStore(lines.subscribe, () => lines.get().has(keyOf(of)))
}

/** May this role have records of this type on this device (ux §15.3)? Incidents go with their cases. */
const mayKeep = (config: AppConfig, type: RecordType): boolean =>
  config.policy.records > 0 &&
  enrolledDevice() !== undefined &&
  may(config, type === 'incident' ? 'case' : type, 'sync_mobile')

export type Keeping = { may: boolean; kept: boolean; pinned: boolean; pin: (wanted: boolean) => void }

export function useKeeping({ type, id }: RecordName): Keeping {
  const { puller } = useEngine()
  return {
    may: mayKeep(useConfig(), type),
    kept: useIsKept({ type, id }),
    pinned: useLive(puller.pins).some((pin) => pin.id === id),
    pin: (wanted) => void puller.pin({ type, id }, wanted).then(() => puller.pull()),
  }
}

/** Bytes of attachments on this device; `cut`: nobody else has them at hand now. */
export function useKeptFiles() {
  const { files } = useEngine()
  const here = useLive(files.here)
  const cut = useIsCutOff()
  return useMemo(() => ({ here, cut, bytes: files.bytes }), [files, here, cut])
}
