// A code to read out, shown once and kept nowhere.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { timeText } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { issueCode } from '../api.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'

export function CodeDialog({ id, onClose, onMade }: { id: number; onClose: () => void; onMade: () => void }) {
  const [made, setMade] = useState<{ code: string; until: string }>()
  if (made)
    return (
      <MadeCode
        made={made}
        onClose={() => {
          onClose()
          onMade()
        }}
      />
    )
  return (
    <ConfirmDialog
      title={<Trans>Make a code to read out?</Trans>}
      deed={<Trans>Make a code</Trans>}
      busy={<Trans>Making</Trans>}
      onClose={onClose}
      keepsOpen
      onDo={async () => setMade(await issueCode(id))}
    >
      <ul className="office-effects">
        <li>
          <Trans>The password that was there opens nothing any more, and open sessions end.</Trans>
        </li>
        <li>
          <Trans>The code is good for an hour and for one sign-in. There they choose a new password.</Trans>
        </li>
        <li>
          <Trans>Read it only to somebody whose voice you know.</Trans>
        </li>
      </ul>
    </ConfirmDialog>
  )
}

function MadeCode({ made: { code, until }, onClose }: { made: { code: string; until: string }; onClose: () => void }) {
  const { i18n } = useLingui()
  return (
    <Dialog title={<Trans>Read this code out</Trans>} onClose={onClose} closable={false} opaque>
      <p className="office-code" role="status">
        <bdi dir="ltr" translate="no">
          {code}
        </bdi>
      </p>
      <p>
        <Trans>Good until {timeText(until, i18n.locale)}. It is shown only now.</Trans>
      </p>
      <DialogActions>
        <Button look="main" onClick={onClose}>
          <Trans>Done</Trans>
        </Button>
      </DialogActions>
    </Dialog>
  )
}
