import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { agoText } from '../i18n/format.ts'
import { addressOf } from '../kinds.ts'
import { thisDay } from '../store/clock.ts'
import type { RecordType } from '../store/store.ts'
import { useOutbox } from '../store/outbox.ts'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { Icon } from '../ui/Icon.tsx'
import { draftPlace } from './draftPlace.ts'
import { useDrafts } from './useDrafts.ts'

const mostShown = 5

function choiceAt(key: string): string {
  const [type = '', id = ''] = key.split('/')
  return `${addressOf(type as RecordType, id)}/conflicts`
}

/** Only what a person must do; nothing at all when there is nothing. */
export function NeedsYou() {
  const { needsYou, undecided } = useOutbox()
  const refused = needsYou - undecided.size
  const [one] = undecided
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
        {one !== undefined && (
          <Link className="link" href={undecided.size > 1 ? '/outbox' : choiceAt(one)}>
            <span className="badc">
              <Icon name="git-compare-arrows" />
            </span>
            <span className="grow">
              <Plural
                value={undecided.size}
                one="# record was changed by two people"
                other="# records were changed by two people"
              />
              <br />
              <span className="meta">
                <Trans>Both values are kept. Choose one.</Trans>
              </span>
            </span>
            <Icon name="chevron-right" flip />
          </Link>
        )}
        {refused > 0 && (
          <Link className="link" href="/outbox">
            <span className="badc">
              <Icon name="attention" />
            </span>
            <span className="grow">
              <Plural value={refused} one="# change did not go through" other="# changes did not go through" />
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
