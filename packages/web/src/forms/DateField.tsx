// A date as three typed parts; the calendar is a help, never a must. Words beneath let a wrong number be noticed.
import { Trans, useLingui } from '@lingui/react/macro'
import { isMoment } from '@primero/domain/time.ts'
import { useEffect, useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { useAnswer } from './answers.ts'
import { type DateParts, dayInWords, monthNames, noDate, otherCalendar, partsOf, typedDay } from './dates.ts'
import { FieldFrame } from './FieldFrame.tsx'
import { type FieldProps, usePage } from './page.ts'
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

export function DateField({ field, path }: FieldProps) {
  const { answers } = usePage()
  const [value] = useAnswer(answers, path)
  return field.includeTime ? (
    <DateTime field={field} path={path} />
  ) : (
    <DayInput field={field} path={path} value={typeof value === 'string' ? value : ''} />
  )
}

function DayInput({ field, path, value }: FieldProps & { value: string }) {
  const { answers, remarks, config, today } = usePage()
  const { t } = useLingui()
  const [parts, setParts] = useState(() => partsIn(value))
  const [calendar, setCalendar] = useState(false)
  useEffect(() => {
    setParts((now) => (asStored(now) === (value || null) ? now : partsIn(value)))
  }, [value])
  const change = (next: DateParts) => {
    setParts(next)
    answers.set(path, asStored(next))
  }
  const typed = typedDay(parts)
  const clear = typed.kind === 'empty' || field.required ? undefined : () => change(noDate)
  return (
    <FieldFrame field={field} path={path} group onClear={clear} onLeave={() => remarks.touch(path)}>
      {(ties) => {
        const { id, ...rest } = ties
        return (
          <>
            <div className="datein">
              <span>
                <label htmlFor={`${id}-d`}>
                  <Trans>Day</Trans>
                </label>
                <input
                  id={`${id}-d`}
                  {...rest}
                  inputMode="numeric"
                  autoComplete="off"
                  dir="ltr"
                  className="latin"
                  maxLength={2}
                  value={parts.day}
                  onChange={(e) => change({ ...parts, day: e.target.value })}
                />
              </span>
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
                  {monthNames(config.locale).map((name, i) => (
                    <option key={name} value={String(i + 1)}>
                      {name}
                    </option>
                  ))}
                </select>
              </span>
              <span>
                <label htmlFor={`${id}-y`}>
                  <Trans>Year</Trans>
                </label>
                <input
                  id={`${id}-y`}
                  {...rest}
                  inputMode="numeric"
                  autoComplete="off"
                  dir="ltr"
                  className="latin"
                  maxLength={4}
                  value={parts.year}
                  onChange={(e) => change({ ...parts, year: e.target.value })}
                />
              </span>
              <button
                className="btn icon tall"
                type="button"
                aria-label={t`Open calendar`}
                onClick={() => setCalendar(true)}
              >
                <Icon name="calendar" />
              </button>
            </div>
            {typed.kind === 'day' && <DateWords day={typed.day} />}
            {calendar && (
              <Calendar
                day={typed.kind === 'day' ? typed.day : undefined}
                today={today}
                latest={field.dateValidation === 'not_future_date' ? today : undefined}
                title={config.say(field.label)}
                onClose={() => setCalendar(false)}
                onPick={(day) => {
                  change(partsOf(day))
                  setCalendar(false)
                  remarks.touch(path)
                }}
              />
            )}
          </>
        )
      }}
    </FieldFrame>
  )
}

const asStored = (parts: DateParts): string | null => {
  const typed = typedDay(parts)
  return typed.kind === 'empty' ? null : typed.kind === 'day' ? typed.day : asTyped(parts)
}

export function DateWords({ day }: { day: string }) {
  const { config } = usePage()
  const other = otherCalendar(day, config.locale)
  return (
    <span className="cal">
      {dayInWords(day, config.locale)}
      {other && <> · {other}</>}
    </span>
  )
}

/** Local time on the device; kept as UTC. */
const localOf = (moment: string): string => {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return ''
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function DateTime({ field, path }: FieldProps) {
  const { answers, remarks } = usePage()
  const [value, set] = useAnswer(answers, path)
  const moment = typeof value === 'string' ? value : ''
  return (
    <FieldFrame field={field} path={path} onClear={moment && !field.required ? () => set(null) : undefined}>
      {(ties) => (
        <input
          {...ties}
          type="datetime-local"
          className="moment"
          value={localOf(moment)}
          onChange={(e) => set(e.target.value ? new Date(e.target.value).toISOString() : null)}
          onBlur={() => remarks.touch(path)}
        />
      )}
    </FieldFrame>
  )
}
