import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { DialogActions } from '../ui/Dialog.tsx'
import { tell } from '../ui/Toast.tsx'

/** Shown once: whoever closes this has them on paper, or has none. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useLingui()
  const [kept, setKept] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'))
    tell(t`Copied`)
  }
  return (
    <>
      <p className="recovery-title">
        <Trans>If your phone is lost, each of these codes opens your account once, together with your password.</Trans>
      </p>
      <ul className="recovery" dir="ltr" translate="no">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p>
        <Trans>Keep them on paper, away from this device. They are not shown again.</Trans>
      </p>
      <div className="row">
        <Button sign="file-text" onClick={() => window.print()}>
          <Trans>Print</Trans>
        </Button>
        <Button sign="copy" onClick={() => void copy()}>
          <Trans>Copy</Trans>
        </Button>
      </div>
      <label className="pick plain">
        <input type="checkbox" checked={kept} onChange={(e) => setKept(e.target.checked)} />
        <span>
          <Trans>I have written them down</Trans>
        </span>
      </label>
      <DialogActions>
        <Button look="main" onClick={onKept} {...(kept ? {} : { unavailable: t`First write them down.` })}>
          <Trans>Go on</Trans>
        </Button>
      </DialogActions>
    </>
  )
}
