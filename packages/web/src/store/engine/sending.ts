// The way to the server: in the order it was written, in parcels, until nothing waits or nobody answers.
import { chunksOf } from '../../sync/blobs.ts'
import { Refused, Unreachable } from '../../sync/http.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Intention, IntentionArgs, Outcome } from '@primero/domain/sync/intention.ts'
import { needsAuthor, type OutboxEntry, type OutboxState, type PushOutcome } from '../entries.ts'
import type { ProblemShape } from '../store.ts'
import { VaultFull, VaultLocked } from '../vault/shape.ts'
import type { Copies } from './copies.ts'
import { type Ground, recordOf } from './ground.ts'
import { isHeld, type Outbox, placesOf } from './outbox.ts'
import type { Puller } from './pulling.ts'

/** A change that the server has answered, sent from this page (`intention`) or from another. */
export type News = { type: RecordType; id: string; outcome: Outcome; intention?: Intention }

export type Sender = {
  /** Sends what waits, in the order it was written, until nothing waits or nobody answers. */
  drain: () => Promise<void>
  /** As `drain`, without waiting out the pause after a failure. */
  retry: () => void
  /** Resolves with what became of it, now or as soon as somebody answers. */
  settled: (id: string) => Promise<PushOutcome>
  /** Records and lists refresh themselves. Listeners are told before the outbox lets go of the change. */
  onSettled: (listener: (news: News[]) => void) => void
  forget: () => void
}

/** What went wrong with a whole delivery, not with one change in it. */
type Failure = { retry: number }

const pauses = [2_000, 5_000, 15_000, 30_000, 60_000]
const parcel = 50
/** A line that lost the last delivery gets less to carry: a gateway may take small ones only, and thin lines break. */
const less = 4
/** Refusals that pass: the same change is sent again. */
const passing = new Set(['not-signed-in', 'too-many-requests', 'configuration-busy', 'csrf-mismatch', 'device-revoked'])

