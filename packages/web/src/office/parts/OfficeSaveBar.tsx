// Save, at the bottom edge, while there is something to save. Nothing of it is kept before the server has it.
import '../../record/record.css'
import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'

type BarForm = { isDirty: boolean; isBusy: boolean; save: () => Promise<void>; discard: () => void }

export function OfficeSaveBar({ form, deed, onLeave }: { form: BarForm; deed?: ReactNode; onLeave?: () => void }) {
  if (!form.isDirty && !form.isBusy && !onLeave) return null
  return (
    <div className="save">
      <span className="state" role="status">
        {form.isBusy ? (
          <Trans>Saving</Trans>
        ) : (
          form.isDirty && <Trans>Only on this page: save before you leave it.</Trans>
        )}
      </span>
      <div className="steps">
        <Button look="quiet" onClick={onLeave ?? form.discard}>
          {onLeave ? <Trans>Cancel</Trans> : <Trans>Discard</Trans>}
        </Button>
        <Button look="main" {...(form.isBusy ? { busy: <Trans>Saving</Trans> } : {})} onClick={() => void form.save()}>
          {deed ?? <Trans>Save</Trans>}
        </Button>
      </div>
    </div>
  )
}
