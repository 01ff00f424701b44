// Lists: the last answers stay in memory and are shown at once, while a newer one is on its way. Where nobody answers,
// or not soon, the list is made of what this device keeps.
import type { SearchReply, SearchRequest } from '@primero/domain/sync/protocol.ts'
import { useEffect, useMemo } from 'react'
import { search } from '../sync/api.ts'
import { connection } from '../sync/connection.ts'
import type { Engine } from './engine/engine.ts'
import { thisMoment } from './clock.ts'
import { failureOf } from './failure.ts'
import { engineNow, onEngine } from './here.ts'
import { type Live, live, useLive } from './live.ts'
import { onForget, whenSignedIn } from './presence.ts'
import type { ProblemShape, ReadState, SearchRead } from './store.ts'

type Held = {
  state: ReadState
  reply: SearchReply | undefined
  problem: ProblemShape | undefined
  refreshing: boolean
  /** When the reply came; 0 once something made it old. */
  at: number
  /** Made of what this device keeps. */
  local: boolean
  /** When the server said so. */
  asOf: string | undefined
}
type Slot = Live<Held> & { request: SearchRequest; lookers: number; abort: AbortController | undefined }

const none: Held = {
  state: 'loading',
  reply: undefined,
  problem: undefined,
  refreshing: false,
  at: 0,
  local: false,
  asOf: undefined,
}
const slots = new Map<string, Slot>()
const kept = 40
const freshFor = 15_000
/** Longer than this nobody looks at an empty page where something is at hand. */
const soon = 1_500

function slotOf(key: string): Slot {
  const known = slots.get(key)
  if (known) {
    // Last used, last dropped.
    slots.delete(key)
    slots.set(key, known)
    return known
  }
  const made = { ...live(none), request: JSON.parse(key) as SearchRequest, lookers: 0, abort: undefined }
  slots.set(key, made)
  for (const [old, slot] of slots) {
    if (slots.size <= kept) break
    if (slot.lookers === 0 && slot !== made) slots.delete(old)
  }
  return made
}

async function ask(slot: Slot): Promise<void> {
  if (slot.abort) return
  const abort = new AbortController()
  slot.abort = abort
  slot.set({ ...slot.get(), refreshing: true })
  // Where nobody answers anyway, what is at hand is the answer; the line coming back asks again.
  if (connection.get() === 'offline' && (await fromDevice(slot, abort.signal, false))) {
    if (slot.abort === abort) slot.abort = undefined
    return
  }
  const timer = window.setTimeout(() => {
    if (!slot.get().reply) void fromDevice(slot, abort.signal, true)
  }, soon)
  try {
    const reply = await whenSignedIn(() => search(slot.request, abort.signal))
    if (abort.signal.aborted) return
    slot.set({
      state: 'ready',
      reply,
      problem: undefined,
      refreshing: false,
      at: Date.now(),
      local: false,
      asOf: thisMoment(),
    })
  } catch (e) {
    // Nobody looked any more, and whoever has come since asks for himself.
    if (abort.signal.aborted) return
    const { state, problem } = failureOf(e)
    if (state === 'offline' && (await fromDevice(slot, abort.signal, false))) return
    const reply = state === 'denied' ? undefined : slot.get().reply
    slot.set({ ...slot.get(), state: reply ? 'ready' : state, reply, problem, refreshing: false })
  } finally {
    window.clearTimeout(timer)
    if (slot.abort === abort) slot.abort = undefined
  }
}

/** The list as this device can make it. Gives whether it could. */
async function fromDevice(slot: Slot, signal: AbortSignal, refreshing: boolean): Promise<boolean> {
  const { copies, outbox, puller } = engineNow()
  const unsent = outbox.entries.get()
  // A device that keeps nothing and made nothing has no list; an older answer is better than none.
  if (copies.lines.get().size === 0 && puller.contact.get().at === undefined && unsent.length === 0) return false
  const reply = await copies.find(slot.request, unsent)
  if (signal.aborted) return true
  slot.set({ state: 'ready', reply, problem: undefined, refreshing, at: 0, local: true, asOf: puller.contact.get().at })
  return true
}

const open = (slot: Slot): (() => void) => {
  slot.lookers += 1
  if (slot.get().reply === undefined || Date.now() - slot.get().at > freshFor) void ask(slot)
  return () => {
    slot.lookers -= 1
    // Nobody waits for this answer any more: leave the line to the next question.
    if (slot.lookers === 0) drop(slot)
  }
}

function drop(slot: Slot): void {
  if (!slot.abort) return
  slot.abort.abort()
  slot.abort = undefined
  slot.set({ ...slot.get(), refreshing: false })
}

const renew = (): void => {
  for (const slot of slots.values()) {
    // An answer that is on its way was given before this change.
    drop(slot)
    slot.set({ ...slot.get(), at: 0 })
    if (slot.lookers > 0) void ask(slot)
  }
}

onEngine(({ sender, puller, outbox }: Engine) => {
  sender.onSettled((news) => {
    if (news.some(({ outcome }) => outcome.outcome !== 'refused')) renew()
  })
  puller.onPage(({ records, gone }) => {
    if (records.length + gone.length > 0) renew()
  })
  let count = 0
  // What was just written belongs in a list that this device makes.
  outbox.entries.subscribe(() => {
    if (count === outbox.entries.get().length) return
    count = outbox.entries.get().length
    for (const slot of slots.values()) if (slot.lookers > 0 && slot.get().local) void ask(slot)
  })
})
onForget(() => slots.clear())
connection.subscribe(() => {
  if (connection.get() === 'offline') return
  for (const slot of slots.values()) {
    const { state, local } = slot.get()
    if (slot.lookers > 0 && (state === 'offline' || local)) void ask(slot)
  }
})

/** Asks for a list. Equal requests share one answer. */
export function useSearch(request: SearchRequest): SearchRead {
  const key = JSON.stringify(request)
  const slot = useMemo(() => slotOf(key), [key])
  const held = useLive(slot)
  useEffect(() => open(slot), [slot])
  return useMemo(
    () => ({
      state: held.state,
      reply: held.reply,
      problem: held.problem,
      refreshing: held.refreshing,
      local: held.local,
      asOf: held.asOf,
      retry: () => {
        if (!slot.get().reply) slot.set(none)
        void ask(slot)
      },
    }),
    [held, slot],
  )
}
