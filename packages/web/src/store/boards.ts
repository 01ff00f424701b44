// Numbers of the role: as the server says, and sealed on this device for when nobody answers. Whoever has records of his
// own has them counted here then, from what this device keeps.
import { dashboardsOf } from '@primero/domain/workflow/dashboards.ts'
import { filtersOf, tallied } from '@primero/domain/workflow/dashboard-counts.ts'
import { permitted } from '@primero/domain/workflow/dashboard-rights.ts'
import type { Indicator } from '@primero/domain/workflow/dashboard.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { Board, BoardNumber } from '@primero/domain/sync/home.ts'
import type { ShortRow } from '@primero/domain/sync/protocol.ts'
import { useEffect } from 'react'
import { fetchBoards } from '../sync/home.ts'
import { connection } from '../sync/connection.ts'
import { thisMoment } from './clock.ts'
import type { Engine } from './engine/engine.ts'
import { engineNow, onEngine } from './here.ts'
import { useLive } from './live.ts'
import { configNow } from './presence.ts'
import { actorOf } from './self.ts'
import { fill, ownSlot } from './slots.ts'
import type { AppConfig, Read } from './store.ts'
import { ownVault, vaultNow } from './vault/own.ts'

export type Boards = {
  boards: readonly Board[]
  /** Counted on this device: there may be more. */
  local: boolean
  asOf: string | undefined
}

const own = ownSlot<Boards>()
const freshFor = 15_000

async function fromServer(): Promise<Boards> {
  const vault = ownVault()
  const value: Boards = { ...(await fetchBoards()), local: false }
  // A disk that is full keeps no numbers; the server has them.
  await vault?.write({ put: [{ room: 'meta', id: 'boards', value }] }).catch(() => {})
  return value
}

async function fromDevice(): Promise<Boards | undefined> {
  const config = configNow()
  const { copies, puller } = engineNow()
  const lines = [...copies.lines.get().values()]
  if (config?.me.scope === 'self' && lines.length > 0)
    return { boards: countedHere(config, lines), local: true, asOf: puller.contact.get().at }
  return (await vaultNow().read('meta', 'boards')) as Boards | undefined
}

/** Whatever this device keeps is within reach of whoever opened it. */
function countedHere(config: AppConfig, lines: readonly ShortRow[]): Board[] {
  const actor = actorOf(config)
  const { configuration } = config
  const view = { actor, now: thisMoment(), zone: config.timeZone, manages: [actor.userName] }
  const records = lines.map(({ id, type, module, data }) => ({
    facts: { id: id as Uuid, type, module, seenBy: [`u:${actor.userName}`], ownedBy: '', grantedTo: [] },
    data: data as Data,
  }))
  const numbersOf = (one: Indicator): BoardNumber[] => {
    const found = tallied(configuration, view, one, records)
    const all = one.by.length === 0 && found.length === 0 ? [{ keys: [], count: 0 }] : found
    return all.map(({ keys, count }) => ({ keys, count, filters: filtersOf(one, keys) }))
  }
  return permitted(configuration, actor, dashboardsOf(configuration, view)).map(({ name, indicators }) => ({
    name: name.slice('dashboard.'.length),
    indicators: indicators.map((one) => ({
      name: one.name,
      type: one.type,
      by: one.by.map(({ field }) => field),
      numbers: numbersOf(one),
    })),
  }))
}

async function load(): Promise<void> {
  const slot = own()
  if (connection.get() !== 'offline') await fill(slot, fromServer, fromDevice)
  if (connection.get() !== 'offline' && slot.get().state !== 'offline') return
  const value = await fromDevice().catch(() => undefined)
  if (value) slot.set({ state: 'ready', value, problem: undefined, at: 0 })
  else if (slot.get().value === undefined) slot.set({ ...slot.get(), state: 'offline' })
}

const renew = (): void => {
  const { value, state } = own().get()
  if (value || state === 'offline') void load()
}
onEngine(({ sender, puller }: Engine) => {
  sender.onSettled(renew)
  puller.onPage(({ records, gone }) => records.length + gone.length > 0 && renew())
})
connection.subscribe(() => renew())

export function useBoards(): Read<Boards> {
  const held = useLive(own())
  useEffect(() => {
    if (Date.now() - own().get().at > freshFor) void load()
  }, [])
  return { state: held.state, value: held.value, problem: held.problem, retry: () => void load() }
}
