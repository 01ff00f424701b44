// One device of one person in a page of many: the real engine on a real disk of its own, with a line, a clock and a
// fullness that the test decides. A second tab of the same person may stand beside the first.
import type { Intention } from '@primero/domain/sync/intention.ts'
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { newUuid } from '../src/store/clock.ts'
import { appConfigOf } from '../src/store/config.ts'
import type { Engine } from '../src/store/engine/engine.ts'
import { live } from '../src/store/live.ts'
import type { AppConfig } from '../src/store/store.ts'
import { browserSpace, type Space } from '../src/store/vault/calls.ts'
import type { VaultClient } from '../src/store/vault/client.ts'
import { besideFactory, canDouble } from '../src/store/vault/double.ts'
import { startVault } from '../src/store/vault/own.ts'
import type { Connection } from '../src/sync/connection.ts'
import { openPage, type Page, type Shared } from './page.ts'

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

export type Device = {
  plan: DevicePlan
  /** The engine of its first page. */
  engine: () => Engine
  /** Its first page, or its second, where there is one. */
  page: (second?: boolean) => Page
  pages: () => Page[]
  /** Another tab; once. */
  openTab: () => Promise<void>
  closeTab: () => void
  line: (up: boolean) => void
  full: (on: boolean) => void
  /** Its keys are gone, as after a lock, or back again. */
  shut: (on: boolean) => void
  /** Sends what waits over a line that is there just for that: questions for what is new find nobody. */
  send: (second?: boolean) => Promise<void>
  /** The page ends as it stands, and another opens on the same disk. */
  reload: (second?: boolean) => Promise<void>
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
  const line = live<Connection>('online')
  const state = { full: false, shut: false, deaf: false, seq: 0 }
  const shared: Shared = { plan, config: configFor(plan), word: newUuid(), line, state, start, space }
  let first = await openPage(shared)
  let tab: Page | undefined
  const page = (second = false): Page => (second && tab) || first
  const pages = (): Page[] => (tab ? [first, tab] : [first])
  return {
    plan,
    engine: () => first.engine,
    page,
    pages,
    async openTab() {
      tab ??= await openPage(shared)
    },
    closeTab() {
      tab?.end()
      tab = undefined
    },
    line: (up) => {
      line.set(up ? 'online' : 'offline')
      if (up) for (const { engine } of pages()) engine.sender.retry()
    },
    shut: (on) => {
      state.shut = on
    },
    full: (on) => {
      state.full = on
    },
    async send(second) {
      const { sender, puller } = page(second).engine
      state.deaf = true
      line.set('online')
      await sender.drain()
      // What follows from a delivery has asked by now.
      await puller.pull()
      state.deaf = false
    },
    async reload(second) {
      const isTab = page(second) === tab
      page(second).end()
      const next = await openPage(shared)
      if (isTab) tab = next
      else first = next
    },
    forget() {
      for (const one of pages()) one.end()
      indexedDB.deleteDatabase(plan.name)
      if (canDouble) void besideFactory().then((beside) => beside.deleteDatabase(plan.name))
    },
  }
}

export type Put = Pick<Intention, 'id' | 'name' | 'args' | 'basedOn'>
