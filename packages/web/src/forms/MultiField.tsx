// Several of many: chips that wrap, each with its own remove button, and Add.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { useAnswer } from './answers.ts'
import { choicesOf, isPlace, labelOf, picked, placePath } from './choices.ts'
import { FieldFrame } from './FieldFrame.tsx'
import { around, type FieldProps, usePage } from './page.ts'
import { PlaceSheet } from './PlaceField.tsx'
import { SearchSheet } from './SearchSheet.tsx'

export function MultiField({ field, path }: FieldProps) {
  const { answers, config, remarks } = usePage()
  const { t } = useLingui()
  const [value, set] = useAnswer(answers, path)
  const [open, setOpen] = useState(false)
  const ids = picked(value)
  const name = config.say(field.label)
  const change = (next: string[]) => {
    set(next.length ? next : null)
    remarks.touch(path)
  }
  return (
    <FieldFrame field={field} path={path} group note={<Trans>choose one or more</Trans>}>
      {(ties) => (
        <>
          <div className="multi" {...(ties['aria-invalid'] ? { 'data-invalid': true } : {})}>
            {ids.map((id) => {
              const label = isPlace(field)
                ? (placePath(config, id).at(-1) ?? id)
                : labelOf(config, field, id, around(answers.data(), path))
              return (
                <span className="chip" key={id}>
                  {label}
                  <button
                    type="button"
                    aria-label={t`Remove ${label}`}
                    onClick={() => change(ids.filter((x) => x !== id))}
                  >
                    <Icon name="x" />
                  </button>
                </span>
              )
            })}
            <button
              className="btn quiet small"
              type="button"
              aria-haspopup="dialog"
              aria-label={t`Add: ${name}`}
              onClick={() => setOpen(true)}
            >
              <Icon name="plus" />
              <Trans>Add</Trans>
            </button>
          </div>
          {open &&
            (isPlace(field) ? (
              <PlaceSheet
                field={field}
                title={name}
                onClose={() => setOpen(false)}
                onChoose={(code) => {
                  setOpen(false)
                  change(ids.includes(code) ? ids : [...ids, code])
                }}
              />
            ) : (
              <SearchSheet
                several
                title={name}
                choices={choicesOf(config, field, around(answers.data(), path), value)}
                chosen={ids}
                onClose={() => setOpen(false)}
                onChoose={(next) => {
                  setOpen(false)
                  change(next)
                }}
              />
            ))}
        </>
      )}
    </FieldFrame>
  )
}
