import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'

/** Paste and password managers are welcome; what is typed can be shown. */
export function PasswordField({
  value,
  onChange,
  invalid,
  autoFocus = false,
  label,
  hint,
  fresh = false,
}: {
  value: string
  onChange: (value: string) => void
  invalid: boolean
  autoFocus?: boolean
  /** Where it is not simply the password. */
  label?: string
  hint?: ReactNode
  /** One that is being set. */
  fresh?: boolean
}) {
  const { t } = useLingui()
  const [shown, setShown] = useState(false)
  const [caps, setCaps] = useState(false)
  return (
    <Field label={label ?? t`Password`} hint={hint}>
      {(control) => (
        <>
          <div className="withbtn">
            <input
              {...control}
              type={shown ? 'text' : 'password'}
              name={fresh ? 'new-password' : 'password'}
              autoComplete={fresh ? 'new-password' : 'current-password'}
              autoCapitalize="none"
              spellCheck={false}
              dir="ltr"
              required
              // biome-ignore lint/a11y/noAutofocus: the dialog opens for this one answer
              autoFocus={autoFocus}
              aria-invalid={invalid || undefined}
              aria-describedby={
                [control['aria-describedby'], caps && `${control.id}-caps`].filter(Boolean).join(' ') || undefined
              }
              value={value}
              onChange={(e) => onChange(e.target.value)}
              onKeyUp={(e) => setCaps(e.getModifierState('CapsLock'))}
            />
            <Button sign={shown ? 'eye-off' : 'eye'} aria-pressed={shown} onClick={() => setShown(!shown)}>
              {shown ? <Trans>Cover</Trans> : <Trans>Show</Trans>}
            </Button>
          </div>
          <span className="hint" id={`${control.id}-caps`} role="status">
            {caps && <Trans>Caps Lock is on.</Trans>}
          </span>
        </>
      )}
    </Field>
  )
}
