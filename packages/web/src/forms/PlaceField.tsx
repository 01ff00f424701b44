// A place: search over all names, or go down from the country. The path stands in words beneath.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Field } from '@primero/domain/configuration/bundle.ts'
import type { PlacedLocation } from '@primero/domain/configuration/configuration.ts'
import { useDeferredValue, useMemo, useState } from 'react'
import type { AppConfig } from '../store/store.ts'
import { Icon } from '../ui/Icon.tsx'
import { useAnswer } from './answers.ts'
import { matching, picked, placeName, placePath } from './choices.ts'
import { Chooser } from './Chooser.tsx'
import { FieldFrame } from './FieldFrame.tsx'
import { type FieldProps, usePage } from './page.ts'
import { FindIn, WholeSheet } from './WholeSheet.tsx'

export function PlaceField({ field, path }: FieldProps) {
  const { answers, config, remarks } = usePage()
  const { t } = useLingui()
  const [value, set] = useAnswer(answers, path)
  const [open, setOpen] = useState(false)
  const [code] = picked(value)
  const name = config.say(field.label)
  return (
    <FieldFrame field={field} path={path} group>
      {(ties) => (
        <>
          <div className="withbtn">
            <Chooser ties={ties} sign="map-pin" empty={<Trans>Choose a place</Trans>} onOpen={() => setOpen(true)}>
              {code && placeName(config, code)}
            </Chooser>
            {code !== undefined && (
              <button className="btn icon tall" type="button" aria-label={t`Clear: ${name}`} onClick={() => set(null)}>
                <Icon name="x" />
              </button>
            )}
          </div>
          {code !== undefined && <PlacePath code={code} />}
          {open && (
            <PlaceSheet
              field={field}
              title={name}
              onClose={() => setOpen(false)}
              onChoose={(next) => {
                set(next)
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

function PlacePath({ code }: { code: string }) {
  const { config } = usePage()
  const names = placePath(config, code)
  return names.length < 2 ? null : (
    <span className="hint">
      <Icon name="map-pin" /> {names.join(' › ')}
    </span>
  )
}

const mostLines = 80

type PlaceSheetProps = { field: Field; title: string; onChoose: (code: string) => void; onClose: () => void }

export function PlaceSheet({ field, title, onChoose, onClose }: PlaceSheetProps) {
  const { config } = usePage()
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [inside, setInside] = useState<string | null>(null)
  const wanted = useDeferredValue(typed)
  const places = useMemo(() => placesFor(config, field), [config, field])
  const parents = useMemo(() => new Set(places.map((p) => p.parent)), [places])
  const shown = useMemo(() => {
    const named = (list: PlacedLocation[]) => list.map((p) => ({ place: p, label: config.say(p.name) || p.code }))
    if (wanted.trim()) return matching(named(places), wanted)
    const codes = new Set(places.map((p) => p.code))
    const here = places.filter((p) =>
      inside === null ? p.parent === null || !codes.has(p.parent) : p.parent === inside,
    )
    return named(here).sort((a, b) => a.label.localeCompare(b.label, config.locale))
  }, [wanted, inside, places, config])
  const searching = wanted.trim() !== ''
  const up = inside === null ? null : (config.configuration.locations.get(inside)?.parent ?? null)
  return (
    <WholeSheet
      title={title}
      onClose={onClose}
      head={
        <>
          <FindIn label={t`Search places`} value={typed} onChange={setTyped} />
          {!searching && inside !== null && (
            <div className="row">
              <button className="btn quiet small" type="button" onClick={() => setInside(up)}>
                <Icon name="chevron-left" flip />
                {up === null ? <Trans>All places</Trans> : placeName(config, up)}
              </button>
              <b>{placeName(config, inside)}</b>
            </div>
          )}
          <p className="vh" role="status">
            <Plural value={shown.length} one="# place" other="# places" />
          </p>
        </>
      }
    >
      <ul className="choices">
        {!searching && inside !== null && (
          <li>
            <button className="choice" type="button" onClick={() => onChoose(inside)}>
              <Icon name="check" />
              <span className="grow">
                <Trans>Choose {placeName(config, inside)} itself</Trans>
              </span>
            </button>
          </li>
        )}
        {shown.slice(0, mostLines).map(({ place, label }) => {
          const goesDown = !searching && parents.has(place.code)
          return (
            <li key={place.code} className={goesDown ? 'split' : undefined}>
              <button className="choice" type="button" onClick={() => onChoose(place.code)}>
                <span className="grow">
                  {label}
                  {searching && (
                    <span className="meta path">{placePath(config, place.code).slice(0, -1).join(' › ')}</span>
                  )}
                </span>
              </button>
              {goesDown && (
                <button
                  className="btn quiet icon"
                  type="button"
                  aria-label={t`Places in ${label}`}
                  onClick={() => setInside(place.code)}
                >
                  <Icon name="chevron-right" flip />
                </button>
              )}
            </li>
          )
        })}
        {shown.length === 0 && (
          <li className="meta choice">
            <Trans>No place fits. Try fewer letters.</Trans>
          </li>
        )}
        {shown.length > mostLines && (
          <li className="meta choice">
            <Trans>More places fit. Type to narrow.</Trans>
          </li>
        )}
      </ul>
    </WholeSheet>
  )
}

/** Reporting locations end at the level that the instance counts by; 0 = country. */
function placesFor(config: AppConfig, field: Field): PlacedLocation[] {
  const counted = config.configuration.settings['reporting_location_config'] as { admin_level?: unknown } | undefined
  const reporting = field.options && 'source' in field.options && field.options.source === 'ReportingLocation'
  const deepest = reporting && typeof counted?.admin_level === 'number' ? counted.admin_level : Number.POSITIVE_INFINITY
  return [...config.configuration.locations.values()].filter((p) => !p.disabled && p.level <= deepest)
}
