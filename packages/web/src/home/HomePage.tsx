// Today: what needs somebody, what is in their care. Every number is a search, and leads to the list it counts.
import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { useTitle } from '../frame/title.ts'
import { longDayText } from '../i18n/format.ts'
import { readableKinds } from '../kinds.ts'
import { lazyRoom } from '../loadRoom.tsx'
import { thisDay } from '../store/clock.ts'
import { type AppConfig, useConfig } from '../store/store.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Counts } from './Counts.tsx'
import { NeedsYou } from './NeedsYou.tsx'
import { OnThisDevice } from './OnThisDevice.tsx'
import { Recent } from './Recent.tsx'

// For supervisors: a field worker's page does without.
const OlderConflicts = lazy(() => import('./OlderConflicts.tsx').then((file) => ({ default: file.OlderConflicts })))

const LazyNotices = lazyRoom(
  () => import('../office/NoticeRoom.tsx'),
  () => null,
)

const isSupervisor = ({ me }: AppConfig): boolean =>
  me.role.manager && (me.scope === 'group' || me.scope === 'agency' || me.scope === 'all')

export function HomePage() {
  const { t, i18n } = useLingui()
  const config = useConfig()
  const listed = readableKinds(config)
  const cases = listed.find((kind) => kind.type === 'case')
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
            <LazyNotices />
          </Suspense>
          {isSupervisor(config) && (
            <Suspense>
              <OlderConflicts />
            </Suspense>
          )}
          {listed.length === 0 && (
            <div className="card">
              <EmptyState sign="sun" title={<Trans>Your role works without records</Trans>}>
                <Trans>Nothing here needs you.</Trans>
              </EmptyState>
            </div>
          )}
          {listed.map((kind, at) => (
            <Counts key={kind.type} kind={kind} lead={at === 0} />
          ))}
          {(cases ?? listed[0]) && <Recent kind={cases ?? (listed[0] as (typeof listed)[number])} />}
        </div>
        <aside className="stack home-column">
          <OnThisDevice />
        </aside>
      </div>
    </>
  )
}
