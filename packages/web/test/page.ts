// One page of a device: the real engine on the device's disk, and the end of it all at once, as a browser ends a page.
import type { ConflictShape, RecordShape } from '@primero/domain/sync/protocol.ts'
import type { Moment } from '@primero/domain/time.ts'
import { bornFrom } from '../src/store/born.ts'
import { newUuid } from '../src/store/clock.ts'
import { type Engine, openEngine } from '../src/store/engine/engine.ts'
import { type Ground, keyOf, type OnDisk, type RecordName, recordOf } from '../src/store/engine/ground.ts'
import { isUnsent, needsAuthor, type OutboxEntry } from '../src/store/entries.ts'
import type { Live } from '../src/store/live.ts'
import { laidOver } from '../src/store/overlay.ts'
import type { AppConfig } from '../src/store/store.ts'
import { sturdy } from '../src/store/sturdy.ts'
import type { Space } from '../src/store/vault/calls.ts'
import type { VaultClient } from '../src/store/vault/client.ts'
import { type Vault, VaultFull, VaultLocked } from '../src/store/vault/shape.ts'
import { wireOver } from '../src/sync/api.ts'
import type { Connection } from '../src/sync/connection.ts'
import { exchange, Refused, Unreachable } from '../src/sync/http.ts'

/** What all pages of a device share. */
export type Shared = {
  plan: { name: string; id: string; ahead: number }
  config: AppConfig
  /** Under which its pages find each other, and nobody else's. */
  word: string
  line: Live<Connection>
  /** `deaf`: questions for what is new find nobody; what has left is told. `seq`: the last place in the order of its changes. */
  state: { full: boolean; shut: boolean; deaf: boolean; seq: number }
  start: () => VaultClient
  space: Space
}

/** What lies on a device when all is quiet. */
export type Found = { entries: OutboxEntry[]; records: RecordShape[]; conflicts: ConflictShape[]; copies: number }

export type Page = {
  engine: Engine
  /** The record as its person sees it; undefined where it is not here. */
  sees: (of: RecordName) => Promise<RecordShape | undefined>
  /** Is everything that waits on the disk, or does some of it live as long as the page? */
  isSafe: () => Promise<boolean>
  found: () => Promise<Found>
  /** It ends as it stands. */
  end: () => void
}

export async function openPage(shared: Shared): Promise<Page> {
  const { config, start, space, state } = shared
  const client = start()
  const abort = new AbortController()
  const vault = sturdy(limited(client.inSpace(space), state), () => undefined)
  const others = new BroadcastChannel(shared.word)
  const engine = openEngine({ ...groundOf(shared, abort.signal), vault, tabs: tabsOver(others) })
  await engine.open()
  const entriesOf = (of: RecordName): OutboxEntry[] =>
    engine.outbox.entries.get().filter((e) => keyOf(recordOf(e.intention)) === keyOf(of))
  return {
    engine,
    async sees(of) {
      const entries = entriesOf(of).filter(isUnsent)
      const birth = entries.find(({ intention }) => intention.name === 'record.create')
      const ground = (await engine.copies.record(of)) ?? (birth && bornFrom(config, birth.intention))
      return ground && laidOver(ground, entries)
    },
    async isSafe() {
      const kept = await client.inSpace(space).readAll('outbox')
      const onDisk = new Set(kept.map(({ id }) => id))
      const waits = engine.outbox.entries.get().filter((entry) => isUnsent(entry) || needsAuthor(entry))
      const apart = waits.map(({ intention }) => intention.id).filter((id) => !onDisk.has(id))
      // What lies nowhere any more was settled by another page.
      const held = await Promise.all(apart.map((id) => vault.read('outbox', id)))
      return held.every((one) => one === undefined)
    },
    async found() {
      const { outbox, copies } = engine
      const names = [...copies.lines.get().values()]
      const records = await Promise.all(names.map((of) => copies.record(of)))
      return {
        entries: outbox.entries.get(),
        records: records.filter((one) => one !== undefined),
        conflicts: [...copies.conflicts.get()],
        copies: (await client.inSpace(space).readAll('record')).length,
      }
    },
    end() {
      abort.abort()
      engine.forget()
      others.close()
      client.close()
    },
  }
}

const tabsOver = (others: BroadcastChannel): Ground['tabs'] => {
  const hearers: Record<string, (news: unknown) => void> = {}
  others.onmessage = ({ data: { what, news } }) => hearers[what]?.(news)
  return {
    post: (news) => others.postMessage({ what: 'settled', news }),
    listen: (hear) => {
      hearers['settled'] = hear
    },
    changed: (news) => others.postMessage({ what: 'changed', news }),
    onChanged: (hear) => {
      hearers['changed'] = (news) => hear(news as OnDisk)
    },
  }
}

/** And not for what has left alone, which comes before each delivery. */
const asksForRecords = (more: { body?: unknown } | undefined): boolean =>
  ((more?.body as { limit?: number } | undefined)?.limit ?? 0) > 0

function groundOf({ plan, config, word, line, state }: Shared, signal: AbortSignal): Omit<Ground, 'vault' | 'tabs'> {
  const never = new Promise<never>(() => undefined)
  const ended = new Promise<void>((done) => signal.addEventListener('abort', () => done()))
  return {
    wire: wireOver(async (method, path, more) => {
      if (line.get() === 'offline' || (state.deaf && asksForRecords(more))) throw new Unreachable()
      // A page that has gone asks nothing and hears nothing.
      if (signal.aborted) return never
      try {
        return await exchange(method, `/d/${plan.name}${path}`, { ...more, signal })
      } catch (e) {
        if (signal.aborted) return never
        throw e
      }
    }),
    line,
    me: () => config,
    signedIn: (ask) => signedIn(plan.name, ask),
    device: () => plan.id,
    isEnrolled: () => true,
    nextSeq: () => {
      state.seq += 1
      return state.seq
    },
    now: () => new Date(Date.now() + plan.ahead).toISOString() as Moment,
    newId: newUuid,
    mayTravel: () => true,
    alone: (name, work) => alone(`${word}/${name}`, work, signal, ended),
    later: (wait, work) => {
      const timer = window.setTimeout(() => signal.aborted || work(), Math.min(wait, 40))
      return () => window.clearTimeout(timer)
    },
  }
}

/** With a page end the locks that it holds and those that it waits for. */
function alone<T>(name: string, work: () => Promise<T>, signal: AbortSignal, ended: Promise<void>): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return
    const held = () => Promise.race([work().then(resolve, reject), ended])
    navigator.locks.request(name, { signal }, held).catch((e) => signal.aborted || reject(e))
  })
}

/** A disk that takes nothing more, or that nobody has the keys of, while the test says so. */
function limited(vault: Vault, state: { full: boolean; shut: boolean }): Vault {
  const open = async (): Promise<Vault> => {
    if (state.shut) throw new VaultLocked()
    return vault
  }
  return {
    ...vault,
    async write(change) {
      const disk = await open()
      if (state.full && (change.put ?? []).length > 0) throw new VaultFull()
      return disk.write(change)
    },
    read: async (room, id) => (await open()).read(room, id),
    readAll: async (room) => (await open()).readAll(room),
  }
}

/** The person gives the password again where the server has really ended the session. */
async function signedIn<T>(name: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (e) {
    if (!(e instanceof Refused) || e.status !== 401) throw e
    const { ok } = await fetch(`/word/sign-in/${name}`, { method: 'POST' })
    if (!ok) throw new Unreachable()
    return ask()
  }
}
