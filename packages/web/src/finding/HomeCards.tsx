// On the home page, beside what is everybody's: searches that somebody kept, alerts, and what a team waits for.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { alertFilters } from '@primero/domain/workflow/alerts.ts'
import { leads } from '@primero/domain/workflow/review.ts'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { OlderConflicts } from '../home/OlderConflicts.tsx'
import { TodoLink } from '../home/TodoLink.tsx'
import { agoText } from '../i18n/format.ts'
import { kindAt } from '../kinds.ts'
import { keepCounted } from '../lists/counted.ts'
import { searchFilters } from '../lists/specs.ts'
import { nameOf } from '../record/called.ts'
import { may } from '../store/config.ts'
import { thisDay } from '../store/clock.ts'
import { useSavedSearches } from '../store/savedSearches.ts'
import { actorOf } from '../store/self.ts'
import { useConfig, useSearch } from '../store/store.ts'
import { useArrivals, useReview } from '../store/team.ts'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { Icon } from '../ui/Icon.tsx'
import { asksBeyond } from './asksBeyond.ts'
import './finding.css'
import { type KeptSearch, keptOf } from './kept.ts'
import { Loads } from './Loads.tsx'
import { KeptCount } from './SavedSearches.tsx'

export { words } from './words.ts'

export function Page() {
  const config = useConfig()
  const isLead = useMemo(() => leads(actorOf(config)), [config])
  return (
    <>
      {asksBeyond(config) && (
        <div className="card list">
          <TodoLink
            to="/look/known"
            mark={<Icon name="search" />}
            under={<Trans>Ask before somebody is registered twice.</Trans>}
          >
            <Trans>Is this child known?</Trans>
          </TodoLink>
        </div>
      )}
      {isLead && <Arrivals />}
      {isLead && <OlderConflicts />}
      {may(config, 'case', 'read') && <News isLead={isLead} />}
      {isLead && <Loads />}
      <Kept />
    </>
  )
}

/** What changed, and is to be looked at: one line each, and nothing where there is nothing. */
function News({ isLead }: { isLead: boolean }) {
  const alerts = useSearch(useMemo(() => ({ type: 'case' as const, filters: [...alertFilters], page: 1, per: 0 }), []))
    .reply?.total
  if (!isLead && !alerts) return null
  return (
    <section className="stack" aria-labelledby="h-look">
      <h2 id="h-look">
        <Trans>To look at</Trans>
      </h2>
      <div className="card list">
        {alerts !== undefined && alerts > 0 && <Alerts count={alerts} />}
        {isLead && <ReviewLink />}
      </div>
    </section>
  )
}

function Alerts({ count }: { count: number }) {
  const { t } = useLingui()
  return (
    <Link
      className="link"
      href="/cases?of=alerts&show=all"
      onClick={() => keepCounted('alerts', { words: t`With alerts`, filters: [...alertFilters] })}
    >
      <span className="badc">
        <Icon name="attention" />
      </span>
      <span className="grow">
        <Plural value={count} one="# case with alerts" other="# cases with alerts" />
      </span>
      <Icon name="chevron-right" flip />
    </Link>
  )
}

function ReviewLink() {
  const total = useReview(undefined, 1, 1).value?.total
  return (
    <TodoLink
      to="/look/review"
      mark={<Icon name="list-checks" />}
      under={<Trans>Late, high risk without a plan, quiet for a month. Without names.</Trans>}
    >
      {total === undefined ? (
        <Trans>Cases to review</Trans>
      ) : (
        <Plural value={total} _0="No case to review" one="# case to review" other="# cases to review" />
      )}
    </TodoLink>
  )
}

/** On its way to somebody of the team: he answers, and who manages him knows that it comes. */
function Arrivals() {
  const config = useConfig()
  const { i18n } = useLingui()
  const arrivals = useArrivals().value?.arrivals ?? []
  if (arrivals.length === 0) return null
  return (
    <section className="stack" aria-labelledby="h-arrivals">
      <h2 id="h-arrivals">
        <Trans>On the way to your team</Trans>
      </h2>
      <ul className="card list loads">
        {arrivals.map(({ id, code, at, ...people }) => {
          const [by, to] = [nameOf(config, people.by), nameOf(config, people.to)]
          return (
            <li key={id} className="known-row">
              <CaseMark code={code ?? ''} small />
              <span className="grow">
                <Code>{code ?? ''}</Code> <Trans>transfer to take over</Trans>
                <br />
                <span className="meta">
                  <Trans>
                    from <bdi>{by}</bdi>
                  </Trans>
                  {' · '}
                  <Trans>
                    to <bdi>{to}</bdi>
                  </Trans>
                  {' · '}
                  {agoText(at, thisDay(), i18n.locale)}
                </span>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Kept() {
  const config = useConfig()
  const read = useSavedSearches()
  const kept = useMemo(() => (read.value ?? []).flatMap((one) => keptOf(config, one) ?? []), [config, read.value])
  const mine = kept.filter(({ kind }) => may(config, kind.type, 'read'))
  if (mine.length === 0) return null
  return (
    <section className="stack" aria-labelledby="h-saved">
      <h2 id="h-saved">
        <Trans>Saved searches</Trans>
      </h2>
      <ul className="card list numbers">
        {mine.map((one) => (
          <li key={one.id}>
            <KeptLink one={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function KeptLink({ one }: { one: KeptSearch }) {
  const config = useConfig()
  const { t } = useLingui()
  const { id, name, kind, specs, chosens } = one
  const of = `kept-${id}`
  return (
    <Link
      className="link"
      href={`/${kind.path}?of=${of}&show=all`}
      onClick={() => keepCounted(of, { words: name, filters: searchFilters(config, specs, chosens) })}
    >
      <span className="bignum">
        <KeptCount one={one} />
      </span>
      <span className="grow">
        <bdi>{name}</bdi>
        {kind !== kindAt('cases') && <span className="meta"> · {t(kind.many)}</span>}
      </span>
      <Icon name="chevron-right" flip />
    </Link>
  )
}
