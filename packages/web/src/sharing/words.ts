// The words of this room, once for all its doors.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ShareShape } from '@primero/domain/sync/protocol.ts'
import type { LinkState } from '@primero/domain/workflow/one-time-link.ts'
import type { Override } from '@primero/domain/workflow/transition.ts'
import type { Catalogues } from '../i18n/speak.ts'
import type { Hue } from '../ui/Note.tsx'
import type { Sign } from '../ui/signs.ts'

export const words = import.meta.glob('./locales/*.po') as Catalogues

export const kindWords: Record<ShareShape['kind'], MessageDescriptor> = {
  Referral: msg`Referral`,
  Transfer: msg({ context: 'kind of sharing', message: 'Transfer' }),
  Assign: msg`Reassigned`,
  TransferRequest: msg`Asked for this case`,
}

type Status = { words: MessageDescriptor; hue: Hue; sign: Sign }

export const statusWords: Record<ShareShape['status'], Status> = {
  in_progress: { words: msg`Waits for an answer`, hue: 'plain', sign: 'hourglass' },
  accepted: { words: msg`Accepted`, hue: 'ok', sign: 'check' },
  rejected: { words: msg`Rejected`, hue: 'bad', sign: 'x' },
  done: { words: msg`Service given`, hue: 'ok', sign: 'received' },
  revoked: { words: msg`Taken back`, hue: 'plain', sign: 'undo-2' },
}

const calling: Status = { words: msg`Waits for your answer`, hue: 'info', sign: 'attention' }

/** Whoever is asked is called; for others it is on its way, and only silence past its time is a warning. */
export const standingOf = ({ status, may }: ShareShape): Status =>
  status === 'in_progress' && may.includes('accept') ? calling : statusWords[status]

export const groundWords: Record<Override['ground'], MessageDescriptor> = {
  best_interests: msg`It is in the child’s best interests`,
  risk_of_harm: msg`Somebody may come to harm without it`,
  vital_interest: msg`A life or health is in danger now`,
  legal_duty: msg`The law demands it`,
}

/** `ground` as a share tells it: one of ours, or that nobody said. */
export const groundOf = (ground: string): MessageDescriptor =>
  groundWords[ground as Override['ground']] ?? msg`No reason was given`

/** Where a one-time link stands. */
export const linkWords: Record<LinkState, MessageDescriptor> = {
  made: msg`Has no code yet`,
  coded: msg`Not opened yet`,
  opened: msg({ context: 'link', message: 'Opened' }),
  accepted: msg`Accepted`,
  locked: msg`Locked after five wrong codes`,
  rejected: msg`Rejected`,
  done: msg`Service given`,
  expired: msg`Its time is over`,
  ended: msg`Ended`,
}
