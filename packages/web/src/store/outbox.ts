// Changes on their way to the server. Each is sealed on the disk before the screen says "saved";
// it leaves the disk when the server has it, or when its author throws it away.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { isUuidV4 } from '@primero/domain/ids.ts'
import type { Intention, IntentionArgs, IntentionName } from '@primero/domain/sync/intention.ts'
import { useEffect } from 'react'
import { type Connection, connection } from '../sync/connection.ts'
import { newUuid, thisMoment } from './clock.ts'
import { deviceId, nextSeq } from './device.ts'
import { forgetOnDisk, fresh, isUnsent, needsAuthor, type OutboxEntry, outbox, type PushOutcome } from './entries.ts'
import { useLive } from './live.ts'
import { drain, settled } from './sending.ts'
import { configNow } from './session.ts'
import { keepBytes, keepValue, valuesIn } from './vault/kept.ts'

/** Says what the person meant. Resolves with its id once it is sealed on this device: from then on it is safe. */
export async function put<N extends IntentionName>(name: N, args: IntentionArgs<N>, basedOn: number): Promise<string> {
  const config = configNow()
  if (!config) throw new Error('nobody is signed in')
  const intention: Intention = {
    id: newUuid(),
    v: 1,
    device: deviceId(newUuid),
    user: config.me.userName,
    seq: nextSeq(),
    at: thisMoment(),
    config: config.version,
    name,
    args,
    basedOn,
  }
  await keepValue('outbox', intention.id, fresh(intention))
  outbox.set([...outbox.get(), fresh(intention)])
  void drain()
  return intention.id
}

/** As `put`, but resolves when the server has answered, or with `waiting` when it cannot be asked now. */
export const push = async <N extends IntentionName>(
  name: N,
  args: IntentionArgs<N>,
  basedOn: number,
): Promise<PushOutcome> => settled(await put(name, args, basedOn))

/**
 * Keeps the file, then the intention to bind it. Chunks travel before the intention. Resolves once both are sealed.
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
  await keepBytes('blob', attachment, bytes)
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
  await put('attachment.add', args, more.basedOn ?? 0)
}

/** Throws away a change that the server refused, or that its author no longer wants to send. */
export async function discard(id: string): Promise<void> {
  const entry = outbox.get().find((e) => e.intention.id === id)
  if (!entry || entry.state === 'sending') return
  await forgetOnDisk(entry.intention)
  outbox.set(outbox.get().filter((e) => e.intention.id !== id))
}

/** Takes up what an earlier page of this person left behind. */
export async function resume(): Promise<void> {
  const user = configNow()?.me.userName
  const kept = (await valuesIn('outbox')) as OutboxEntry[]
  const mine = kept.filter((e) => e.intention?.user === user && isUuidV4(e.intention.id))
  const known = new Set(outbox.get().map((e) => e.intention.id))
  const added = mine
    .filter((e) => !known.has(e.intention.id))
    .map((e) => (isUnsent(e) ? { ...e, state: 'waiting' as const } : e))
  if (added.length > 0) {
    outbox.set([...outbox.get(), ...added].sort((a, b) => a.intention.seq - b.intention.seq))
  }
  void drain()
}

export type OutboxSummary = {
  entries: OutboxEntry[]
  waiting: number
  sending: number
  /** Refused or in conflict: the author must look. */
  needsYou: number
  connection: Connection
}

export function summaryOf(entries: OutboxEntry[], line: Connection): OutboxSummary {
  const count = (test: (e: OutboxEntry) => boolean): number => entries.filter(test).length
  return {
    entries,
    waiting: count(isUnsent),
    sending: count((e) => e.state === 'sending'),
    needsYou: count(needsAuthor),
    connection: line,
  }
}

export function useOutbox(): OutboxSummary {
  return summaryOf(useLive(outbox), useLive(connection))
}

/** Once, by the frame: takes up what waits, and warns before a tab with unsent work closes. */
export function useOutboxAtWork(): void {
  useEffect(() => {
    void resume()
    const guard = (e: BeforeUnloadEvent): void => {
      if (outbox.get().some((entry) => entry.state === 'sending')) e.preventDefault()
    }
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [])
}
