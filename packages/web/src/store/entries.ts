// What the outbox holds, while it waits, travels and is answered.
import type { Intention, Outcome } from '@primero/domain/sync/intention.ts'
import type { ProblemShape } from './store.ts'

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
  /** Pieces of its file that the server has. */
  piecesSent?: number
}
/** `waiting`: on this device only; it goes out by itself when somebody answers. */
export type PushOutcome = Outcome | { id: string; outcome: 'waiting' }

export const isUnsent = (entry: OutboxEntry): boolean => entry.state === 'waiting' || entry.state === 'sending'
export const needsAuthor = (entry: OutboxEntry): boolean => entry.state === 'refused' || entry.state === 'conflict'

export const fresh = (intention: Intention): OutboxEntry => ({
  intention,
  state: 'waiting',
  problem: undefined,
  paths: undefined,
  settledAt: undefined,
})
