// For whoever answers for a team: claims that nobody has decided about for two days.
import { Plural, Trans } from '@lingui/react/macro'
import { tooOld, useConflictQueue } from '../store/conflictQueue.ts'
import { Icon } from '../ui/Icon.tsx'
import { TodoLink } from './TodoLink.tsx'

export function OlderConflicts() {
  const total = useConflictQueue(tooOld, 1).value?.total ?? 0
  if (total === 0) return null
  return (
    <div className="card list">
      <TodoLink
        to="/look/conflicts"
        mark={
          <span className="warnc">
            <Icon name="git-compare-arrows" />
          </span>
        }
        under={<Trans>Two people answered differently, and nobody has chosen.</Trans>}
      >
        <Plural value={total} one="# conflict older than 48 hours" other="# conflicts older than 48 hours" />
      </TodoLink>
    </div>
  )
}
