// How screens write: they say what the person meant, and look at what became of it.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { IntentionArgs, IntentionName } from '@primero/domain/sync/intention.ts'
import { type Connection, connection } from '../sync/connection.ts'
import { newUuid } from './clock.ts'
import { isUnsent, needsAuthor, type OutboxEntry, type PushOutcome } from './entries.ts'
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

/** Throws away a change that the server refused, or that its author no longer wants to send. */
export const discard = (id: string): Promise<void> => engineNow().outbox.discard(id)

export type OutboxSummary = {
  entries: OutboxEntry[]
  waiting: number
  sending: number
  /** Refused or in conflict: the author must look. */
  needsYou: number
  connection: Connection
  /** The person chose to work without the network. */
  field: boolean
}

export function summaryOf(entries: OutboxEntry[], line: Connection, field: boolean): OutboxSummary {
  const count = (test: (e: OutboxEntry) => boolean): number => entries.filter(test).length
  return {
    entries,
    waiting: count(isUnsent),
    sending: count((e) => e.state === 'sending'),
    needsYou: count(needsAuthor),
    connection: line,
    field,
  }
}

export const useOutbox = (): OutboxSummary =>
  summaryOf(useLive(useEngine().outbox.entries), useLive(connection), useLive(fieldMode))
