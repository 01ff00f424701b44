import { Trans, useLingui } from '@lingui/react/macro'
import { isDay } from '@primero/domain/time.ts'
import { useId, useState } from 'react'
import type { Choice } from '../forms/choices.ts'
import { placePath } from '../forms/choices.ts'
import { DayPick } from '../forms/DayParts.tsx'
import { SearchSheet } from '../forms/SearchSheet.tsx'
import { useConfig } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { FilterSpec } from './specs.ts'
import type { Chosen } from './view.ts'

/** Above this many, a list to search takes the place of tick boxes. */
const manyChoices = 7

type FilterFieldProps = { spec: FilterSpec; chosen: Chosen | undefined; onChange: (chosen: Chosen) => void }

export function FilterField({ spec, chosen, onChange }: FilterFieldProps) {
  if (spec.kind === 'days' || spec.kind === 'number')
    return <RangeField spec={spec} chosen={chosen} onChange={onChange} />
  if (spec.kind === 'place') return <PlacesField spec={spec} chosen={chosen} onChange={onChange} />
  if (spec.choices.length > manyChoices) return <ManyField spec={spec} chosen={chosen} onChange={onChange} />
  const ids = chosen && 'any' in chosen ? chosen.any : []
  return (
    <fieldset className="stack ticks">
      <legend>{spec.label}</legend>
      {spec.choices.map((choice) => (
        <label key={choice.id} className="pick plain">
          <input
            type="checkbox"
            checked={ids.includes(choice.id)}
            onChange={(e) =>
              onChange({ any: e.target.checked ? [...ids, choice.id] : ids.filter((id) => id !== choice.id) })
            }
          />
          <span className="grow">{choice.label}</span>
        </label>
      ))}
    </fieldset>
  )
}

function RangeField({ spec, chosen, onChange }: FilterFieldProps) {
  const id = useId()
  const { t } = useLingui()
  const { from, to } = chosen && 'from' in chosen ? chosen : { from: '', to: '' }
  if (spec.kind === 'days')
    return (
      <fieldset className="field">
        <legend>{spec.label}</legend>
        <DayOf label={t`from`} day={from} onDay={(day) => onChange({ from: day, to })} />
        <DayOf label={t`to`} day={to} onDay={(day) => onChange({ from, to: day })} />
      </fieldset>
    )
  const control = { type: 'number', min: 0, max: 150, inputMode: 'numeric' as const }
  return (
    <fieldset className="field">
      <legend>{spec.label}</legend>
      <div className="span">
        <label className="hint" htmlFor={`${id}-from`}>
          <Trans>from</Trans>
        </label>
        <input id={`${id}-from`} {...control} value={from} onChange={(e) => onChange({ from: e.target.value, to })} />
        <label className="hint" htmlFor={`${id}-to`}>
          <Trans>to</Trans>
        </label>
        <input id={`${id}-to`} {...control} value={to} onChange={(e) => onChange({ from, to: e.target.value })} />
      </div>
    </fieldset>
  )
}

/** What is typed of a day so far filters nothing yet. */
function DayOf({ label, day, onDay }: { label: string; day: string; onDay: (day: string) => void }) {
  const [typed, setTyped] = useState(day)
  const value = isDay(typed) ? day : typed
  return (
    <DayPick
      label={label}
      value={value}
      onValue={(next) => {
        setTyped(next)
        onDay(isDay(next) ? next : '')
      }}
    />
  )
}

function ManyField({ spec, chosen, onChange }: FilterFieldProps) {
  return (
    <Several
      label={spec.label}
      choicesOf={() => spec.choices}
      labelOf={(id) => spec.choices.find((c) => c.id === id)?.label ?? id}
      ids={chosen && 'any' in chosen ? chosen.any : []}
      onChange={(any) => onChange({ any })}
    />
  )
}

function PlacesField({ spec, chosen, onChange }: FilterFieldProps) {
  const config = useConfig()
  const labelOf = (code: string): string => placePath(config, code).reverse().join(', ')
  return (
    <Several
      label={spec.label}
      labelOf={labelOf}
      choicesOf={() =>
        [...config.configuration.locations.values()]
          .filter((place) => place.disabled !== true)
          .map(({ code }) => ({ id: code, label: labelOf(code) }))
      }
      ids={chosen && 'under' in chosen ? chosen.under : []}
      onChange={(under) => onChange({ under })}
    />
  )
}

function Several({
  label,
  choicesOf,
  labelOf,
  ids,
  onChange,
}: {
  label: string
  /** Asked only once somebody opens the list: a country has thousands of places. */
  choicesOf: () => Choice[]
  labelOf: (id: string) => string
  ids: string[]
  onChange: (ids: string[]) => void
}) {
  const { t } = useLingui()
  const [open, setOpen] = useState<Choice[]>()
  return (
    <Field label={label}>
      {(control) => (
        <>
          <div className="chips">
            {ids.map((id) => (
              <span key={id} className="chip">
                <bdi>{labelOf(id)}</bdi>
                <button
                  type="button"
                  aria-label={t`Remove ${labelOf(id)}`}
                  onClick={() => onChange(ids.filter((x) => x !== id))}
                >
                  <Icon name="x" />
                </button>
              </span>
            ))}
            <Button {...control} small sign="plus" onClick={() => setOpen(choicesOf())}>
              <Trans>Choose</Trans>
            </Button>
          </div>
          {open && (
            <SearchSheet
              title={label}
              choices={open}
              chosen={ids}
              several
              onChoose={(next) => {
                onChange(next)
                setOpen(undefined)
              }}
              onClose={() => setOpen(undefined)}
            />
          )}
        </>
      )}
    </Field>
  )
}
