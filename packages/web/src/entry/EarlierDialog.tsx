// The password has changed since this device kept something: the one before opens it for the last time.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import type { Earlier } from '../store/presence.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Note } from '../ui/Note.tsx'
import { PasswordField } from './PasswordField.tsx'
import { useWait } from './useWait.ts'

export function EarlierDialog({ earlier }: { earlier: Earlier }) {
  const { t } = useLingui()
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState(false)
  const [sure, setSure] = useState(false)
  const { wait, waitFor } = useWait(0)
  const submit = async (e: FormEvent): Promise<void> => {
    e.preventDefault()
    if (busy || wait > 0) return
    setBusy(true)
    const result = await earlier.open(password).catch(() => undefined)
    if (result && 'wait' in result) waitFor(result.wait)
    setWrong(result?.state === 'wrong')
    setBusy(false)
  }
  return (
    <Dialog
      title={t`What this device keeps is still locked with your earlier password`}
      onClose={() => undefined}
      closable={false}
      opaque
    >
      <form className="stack" onSubmit={(e) => void submit(e)}>
        <p>
          <Trans>Type the earlier one once. From then on your new password opens it.</Trans>
        </p>
        {wrong && (
          <Note hue="bad" title={<Trans>That did not match.</Trans>} alert>
            {wait > 0 && <Plural value={wait} one="Wait # second." other="Wait # seconds." />}
          </Note>
        )}
        <PasswordField label={t`Earlier password`} value={password} onChange={setPassword} invalid={wrong} autoFocus />
        {sure && (
          <Note hue="bad" title={<Trans>This cannot be undone.</Trans>} alert>
            {earlier.handed > 0 && (
              <p>
                <Plural
                  value={earlier.handed}
                  one="# change goes to your help desk, sealed: they carry it out as yours."
                  other="# changes go to your help desk, sealed: they carry them out as yours."
                />
              </p>
            )}
            {earlier.unsent > earlier.handed ? (
              <Plural
                value={earlier.unsent - earlier.handed}
                one="# change that nobody else has would be lost, and unfinished forms with it."
                other="# changes that nobody else has would be lost, and unfinished forms with them."
              />
            ) : (
              <Trans>Unfinished forms on this device would be lost. Everything else is on the server.</Trans>
            )}
          </Note>
        )}
        <DialogActions>
          {sure ? (
            <Button look="harm" onClick={() => void earlier.startEmpty()}>
              <Trans>Yes, start empty</Trans>
            </Button>
          ) : (
            <Button look="quiet" onClick={() => setSure(true)}>
              <Trans>I do not know it: start empty</Trans>
            </Button>
          )}
          <Button type="submit" look="main" {...(busy ? { busy: t`Unlocking` } : {})}>
            <Trans>Unlock</Trans>
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
