// What became of something that was done to a record, said once.
import { t } from '@lingui/core/macro'
import type { PushOutcome } from '../store/entries.ts'
import { tell } from '../ui/Toast.tsx'

export function tellDone({ outcome }: PushOutcome, done: string): void {
  if (outcome === 'waiting') tell(done, { aside: t`not received yet`, sign: 'on-device' })
  else if (outcome === 'refused') tell(t`The server did not take this. See above.`, { sign: 'attention' })
  else tell(done)
}
