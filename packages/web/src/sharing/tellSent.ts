// What became of something that was sent to a colleague, said once.
import { t } from '@lingui/core/macro'
import type { PushOutcome } from '../store/entries.ts'
import { tell } from '../ui/Toast.tsx'

export function tellSent({ outcome }: PushOutcome): void {
  if (outcome === 'waiting') tell(t`Will be sent when connected`, { aside: t`not received yet`, sign: 'on-device' })
  else if (outcome === 'refused') tell(t`The server did not take this. See above.`, { sign: 'attention' })
  else tell(t`Sent`)
}
