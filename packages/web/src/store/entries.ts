// What the outbox holds, while it waits, travels and is answered.
import type { Intention, IntentionArgs, Outcome } from '@primero/domain/sync/intention.ts'
import { live } from './live.ts'
import type { ProblemShape } from './store.ts'
import { drop } from './vault/kept.ts'

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

export const isUnsent = (entry: OutboxEntry): boolean => entry.state === 'waiting' || entry.state === 'sending'
export const needsAuthor = (entry: OutboxEntry): boolean => entry.state === 'refused' || entry.state === 'conflict'

export const replace = (id: string, change: Partial<OutboxEntry>): void =>
  outbox.set(outbox.get().map((entry) => (entry.intention.id === id ? { ...entry, ...change } : entry)))

export const fresh = (intention: Intention): OutboxEntry => ({
  intention,
  state: 'waiting',
  problem: undefined,
  paths: undefined,
  settledAt: undefined,
})

/** It has left: for the server, or for good. */
export async function forgetOnDisk(intention: Intention): Promise<void> {
  await drop('outbox', intention.id)
  if (intention.name === 'attachment.add') {
    await drop('blob', (intention.args as IntentionArgs<'attachment.add'>).attachment)
  }
}
