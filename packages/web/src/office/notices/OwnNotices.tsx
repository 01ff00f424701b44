import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { fetchNotices, type OwnNotice, putNoticeAway } from '../../sync/notices.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { stillHere } from './browser.ts'
import { signOf, Told } from './Told.tsx'

/** More of them would push the work of the day off the page. */
const mostShown = 3

/** Nothing while there is nothing, and without a line: what is told here can wait. */
export function OwnNotices() {
  const { t } = useLingui()
  const [notices, setNotices] = useState<OwnNotice[]>([])
  useEffect(() => {
    void fetchNotices().then(setNotices, () => undefined)
    void stillHere().catch(() => undefined)
  }, [])
  if (notices.length === 0) return null
  const putAway = (id: number) => {
    setNotices((now) => now.filter((one) => one.id !== id))
    void putNoticeAway(id).catch(() => undefined)
  }
  const rest = notices.length - mostShown
  return (
    <section className="stack" aria-label={t`Notices`}>
      {notices.slice(0, mostShown).map((notice) => (
        <div key={notice.id} className="note">
          <Icon name={signOf(notice)} />
          <div className="grow">
            <Told of={notice} />
          </div>
          <Button small look="quiet" onClick={() => putAway(notice.id)}>
            <Trans>Put away</Trans>
          </Button>
        </div>
      ))}
      {rest > 0 && (
        <Link href="/office/notices">
          <Plural value={rest} one="# more notice" other="# more notices" />
        </Link>
      )}
    </section>
  )
}
