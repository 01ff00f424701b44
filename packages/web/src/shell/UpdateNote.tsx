import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { useLive } from '../store/live.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/Note.tsx'
import { openForms } from './openForms.ts'
import { applyUpdate, useUpdateWaiting } from './version.ts'

/** A new version waits. Not shown over an open form. */
export function UpdateNote() {
  const waits = useUpdateWaiting()
  const forms = useLive(openForms)
  const [elsewhere, setElsewhere] = useState(false)
  const shown = waits && forms === 0
  const apply = async (): Promise<void> => setElsewhere(!(await applyUpdate()))
  return (
    <div role="status">
      {shown && (
        <Note sign="refresh-cw" title={<Trans>A new version is ready</Trans>}>
          <div className="row">
            <span className="grow">
              {elsewhere ? (
                <Trans>A form is open in another tab. Save it or leave it first.</Trans>
              ) : (
                <Trans>It comes by itself when you lock or sign out.</Trans>
              )}
            </span>
            <Button small onClick={() => void apply()}>
              <Trans>Use it now</Trans>
            </Button>
          </div>
        </Note>
      )}
    </div>
  )
}
