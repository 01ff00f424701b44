import { useConfig } from '../store/store.ts'
import { Field } from '../ui/Field.tsx'

type OneOfProps = {
  label: string
  any: string
  value: string
  ids: string[]
  say: (id: string) => string
  onChange: (id: string) => void
}

/** A filter. A choice of one thing is no choice. */
export function OneOf({ label, any, value, ids, say, onChange }: OneOfProps) {
  const { locale } = useConfig()
  const all = [...new Set([...ids, ...(value ? [value] : [])])]
  if (all.length < 2 && !value) return null
  const options = all.map((id) => ({ id, label: say(id) })).toSorted((a, b) => a.label.localeCompare(b.label, locale))
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} value={value} onChange={(e) => onChange(e.target.value)}>
          <option value="">{any}</option>
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
