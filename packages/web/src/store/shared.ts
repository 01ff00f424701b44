// Shares as their author sees them while the server has not heard of them.
import type { Intention, IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { RecordShape, ShareShape } from '@primero/domain/sync/protocol.ts'

const statusAfter = { accept: 'accepted', reject: 'rejected', done: 'done', revoke: 'revoked' } as const

/** A share that waits to be sent stands first; the server alone carries out what follows from it. */
export const withShare = ({ shares = [] }: RecordShape, { args, user, at }: Intention): ShareShape[] => {
  const made = args as IntentionArgs<'transition.make'>
  if (shares.some(({ id }) => id === made.transition)) return shares
  const { kind } = made
  const share: ShareShape = {
    id: made.transition,
    kind,
    status: kind === 'Assign' ? 'done' : 'in_progress',
    by: user,
    to: made.to,
    toAgency: made.toAgency ?? null,
    toRemote: made.toRemote ?? null,
    service: made.service ?? null,
    serviceRow: made.serviceRow ?? null,
    notes: made.notes ?? null,
    rejectedReason: null,
    note: null,
    override: made.override?.ground ?? null,
    at,
    respondedAt: null,
    endedAt: null,
    may: [],
  }
  return [share, ...shares]
}

/** Who accepted a referral without a line may finish it without one. */
export const withAnswer = ({ shares = [] }: RecordShape, { args, at }: Intention): ShareShape[] => {
  const { transition, answer, reason, note } = args as IntentionArgs<'transition.answer'>
  const answered = (share: ShareShape): ShareShape => ({
    ...share,
    status: statusAfter[answer],
    may: answer === 'accept' && share.kind === 'Referral' ? ['done'] : [],
    ...(answer === 'revoke' ? { endedAt: at } : { respondedAt: at }),
    ...(answer === 'reject' ? { rejectedReason: reason ?? null } : {}),
    ...(answer === 'done' ? { note: note ?? null } : {}),
  })
  return shares.map((share) => (share.id === transition ? answered(share) : share))
}
