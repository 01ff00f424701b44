import type { ReactNode } from 'react'
import { Field } from '../ui/Field.tsx'

/** Six digits of an app, or a code from paper: letters, digits and dashes, from left to right in every language. */
export const CodeField = ({
  label,
  hint,
  value,
  onChange,
  invalid,
  paper = false,
  autoFocus = false,
}: {
  label: ReactNode
  hint?: ReactNode
  value: string
  onChange: (value: string) => void
  invalid: boolean
  paper?: boolean
  autoFocus?: boolean
}) => (
  <Field label={label} hint={hint}>
    {(control) => (
      <input
        {...control}
        className="code-line"
        type="text"
        name={paper ? 'recovery-code' : 'one-time-code'}
        autoComplete={paper ? 'off' : 'one-time-code'}
        inputMode={paper ? 'text' : 'numeric'}
        autoCapitalize="characters"
        spellCheck={false}
        dir="ltr"
        maxLength={20}
        required
        // biome-ignore lint/a11y/noAutofocus: the dialog opens for this one answer
        autoFocus={autoFocus}
        aria-invalid={invalid || undefined}
        value={value}
        onChange={(e) => onChange(e.target.value)}
      />
    )}
  </Field>
)
