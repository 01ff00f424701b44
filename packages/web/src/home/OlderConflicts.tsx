// For whoever answers for a team: claims that nobody has decided about for two days.
import { Plural, Trans } from '@lingui/react/macro'
import { Link } from 'wouter'
import { tooOld, useConflictQueue } from '../store/conflictQueue.ts'
import { Icon } from '../ui/Icon.tsx'

export function OlderConflicts() {
  const total = useConflictQueue(tooOld, 1).value?.total ?? 0
  if (total === 0) return null
  return (
    <div className="card list">
      <Link className="link" href="/conflicts">
        <span className="warnc">
          <Icon name="git-compare-arrows" />
        </span>
        <span className="grow">
          <Plural value={total} one="# conflict older than 48 hours" other="# conflicts older than 48 hours" />
          <br />
          <span className="meta">
            <Trans>Two people answered differently, and nobody has chosen.</Trans>
          </span>
        </span>
        <Icon name="chevron-right" flip />
      </Link>
    </div>
  )
}
