import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { agoText } from '../i18n/format.ts'
import { thisDay } from '../store/clock.ts'
import { useOutbox } from '../store/outbox.ts'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { Icon } from '../ui/Icon.tsx'
import { draftPlace } from './draftPlace.ts'
import { useDrafts } from './useDrafts.ts'

const mostShown = 5

/** Only what a person must do; nothing at all when there is nothing. */
export function NeedsYou() {
  const { needsYou } = useOutbox()
  const drafts = useDrafts()
  const open = drafts.flatMap((draft) => draftPlace(draft) ?? []).slice(0, mostShown)
  const { i18n } = useLingui()
  if (needsYou === 0 && open.length === 0) return null
  return (
    <section className="stack" aria-labelledby="h-need">
      <h2 id="h-need">
        <Trans>Needs you</Trans>
      </h2>
      <div className="card list">
        {needsYou > 0 && (
          <Link className="link" href="/outbox">
            <span className="badc">
              <Icon name="attention" />
            </span>
            <span className="grow">
              <Plural value={needsYou} one="# change did not go through" other="# changes did not go through" />
              <br />
              <span className="meta">
                <Trans>Your text is kept. Look at it in the outbox.</Trans>
              </span>
            </span>
            <Icon name="chevron-right" flip />
          </Link>
        )}
        {open.map((place) => (
          <Link key={place.href} className="link" href={place.href}>
            <CaseMark code={place.code} small />
            <span className="grow">
              <Code>{place.code}</Code>{' '}
              {place.isNew ? <Trans>new, not finished</Trans> : <Trans>changes, not finished</Trans>}
              <br />
              <span className="meta">
                <Trans>Sealed on this device, {agoText(place.at, thisDay(), i18n.locale)}</Trans>
              </span>
            </span>
            <Icon name="chevron-right" flip />
          </Link>
        ))}
      </div>
    </section>
  )
}
