// Answers of the server that pages look at, one slot for each question: what this device has of it stands there until the
// server's answer does, and a line that broke takes nothing away.
import { failureOf } from './failure.ts'
import { type Live, live } from './live.ts'
import { onForget, whenSignedIn } from './presence.ts'
import type { ProblemShape, ReadState } from './store.ts'

export type Held<T> = { state: ReadState; value: T | undefined; problem: ProblemShape | undefined; at: number }
export type Slot<T> = Live<Held<T>> & { asking: Promise<void> | undefined }

export const slotOf = <T>(slots: Map<string, Slot<T>>, key: string): Slot<T> => {
  const known = slots.get(key)
  if (known) return known
  const made = {
    ...live<Held<T>>({ state: 'loading', value: undefined, problem: undefined, at: 0 }),
    asking: undefined,
  }
  slots.set(key, made)
  return made
}

/** Of a question that has one answer for each person. Who comes next has another: what comes late fills the old one. */
export function ownSlot<T>(): () => Slot<T> {
  const slots = new Map<string, Slot<T>>()
  onForget(() => slots.clear())
  return () => slotOf(slots, '')
}

/** `kept`: what this device has of it; it stands on the page until the server's answer does. */
export function fill<T>(
  slot: Slot<T>,
  ask: () => Promise<T | undefined>,
  kept: () => Promise<T | undefined> = () => Promise.resolve(undefined),
): Promise<void> {
  slot.asking ??= filled(slot, ask, kept).finally(() => {
    slot.asking = undefined
  })
  return slot.asking
}

async function filled<T>(
  slot: Slot<T>,
  ask: () => Promise<T | undefined>,
  kept: () => Promise<T | undefined>,
): Promise<void> {
  const held = slot.get().value ?? (await kept().catch(() => undefined))
  if (held !== undefined && slot.get().value === undefined)
    slot.set({ state: 'ready', value: held, problem: undefined, at: 0 })
  try {
    const value = await whenSignedIn(ask)
    const state = value === undefined ? 'denied' : 'ready'
    slot.set({ state, value, problem: undefined, at: Date.now() })
  } catch (e) {
    const { state, problem } = failureOf(e)
    const now = slot.get()
    // A line that broke does not take away what is on the screen.
    const value = state === 'denied' ? undefined : now.value
    slot.set({ state: value === undefined ? state : 'ready', value, problem, at: now.at })
  }
}
