import { Trans } from '@lingui/react/macro'
import { type ReactNode, useId } from 'react'
import { Icon } from './Icon.tsx'

export type ControlProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

/** Label above, "required" in words, hint under the label, the control, the error with its sign below. */
export function Field({
  label,
  required = false,
  hint,
  error,
  children,
}: {
  label: ReactNode
  required?: boolean
  hint?: ReactNode
  error?: ReactNode
  children: (control: ControlProps) => ReactNode
}) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}{' '}
        {required && (
          <span className="hint">
            <Trans>required</Trans>
          </span>
        )}
      </label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required ? true : undefined,
      })}
      {error && (
        <span className="err" id={`${id}-error`}>
          <Icon name="triangle-alert" /> {error}
        </span>
      )}
    </div>
  )
}
