// Fields of the forms that ask and save nothing: filters of a log, questions to the rules.
import type { ReactNode } from 'react'
import { Field } from '../../ui/Field.tsx'

type Plain<V> = { label: ReactNode; hint?: ReactNode; value: V; onValue: (value: V) => void }

type Choices<V> = readonly { id: V; label: ReactNode }[]

/** `groups`: choices that belong together, under a name, after those that stand alone. */
export const PlainSelect = <V extends string>({
  choices,
  groups = [],
  value,
  onValue,
  ...field
}: Plain<V> & { choices: Choices<V>; groups?: readonly { name: string; choices: Choices<V> }[] }) => (
  <Field {...field}>
    {(control) => (
      <select {...control} value={value} onChange={(e) => onValue(e.target.value as V)}>
        <Options of={choices} />
        {groups.map(({ name, choices }) => (
          <optgroup key={name} label={name}>
            <Options of={choices} />
          </optgroup>
        ))}
      </select>
    )}
  </Field>
)

const Options = <V extends string>({ of }: { of: Choices<V> }) =>
  of.map(({ id, label }) => (
    <option key={id} value={id}>
      {label}
    </option>
  ))

/** A user name or an address: from left to right in every language, and as it was typed. */
export const PlainName = ({ value, onValue, error, ...field }: Plain<string> & { error?: ReactNode }) => (
  <Field {...field} error={error}>
    {(control) => (
      <input
        {...control}
        dir="ltr"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        value={value}
        onChange={(e) => onValue(e.target.value)}
      />
    )}
  </Field>
)

/** In an address that was copied, or by itself. */
export const recordIdIn = (text: string): string | undefined =>
  /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0]?.toLowerCase()
