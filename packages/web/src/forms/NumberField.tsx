import { Trans } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { useAnswer } from './answers.ts'
import { latinDigits } from './dates.ts'
import { FieldFrame } from './FieldFrame.tsx'
import { type FieldProps, usePage } from './page.ts'

/** Ages are counted in years; other numbers say their unit in the label. */
const isAge = (name: string): boolean => /(^|_)age$/.test(name)

export function NumberField({ field, path }: FieldProps) {
  const { answers, remarks } = usePage()
  const [value, set] = useAnswer(answers, path)
  const stored = value === undefined || value === null ? '' : String(value)
  const [typed, setTyped] = useState(stored)
  // The answer may change from outside: an age that follows a birth date, an undone edit.
  useEffect(() => {
    setTyped((now) => (numberIn(now) === value || now === stored ? now : stored))
  }, [stored, value])
  return (
    <FieldFrame field={field} path={path}>
      {(ties) => (
        <span className="withunit">
          <input
            {...ties}
            inputMode="numeric"
            dir="ltr"
            className="latin"
            autoComplete="off"
            value={typed}
            onChange={(e) => {
              setTyped(e.target.value)
              set(numberIn(e.target.value))
            }}
            onBlur={() => remarks.touch(path)}
          />
          {isAge(field.name) && (
            <span>
              <Trans>years</Trans>
            </span>
          )}
        </span>
      )}
    </FieldFrame>
  )
}

/** What was typed as a whole number; text that is none stays text, so that nothing typed is lost and the check names it. */
export function numberIn(typed: string): number | string | null {
  const text = latinDigits(typed).trim()
  if (text === '') return null
  return /^-?\d{1,10}$/.test(text) ? Number(text) : typed
}
