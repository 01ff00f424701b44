// Changes on their way to the server. Each is sealed on the disk before the screen says "saved";
// it leaves the disk when the server has it, or when its author throws it away.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { isUuidV4 } from '@primero/domain/ids.ts'
import type { Intention, IntentionArgs, IntentionName, Outcome } from '@primero/domain/sync/intention.ts'
import { useEffect } from 'react'
import { pushIntentions } from '../sync/api.ts'
import { sendBlob } from '../sync/blobs.ts'
import { type Connection, connection } from '../sync/connection.ts'
import { Refused, Unreachable } from '../sync/http.ts'
import { newUuid, thisMoment } from './clock.ts'
import { deviceId, nextSeq } from './device.ts'
import { live, useLive } from './live.ts'
import { configNow, onForget, session, whenSignedIn } from './session.ts'
import type { ProblemShape } from './store.ts'
import { bytesOf, drop, keepBytes, keepValue, valuesIn } from './vault.ts'

export type OutboxState = 'waiting' | 'sending' | Outcome['outcome']
export type OutboxEntry = {
  intention: Intention
  state: OutboxState
  /** Why it was refused, or why the last try failed. */
  problem: ProblemShape | undefined
  /** Where the two claims differ, for a conflict. */
  paths: string[][] | undefined
  /** When the server answered. */
  settledAt: string | undefined
}
/** `waiting`: on this device only; it goes out by itself when somebody answers. */
export type PushOutcome = Outcome | { id: string; outcome: 'waiting' }

export const outbox = live<OutboxEntry[]>([])

export const isUnsent = (entry: OutboxEntry): boolean =>
  entry.state === 'waiting' || entry.state === 'sending'
export const needsAuthor = (entry: OutboxEntry): boolean =>
  entry.state === 'refused' || entry.state === 'conflict'

/** Records and lists refresh themselves when the server has taken something. */
type Settled = (intention: Intention, outcome: Outcome) => Promise<void>
const listeners = new Set<Settled>()
export const onSettled = (listener: Settled): void => {
  listeners.add(listener)
}

const replace = (id: string, change: Partial<OutboxEntry>): void =>
  outbox.set(outbox.get().map((entry) => (entry.intention.id === id ? { ...entry, ...change } : entry)))

const fresh = (intention: Intention): OutboxEntry => ({
  intention,
  state: 'waiting',
  problem: undefined,
  paths: undefined,
  settledAt: undefined,
})

/**
 * Says what the person meant. Resolves when the server has answered, or with `waiting` when it cannot be asked now;
 * in both cases the change is safe.
 */
export async function push<N extends IntentionName>(
  name: N,
  args: IntentionArgs<N>,
  basedOn: number,
): Promise<PushOutcome> {
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
  return await settled(intention.id)
}

/** Keeps the file, then the intention to bind it. Chunks travel before the intention. */
export async function attach(
  type: RecordType,
  id: string,
  field: string,
  file: File,
  more: { description?: string; date?: string; basedOn?: number } = {},
): Promise<PushOutcome> {
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
  return await push('attachment.add', args, more.basedOn ?? 0)
}

/** Throws away a change that the server refused, or that its author no longer wants to send. */
export async function discard(id: string): Promise<void> {
  const entry = outbox.get().find((e) => e.intention.id === id)
  if (!entry || entry.state === 'sending') return
  await forgetOnDisk(entry.intention)
  outbox.set(outbox.get().filter((e) => e.intention.id !== id))
}

async function forgetOnDisk(intention: Intention): Promise<void> {
  await drop('outbox', intention.id)
  if (intention.name === 'attachment.add') {
    await drop('blob', (intention.args as IntentionArgs<'attachment.add'>).attachment)
  }
}

type Waiter = { id: string; tell: (outcome: PushOutcome) => void }
let waiters: Waiter[] = []

const tell = (id: string, outcome: PushOutcome): void => {
  for (const waiter of waiters) if (waiter.id === id) waiter.tell(outcome)
  waiters = waiters.filter((waiter) => waiter.id !== id)
}

function settled(id: string): Promise<PushOutcome> {
  const answer = new Promise<PushOutcome>((resolve) => {
    waiters.push({ id, tell: resolve })
  })
  void drain()
  return answer
}

/** What went wrong with a whole delivery, not with one change in it. */
type Failure = { retry: number; problem: ProblemShape | undefined }

const delays = [2_000, 5_000, 15_000, 30_000, 60_000]
const batch = 50
let draining = false
let failures = 0
let timer: number | undefined

