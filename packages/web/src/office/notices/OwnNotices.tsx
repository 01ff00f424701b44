import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { whenText } from '../../i18n/format.ts'
import { writtenAs } from '../../i18n/languages.ts'
import { addressOf } from '../../kinds.ts'
import { type RecordType, thisDay } from '../../store/store.ts'
import { fetchNotices, type OwnNotice, putNoticeAway } from '../../sync/notices.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

const signs = { revealed: 'eye', agreement: 'file-text', taken_over: 'users' } as const

/** Nothing while there is nothing, and without a line: what is told here can wait. */
export function OwnNotices() {
  const { t } = useLingui()
  const [notices, setNotices] = useState<OwnNotice[]>([])
  useEffect(() => {
    void fetchNotices().then(setNotices, () => undefined)
  }, [])
  if (notices.length === 0) return null
  const putAway = (id: number) => {
    setNotices((now) => now.filter((one) => one.id !== id))
    void putNoticeAway(id).catch(() => undefined)
  }
  return (
    <section className="stack" aria-label={t`Notices`}>
      {notices.map((notice) => (
        <div key={notice.id} className="note">
          <Icon name={signs[notice.kind]} />
          <div className="grow">
            <Told of={notice} />
          </div>
          <Button small look="quiet" onClick={() => putAway(notice.id)}>
            <Trans>Put away</Trans>
          </Button>
        </div>
      ))}
    </section>
  )
}

function Told({ of: { kind, at, by, record, shortId } }: { of: OwnNotice }) {
  const { i18n } = useLingui()
  const when = whenText(at, thisDay(), writtenAs(i18n.locale))
  if (kind === 'agreement')
    return (
      <>
        <b>
          <Trans>An agreement has changed</Trans>
        </b>
        <p>
          <Link href="/office/my-agreements">
            <Trans>Read it</Trans>
          </Link>
        </p>
      </>
    )
  if (kind === 'taken_over')
    return (
      <>
        <b>
          <Trans>
            What <bdi dir="ltr">{by}</bdi> worked on is yours now
          </Trans>
        </b>
        <p>
          <Link href="/cases">
            <Trans>Cases</Trans>
          </Link>{' '}
          {when}
        </p>
      </>
    )
  return (
    <>
      <b>
        <Trans>
          <bdi dir="ltr">{by}</bdi> saw who one of your records is about
        </Trans>
      </b>
      <p>
        {record && (
          <Link href={addressOf(record.type as RecordType, record.id)}>
            <bdi dir="ltr">{shortId ?? '–'}</bdi>
          </Link>
        )}{' '}
        {when}
      </p>
    </>
  )
}
