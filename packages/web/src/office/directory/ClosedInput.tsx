// Days on which a provider is closed beside its week: holidays, training, a road under water.
import { Trans, useLingui } from '@lingui/react/macro'
import { isDay } from '@primero/domain/time.ts'
import { useState } from 'react'
import { DayPick } from '../../forms/DayParts.tsx'
import { longDayText } from '../../i18n/format.ts'
import { thisDay } from '../../store/clock.ts'
import { useConfig } from '../../store/store.ts'
import { Button } from '../../ui/Button.tsx'
import { useKey } from '../parts/OfficeFields.tsx'

export function ClosedInput({ name }: { name: string }) {
  const { t } = useLingui()
  const { locale } = useConfig()
  const { value, set, error } = useKey(name)
  const [day, setDay] = useState('')
  // What is over closes nobody any more.
  const days = (value as string[]).filter((one) => one >= thisDay())
  return (
    <div className="stack">
      <DayPick label={t`Closed on single days`} error={error} earliest={thisDay()} value={day} onValue={setDay} />
      <div className="row">
        <Button
          small
          sign="plus"
          onClick={() => {
            if (!isDay(day)) return
            set([...new Set([...days, day])].toSorted())
            setDay('')
          }}
        >
          <Trans>Add day</Trans>
        </Button>
      </div>
      {days.length > 0 && (
        <ul className="office-places" aria-label={t`Closed on single days`}>
          {days.map((one) => (
            <li key={one}>
              <span className="grow">{longDayText(one, locale)}</span>
              <Button small look="quiet" onClick={() => set(days.filter((other) => other !== one))}>
                <Trans>Remove</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
