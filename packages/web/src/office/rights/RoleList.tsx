import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useConfig } from '../../store/store.ts'
import { may } from '../../store/config.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Answered } from '../parts/Answered.tsx'
import { FilterRow } from '../parts/FilterRow.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeTable } from '../parts/OfficeTable.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { NoticeList } from './NoticeList.tsx'
import { fetchChoices, fetchRoles, type ListedRole } from './rights.ts'
import { identityWords, scopeWords } from './roleWords.ts'

export function RoleList() {
  const { t, i18n } = useLingui()
  const config = useConfig()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Record<string, string>>({})
  const answer = useAnswer('roles', async (signal) => {
    const [all, choices] = await Promise.all([fetchRoles(signal), fetchChoices(signal)])
    return { ...all, modules: new Map(choices.modules.map(({ id, name }) => [id, name])) }
  })
  const fits = ({ role, called, dangers }: ListedRole): boolean =>
    called.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()) &&
    (!chosen['scope'] || role.scope === chosen['scope']) &&
    (!chosen['danger'] || dangers.length > 0 === (chosen['danger'] === 'yes'))
  return (
    <>
      <OfficeHead title={<Trans>Roles</Trans>} plain={t`Roles`}>
        {may(config, 'role', 'create') && (
          <LinkButton to="/office/roles/new" look="main" sign="plus">
            <Trans>New role</Trans>
          </LinkButton>
        )}
      </OfficeHead>
      {may(config, 'role', 'manage') && <NoticeList />}
      <FilterRow
        search={text}
        onSearch={setText}
        searchLabel={t`Search by name`}
        chosen={chosen}
        onChoose={(key, id) => setChosen((now) => ({ ...now, [key]: id }))}
        filters={[
          {
            key: 'scope',
            label: t`Which records`,
            all: t`Any`,
            choices: Object.entries(scopeWords).map(([id, { name }]) => ({ id, label: t(name) })),
          },
          {
            key: 'danger',
            label: t`Combinations to look at`,
            all: t`Any`,
            choices: [
              { id: 'yes', label: t`With some` },
              { id: 'no', label: t`With none` },
            ],
          },
        ]}
      />
      <Answered of={answer}>
        {({ roles, own, modules }) => (
          <OfficeTable
            caption={t`Roles`}
            rows={roles.filter(fits).toSorted((a, b) => a.called.localeCompare(b.called, i18n.locale))}
            keyOf={({ role }) => role.id}
            head={{
              label: t`Role`,
              of: ({ role, called }) => (
                <>
                  <bdi>{called}</bdi> {role.id === own && <Tag>{t`yours`}</Tag>}{' '}
                  {role.disabled && <Tag hue="warn">{t`Not given anew`}</Tag>}
                </>
              ),
              href: ({ role }) => `/office/roles/${encodeURIComponent(role.id)}`,
            }}
            columns={[
              {
                key: 'holders',
                label: t`Who has it`,
                of: ({ holders }) => <Plural value={holders} _0="Nobody" one="# person" other="# people" />,
              },
              { key: 'scope', label: t`Which records`, of: ({ role }) => t(scopeWords[role.scope].name) },
              {
                key: 'modules',
                label: t`Kinds of work`,
                of: ({ role }) => role.modules.map((id) => modules.get(id) ?? id).join(', ') || '–',
              },
              { key: 'identity', label: t`Names`, of: ({ role }) => t(identityWords[role.identity].name) },
              {
                key: 'dangers',
                label: t`To look at`,
                of: ({ dangers }) =>
                  dangers.length === 0 ? (
                    '–'
                  ) : (
                    <Tag hue="warn" sign="triangle-alert">
                      {i18n.number(dangers.length)}
                    </Tag>
                  ),
              },
            ]}
            empty={
              <EmptyState sign="search" title={<Trans>No role fits these filters</Trans>}>
                <Trans>Take a filter off, or search for another name.</Trans>
              </EmptyState>
            }
          />
        )}
      </Answered>
    </>
  )
}
