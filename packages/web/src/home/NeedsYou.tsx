import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { agoText } from '../i18n/format.ts'
import { addressOf } from '../kinds.ts'
import { thisDay } from '../store/clock.ts'
import type { RecordType } from '../store/store.ts'
import { useOutbox } from '../store/outbox.ts'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Sign } from '../ui/signs.ts'
import { draftPlace } from './draftPlace.ts'
import { TodoLink } from './TodoLink.tsx'
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
  const places = drafts.flatMap((draft) => draftPlace(draft) ?? [])
  // Several things may be begun on one page: one line, as old as the newest.
  const open = places.filter((one, at) => places.findIndex(({ href }) => href === one.href) === at).slice(0, mostShown)
  const { i18n } = useLingui()
  if (needsYou === 0 && open.length === 0) return null
  return (
    <section className="stack" aria-labelledby="h-need">
      <h2 id="h-need">
        <Trans>Needs you</Trans>
      </h2>
      <div className="card list">
        {one !== undefined && (
          <TodoLink
            to={undecided.size > 1 ? '/outbox' : choiceAt(one)}
            mark={<Urgent sign="git-compare-arrows" />}
            under={<Trans>Both values are kept. Choose one.</Trans>}
          >
            <Plural
              value={undecided.size}
              one="# record was changed by two people"
              other="# records were changed by two people"
            />
          </TodoLink>
        )}
        {refused > 0 && (
          <TodoLink
            to="/outbox"
            mark={<Urgent sign="attention" />}
            under={<Trans>Your text is kept. Look at it in the outbox.</Trans>}
          >
            <Plural value={refused} one="# change did not go through" other="# changes did not go through" />
          </TodoLink>
        )}
        {open.map((place) => (
          <TodoLink
            key={place.href}
            to={place.href}
            mark={<CaseMark code={place.code} small />}
            under={<Trans>Sealed on this device, {agoText(place.at, thisDay(), i18n.locale)}</Trans>}
          >
            <Code>{place.code}</Code>{' '}
            {place.isNew ? <Trans>new, not finished</Trans> : <Trans>changes, not finished</Trans>}
          </TodoLink>
        ))}
      </div>
    </section>
  )
}

const Urgent = ({ sign }: { sign: Sign }) => (
  <span className="badc">
    <Icon name={sign} />
  </span>
)
