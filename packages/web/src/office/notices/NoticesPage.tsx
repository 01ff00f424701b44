// All that somebody was told, the newest first: what a hint by mail or push leads to.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { fetchAllNotices, type NoticePage, putNoticeAway, putNoticesAway } from '../../sync/notices.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Pagination } from '../../ui/Pagination.tsx'
import { Answered } from '../parts/Answered.tsx'
import { TroubleNote } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { type FormTrouble, troubleOf } from '../parts/useOfficeForm.ts'
import { signOf, Told } from './Told.tsx'

export function NoticesPage() {
  const { t } = useLingui()
  const [page, setPage] = useState(1)
  const answer = useAnswer(`notices ${page}`, (signal) => fetchAllNotices(page, signal))
  return (
    <>
      <OfficeHead title={<Trans>Notices</Trans>} plain={t`Notices`} up="/" upName={<Trans>Home</Trans>}>
        <LinkButton small to="/office/notice-choices">
          <Trans>What reaches you</Trans>
        </LinkButton>
      </OfficeHead>
      <Answered of={answer}>{(all) => <List of={all} again={answer.again} onPage={setPage} />}</Answered>
    </>
  )
}

type ListProps = { of: NoticePage; again: () => void; onPage: (page: number) => void }

function List({ of: { notices, total, open, page, per }, again, onPage }: ListProps) {
  const { t } = useLingui()
  const [trouble, setTrouble] = useState<FormTrouble>()
  const does = (deed: Promise<void>): void =>
    void deed.then(
      () => {
        setTrouble(undefined)
        again()
      },
      (e: unknown) => setTrouble(troubleOf(e)),
    )
  if (total === 0)
    return (
      <EmptyState sign="send" title={<Trans>Nothing was told to you yet</Trans>}>
        <Trans>What others do with your records stands here.</Trans>
      </EmptyState>
    )
  const newest = notices[0]?.id
  return (
    <div className="stack office-form">
      {trouble && <TroubleNote of={trouble} />}
      {open > 0 && newest !== undefined && (
        <div className="row">
          <span className="grow meta">
            <Plural value={open} one="# is new" other="# are new" />
          </span>
          {page === 1 && (
            <Button small onClick={() => does(putNoticesAway(newest))}>
              <Trans>Put all away</Trans>
            </Button>
          )}
        </div>
      )}
      <ul className="card list told" aria-label={t`Notices`}>
        {notices.map((notice) => (
          <li key={notice.id} className={notice.isOpen ? 'row told-new' : 'row'}>
            <Icon name={signOf(notice)} />
            <div className="grow">
              <Told of={notice} />
            </div>
            {notice.isOpen && (
              <Button small look="quiet" onClick={() => does(putNoticeAway(notice.id))}>
                <Trans>Put away</Trans>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Pagination page={page} per={per} total={total} onPage={onPage} />
    </div>
  )
}
