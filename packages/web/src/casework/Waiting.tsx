// A step that lies on this device until somebody answers; until then its author may take it back.
import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { DiscardDialog } from '../outbox/DiscardDialog.tsx'
import type { OutboxEntry } from '../store/entries.ts'
import { Button } from '../ui/Button.tsx'
import { Tag } from '../ui/Tag.tsx'

export const WaitingTag = () => (
  <Tag hue="warn" sign="on-device">
    <Trans>Will be sent when connected</Trans>
  </Tag>
)

export function NotSent({ entry }: { entry: OutboxEntry | undefined }) {
  const [isGivenUp, setGivenUp] = useState(false)
  if (entry?.state !== 'waiting') return null
  return (
    <>
      <Button small look="quiet" sign="undo-2" onClick={() => setGivenUp(true)}>
        <Trans>Do not send</Trans>
      </Button>
      {isGivenUp && <DiscardDialog entry={entry} onClose={() => setGivenUp(false)} />}
    </>
  )
}
