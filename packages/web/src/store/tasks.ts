// What there is to do: as the server says; where nobody answers, worked out from what this device keeps and what the person
// has not sent yet.
import type { Data } from '@primero/domain/records/record.ts'
import type { TaskLine } from '@primero/domain/sync/home.ts'
import { inOrder, type Task, taskFilters, tasksOf } from '@primero/domain/workflow/tasks.ts'
import { useEffect } from 'react'
import { fetchTasks } from '../sync/home.ts'
import { connection } from '../sync/connection.ts'
import { thisDay, thisMoment } from './clock.ts'
import type { Engine } from './engine/engine.ts'
import { keyOf, recordOf } from './engine/ground.ts'
import { isUnsent } from './entries.ts'
import { engineNow, onEngine } from './here.ts'
import { useLive } from './live.ts'
import { laidOver } from './overlay.ts'
import { configNow } from './presence.ts'
import { fill, ownSlot, type Slot } from './slots.ts'
import type { AppConfig, Read } from './store.ts'

export type Todo = {
  tasks: readonly TaskLine[]
  /** Made of what this device keeps: there may be more. */
  local: boolean
  asOf: string | undefined
}

const own = ownSlot<Todo>()
const freshFor = 15_000

const fromServer = async (): Promise<Todo> => ({ ...(await fetchTasks()), local: false, asOf: thisMoment() })

async function fromDevice(): Promise<Todo | undefined> {
  const config = configNow()
  const { copies, outbox, puller } = engineNow()
  const unsent = outbox.entries.get().filter(isUnsent)
  if (!config || (copies.lines.get().size === 0 && unsent.length === 0)) return undefined
  const filters = taskFilters(config.me.userName)
  const { rows } = await copies.find({ type: 'case', filters, page: 1, per: 100_000 }, unsent)
  const found = await Promise.all(
    rows.map(async (row) => {
      const kept = await copies.record(row)
      const entries = unsent.filter(({ intention }) => keyOf(recordOf(intention)) === keyOf(row))
      return tasksIn(config, row.id, (kept ? laidOver(kept, entries).data : row.data) as Data)
    }),
  )
  return { tasks: inOrder(found.flat(), undefined, 'asc'), local: true, asOf: puller.contact.get().at }
}

function tasksIn(config: AppConfig, id: string, data: Data): (Task & { code: string | null })[] {
  const view = { worker: config.me.userName, today: thisDay(), zone: config.timeZone }
  const code = data['case_id_display']
  return tasksOf(config.configuration, view, id, data).map((task) => ({
    ...task,
    code: typeof code === 'string' ? code : null,
  }))
}

async function load(): Promise<void> {
  const slot = own()
  if (connection.get() !== 'offline') await fill(slot, fromServer, fromDevice)
  // Or the line broke in the middle.
  if (connection.get() === 'offline' || slot.get().state === 'offline') await loadHere(slot)
}

async function loadHere(slot: Slot<Todo>): Promise<void> {
  const value = await fromDevice().catch(() => undefined)
  if (value) slot.set({ state: 'ready', value, problem: undefined, at: 0 })
  else await fill(slot, fromServer)
}

const renew = (): void => {
  const { value, state } = own().get()
  if (value || state === 'offline') void load()
}
onEngine(({ sender, puller, outbox }: Engine) => {
  sender.onSettled(renew)
  puller.onPage(({ records, gone }) => records.length + gone.length > 0 && renew())
  outbox.entries.subscribe(() => own().get().value?.local && renew())
})
connection.subscribe(() => renew())

export function useTasks(): Read<Todo> {
  const held = useLive(own())
  useEffect(() => {
    if (Date.now() - own().get().at > freshFor) void load()
  }, [])
  return { state: held.state, value: held.value, problem: held.problem, retry: () => void load() }
}
