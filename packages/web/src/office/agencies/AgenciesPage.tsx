import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { may } from '../../store/config.ts'
import { useConfig } from '../../store/store.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Pagination } from '../../ui/Pagination.tsx'
import { type Agency, fetchAgencies, perPage } from '../api.ts'
import { Answered } from '../parts/Answered.tsx'
import { InForce } from '../parts/InForce.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeTable } from '../parts/OfficeTable.tsx'
import { useAnswer } from '../parts/useAnswer.ts'

export function AgenciesPage() {
  const { t } = useLingui()
  const config = useConfig()
  const [page, setPage] = useState(1)
  const agencies = useAnswer(String(page), (signal) => fetchAgencies(page, signal))
  return (
    <>
      <OfficeHead title={<Trans>Agencies</Trans>} plain={t`Agencies`}>
        {may(config, 'agency', 'create') && (
          <LinkButton to="/office/agencies/new" look="main" sign="plus">
            <Trans>New agency</Trans>
          </LinkButton>
        )}
      </OfficeHead>
      <Answered of={agencies}>
        {({ data, metadata }) => (
          <>
            <OfficeTable<Agency>
              caption={t`Agencies`}
              rows={data}
              keyOf={({ id }) => String(id)}
              head={{
                label: t`Name`,
                href: ({ id }) => `/office/agencies/${id}`,
                of: ({ name }) => <bdi>{config.say(name)}</bdi>,
              }}
              columns={[
                { key: 'code', label: t`Code`, of: ({ agency_code: code }) => <bdi dir="ltr">{code}</bdi> },
                {
                  key: 'phone',
                  label: t`Phone`,
                  of: ({ telephone, contact_phone: other }) =>
                    telephone || other ? <bdi dir="ltr">{telephone || other}</bdi> : null,
                },
                { key: 'state', label: t`State`, of: ({ disabled }) => <InForce is={!disabled} /> },
              ]}
              empty={
                <EmptyState sign="users" title={<Trans>No agencies yet</Trans>}>
                  <Trans>Every person belongs to one.</Trans>
                </EmptyState>
              }
            />
            <Pagination page={page} per={perPage} total={metadata.total} onPage={setPage} />
          </>
        )}
      </Answered>
    </>
  )
}
