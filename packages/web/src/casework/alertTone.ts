// Whether an alert about a share calls this reader, or tells of what is on its way: who sent it waits without a warning
// until the answer is late.
import type { AlertShape, ShareShape } from '@primero/domain/sync/protocol.ts'

export type AlertTone = 'look' | 'answer' | 'late' | 'waits'

const shareOf: Partial<Record<AlertShape['kind'], ShareShape['kind']>> = { referral: 'Referral', transfer: 'Transfer' }
const loudest: AlertTone[] = ['answer', 'late', 'waits']

const toneOfShare = ({ may, answerBy }: ShareShape, now: string): AlertTone =>
  may.includes('accept') ? 'answer' : answerBy !== undefined && answerBy < now ? 'late' : 'waits'

/** An alert does not name its share: of several of one kind, each stands for one that waits, the loudest first. */
export function tonesOf(alerts: readonly AlertShape[], shares: readonly ShareShape[], now: string): AlertTone[] {
  const open = shares
    .filter(({ status }) => status === 'in_progress')
    .map((one) => ({ kind: one.kind, tone: toneOfShare(one, now) }))
    .sort((a, b) => loudest.indexOf(a.tone) - loudest.indexOf(b.tone))
  return alerts.map(({ kind }, i) => {
    const share = shareOf[kind]
    if (share === undefined) return 'look'
    const earlier = alerts.slice(0, i).filter((one) => one.kind === kind).length
    // One that this reader may not see calls somebody else.
    return open.filter((one) => one.kind === share)[earlier]?.tone ?? 'waits'
  })
}
