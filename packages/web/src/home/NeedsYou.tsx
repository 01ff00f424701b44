import { Plural, Trans } from '@lingui/react/macro'
import { Link } from 'wouter'
import { useOutbox } from '../store/outbox.ts'
import { Icon } from '../ui/Icon.tsx'
import { useDrafts } from './useDrafts.ts'
import { draftPlace } from './draftPlace.ts'

/** Only what a person must do; nothing at all when there is nothing. */
export function NeedsYou() {
  const { needsYou } = useOutbox()
  const drafts = useDrafts()
  const open = drafts.flatMap((draft) => draftPlace(draft.key) ?? [])
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
        {open.length > 0 && (
          <Link className="link" href={open[0]?.href ?? '/'}>
            <Icon name="pen-line" />
            <span className="grow">
              <Plural value={open.length} one="# unfinished form" other="# unfinished forms" />
              <br />
              <span className="meta">
                <Trans>Sealed on this device. Go on where you stopped.</Trans>
              </span>
            </span>
            <Icon name="chevron-right" flip />
          </Link>
        )}
      </div>
    </section>
  )
}
