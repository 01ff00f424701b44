// A day as three typed parts; the calendar is a help, never a must. Words beneath let a wrong number be noticed.
import { Trans, useLingui } from '@lingui/react/macro'
import { isMoment } from '@primero/domain/time.ts'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { thisDay, useConfig } from '../store/store.ts'
import type { ControlProps } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type DateParts, dayInWords, monthNames, noDate, otherCalendar, partsOf, typedDay } from './dates.ts'
import { Calendar } from './SometimesField.tsx'

/** What an unfinished or impossible date is kept as, so that a draft holds every keystroke; the check names it. */
const asTyped = ({ year, month, day }: DateParts): string => `${year}-${month}-${day}`
const fromTyped = (text: string): DateParts => {
  const [year = '', month = '', day = ''] = text.split('-')
  return { year, month, day }
}
const partsIn = (value: string): DateParts => {
  const exact = partsOf(value)
  return exact.year || !value ? exact : isMoment(value) ? noDate : fromTyped(value)
}
const asText = (parts: DateParts): string => {
  const typed = typedDay(parts)
  return typed.kind === 'empty' ? '' : typed.kind === 'day' ? typed.day : asTyped(parts)
}

type DayPartsProps = {
  ties: Partial<ControlProps> & { id: string }
  /** A day, nothing, or what was typed of one so far. */
  value: string
  onValue: (value: string) => void
  /** What the calendar is called. */
  title: string
  earliest?: string | undefined
  latest?: string | undefined
  onPicked?: () => void
}

export function DayParts({ ties, value, onValue, title, earliest, latest, onPicked }: DayPartsProps) {
  const { locale } = useConfig()
  const { t } = useLingui()
  const [parts, setParts] = useState(() => partsIn(value))
  const [calendar, setCalendar] = useState(false)
  useEffect(() => {
    setParts((now) => (asText(now) === value ? now : partsIn(value)))
  }, [value])
  const change = (next: DateParts) => {
    setParts(next)
    onValue(asText(next))
  }
  const { id, ...rest } = ties
  const typed = typedDay(parts)
  const day = typed.kind === 'day' ? typed.day : undefined
  const part = (name: 'day' | 'year', label: ReactNode) => (
    <span>
      <label htmlFor={`${id}-${name[0]}`}>{label}</label>
      <input
        id={`${id}-${name[0]}`}
        {...rest}
        inputMode="numeric"
        autoComplete="off"
        dir="ltr"
        className="latin"
        maxLength={name === 'day' ? 2 : 4}
        value={parts[name]}
        onChange={(e) => change({ ...parts, [name]: e.target.value })}
      />
    </span>
  )
  return (
    <>
      <div className="datein">
        {part('day', <Trans>Day</Trans>)}
        <span>
          <label htmlFor={`${id}-m`}>
            <Trans>Month</Trans>
          </label>
          <select
            id={`${id}-m`}
            {...rest}
            value={parts.month}
            onChange={(e) => change({ ...parts, month: e.target.value })}
          >
            <option value="" aria-label={t`No month`} />
            {monthNames(locale).map((name, i) => (
              <option key={name} value={String(i + 1)}>
                {name}
              </option>
            ))}
          </select>
        </span>
        {part('year', <Trans>Year</Trans>)}
        <button className="btn icon tall" type="button" aria-label={t`Open calendar`} onClick={() => setCalendar(true)}>
          <Icon name="calendar" />
        </button>
      </div>
      {day && (
        <span className="cal">{[dayInWords(day, locale), otherCalendar(day, locale)].filter(Boolean).join(' · ')}</span>
      )}
      {calendar && (
        <Calendar
          {...{ day, title, earliest, latest }}
          today={thisDay()}
          onClose={() => setCalendar(false)}
          onPick={(picked) => {
            change(partsOf(picked))
            setCalendar(false)
            onPicked?.()
          }}
        />
      )}
    </>
  )
}

type DayPickProps = {
  label: string
  required?: boolean
  hint?: ReactNode
  /** A fault that goes beyond the day itself. */
  error?: ReactNode
  earliest?: string
  /** A day, nothing, or what was typed of one so far: whoever acts on it asks whether it is a day. */
  value: string
  onValue: (value: string) => void
}

/** A day outside the forms of records: the same three parts, under a label of their own. */
export function DayPick({ label, required = false, hint, error, earliest, value, onValue }: DayPickProps) {
  const id = useId()
  const [isLeft, setLeft] = useState(false)
  const isBroken = isLeft && typedDay(partsIn(value)).kind !== 'day' && value !== ''
  const said = isBroken ? (
    <Trans>This date is not whole or not in the calendar. Check day, month and year.</Trans>
  ) : (
    error
  )
  const described = [hint && `${id}-hint`, said && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <fieldset
      className="field"
      aria-labelledby={`${id}-label`}
      aria-describedby={described}
      onBlur={(e) => setLeft(!e.currentTarget.contains(e.relatedTarget))}
    >
      <span className="label" id={`${id}-label`}>
        {label}
        {required && (
          <span className="hint">
            {' '}
            <Trans>required</Trans>
          </span>
        )}
      </span>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <DayParts
        ties={{ id, 'aria-describedby': described, 'aria-invalid': said ? true : undefined }}
        title={label}
        {...{ value, onValue, earliest }}
      />
      {said && (
        <span className="err" id={`${id}-error`}>
          <Icon name="triangle-alert" /> {said}
        </span>
      )}
    </fieldset>
  )
}
