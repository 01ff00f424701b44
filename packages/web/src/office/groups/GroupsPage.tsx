import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { may } from '../../store/config.ts'
import { useConfig } from '../../store/store.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { fetchGroups, type Group } from '../api.ts'
import { Answered } from '../parts/Answered.tsx'
import { FilterRow } from '../parts/FilterRow.tsx'
import { InForce } from '../parts/InForce.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeTable } from '../parts/OfficeTable.tsx'
import { useAnswer } from '../parts/useAnswer.ts'

export function GroupsPage() {
  const { t } = useLingui()
  const config = useConfig()
  const groups = useAnswer('groups', fetchGroups)
  const [typed, setTyped] = useState('')
  const has = (group: Group): boolean => group.name.toLowerCase().includes(typed.trim().toLowerCase())
  const agencyOf = (id: string): string => config.say(config.configuration.agencies.get(id)?.name) || id
  return (
    <>
      <OfficeHead title={<Trans>User groups</Trans>} plain={t`User groups`}>
        {may(config, 'user_group', 'create') && (
          <LinkButton to="/office/groups/new" look="main" sign="plus">
            <Trans>New group</Trans>
          </LinkButton>
        )}
      </OfficeHead>
      <FilterRow search={typed} onSearch={setTyped} />
      <Answered of={groups}>
        {(all) => (
          <OfficeTable
            caption={t`User groups`}
            rows={all.filter(has)}
            keyOf={({ id }) => String(id)}
            head={{ label: t`Name`, href: ({ id }) => `/office/groups/${id}`, of: ({ name }) => <bdi>{name}</bdi> }}
            columns={[
              {
                key: 'about',
                label: t`About`,
                of: ({ description }) => (description ? <bdi>{description}</bdi> : null),
              },
              {
                key: 'agencies',
                label: t`Agencies`,
                of: ({ agency_unique_ids: ids }) => (ids.length > 0 ? <bdi>{ids.map(agencyOf).join(', ')}</bdi> : null),
              },
              { key: 'state', label: t`State`, of: ({ disabled }) => <InForce is={!disabled} /> },
            ]}
            empty={
              <EmptyState sign="users" title={typed ? <Trans>No group fits</Trans> : <Trans>No groups yet</Trans>}>
                <Trans>People of one group see each other’s work, as far as their roles say.</Trans>
              </EmptyState>
            }
          />
        )}
      </Answered>
    </>
  )
}
