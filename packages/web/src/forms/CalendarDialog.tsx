// A month to pick a day from. Arrow keys move by day and week, Page keys by month, Escape closes.
import { useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useConfig } from '../store/store.ts'
import { Icon } from '../ui/Icon.tsx'
import {
  dayInWords,
  firstDayOfWeek,
  monthNames,
  monthsOn,
  moved,
  otherCalendar,
  weekdayNames,
  weeksOf,
} from './dates.ts'
import { useModal } from './useModal.ts'

export type CalendarProps = {
  day: string | undefined
  today: string
  earliest: string | undefined
  latest: string | undefined
  title: string
  onPick: (day: string) => void
  onClose: () => void
}

export function CalendarDialog({ day, today, earliest, latest, title, onPick, onClose }: CalendarProps) {
  const { locale } = useConfig()
  const { t } = useLingui()
  const [at, setAt] = useState(day ?? today)
  const dialog = useModal(onClose)
  const grid = useRef<HTMLTableElement>(null)
  const byKey = useRef(false)
  useEffect(() => {
    if (byKey.current) grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus()
  }, [at])
  const [year, month] = [Number(at.slice(0, 4)), Number(at.slice(5, 7))]
  const first = firstDayOfWeek(locale)
  const name = `${monthNames(locale)[month - 1]} ${new Intl.NumberFormat(locale, { useGrouping: false }).format(year)}`
  const within = (d: string) => (latest && d > latest ? latest : earliest && d < earliest ? earliest : d)
  const isOut = (d: string) => within(d) !== d
  const onKeyDown = (e: KeyboardEvent) => {
    const onwards = document.documentElement.dir === 'rtl' ? -1 : 1
    const to = {
      ArrowRight: () => moved(at, onwards),
      ArrowLeft: () => moved(at, -onwards),
      ArrowDown: () => moved(at, 7),
      ArrowUp: () => moved(at, -7),
      PageDown: () => monthsOn(at, e.shiftKey ? 12 : 1),
      PageUp: () => monthsOn(at, e.shiftKey ? -12 : -1),
    }[e.key]
    if (!to) return
    e.preventDefault()
    byKey.current = true
    setAt(within(to()))
  }
  const turn = (by: number) => {
    byKey.current = false
    setAt(monthsOn(at, by))
  }
  return (
    <dialog ref={dialog} className="sheet calendar" aria-label={title}>
      <div className="stack">
        <div className="h-row">
          <button className="btn quiet icon" type="button" aria-label={t`Earlier month`} onClick={() => turn(-1)}>
            <Icon name="chevron-left" flip />
          </button>
          <b aria-live="polite">{name}</b>
          <button className="btn quiet icon" type="button" aria-label={t`Later month`} onClick={() => turn(1)}>
            <Icon name="chevron-right" flip />
          </button>
        </div>
        <table className="cald" ref={grid} onKeyDown={onKeyDown}>
          <caption className="vh">{name}</caption>
          <thead>
            <tr>
              {weekdayNames(locale, first).map((w) => (
                <th key={w.long} scope="col" abbr={w.long}>
                  {w.short}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(year, month, first).map((week) => (
              <tr key={week.find((d) => d !== null)}>
                {week.map((d, j) => (
                  <td key={d ?? j}>
                    {d && (
                      <button
                        type="button"
                        data-day={d}
                        tabIndex={d === at ? 0 : -1}
                        aria-label={dayInWords(d, locale)}
                        aria-current={d === today ? 'date' : undefined}
                        aria-pressed={d === day}
                        disabled={isOut(d)}
                        onClick={() => onPick(d)}
                      >
                        {new Intl.NumberFormat(locale).format(Number(d.slice(8)))}
                      </button>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p className="cal" aria-live="polite">
          {[dayInWords(at, locale), otherCalendar(at, locale)].filter(Boolean).join(' · ')}
        </p>
        <div className="row end">
          <button className="btn quiet" type="button" onClick={onClose}>{t`Cancel`}</button>
          {!isOut(today) && <button className="btn" type="button" onClick={() => onPick(today)}>{t`Today`}</button>}
        </div>
      </div>
    </dialog>
  )
}
