// One of several: cards up to seven, a list to search beyond.
import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { useAnswer } from './answers.ts'
import { type Choice, choicesOf, isPlace, picked } from './choices.ts'
import { Chooser } from './Chooser.tsx'
import { FieldFrame } from './FieldFrame.tsx'
import { around, type FieldProps, usePage } from './page.ts'
import { PlaceField } from './PlaceField.tsx'
import { SearchSheet } from './SearchSheet.tsx'

/** More than this many cards are slower to read than a list is to search. */
export const mostCards = 7

export function ChoiceField({ field, path }: FieldProps) {
  const { answers, config } = usePage()
  const [value] = useAnswer(answers, path)
  if (isPlace(field)) return <PlaceField field={field} path={path} />
  const choices = choicesOf(config, field, around(answers.data(), path), value)
  return choices.length <= mostCards ? (
    <Cards {...{ field, path, choices }} />
  ) : (
    <Chosen {...{ field, path, choices }} />
  )
}

/** Too long for half the width of a phone. */
const isLong = (label: string): boolean => label.length > 20 || label.split(' ').some((word) => word.length > 11)

/** Old clients stored real booleans for yes and no: what was a boolean stays one. */
const asStored = (id: string, before: unknown): string | boolean =>
  typeof before === 'boolean' && (id === 'true' || id === 'false') ? id === 'true' : id

type OfferProps = FieldProps & { choices: Choice[] }

function Cards({ field, path, choices }: OfferProps) {
  const { answers, remarks } = usePage()
  const [value, set] = useAnswer(answers, path)
  const [chosen] = picked(value)
  const clear = chosen !== undefined && !field.required ? () => set(null) : undefined
  return (
    <FieldFrame field={field} path={path} group onClear={clear}>
      {({ id, ...ties }) => (
        <div className="picks" data-long={choices.some((c) => isLong(c.label)) || undefined}>
          {choices.map((c, i) => (
            <label className="pick" key={c.id}>
              <input
                type="radio"
                name={id}
                id={`${id}-${i}`}
                {...(ties['aria-invalid'] ? { 'aria-invalid': true } : {})}
                checked={chosen === c.id}
                onChange={() => {
                  set(asStored(c.id, value))
                  remarks.touch(path)
                }}
              />
              {c.label}
            </label>
          ))}
        </div>
      )}
    </FieldFrame>
  )
}

function Chosen({ field, path, choices }: OfferProps) {
  const { answers, config, remarks } = usePage()
  const [value, set] = useAnswer(answers, path)
  const [open, setOpen] = useState(false)
  const [chosen] = picked(value)
  const label = choices.find((c) => c.id === chosen)?.label ?? chosen
  return (
    <FieldFrame
      field={field}
      path={path}
      group
      onClear={chosen !== undefined && !field.required ? () => set(null) : undefined}
    >
      {(ties) => (
        <>
          <Chooser ties={ties} sign="chevron-down" empty={<Trans>Choose</Trans>} onOpen={() => setOpen(true)}>
            {label}
          </Chooser>
          {open && (
            <SearchSheet
              title={config.say(field.label)}
              choices={choices}
              chosen={chosen === undefined ? [] : [chosen]}
              onClose={() => setOpen(false)}
              onChoose={([next]) => {
                if (next !== undefined) set(asStored(next, value))
                setOpen(false)
                remarks.touch(path)
              }}
            />
          )}
        </>
      )}
    </FieldFrame>
  )
}
