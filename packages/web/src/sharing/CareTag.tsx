import { Plural, Trans } from '@lingui/react/macro'
import type { ShareShape } from '@primero/domain/sync/protocol.ts'
import type { Moment } from '@primero/domain/time.ts'
import { isCareOver } from '@primero/domain/workflow/clinical-care.ts'
import { thisMoment } from '../store/clock.ts'
import { Tag } from '../ui/Tag.tsx'

const hour = 3_600_000

/** How long clinical care still counts most, for both sides of a referral to it; the server says it while it counts. */
export function CareTag({ share: { careBy } }: { share: ShareShape }) {
  if (careBy === undefined) return null
  const now = thisMoment()
  const hours = Math.floor((Date.parse(careBy) - Date.parse(now)) / hour)
  return (
    <Tag hue="bad" sign="hourglass">
      {isCareOver(careBy as Moment, now) ? (
        <Trans>72 hours are over: care still helps</Trans>
      ) : (
        <Plural value={hours} one="# hour left for care" other="# hours left for care" />
      )}
    </Tag>
  )
}
