// A decision: the question, what follows in words, and the deed by its verb.
import { Trans } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { TroubleNote } from './OfficeFields.tsx'
import { type FormTrouble, troubleOf } from './useOfficeForm.ts'

export function ConfirmDialog({
  title,
  children,
  deed,
  busy,
  keep,
  harm = false,
  keepsOpen = false,
  onDo,
  onClose,
}: {
  title: ReactNode
  children: ReactNode
  deed: ReactNode
  /** The word on the button while it works. */
  busy: ReactNode
  keep?: ReactNode
  harm?: boolean
  /** Something else takes its place when this is done. */
  keepsOpen?: boolean
  /** It closes when this is done; what the server refuses is told in the dialog. */
  onDo: () => Promise<void>
  onClose: () => void
}) {
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<FormTrouble>()
  const act = async (): Promise<void> => {
    setBusy(true)
    setTrouble(undefined)
    try {
      await onDo()
      if (!keepsOpen) onClose()
    } catch (e) {
      setBusy(false)
      setTrouble(troubleOf(e))
    }
  }
  return (
    <Dialog title={title} onClose={onClose} closable={!isBusy}>
      <div className="stack">{children}</div>
      {trouble && <TroubleNote of={trouble} />}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {keep ?? <Trans>Cancel</Trans>}
        </Button>
        <Button look={harm ? 'harm' : 'main'} {...(isBusy ? { busy } : {})} onClick={() => void act()}>
          {deed}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
