// Claims in reach that have waited for a decision for two days and more, oldest first.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import type { ConflictShape } from '@primero/domain/sync/protocol.ts'
import { useState } from 'react'
import { Link } from 'wouter'
import { useTitle } from '../frame/title.ts'
import { agoText } from '../i18n/format.ts'
import { addressOf } from '../kinds.ts'
import { TroubleState } from '../states/states.tsx'
import { dayHere } from '../store/clock.ts'
import { type Queue, tooOld, useConflictQueue } from '../store/conflictQueue.ts'
import { keyOf } from '../store/engine/ground.ts'
import { thisDay, useConfig } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { labelsAt } from './fields.ts'
import { codeOf, personWords } from './person.ts'

const per = 20

export function QueuePage() {
  const { t } = useLingui()
  const [page, setPage] = useState(1)
  const read = useConflictQueue(tooOld, page)
  useTitle(t`Conflicts`)
  return (
    <>
      <div className="head">
        <div>
          <h1>
            <Trans>Conflicts older than 48 hours</Trans>
          </h1>
          <p className="meta">
            <Trans>Both values are kept. Until somebody chooses, the careful one counts.</Trans>
          </p>
        </div>
      </div>
      {read.value ? (
        <Rows queue={read.value} />
      ) : read.state === 'loading' ? (
        <Bones lines={4} />
      ) : (
        <TroubleState read={read} />
      )}
      <Pagination
        page={page}
        per={per}
        total={read.value?.total ?? 0}
        sizes={[per]}
        onPage={setPage}
        onPer={() => {}}
      />
    </>
  )
}

function Rows({ queue: { conflicts, records } }: { queue: Queue }) {
  const config = useConfig()
  if (conflicts.length === 0)
    return (
      <div className="card">
        <EmptyState sign="sun" title={<Trans>Nothing waits that long</Trans>} />
      </div>
    )
  const byRecord = new Map<string, ConflictShape[]>()
  for (const one of conflicts) byRecord.set(keyOf(one), [...(byRecord.get(keyOf(one)) ?? []), one])
  return (
    <ul className="card list">
      {[...byRecord].map(([key, claims]) => {
        // The oldest stands first.
        const [{ type, id, at }] = claims as [ConflictShape]
        const data = (records.get(key)?.data ?? {}) as Data
        const code = codeOf(data) || id.slice(-7)
        const labels = new Set(
          claims.flatMap((c) => c.paths.map(({ path }) => labelsAt(config, type, path).join(' › '))),
        )
        return (
          <li key={key}>
            <Link className="link" href={`${addressOf(type, id)}/conflicts`}>
              <CaseMark code={code} small />
              <span className="grow">
                <Code>{code}</Code> <span className="meta">{personWords(config, data)}</span>
                <br />
                <span className="meta">
                  {[...labels].join(' · ')} · {agoText(dayHere(at as never), thisDay(), config.locale)}
                </span>
              </span>
              <Icon name="chevron-right" flip />
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
