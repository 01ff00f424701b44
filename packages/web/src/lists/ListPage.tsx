import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTitle } from '../frame/title.ts'
import type { Kind } from '../kinds.ts'
import { sharingRights } from '../store/sharingWays.ts'
import { DeniedState } from '../states/states.tsx'
import { may } from '../store/config.ts'
import { type AppConfig, useConfig } from '../store/store.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { useMedia } from '../ui/useMedia.ts'
import { Cards } from './Cards.tsx'
import { columnsOf, knowing, tellingColumns } from './columns.ts'
import { FilterChips } from './FilterChips.tsx'
import { Filters, FoundRows, ListCount, NoRows } from './ListParts.tsx'
import { SearchBox } from './SearchBox.tsx'
import { ShowNames, useNames } from './ShowNames.tsx'
import type { SearchMode } from './searchMode.ts'
import { filterSpecs } from './specs.ts'
import { SortChoice } from './SortChoice.tsx'
import { Table } from './Table.tsx'
import { useListSearch } from './useListSearch.ts'
import { useView } from './useView.ts'
import { type Chosens, sizes } from './view.ts'

/** A list opens with what is in work. */
const usual: Chosens = { status: { any: ['open'] } }
const nothing: Chosens = {}
const noOrders: string[] = []

const modesOf = (config: AppConfig, kind: Kind): SearchMode[] =>
  config.me.role.identity === 'none' ? ['id'] : kind.type === 'case' ? ['id', 'name', 'phone'] : ['id', 'name']

export function ListPage({ kind }: { kind: Kind }) {
  return may(useConfig(), kind.type, 'read') ? <List key={kind.type} kind={kind} /> : <DeniedState level={1} />
}

function List({ kind }: { kind: Kind }) {
  const { t } = useLingui()
  const config = useConfig()
  const table = useMedia('(min-width: 64em)')
  const aside = useMedia('(min-width: 90em)')
  const specs = useMemo(() => filterSpecs(config, kind.type), [config, kind])
  const columns = useMemo(() => columnsOf(config, kind.type), [config, kind])
  const sortable = config.lists[kind.type]?.sortable ?? noOrders
  const list = useView(kind.path, specs, sortable, specs.some((s) => s.field === 'status') ? usual : nothing)
  const found = useListSearch(config, kind, specs, list, modesOf(config, kind))
  const [filtering, setFiltering] = useState(false)
  const names = useNames()
  useTitle(t(kind.many))

  const { view, setView } = list
  const total = found.read.reply?.total ?? 0
  const reader = useMemo(() => knowing(config, found.read.reply), [config, found.read.reply])
  const last = Math.max(1, Math.ceil(total / view.per))
  // The list grew shorter, or the address names a page that never was.
  useEffect(() => {
    if (total > 0 && !found.read.refreshing && view.page > last) setView({ ...view, page: last })
  }, [total, last, found.read.refreshing, view, setView])
  const inForce = specs.filter((s) => view.filters[s.field]).length
  const clear = (): void =>
    inForce === 0 && list.counted ? list.dropCounted() : setView({ ...view, filters: {}, page: 1 })
  const apply = (filters: Chosens): void => {
    setFiltering(false)
    setView({ ...view, filters, page: 1 })
  }
  const sortBy = useCallback(
    (field: string): void => {
      const now = view.sort
      setView({
        ...view,
        sort: { field, descending: now?.field === field ? !now.descending : false },
        page: 1,
      })
    },
    [view, setView],
  )

  return (
    <div className={aside && specs.length > 0 ? 'listcols' : undefined}>
      <div className="stack">
        <div className="head list-head">
          <div>
            <h1>{t(kind.many)}</h1>
            <p className="meta" role="status">
              <ListCount
                type={kind.type}
                found={found}
                filtered={inForce > 0 || list.counted !== undefined || found.asked !== undefined}
              />
            </p>
          </div>
          <div className="row">
            {columns.some((c) => config.configuration.fieldOf(kind.type, c.field)?.identifying === true) && (
              <ShowNames names={names} />
            )}
            {kind.type === 'case' && total > 1 && sharingRights.some((action) => may(config, 'case', action)) && (
              <LinkButton to={`/cases/many/share/refer${window.location.search}`} small>
                <Trans>Several cases at once</Trans>
              </LinkButton>
            )}
            {may(config, kind.type, 'create') && (
              <span className="only-wide">
                <LinkButton to={`/new?kind=${kind.path}`} look="main" sign="plus">
                  {t(kind.make)}
                </LinkButton>
              </span>
            )}
          </div>
        </div>
        <SearchBox text={list.text} onText={found.setText} mode={found.mode} modes={found.modes} onMode={found.setMode}>
          {!aside && specs.length > 0 && (
            <Button sign="sliders-horizontal" onClick={() => setFiltering(true)}>
              <Trans>Filter</Trans>
              {inForce > 0 && <span className="tag">{inForce}</span>}
            </Button>
          )}
        </SearchBox>
        <FilterChips
          specs={specs}
          chosens={view.filters}
          counted={list.counted?.words}
          onDropCounted={list.dropCounted}
          onRemove={(field) =>
            setView({
              ...view,
              filters: Object.fromEntries(Object.entries(view.filters).filter(([f]) => f !== field)),
              page: 1,
            })
          }
          onClear={clear}
        />
        {!table && total > 1 && (
          <SortChoice columns={columns} sort={view.sort} onSort={(sort) => setView({ ...view, sort, page: 1 })} />
        )}
        <FoundRows
          read={found.read}
          empty={
            <NoRows
              kind={kind}
              filters={inForce + (list.counted ? 1 : 0)}
              asked={found.asked !== undefined}
              all={found.all}
              onClear={clear}
            />
          }
        >
          {(rows) =>
            table ? (
              <Table
                {...{ kind, rows }}
                config={reader}
                columns={tellingColumns(config, columns, rows)}
                covered={names.covered}
                sort={view.sort}
                onSort={sortBy}
                caption={t(kind.many)}
              />
            ) : (
              <Cards
                {...{ kind, rows }}
                config={reader}
                columns={tellingColumns(config, columns, rows)}
                covered={names.covered}
              />
            )
          }
        </FoundRows>
        <Pagination
          page={view.page}
          per={view.per}
          total={found.read.reply?.total ?? 0}
          sizes={sizes}
          onPage={(page) => setView({ ...view, page })}
          onPer={(per) => setView({ ...view, per, page: 1 })}
        />
      </div>
      {aside && specs.length > 0 && (
        <aside className="card" aria-labelledby="filter-h">
          <h2 id="filter-h">
            <Trans>Filter</Trans>
          </h2>
          <Filters
            key={JSON.stringify(view.filters)}
            {...{ config, kind, specs, chosens: view.filters, apply, clear }}
          />
        </aside>
      )}
      {filtering && (
        <Dialog sheet title={t`Filter`} onClose={() => setFiltering(false)}>
          <Filters {...{ config, kind, specs, chosens: view.filters, apply, clear: () => apply({}) }} />
        </Dialog>
      )}
    </div>
  )
}
