// The words of this room, once for all its doors.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { SignName } from '@primero/domain/workflow/review.ts'
import type { Catalogues } from '../i18n/speak.ts'
import type { Hue } from '../ui/Note.tsx'

export const words = import.meta.glob('./locales/*.po') as Catalogues

export const signWords: Record<SignName, { words: MessageDescriptor; hue: Hue }> = {
  plan_missing: { words: msg`High risk, no case plan`, hue: 'bad' },
  overdue: { words: msg`Something is late`, hue: 'bad' },
  referral_unanswered: { words: msg`Referral not answered`, hue: 'warn' },
  approval_waits: { words: msg`Approval waits`, hue: 'warn' },
  risk_unknown: { words: msg`No risk level`, hue: 'warn' },
  quiet: { words: msg`No change for 30 days`, hue: 'warn' },
  changed_by_others: { words: msg`Changed by somebody else`, hue: 'plain' },
}
