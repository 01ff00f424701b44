// The outbox by record: what needs its author, what waits, what arrived.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import { isUnsent, needsAuthor, type OutboxEntry } from '../store/entries.ts'

export type Parcel = { id: string; type: RecordType; entries: OutboxEntry[] }

type Target = { type: RecordType; id: string }
const targetOf = (entry: OutboxEntry): Target => entry.intention.args as Target

export function parcelsOf(entries: OutboxEntry[], test: (entry: OutboxEntry) => boolean): Parcel[] {
  const groups = new Map<string, OutboxEntry[]>()
  for (const entry of entries.filter(test)) {
    const { id } = targetOf(entry)
    groups.set(id, [...(groups.get(id) ?? []), entry])
  }
  return [...groups].map(([id, mine]) => ({
    id,
    type: targetOf(mine[0] as OutboxEntry).type,
    entries: mine,
  }))
}

export const isReceived = (entry: OutboxEntry): boolean => !isUnsent(entry) && !needsAuthor(entry)

/** How many answers a change touches; undefined where it is no edit. */
export const touchedAnswers = (entry: OutboxEntry): number | undefined =>
  entry.intention.name === 'record.edit'
    ? new Set((entry.intention.args as IntentionArgs<'record.edit'>).changes.map((c) => c.path[0])).size
    : undefined
