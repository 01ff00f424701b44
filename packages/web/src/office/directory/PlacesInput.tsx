// Places that a provider serves: looked for by name, among thousands.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { matching, placePath } from '../../forms/choices.ts'
import { useConfig } from '../../store/store.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { useKey } from '../parts/OfficeFields.tsx'

const mostShown = 8

export function PlacesInput({ name }: { name: string }) {
  const { t } = useLingui()
  const config = useConfig()
  const { value, set, error } = useKey(name)
  const [typed, setTyped] = useState('')
  const places = value as string[]
  const words = (code: string): string => placePath(config, code).toReversed().join(' · ')
  const found =
    typed.trim() === ''
      ? []
      : matching(
          [...config.configuration.locations.keys()]
            .filter((code) => !places.includes(code))
            .map((code) => ({ code, label: words(code) })),
          typed,
        ).slice(0, mostShown)
  return (
    <div className="stack">
      <Field
        label={<Trans>Places</Trans>}
        hint={places.length === 0 ? <Trans>None: wherever somebody asks.</Trans> : undefined}
        error={error}
      >
        {(control) => (
          <input
            {...control}
            type="search"
            autoComplete="off"
            placeholder={t`Name of a place`}
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
          />
        )}
      </Field>
      {found.length > 0 && (
        <div className="row">
          {found.map(({ code, label }) => (
            <Button
              key={code}
              small
              sign="plus"
              onClick={() => {
                set([...places, code])
                setTyped('')
              }}
            >
              {label}
            </Button>
          ))}
        </div>
      )}
      {places.length > 0 && (
        <ul className="office-places" aria-label={t`Places`}>
          {places.map((code) => (
            <li key={code}>
              <span className="grow">{words(code)}</span>
              <Button small look="quiet" onClick={() => set(places.filter((one) => one !== code))}>
                <Trans>Remove</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
