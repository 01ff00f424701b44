import type { ReactNode } from 'react'

type PicksProps<T extends string> = {
  legend: ReactNode
  hint?: ReactNode
  error?: string | undefined
  options: readonly { id: T; label: string }[]
  chosen: readonly T[]
  onChange: (chosen: T[]) => void
}

/** Several of a few: each a box to tick. */
export function Picks<T extends string>({ legend, hint, error, options, chosen, onChange }: PicksProps<T>) {
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      {hint && <span className="hint">{hint}</span>}
      <div className="picks share-picks">
        {options.map(({ id, label }) => (
          <label key={id} className="pick">
            <input
              type="checkbox"
              aria-invalid={error ? true : undefined}
              checked={chosen.includes(id)}
              onChange={(e) => onChange(e.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
            <span className="grow">{label}</span>
          </label>
        ))}
      </div>
      {error && <span className="err">{error}</span>}
    </fieldset>
  )
}
