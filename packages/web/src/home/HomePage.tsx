// Today: what needs somebody, what is in their care. Every number is a search, and leads to the list it counts.
import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { useTitle } from '../frame/title.ts'
import { longDayText } from '../i18n/format.ts'
import { readableKinds } from '../kinds.ts'
import { lazyRoom } from '../loadRoom.tsx'
import { thisDay } from '../store/clock.ts'
import { useConfig } from '../store/store.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Counts } from './Counts.tsx'
import { hasTasks } from '../tasks/hasTasks.ts'
import { NeedsYou } from './NeedsYou.tsx'
import { OnThisDevice } from './OnThisDevice.tsx'
import { Recent } from './Recent.tsx'
import { Today } from './Today.tsx'

// Numbers of the role; a line of bones stands there until they come.
const Boards = lazy(() => import('./Boards.tsx').then((file) => ({ default: file.Boards })))

// What does not come leaves a gap, and no page in its place.
const gap = () => null
const LazyNotices = lazyRoom(() => import('../office/NoticeRoom.tsx'), gap)
const LazyWaiting = lazyRoom(() => import('../sharing/WaitingCard.tsx'), gap)
const LazyCards = lazyRoom(() => import('../finding/HomeCards.tsx'), gap)

export function HomePage() {
  const { t, i18n } = useLingui()
  const config = useConfig()
  const listed = readableKinds(config)
  const cases = listed.find((kind) => kind.type === 'case')
  const hasBoards = (config.me.role.permissions['dashboard'] ?? []).length > 0
  useTitle(t`Home`)
  return (
    <>
      <div className="head">
        <div>
          <p className="meta">{longDayText(thisDay(), i18n.locale)}</p>
          <h1>
            <Trans>My day</Trans>
          </h1>
        </div>
      </div>
      <div className="two">
        <div className="stack home-column">
          <NeedsYou />
          <Suspense>
            <LazyWaiting />
            <LazyNotices />
          </Suspense>
          {hasTasks(config) && <Today />}
          <Suspense>
            <LazyCards />
          </Suspense>
          {listed.length === 0 && !hasBoards && (
            <div className="card">
              <EmptyState sign="sun" title={<Trans>Your role works without records</Trans>}>
                <Trans>Nothing here needs you.</Trans>
              </EmptyState>
            </div>
          )}
          {listed.map((kind, at) => (
            <Counts key={kind.type} kind={kind} lead={at === 0} />
          ))}
          {hasBoards && (
            <Suspense>
              <Boards />
            </Suspense>
          )}
          {(cases ?? listed[0]) && <Recent kind={cases ?? (listed[0] as (typeof listed)[number])} />}
        </div>
        <aside className="stack home-column">
          <OnThisDevice />
        </aside>
      </div>
    </>
  )
}
