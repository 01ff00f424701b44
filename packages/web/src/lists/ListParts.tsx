import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { ShortRow } from '@primero/domain/sync/protocol.ts'
import { type ReactNode, Suspense, useMemo, useState } from 'react'
import type { Kind } from '../kinds.ts'
import { lazyRoom } from '../loadRoom.tsx'
import { useContact } from '../store/contact.ts'
import { DeniedState, TroubleState } from '../states/states.tsx'
import { may } from '../store/config.ts'
import { type AppConfig, type SearchRead, useConfig, useSearch } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { AsOf } from './AsOf.tsx'
import { FilterForm } from './FilterForm.tsx'
import type { FilterSpec } from './specs.ts'
import { countRequest, type Found, useQuiet } from './useListSearch.ts'
import type { Chosens } from './view.ts'

const SavedSearches = lazyRoom(
  () => import('../finding/SavedSearches.tsx'),
  () => null,
)

/** Says what it counts. */
export function ListCount({ found, filtered, type }: { found: Found; filtered: boolean; type: RecordType }) {
  const { read } = found
  if (read.reply === undefined) return <>&nbsp;</>
  const age = <AsOf read={read} />
  return (
    <>
      {read.local ? (
        <LocalCount found={found} filtered={filtered} type={type} />
      ) : (
        <WholeCount found={found} filtered={filtered} />
      )}
      {read.asOf !== undefined && <span className="as-of">{age}</span>}
    </>
  )
}

/** Of what this device keeps; there may be more. */
function LocalCount({ found, filtered, type }: { found: Found; filtered: boolean; type: RecordType }) {
  const { i18n } = useLingui()
  const reach = useContact().counts[type]?.reach
  const total = found.read.reply?.total ?? 0
  const all = found.all ?? total
  const n = (value: number): string => i18n.number(value)
  const more = reach !== undefined && reach > all
  if (filtered && all > 0)
    return more ? (
      <Trans>
        {n(total)} of {n(all)} on this device fit; you can access about {n(reach)}
      </Trans>
    ) : (
      <Trans>
        {n(total)} of {n(all)} on this device fit
      </Trans>
    )
  return more ? (
    <Trans>
      Showing {n(total)} on this device of about {n(reach)} you can access
    </Trans>
  ) : (
    <Trans>Showing {n(total)} on this device</Trans>
  )
}

function WholeCount({ found, filtered }: { found: Found; filtered: boolean }) {
  const { i18n } = useLingui()
  const total = found.read.reply?.total ?? 0
  if (!filtered || found.all === undefined || found.all === 0)
    return <Plural value={total} one="# in your care" other="# in your care" />
  const n = (value: number): string => i18n.number(value)
  return (
    <Trans>
      {n(total)} of {n(found.all)} fit
    </Trans>
  )
}

/** The rows, or why there are none. */
export function FoundRows({
  read,
  empty,
  children,
}: {
  read: SearchRead
  empty: ReactNode
  children: (rows: ShortRow[]) => ReactNode
}) {
  const rows = read.reply?.rows
  if (read.state === 'denied') return <DeniedState />
  if (rows === undefined && read.state === 'loading') {
    return (
      <div className="card list">
        <Bones lines={6} />
      </div>
    )
  }
  if (rows === undefined) return <TroubleState read={read} />
  if (rows.length === 0 && !read.refreshing) return <div className="card">{empty}</div>
  return (
    <div aria-busy={read.refreshing || undefined} className="found">
      {children(rows)}
    </div>
  )
}

export function NoRows({
  kind,
  filters,
  asked,
  all,
  onClear,
}: {
  kind: Kind
  filters: number
  asked: boolean
  all: number | undefined
  onClear: () => void
}) {
  const { t } = useLingui()
  const config = useConfig()
  if (asked) {
    return (
      <EmptyState
        sign="search"
        title={<Trans>Nothing found</Trans>}
        action={
          filters > 0 && (
            <Button look="main" onClick={onClear}>
              <Plural value={filters} one="Search without the filter" other="Search without the # filters" />
            </Button>
          )
        }
      >
        {filters > 0 ? (
          <Trans>
            Filters hide some, closed ones for instance. Look there too, before somebody is registered twice.
          </Trans>
        ) : (
          <Trans>Check the letters, or search by something else.</Trans>
        )}
      </EmptyState>
    )
  }
  if (filters > 0 && all !== 0) {
    return (
      <EmptyState
        sign="sliders-horizontal"
        title={<Plural value={filters} one="Nothing fits # filter" other="Nothing fits # filters" />}
        action={
          <Button onClick={onClear}>
            <Trans>Clear filters</Trans>
          </Button>
        }
      >
        {all !== undefined && <Plural value={all} one="Without them there is #." other="Without them there are #." />}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      sign={kind.sign}
      title={<Trans>Nothing here yet</Trans>}
      action={
        may(config, kind.type, 'create') && (
          <LinkButton to={`/new?kind=${kind.path}`} look="main" sign="plus">
            {t(kind.make)}
          </LinkButton>
        )
      }
    >
      <Trans>What you register or receive is kept here.</Trans>
    </EmptyState>
  )
}

/** The filter form with its count; what is being chosen is asked quietly. */
export function Filters({
  config,
  kind,
  specs,
  chosens,
  apply,
  clear,
}: {
  config: AppConfig
  kind: Kind
  specs: FilterSpec[]
  chosens: Chosens
  apply: (chosens: Chosens) => void
  clear: () => void
}) {
  const [draft, setDraft] = useState(chosens)
  const quiet = useQuiet(draft, 250)
  const count = useSearch(useMemo(() => countRequest(config, kind, specs, quiet), [config, kind, specs, quiet]))
  const known = quiet === draft ? count.reply?.total : undefined
  return (
    <>
      <FilterForm specs={specs} chosens={chosens} count={known} onDraft={setDraft} onApply={apply} onClear={clear} />
      <Suspense>
        <SavedSearches {...{ kind, chosens, apply }} />
      </Suspense>
    </>
  )
}
