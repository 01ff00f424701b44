// How screens write: they say what the person meant, and look at what became of it.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { IntentionArgs, IntentionName } from '@primero/domain/sync/intention.ts'
import type { ConflictShape } from '@primero/domain/sync/protocol.ts'
import { useMemo } from 'react'
import { type Connection, connection } from '../sync/connection.ts'
import { newUuid } from './clock.ts'
import { isUnsent, type OutboxEntry, type PushOutcome } from './entries.ts'
import { undecidedIn } from './claims.ts'
import { keyOf, recordOf } from './engine/ground.ts'
import { engineNow, useEngine } from './here.ts'
import { useLive } from './live.ts'
import { fieldMode } from '../sync/thrift.ts'

/** Says what the person meant. Resolves with its id once it is sealed on this device: from then on it is safe. */
export async function put<N extends IntentionName>(
  name: N,
  args: IntentionArgs<N>,
  basedOn: number,
  typedUnder?: number,
): Promise<string> {
  const { outbox, sender } = engineNow()
  const id = await outbox.put(name, args, basedOn, typedUnder === undefined ? {} : { config: typedUnder })
  void sender.drain()
  return id
}

/** As `put`, but resolves when the server has answered, or with `waiting` when it cannot be asked now. */
export const push = async <N extends IntentionName>(
  name: N,
  args: IntentionArgs<N>,
  basedOn: number,
): Promise<PushOutcome> => settled(await put(name, args, basedOn))

/** Resolves with what became of it, now or as soon as somebody answers. */
export const settled = (id: string): Promise<PushOutcome> => engineNow().sender.settled(id)

export const retryAll = (): void => engineNow().sender.retry()

/**
 * Seals the file and the intention to bind it, together. Pieces of the file travel before the intention.
 * @throws where the browser can no longer read the file
 */
export async function attach(
  type: RecordType,
  id: string,
  field: string,
  file: File,
  more: { description?: string; date?: string; basedOn?: number } = {},
): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const attachment = newUuid()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const args: IntentionArgs<'attachment.add'> = {
    type,
    id,
    attachment,
    field,
    fileName: file.name.slice(-255),
    size: bytes.length,
    sha256: [...digest].map((b) => b.toString(16).padStart(2, '0')).join(''),
    ...(more.description ? { description: more.description } : {}),
    ...(more.date ? { date: more.date } : {}),
  }
  const { outbox, sender } = engineNow()
  await outbox.put('attachment.add', args, more.basedOn ?? 0, { files: new Map([[attachment, bytes]]) })
  void sender.drain()
}

/**
 * Throws away a change that the server refused, or that its author no longer wants to send. With the change that makes a
 * record goes all that waits for it: nothing else could ever take it.
 */
export async function discard(id: string): Promise<void> {
  const { outbox } = engineNow()
  const entries = outbox.entries.get()
  const entry = entries.find((e) => e.intention.id === id)
  if (entry?.intention.name === 'record.create') {
    const key = keyOf(recordOf(entry.intention))
    const others = entries.filter((e) => e !== entry && keyOf(recordOf(e.intention)) === key && isUnsent(e))
    for (const other of others) await outbox.discard(other.intention.id)
  }
  await outbox.discard(id)
}

export type OutboxSummary = {
  entries: OutboxEntry[]
  waiting: number
  sending: number
  /** Refused changes, and records on which claims wait for this person's decision. */
  needsYou: number
  /** Keys of the records of which this person has a decision to make. */
  undecided: ReadonlySet<string>
  connection: Connection
  /** The person chose to work without the network. */
  field: boolean
}

export function summaryOf(
  entries: OutboxEntry[],
  conflicts: readonly ConflictShape[],
  line: Connection,
  field: boolean,
): OutboxSummary {
  const count = (test: (e: OutboxEntry) => boolean): number => entries.filter(test).length
  const undecided = undecidedIn(entries, conflicts)
  return {
    entries,
    waiting: count(isUnsent),
    sending: count((e) => e.state === 'sending'),
    needsYou: count((e) => e.state === 'refused') + undecided.size,
    undecided,
    connection: line,
    field,
  }
}

export function useOutbox(): OutboxSummary {
  const { outbox, copies } = useEngine()
  const [entries, conflicts] = [useLive(outbox.entries), useLive(copies.conflicts)]
  const [line, field] = [useLive(connection), useLive(fieldMode)]
  return useMemo(() => summaryOf(entries, conflicts, line, field), [entries, conflicts, line, field])
}
