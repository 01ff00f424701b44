import type { ReactNode } from 'react'
import { Field } from '../ui/Field.tsx'

export const MailField = ({
  label,
  hint,
  error,
  value,
  onChange,
}: {
  label: string
  hint?: ReactNode
  error?: ReactNode
  value: string
  onChange: (value: string) => void
}) => (
  <Field label={label} hint={hint} error={error}>
    {(control) => (
      <input
        {...control}
        type="email"
        name="email"
        autoComplete="email"
        dir="ltr"
        required
        value={value}
        onChange={(e) => onChange(e.target.value)}
      />
    )}
  </Field>
)
