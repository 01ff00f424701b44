// The words of this room, once for all its doors.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ApprovalType } from '@primero/domain/workflow/approvals.ts'
import type { Text } from '@primero/domain/configuration/bundle.ts'
import type { Catalogues } from '../i18n/speak.ts'
import type { AppConfig } from '../store/store.ts'
import type { Hue } from '../ui/Note.tsx'
import type { Sign } from '../ui/signs.ts'

export const words = import.meta.glob('./locales/*.po') as Catalogues

const approvalNames: Record<ApprovalType, MessageDescriptor> = {
  assessment: msg`Assessment`,
  case_plan: msg`Case plan`,
  closure: msg`Closure`,
  action_plan: msg`Action plan`,
  gbv_closure: msg`Closure`,
}

/** As this instance calls it, else in our words. */
export function approvalName(config: AppConfig, module: string, approval: string, t: (m: MessageDescriptor) => string) {
  const own = config.configuration.modules.get(module)?.options['approvals_labels']
  const labels = (own ?? config.configuration.settings['approvals_labels']) as Record<string, Text> | undefined
  const ours = approvalNames[approval as ApprovalType]
  return config.say(labels?.[approval]) || (ours ? t(ours) : approval)
}

type Standing = { words: MessageDescriptor; hue: Hue; sign?: Sign }

/** Where an approval stands, by `approval_status_…`. */
export const approvalStandings: Record<string, Standing> = {
  pending: { words: msg`Waits for an answer`, hue: 'info', sign: 'hourglass' },
  approved: { words: msg`Approved`, hue: 'ok', sign: 'check' },
  rejected: { words: msg`Sent back`, hue: 'bad', sign: 'undo-2' },
}
export const notAsked: Standing = { words: msg`Not asked for`, hue: 'plain' }
