import { Trans } from '@lingui/react/macro'
import type { SearchRequest } from '@primero/domain/sync/protocol.ts'
import { useMemo } from 'react'
import { Link } from 'wouter'
import type { Kind } from '../kinds.ts'
import { Cards } from '../lists/Cards.tsx'
import { columnsOf, tellingColumns } from '../lists/columns.ts'
import { FoundRows } from '../lists/ListParts.tsx'
import { filterSpecs, searchFilters } from '../lists/specs.ts'
import { type AppConfig, useConfig, useSearch } from '../store/store.ts'
import { EmptyState } from '../ui/EmptyState.tsx'

const shown = 5

/** By the last change where the list is one person's own: among all records of a country that would be slow. */
const byChange = (config: AppConfig, kind: Kind): boolean => {
  const list = config.lists[kind.type]
  return config.me.scope === 'self' && [...(list?.sortable ?? []), ...(list?.filters ?? [])].includes('last_updated_at')
}

export function Recent({ kind }: { kind: Kind }) {
  const config = useConfig()
  const columns = useMemo(() => columnsOf(config, kind.type), [config, kind])
  const request = useMemo<SearchRequest>(() => {
    const field = byChange(config, kind) ? 'last_updated_at' : 'created_at'
    return {
      type: kind.type,
      filters: searchFilters(config, filterSpecs(config, kind.type), {}),
      sort: { field, descending: true },
      page: 1,
      per: shown,
    }
  }, [config, kind])
  const read = useSearch(request)
  return (
    <section className="stack" aria-labelledby="h-recent">
      <div className="h-row">
        <h2 id="h-recent">{byChange(config, kind) ? <Trans>Last worked on</Trans> : <Trans>Newest</Trans>}</h2>
        <Link href={`/${kind.path}`} className="meta">
          <Trans>Show all</Trans>
        </Link>
      </div>
      <FoundRows
        read={read}
        empty={
          <EmptyState sign={kind.sign} title={<Trans>Nothing here yet</Trans>}>
            <Trans>What you register or receive is kept here.</Trans>
          </EmptyState>
        }
      >
        {(rows) => (
          <Cards kind={kind} config={config} rows={rows} columns={tellingColumns(config, columns, rows)} covered />
        )}
      </FoundRows>
    </section>
  )
}
