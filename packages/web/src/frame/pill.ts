// Which of its words the sync pill says.
import type { OutboxSummary } from '../store/outbox.ts'

export type PillState = 'needs-you' | 'field' | 'offline' | 'weak' | 'sending' | 'waiting' | 'received'

/** Needs-you wins over offline, offline over waiting; field mode is why it is offline. */
export function pillStateOf({ needsYou, connection, field, sending, waiting }: OutboxSummary): PillState {
  if (needsYou > 0) return 'needs-you'
  if (field) return 'field'
  if (connection === 'offline') return 'offline'
  if (sending > 0) return 'sending'
  if (connection === 'weak') return 'weak'
  return waiting > 0 ? 'waiting' : 'received'
}

/** How many there were to send since the outbox was last empty. */
export const mostOf = (before: number, { waiting }: Pick<OutboxSummary, 'waiting'>): number =>
  waiting === 0 ? 0 : Math.max(before, waiting)

/** “Sending 2 of 3”: those that are on their way, after those that have arrived. */
export const placeOf = (most: number, { waiting, sending }: Pick<OutboxSummary, 'waiting' | 'sending'>): number =>
  Math.min(most, most - waiting + sending)
