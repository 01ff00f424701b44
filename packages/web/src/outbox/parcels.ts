// The outbox by record: what needs its author, what waits, what arrived.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import { keyOf, recordOf } from '../store/engine/ground.ts'
import { isHeld } from '../store/engine/outbox.ts'
import { isUnsent, needsAuthor, type OutboxEntry } from '../store/entries.ts'

export type Parcel = { id: string; type: RecordType; entries: OutboxEntry[] }

/** Of each record that `test` names, all entries that it lets through; `others` are records without any. */
export function parcelsOf(
  entries: readonly OutboxEntry[],
  test: (entry: OutboxEntry) => boolean,
  others: Iterable<string> = [],
): Parcel[] {
  const groups = new Map<string, OutboxEntry[]>()
  for (const entry of entries.filter(test)) {
    const key = keyOf(recordOf(entry.intention))
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  for (const key of others) if (!groups.has(key)) groups.set(key, [])
  return [...groups].map(([key, mine]) => {
    const [type = '', id = ''] = key.split('/')
    return { id, type: type as RecordType, entries: mine }
  })
}

/** What its author must look at, with all that waits until they have. */
export const isStuck =
  (all: readonly OutboxEntry[]) =>
  (entry: OutboxEntry): boolean =>
    needsAuthor(entry) || (isUnsent(entry) && isHeld(all, entry))

export const isOnItsWay =
  (all: readonly OutboxEntry[]) =>
  (entry: OutboxEntry): boolean =>
    isUnsent(entry) && !isHeld(all, entry)

export const isReceived = (entry: OutboxEntry): boolean => !isUnsent(entry) && !needsAuthor(entry)

/** How many answers a change touches; undefined where it is no edit. */
export const touchedAnswers = (entry: OutboxEntry): number | undefined =>
  entry.intention.name === 'record.edit'
    ? new Set((entry.intention.args as IntentionArgs<'record.edit'>).changes.map((c) => c.path[0])).size
    : undefined

/** `chunkBytes` of domain/sync/protocol.ts, which the phone does not load for one number. */
const piece = 256 * 1024

/** Bytes that are still to go over the line for it, as near as one can tell beforehand. */
export function sizeOf({ intention, piecesSent = 0 }: OutboxEntry): number {
  const { size = 0 } = intention.args as { size?: number }
  return new Blob([JSON.stringify(intention)]).size + Math.max(0, size - piecesSent * piece)
}
