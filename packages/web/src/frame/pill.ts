// Which of its words the sync pill says.
import type { OutboxSummary } from '../store/outbox.ts'

export type PillState = 'needs-you' | 'offline' | 'weak' | 'sending' | 'waiting' | 'received'

export function pillStateOf({ needsYou, connection, sending, waiting }: OutboxSummary): PillState {
  if (needsYou > 0) return 'needs-you'
  if (connection === 'offline') return 'offline'
  if (sending > 0) return 'sending'
  if (connection === 'weak') return 'weak'
  return waiting > 0 ? 'waiting' : 'received'
}
