// Opening hours: lines of days with a time. Days are named as the reader's language names them.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Opening } from '@primero/domain/workflow/directory.ts'
import { weekdayName } from '../../i18n/weekdays.ts'
import { useConfig } from '../../store/store.ts'
import { Button } from '../../ui/Button.tsx'
import { useKey } from '../parts/OfficeFields.tsx'

const week = [0, 1, 2, 3, 4, 5, 6]
const usual: Opening = { days: [0, 1, 2, 3, 4], from: '08:00', to: '16:00' }

export function WeekInput({ name }: { name: string }) {
  const { value, set, error } = useKey(name)
  const hours = value as Opening[]
  const change = (at: number, next: Partial<Opening>): void =>
    set(hours.map((one, n) => (n === at ? { ...one, ...next } : one)))
  return (
    <fieldset className="field office-week">
      <legend>
        <Trans>Opening hours</Trans>
      </legend>
      {hours.length === 0 && (
        <span className="hint">
          <Trans>Not known: whoever refers is told to call first.</Trans>
        </span>
      )}
      {hours.map((one, at) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is nothing but its place
          key={at}
          of={one}
          onChange={(next) => change(at, next)}
          onRemove={() => set(hours.filter((_, n) => n !== at))}
        />
      ))}
      {error && (
        <span className="err">
          <Trans>Each line needs a day, and an end after its beginning.</Trans>
        </span>
      )}
      <span className="row">
        <Button small sign="plus" onClick={() => set([...hours, usual])}>
          <Trans>Add hours</Trans>
        </Button>
      </span>
    </fieldset>
  )
}

function Line({
  of,
  onChange,
  onRemove,
}: {
  of: Opening
  onChange: (next: Partial<Opening>) => void
  onRemove: () => void
}) {
  const { t } = useLingui()
  const { locale } = useConfig()
  const { days, from, to } = of
  return (
    <div className="office-hours">
      <div className="row">
        {week.map((day) => (
          <label key={day} className="pick plain">
            <input
              type="checkbox"
              checked={days.includes(day)}
              onChange={(e) =>
                onChange({ days: e.target.checked ? [...days, day].toSorted() : days.filter((one) => one !== day) })
              }
            />
            <span>{weekdayName(day, locale, 'short')}</span>
          </label>
        ))}
      </div>
      <div className="row">
        <input type="time" aria-label={t`Opens at`} value={from} onChange={(e) => onChange({ from: e.target.value })} />
        <span aria-hidden="true">–</span>
        <input type="time" aria-label={t`Closes at`} value={to} onChange={(e) => onChange({ to: e.target.value })} />
        <Button small look="quiet" onClick={onRemove}>
          <Trans>Remove</Trans>
        </Button>
      </div>
    </div>
  )
}
