// Whether an alert about a share calls this reader, or tells of what is on its way: who sent it waits without a warning
// until the answer is late.
import type { AlertShape, ShareShape } from '@primero/domain/sync/protocol.ts'

export type AlertTone = 'look' | 'answer' | 'late' | 'waits'

const shareOf: Partial<Record<AlertShape['kind'], ShareShape['kind']>> = { referral: 'Referral', transfer: 'Transfer' }

export function toneOf(alert: AlertShape, shares: readonly ShareShape[], now: string): AlertTone {
  const open = shares.filter(({ kind, status }) => kind === shareOf[alert.kind] && status === 'in_progress')
  if (open.length === 0) return 'look'
  if (open.some(({ may }) => may.includes('accept'))) return 'answer'
  return open.some(({ answerBy }) => answerBy !== undefined && answerBy < now) ? 'late' : 'waits'
}