export function senderOn(ground: Ground, outbox: Outbox, copies: Copies, { heed }: Pick<Puller, 'heed'>): Sender {
  const { vault, wire } = ground
  const listeners = new Set<(news: News[]) => void>()
  /** What became of those that were answered before anybody asked. */
  const answered = new Map<string, PushOutcome>()
  const waiters = new Map<string, ((outcome: PushOutcome) => void)[]>()
  let draining: Promise<void> | undefined
  let failures = 0
  /** Failed deliveries since the last that arrived; a new try by hand begins with a small one too. */
  let lost = 0
  let callOff = (): void => undefined

  const hear = (news: News[]): void => {
    for (const listener of listeners) listener(news)
  }
  ground.tabs.listen((news) => hear(news as News[]))

  const tell = (id: string, outcome: PushOutcome): void => {
    for (const waiter of waiters.get(id) ?? []) waiter(outcome)
    waiters.delete(id)
  }
  const stateOf = (id: string): OutboxState | undefined =>
    outbox.entries.get().find((e) => e.intention.id === id)?.state

  function drain(): Promise<void> {
    draining ??= delivering().finally(() => {
      draining = undefined
    })
    return draining
  }

  async function delivering(): Promise<void> {
    callOff()
    for (let waiting = next(); waiting.length > 0; waiting = next()) {
      const failure = await deliver(waiting)
      if (!failure) {
        failures = 0
        lost = 0
        continue
      }
      lost += 1
      const pause = Math.max(failure.retry, pauses[Math.min(failures, pauses.length - 1)] ?? 60_000)
      failures += 1
      callOff = ground.later(pause, () => void drain())
      for (const { id } of waiting) tell(id, { id, outcome: 'waiting' })
      return
    }
  }

  /** Words before files: a photo must not keep them waiting on a thin line. */
  function next(): Intention[] {
    if (!ground.me()) return []
    const all = outbox.entries.get()
    const waiting = all.filter((e) => e.state === 'waiting' && !isHeld(all, e)).map((e) => e.intention)
    const words = waiting.filter(({ name }) => name !== 'attachment.add')
    if (words.length > 0) return words.slice(0, Math.max(1, Math.floor(parcel / less ** lost)))
    return ground.mayTravel() ? waiting.slice(0, 1) : []
  }

  async function deliver(all: Intention[]): Promise<Failure | undefined> {
    for (const { id } of all) outbox.change(id, { state: 'sending' })
    try {
      const intentions = await stillMeant(all)
      if (intentions.length === 0) return undefined
      return await sent(intentions)
    } catch (e) {
      // A bug, a disk that takes nothing, or a lock in between: what was on its way waits again.
      for (const { id } of all) if (stateOf(id) === 'sending') outbox.change(id, { state: 'waiting' })
      if (e instanceof VaultFull || e instanceof VaultLocked) return { retry: 0 }
      throw e
    }
  }

  async function sent(intentions: Intention[]): Promise<Failure | undefined> {
    try {
      await heed()
      for (const intention of intentions) await sendBytesOf(intention)
      const { outcomes } = await ground.signedIn(() => wire.push(intentions))
      const answers = new Map((outcomes as Outcome[]).map((outcome) => [outcome.id, outcome]))
      await settle(intentions, answers)
      const unanswered = intentions.filter(({ id }) => !answers.has(id))
      for (const { id } of unanswered) outbox.change(id, { state: 'waiting' })
      // Unanswered ones are tried again, but not in a tight loop.
      return unanswered.length > 0 ? { retry: 0 } : undefined
    } catch (e) {
      return await undelivered(intentions, e)
    }
  }

  /** Another page may have sent it, or its author thrown it away there: what has left the disk is not sent again. */
  async function stillMeant(intentions: Intention[]): Promise<Intention[]> {
    const kept = (await Promise.all(intentions.map(({ id }) => vault.read('outbox', id)))) as (
      | OutboxEntry
      | undefined
    )[]
    const gone = new Set(intentions.filter((_, i) => kept[i] === undefined).map(({ id }) => id))
    if (gone.size > 0) outbox.entries.set(outbox.entries.get().filter((e) => !gone.has(e.intention.id)))
    const answered = kept.filter((entry) => entry !== undefined && needsAuthor(entry)) as OutboxEntry[]
    for (const entry of answered) {
      outbox.change(entry.intention.id, entry)
      gone.add(entry.intention.id)
    }
    for (const id of gone) tell(id, { id, outcome: 'waiting' })
    return intentions.filter(({ id }) => !gone.has(id))
  }

  /** From the piece after the last that arrived: a broken line costs one piece and not the whole. */
  async function sendBytesOf({ id, name, args }: Intention): Promise<void> {
    if (name !== 'attachment.add') return
    const { attachment } = args as IntentionArgs<'attachment.add'>
    const bytes = (await vault.read('blob', attachment)) as Uint8Array<ArrayBuffer> | undefined
    const entry = outbox.entries.get().find((e) => e.intention.id === id)
    const pieces = bytes ? chunksOf(bytes) : []
    for (let n = entry?.piecesSent ?? 0; n < pieces.length; n++) {
      const piece = pieces[n]
      if (piece) await ground.signedIn(() => wire.putChunk(attachment, n, piece))
      outbox.change(id, { piecesSent: n + 1 })
      if (entry) await vault.write({ put: [{ room: 'outbox', id, value: { ...entry, piecesSent: n + 1 } }] })
    }
  }

  async function undelivered(intentions: Intention[], e: unknown): Promise<Failure | undefined> {
    const [first] = intentions
    if (e instanceof Refused && e.status < 500 && !passing.has(e.code) && first) {
      if (intentions.length === 1) {
        const problem = { code: e.code, params: e.params }
        await settle([first], new Map([[first.id, { id: first.id, outcome: 'refused', problem }]]))
        return undefined
      }
      // One of them spoils the delivery: each on its own finds out which.
      for (const one of intentions) {
        const failure = await deliver([one])
        if (!failure) continue
        for (const { id } of intentions) if (stateOf(id) === 'sending') outbox.change(id, { state: 'waiting' })
        return failure
      }
      return undefined
    }
    if (!(e instanceof Refused || e instanceof Unreachable)) throw e
    const problem = e instanceof Refused ? { code: e.code, params: e.params } : undefined
    for (const { id } of intentions) outbox.change(id, { state: 'waiting', problem })
    return { retry: e instanceof Refused ? Number(e.params['seconds'] ?? 0) * 1000 : 0 }
  }

  async function settle(intentions: Intention[], answers: ReadonlyMap<string, Outcome>): Promise<void> {
    const settled = intentions.flatMap((intention) => {
      const outcome = answers.get(intention.id)
      return outcome
        ? [lacksBytes(outcome) ? again(intention) : { outcome, entry: entryOf(intention, outcome, ground.now()) }]
        : []
    })
    const done = settled.filter((one) => one.outcome !== undefined) as { outcome: Outcome; entry: OutboxEntry }[]
    const stays = settled.filter(({ outcome, entry }) => outcome === undefined || needsAuthor(entry))
    const left = done.filter(({ entry }) => !needsAuthor(entry))
    const taken = done
      .filter(({ outcome }) => isTaken(outcome))
      .map(({ outcome, entry }) => ({ entry, version: versionOf(outcome) }))
    // One transaction: what the server took leaves the outbox as it comes into the copy.
    await copies.taken(taken, (items) =>
      vault.write({
        put: [
          ...items,
          ...stays.map(({ entry }) => ({ room: 'outbox' as const, id: entry.intention.id, value: entry })),
        ],
        drop: left.flatMap(({ entry }) => placesOf(entry.intention)),
        strict: true,
      }),
    )
    const news = done.map(({ outcome, entry: { intention } }) => ({ ...recordOf(intention), outcome, intention }))
    // The record comes first, so that no screen shows the old value in between.
    hear(news)
    ground.tabs.post(news.map(({ type, id, outcome }) => ({ type, id, outcome })))
    for (const { entry } of settled) outbox.change(entry.intention.id, entry)
    for (const { outcome } of news) {
      answered.set(outcome.id, outcome)
      tell(outcome.id, outcome)
    }
  }

  return {
    drain,
    retry: () => {
      failures = 0
      void drain()
    },
    settled: (id) => {
      const known = answered.get(id)
      if (known) return Promise.resolve(known)
      const answer = new Promise<PushOutcome>((resolve) => {
        waiters.set(id, [...(waiters.get(id) ?? []), resolve])
      })
      void drain()
      return answer
    },
    onSettled: (listener) => void listeners.add(listener),
    forget: () => {
      callOff()
      answered.clear()
      for (const id of [...waiters.keys()]) tell(id, { id, outcome: 'waiting' })
    },
  }
}

/** The server forgot pieces of a file, or got them broken: they are sent from the first again. */
const lacksBytes = (outcome: Outcome): boolean =>
  outcome.outcome === 'refused' &&
  outcome.problem.code === 'attachment-refused' &&
  ['incomplete', 'hash'].includes(String((outcome.problem.params as { reason?: unknown }).reason))

const again = (intention: Intention): { outcome: undefined; entry: OutboxEntry } => ({
  outcome: undefined,
  entry: { intention, state: 'waiting', problem: undefined, paths: undefined, settledAt: undefined, piecesSent: 0 },
})

const isTaken = ({ outcome }: Outcome): boolean => outcome === 'applied' || outcome === 'merged'
const versionOf = (outcome: Outcome): number | undefined => (outcome as { version?: number }).version

const entryOf = (intention: Intention, outcome: Outcome, now: string): OutboxEntry => ({
  intention,
  state: outcome.outcome,
  problem: outcome.outcome === 'refused' ? (outcome.problem as ProblemShape) : undefined,
  paths: outcome.outcome === 'conflict' ? outcome.paths : undefined,
  settledAt: now,
})
