// The one way in which a change of one's own is given up: asked for by its author, and confirmed.
import { Trans, useLingui } from '@lingui/react/macro'
import type { OutboxEntry } from '../store/entries.ts'
import { discard } from '../store/outbox.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'

export function DiscardDialog({ entry, onClose }: { entry: OutboxEntry; onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog title={entry.state === 'conflict' ? t`Is this settled?` : t`Discard this change?`} onClose={onClose}>
      <p>
        {entry.state === 'conflict' ? (
          <Trans>The server keeps both values with the record. This line leaves the outbox.</Trans>
        ) : entry.intention.name === 'record.create' ? (
          <Trans>
            The server does not have this record. All that you wrote for it goes, and cannot be brought back.
          </Trans>
        ) : (
          <Trans>The server does not have it. It cannot be brought back.</Trans>
        )}
      </p>
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          <Trans>Keep it</Trans>
        </Button>
        <Button
          look={entry.state === 'conflict' ? 'main' : 'harm'}
          onClick={() => {
            void discard(entry.intention.id)
            onClose()
          }}
        >
          {entry.state === 'conflict' ? <Trans>It is settled</Trans> : <Trans>Discard</Trans>}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
