// Who can see a record, why and until when; and who did.
import './log.css'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { useState } from 'react'
import { useRoute } from 'wouter'
import { addressOf } from '../../kinds.ts'
import { DeniedState } from '../../states/states.tsx'
import { useConfig } from '../../store/store.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Pagination } from '../../ui/Pagination.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Answered } from '../parts/Answered.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeTable } from '../parts/OfficeTable.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { useReason } from '../rights/reasonWords.ts'
import { useWhen } from '../when.ts'
import { actWords } from './actWords.ts'
import { fetchAccesses, fetchWho } from './log.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function WhoPage() {
  const { t } = useLingui()
  const [, params] = useRoute('/office/who/:type/:id')
  const [tab, setTab] = useState<'can' | 'did'>('can')
  const type = recordTypes.find((known) => known === params?.type)
  const id = params?.id ?? ''
  if (type === undefined || !uuid.test(id)) return <DeniedState level={1} />
  const tabs = { can: t`Who can see it`, did: t`Who looked` }
  return (
    <>
      <OfficeHead
        title={<Trans>Who can see this record</Trans>}
        plain={t`Who can see this record`}
        up={addressOf(type, id)}
        upName={<Trans>Back to the record</Trans>}
      />
      <div className="stack log-who-page">
        <div className="seg" role="radiogroup" aria-label={t`What to show`}>
          {(['can', 'did'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="who-tab" checked={tab === one} onChange={() => setTab(one)} />
              {tabs[one]}
            </label>
          ))}
        </div>
        {tab === 'can' ? <Readers type={type} id={id} /> : <Accesses type={type} id={id} />}
      </div>
    </>
  )
}

function Readers({ type, id }: { type: RecordType; id: string }) {
  const { t } = useLingui()
  const config = useConfig()
  const when = useWhen()
  const [page, setPage] = useState(1)
  const { agencies, userGroups } = config.configuration
  const agencyName = (key: string): string => {
    const agency = agencies.get(key)
    return agency === undefined ? key : config.say(agency.name)
  }
  const reason = useReason((key) => userGroups.get(key)?.name ?? agencyName(key))
  const answer = useAnswer(`who ${type} ${id} ${page}`, (signal) => fetchWho(type, id, page, signal))
  return (
    <Answered of={answer}>
      {({ total, per, people }) => (
        <>
          <p className="meta">
            <Plural
              value={total}
              one="# person can open it, by the rules as they are now."
              other="# people can open it, by the rules as they are now."
            />
          </p>
          <OfficeTable
            caption={t`Who can see it`}
            rows={people}
            keyOf={({ userName }) => userName}
            head={{
              label: t`Person`,
              of: ({ fullName, serviceAccount }) => (
                <>
                  <bdi>{fullName}</bdi> {serviceAccount && <Tag>{t`machine`}</Tag>}
                </>
              ),
            }}
            columns={[
              { key: 'role', label: t`Role`, of: (one) => <bdi>{one.role}</bdi> },
              {
                key: 'agency',
                label: t`Agency`,
                of: ({ agency }) => <bdi>{agency === null ? '–' : agencyName(agency)}</bdi>,
              },
              {
                key: 'why',
                label: t`Why`,
                of: ({ because }) => because.map((one) => <div key={JSON.stringify(one)}>{reason(one)}</div>),
              },
              {
                key: 'until',
                label: t`Until`,
                of: ({ until }) => (until === null ? t`as long as the rules stay so` : when(until)),
              },
            ]}
            empty={
              <EmptyState sign="users" title={<Trans>Nobody can open it</Trans>}>
                <Trans>No rule lets anybody in now.</Trans>
              </EmptyState>
            }
          />
          <Pagination page={page} per={per} total={total} onPage={setPage} />
          <p className="meta">
            <Trans>
              Somebody at a registration desk may find a short preview of any record by its exact number; that is in the
              audit.
            </Trans>
          </p>
        </>
      )}
    </Answered>
  )
}

function Accesses({ type, id }: { type: RecordType; id: string }) {
  const { t } = useLingui()
  const when = useWhen()
  const [page, setPage] = useState(1)
  const answer = useAnswer(`accesses ${type} ${id} ${page}`, (signal) => fetchAccesses(type, id, page, signal))
  return (
    <Answered of={answer}>
      {({ data, metadata: { total, per } }) => (
        <>
          <OfficeTable
            caption={t`Who looked`}
            rows={data}
            keyOf={(row) => String(row.id)}
            head={{
              label: t`Person`,
              of: (row) => <bdi>{row.full_name ?? row.user_name ?? t`The system, or nobody known`}</bdi>,
            }}
            columns={[
              { key: 'role', label: t`Role`, of: (row) => <bdi>{row.role_name ?? '–'}</bdi> },
              {
                key: 'act',
                label: t`What was done`,
                of: ({ action }) => (actWords[action] ? t(actWords[action]) : action),
              },
              { key: 'when', label: t`When`, of: (row) => when(row.timestamp) },
            ]}
            empty={
              <EmptyState sign="eye" title={<Trans>Nobody has opened it yet</Trans>}>
                <Trans>Whoever opens or changes it stands here afterwards.</Trans>
              </EmptyState>
            }
          />
          <Pagination page={page} per={per} total={total} onPage={setPage} />
        </>
      )}
    </Answered>
  )
}