/** Sends what waits, in the order it was written, until nothing waits or nobody answers. */
async function drain(): Promise<void> {
  if (draining) return
  draining = true
  window.clearTimeout(timer)
  try {
    for (let waiting = nextBatch(); waiting.length > 0; waiting = nextBatch()) {
      const failure = await deliver(waiting)
      if (!failure) {
        failures = 0
        continue
      }
      const wait = Math.max(failure.retry, delays[Math.min(failures, delays.length - 1)] ?? 60_000)
      failures += 1
      timer = window.setTimeout(() => void drain(), wait)
      for (const { id } of waiting) tell(id, { id, outcome: 'waiting' })
      return
    }
  } finally {
    draining = false
  }
}

const nextBatch = (): Intention[] => {
  if (session.get().state !== 'in') return []
  const waiting = outbox.get().filter((e) => e.state === 'waiting')
  return waiting.slice(0, batch).map((e) => e.intention)
}

async function deliver(all: Intention[]): Promise<Failure | undefined> {
  for (const { id } of all) replace(id, { state: 'sending' })
  const intentions = await stillMeant(all)
  if (intentions.length === 0) return undefined
  try {
    await whenSignedIn(async () => {
      for (const intention of intentions) await sendBytesOf(intention)
    })
    const { outcomes } = await whenSignedIn(() => pushIntentions(intentions))
    const bySent = new Map(intentions.map((i) => [i.id, i]))
    for (const outcome of outcomes as Outcome[]) {
      const sent = bySent.get(outcome.id)
      if (sent) await settle(sent, outcome)
      bySent.delete(outcome.id)
    }
    for (const [id] of bySent) replace(id, { state: 'waiting' })
    // Unanswered ones are tried again, but not in a tight loop.
    return bySent.size > 0 ? { retry: 0, problem: undefined } : undefined
  } catch (e) {
    return await undelivered(intentions, e)
  }
}

/** Another tab may have sent it, or its author thrown it away there: what has left the disk is not sent again. */
async function stillMeant(intentions: Intention[]): Promise<Intention[]> {
  const kept = await Promise.all(intentions.map(({ id }) => bytesOf('outbox', id)))
  const gone = new Set(intentions.filter((_, i) => kept[i] === undefined).map(({ id }) => id))
  if (gone.size > 0) outbox.set(outbox.get().filter((e) => !gone.has(e.intention.id)))
  for (const id of gone) tell(id, { id, outcome: 'waiting' })
  return intentions.filter(({ id }) => !gone.has(id))
}

async function sendBytesOf(intention: Intention): Promise<void> {
  if (intention.name !== 'attachment.add') return
  const { attachment } = intention.args as IntentionArgs<'attachment.add'>
  const bytes = await bytesOf('blob', attachment)
  if (bytes) await sendBlob(attachment, bytes)
}

const temporary = new Set(['not-signed-in', 'too-many-requests', 'configuration-busy', 'csrf-mismatch'])

async function undelivered(intentions: Intention[], e: unknown): Promise<Failure | undefined> {
  const [first] = intentions
  if (e instanceof Refused && e.status < 500 && !temporary.has(e.code) && first) {
    if (intentions.length === 1) {
      await settle(first, { id: first.id, outcome: 'refused', problem: { code: e.code, params: e.params } })
      return undefined
    }
    // One of them spoils the delivery: each on its own finds out which.
    for (const one of intentions) {
      const failure = await deliver([one])
      if (failure) {
        for (const { id } of intentions) if (stateOf(id) === 'sending') replace(id, { state: 'waiting' })
        return failure
      }
    }
    return undefined
  }
  if (!(e instanceof Refused || e instanceof Unreachable)) throw e
  const problem = e instanceof Refused ? { code: e.code, params: e.params } : undefined
  for (const { id } of intentions) replace(id, { state: 'waiting', problem })
  const seconds = e instanceof Refused ? Number(e.params['seconds'] ?? 0) : 0
  return { retry: seconds * 1000, problem }
}

const stateOf = (id: string): OutboxState | undefined =>
  outbox.get().find((e) => e.intention.id === id)?.state

async function settle(intention: Intention, outcome: Outcome): Promise<void> {
  const entry: OutboxEntry = {
    intention,
    state: outcome.outcome,
    problem: outcome.outcome === 'refused' ? (outcome.problem as ProblemShape) : undefined,
    paths: outcome.outcome === 'conflict' ? outcome.paths : undefined,
    settledAt: thisMoment(),
  }
  // What the server took may leave the disk; what it refused stays with its author.
  if (needsAuthor(entry)) await keepValue('outbox', intention.id, entry)
  else await forgetOnDisk(intention)
  // The record comes first, so that no screen shows the old value in between.
  for (const listener of listeners) await listener(intention, outcome)
  replace(intention.id, entry)
  tell(intention.id, outcome)
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

export function retryAll(): void {
  failures = 0
  void drain()
}

onForget(() => {
  window.clearTimeout(timer)
  outbox.set([])
  for (const { id } of waiters) tell(id, { id, outcome: 'waiting' })
})
connection.subscribe(() => {
  if (connection.get() !== 'offline') retryAll()
})

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
