// One device of one person in a page of many: the real engine on a real disk of its own, with a line, a clock and a
// fullness that the test decides.
import type { Intention } from '@primero/domain/sync/intention.ts'
import type { ConfigReply, ConflictShape, RecordShape } from '@primero/domain/sync/protocol.ts'
import type { Moment } from '@primero/domain/time.ts'
import { bornFrom } from '../src/store/born.ts'
import { newUuid } from '../src/store/clock.ts'
import { appConfigOf } from '../src/store/config.ts'
import { type Engine, openEngine } from '../src/store/engine/engine.ts'
import { type Ground, keyOf, type RecordName, recordOf } from '../src/store/engine/ground.ts'
import { isUnsent, needsAuthor, type OutboxEntry } from '../src/store/entries.ts'
import { live } from '../src/store/live.ts'
import { laidOver } from '../src/store/overlay.ts'
import type { AppConfig } from '../src/store/store.ts'
import { sturdy } from '../src/store/sturdy.ts'
import { browserSpace, type Space } from '../src/store/vault/calls.ts'
import type { VaultClient } from '../src/store/vault/client.ts'
import { besideFactory, canDouble } from '../src/store/vault/double.ts'
import { startVault } from '../src/store/vault/own.ts'
import { type Vault, VaultFull, VaultLocked } from '../src/store/vault/shape.ts'
import { wireOver } from '../src/sync/api.ts'
import type { Connection } from '../src/sync/connection.ts'
import { exchange, Refused, Unreachable } from '../src/sync/http.ts'

export type DevicePlan = {
  /** Its way through the proxy, and the name of its database. */
  name: string
  /** Under which the server knows it. */
  id: string
  /** Milliseconds by which its clock is wrong. */
  ahead: number
  role: string
  me: { id: number; userName: string; fullName: string; groups: string[] }
}

/** What lies on a device when all is quiet. */
export type Found = { entries: OutboxEntry[]; records: RecordShape[]; conflicts: ConflictShape[]; copies: number }

export type Device = {
  plan: DevicePlan
  engine: () => Engine
  line: (up: boolean) => void
  full: (on: boolean) => void
  /** Its keys are gone, as after a lock, or back again. */
  shut: (on: boolean) => void
  /** Sends what waits over a line that is there just for that: questions for what is new find nobody. */
  send: () => Promise<void>
  /** The record as its person sees it; undefined where it is not here. */
  sees: (of: RecordName) => Promise<RecordShape | undefined>
  /** The page ends as it stands, and another opens on the same disk. */
  reload: () => Promise<void>
  /** Is everything that waits on the disk, or does some of it live as long as the page? */
  isSafe: () => Promise<boolean>
  found: () => Promise<Found>
  forget: () => void
}

const configs = new Map<string, AppConfig>()

/** What a role uses is read once; its people differ in their names only. */
export function learnRole(role: string, reply: ConfigReply): void {
  configs.set(role, appConfigOf(reply))
}

export function configFor({ role, me }: DevicePlan): AppConfig {
  const known = configs.get(role)
  if (!known) throw new Error(`Nobody taught this page ${role}.`)
  return { ...known, me: { ...known.me, ...me } }
}

export const openDevice = (plan: DevicePlan): Promise<Device> => opens(plan, () => startVault(plan.name), browserSpace)

/** On a vault that is open already. */
export const openDeviceIn = (plan: DevicePlan, client: VaultClient, space: Space): Promise<Device> =>
  opens(plan, () => client, space)

async function opens(plan: DevicePlan, start: () => VaultClient, space: Space): Promise<Device> {
  const config = configFor(plan)
  const line = live<Connection>('online')
  const state = { full: false, shut: false, deaf: false, seq: 0 }
  let page = opened()

  function opened() {
    const client = start()
    const abort = new AbortController()
    const engine = openEngine(groundOn(client, abort.signal))
    return { client, abort, engine }
  }

  function groundOn(client: VaultClient, signal: AbortSignal): Ground {
    const never = new Promise<never>(() => undefined)
    const lock = newUuid()
    return {
      vault: sturdy(limited(client.inSpace(space), state), () => undefined),
      wire: wireOver(async (method, path, more) => {
        if (line.get() === 'offline' || (state.deaf && path.endsWith('/pull'))) throw new Unreachable()
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
      alone: (name, work) => navigator.locks.request(`${lock}/${name}`, work),
      later: (wait, work) => {
        const timer = window.setTimeout(() => signal.aborted || work(), Math.min(wait, 40))
        return () => window.clearTimeout(timer)
      },
      tabs: { post: () => undefined, listen: () => undefined },
    }
  }

  await page.engine.open()
  const entriesOf = (of: RecordName): OutboxEntry[] =>
    page.engine.outbox.entries.get().filter((e) => keyOf(recordOf(e.intention)) === keyOf(of))

  return {
    plan,
    engine: () => page.engine,
    line: (up) => {
      line.set(up ? 'online' : 'offline')
      if (up) page.engine.sender.retry()
    },
    shut: (on) => {
      state.shut = on
    },
    full: (on) => {
      state.full = on
    },
    async send() {
      state.deaf = true
      line.set('online')
      await page.engine.sender.drain()
      // What follows from a delivery has asked by now.
      await page.engine.puller.pull()
      state.deaf = false
    },
    async sees(of) {
      const entries = entriesOf(of).filter(isUnsent)
      const birth = entries.find(({ intention }) => intention.name === 'record.create')
      const ground = (await page.engine.copies.record(of)) ?? (birth && bornFrom(config, birth.intention))
      return ground && laidOver(ground, entries)
    },
    async reload() {
      page.abort.abort()
      page.engine.forget()
      page.client.close()
      page = opened()
      await page.engine.open()
    },
    async isSafe() {
      const kept = await page.client.inSpace(space).readAll('outbox')
      const ids = new Set(kept.map(({ id }) => id))
      const all = page.engine.outbox.entries.get()
      return all.every((entry) => ids.has(entry.intention.id) || !(isUnsent(entry) || needsAuthor(entry)))
    },
    async found() {
      const { outbox, copies } = page.engine
      const names = [...copies.lines.get().values()]
      const records = await Promise.all(names.map((of) => copies.record(of)))
      return {
        entries: outbox.entries.get(),
        records: records.filter((one) => one !== undefined),
        conflicts: [...copies.conflicts.get()],
        copies: (await page.client.inSpace(space).readAll('record')).length,
      }
    },
    forget() {
      page.abort.abort()
      page.engine.forget()
      page.client.close()
      indexedDB.deleteDatabase(plan.name)
      if (canDouble) void besideFactory().then((beside) => beside.deleteDatabase(plan.name))
    },
  }
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

export type Put = Pick<Intention, 'id' | 'name' | 'args' | 'basedOn'>
