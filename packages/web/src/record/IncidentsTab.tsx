// Incidents of a case: what happened, and a new one with the case's facts copied in by the server.
import { Trans } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { briefWords } from '../forms/words.ts'
import { addressOf } from '../kinds.ts'
import { AsOf } from '../lists/AsOf.tsx'
import { may } from '../store/config.ts'
import { type SearchRequest, useConfig, useSearch } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { codeOf } from './person.ts'

export function IncidentsTab({ caseId, module }: { caseId: string; module: string }) {
  const config = useConfig()
  const request = useMemo<SearchRequest>(
    () => ({ type: 'incident', filters: [{ field: 'incident_case_id', any: [caseId] }], page: 1, per: 50 }),
    [caseId],
  )
  const read = useSearch(request)
  const { state, reply, retry } = read
  const mayAdd = may(config, 'case', 'incident_from_case') || may(config, 'incident', 'create')
  const add = mayAdd && (
    <LinkButton to={`/incidents/new?case=${caseId}&module=${encodeURIComponent(module)}`} sign="plus">
      <Trans>New incident from this case</Trans>
    </LinkButton>
  )
  return (
    <div className="stack">
      <div className="h-row">
        <h2 className="page-title">
          <Trans>Incidents</Trans>
        </h2>
        {add}
      </div>
      {read.local && (
        <p className="meta">
          <Trans>Those on this device</Trans> · <AsOf read={read} />
        </p>
      )}
      {!reply && state === 'loading' && <Bones lines={2} />}
      {!reply && state === 'offline' && (
        <EmptyState
          sign="cloud-off"
          title={<Trans>The incidents of this case are not on this device</Trans>}
          action={
            <Button onClick={retry}>
              <Trans>Try again</Trans>
            </Button>
          }
        />
      )}
      {!reply && (state === 'error' || state === 'denied') && (
        <EmptyState
          sign="lock"
          title={<Trans>The incidents of this case cannot be shown</Trans>}
          action={
            <Button onClick={retry}>
              <Trans>Try again</Trans>
            </Button>
          }
        />
      )}
      {reply && reply.rows.length === 0 && (
        <EmptyState sign="file-warning" title={<Trans>No incidents linked</Trans>} />
      )}
      {reply && reply.rows.length > 0 && (
        <div className="card list">
          {reply.rows.map((row) => {
            const data = row.data as Data
            const field = config.configuration.fieldOf('incident', 'incident_date')
            const date = field && briefWords(config, field, data['incident_date'] ?? data['date_of_first_report'], data)
            return (
              <Link key={row.id} className="link" href={addressOf('incident', row.id)}>
                <CaseMark code={codeOf(data)} small />
                <span className="grow">
                  <Code>{codeOf(data)}</Code>
                  {date && <span className="meta below">{date}</span>}
                </span>
              </Link>
            )
          })}
        </div>
      )}
    </div>
  )
}
