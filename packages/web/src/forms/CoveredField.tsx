import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAnswer } from './answers.ts'
import { Required } from './FieldFrame.tsx'
import { type FieldProps, idOf, usePage } from './page.ts'
import { TextField } from './TextField.tsx'

/** A name under dots: there is one; no more is told until it is shown. Where there was none, it can be typed. */
export function CoveredField({ field, path }: FieldProps) {
  const { answers, config, writable } = usePage()
  const { t } = useLingui()
  const [value] = useAnswer(answers, path)
  const [wasEmpty] = useState(!value)
  if (wasEmpty) return writable(field.name) && !field.disabled ? <TextField field={field} path={path} /> : null
  return (
    <div className="field" id={idOf(path)} tabIndex={-1}>
      <span className="label">
        {config.say(field.label)}
        <Required field={field} />
      </span>
      <p className="fixed">
        <span className="mask" role="img" aria-label={t`hidden`}>
          •••••••
        </span>
      </p>
    </div>
  )
}
