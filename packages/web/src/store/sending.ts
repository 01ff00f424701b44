// The way to the server: in the order it was written, in parcels, until nothing waits or nobody answers.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Intention, IntentionArgs, Outcome } from '@primero/domain/sync/intention.ts'
import { pushIntentions } from '../sync/api.ts'
import { sendBlob } from '../sync/blobs.ts'
import { connection } from '../sync/connection.ts'
import { Refused, Unreachable } from '../sync/http.ts'
import { thisMoment } from './clock.ts'
import {
  forgetOnDisk,
  needsAuthor,
  type OutboxEntry,
  type OutboxState,
  outbox,
  type PushOutcome,
  replace,
} from './entries.ts'
import { onForget, session, whenSignedIn } from './session.ts'
import type { ProblemShape } from './store.ts'
import { bytesOf, keepValue } from './vault/kept.ts'

/** A change that the server has answered, sent from this tab (`intention`) or from another. */
export type News = { type: RecordType; id: string; outcome: Outcome; intention?: Intention }
type Listener = (news: News[]) => void
const listeners = new Set<Listener>()
/** Records and lists refresh themselves. Listeners are told before the outbox lets go of the change. */
export const onSettled = (listener: Listener): void => {
  listeners.add(listener)
}

const otherTabs = new BroadcastChannel('primero/settled')
otherTabs.onmessage = ({ data }: MessageEvent<News[]>) => {
  for (const listener of listeners) listener(data)
}

type Waiter = { id: string; tell: (outcome: PushOutcome) => void }
let waiters: Waiter[] = []

const tell = (id: string, outcome: PushOutcome): void => {
  for (const waiter of waiters) if (waiter.id === id) waiter.tell(outcome)
  waiters = waiters.filter((waiter) => waiter.id !== id)
}

/** Resolves with what became of it, now or as soon as somebody answers. */
export function settled(id: string): Promise<PushOutcome> {
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
export async function drain(): Promise<void> {
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
    const answers = new Map((outcomes as Outcome[]).map((outcome) => [outcome.id, outcome]))
    await settle(intentions, answers)
    const unanswered = intentions.filter(({ id }) => !answers.has(id))
    for (const { id } of unanswered) replace(id, { state: 'waiting' })
    // Unanswered ones are tried again, but not in a tight loop.
    return unanswered.length > 0 ? { retry: 0, problem: undefined } : undefined
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
      const problem = { code: e.code, params: e.params }
      await settle([first], new Map([[first.id, { id: first.id, outcome: 'refused', problem }]]))
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

const stateOf = (id: string): OutboxState | undefined => outbox.get().find((e) => e.intention.id === id)?.state

async function settle(intentions: Intention[], answers: ReadonlyMap<string, Outcome>): Promise<void> {
  const entries: OutboxEntry[] = []
  const news: News[] = []
  for (const intention of intentions) {
    const outcome = answers.get(intention.id)
    if (!outcome) continue
    const entry = entryOf(intention, outcome)
    // What the server took may leave the disk; what it refused stays with its author.
    if (needsAuthor(entry)) await keepValue('outbox', intention.id, entry)
    else await forgetOnDisk(intention)
    const { type, id } = intention.args as { type: RecordType; id: string }
    entries.push(entry)
    news.push({ type, id, outcome, intention })
  }
  // The record comes first, so that no screen shows the old value in between.
  for (const listener of listeners) listener(news)
  otherTabs.postMessage(news.map(({ type, id, outcome }) => ({ type, id, outcome })))
  for (const entry of entries) replace(entry.intention.id, entry)
  for (const { outcome } of news) tell(outcome.id, outcome)
}

const entryOf = (intention: Intention, outcome: Outcome): OutboxEntry => ({
  intention,
  state: outcome.outcome,
  problem: outcome.outcome === 'refused' ? (outcome.problem as ProblemShape) : undefined,
  paths: outcome.outcome === 'conflict' ? outcome.paths : undefined,
  settledAt: thisMoment(),
})

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
