// The people whom one may see: looked for, narrowed, and many enabled or disabled at once.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useState } from 'react'
import { agoText } from '../../i18n/format.ts'
import { thisDay } from '../../store/store.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Pagination } from '../../ui/Pagination.tsx'
import { tell } from '../../ui/Toast.tsx'
import {
  type Choices,
  disableUsers,
  enableUsers,
  fetchChoices,
  fetchUsers,
  perPage,
  type User,
  type UserQuestion,
} from '../api.ts'
import { Answered } from '../parts/Answered.tsx'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { FilterRow, type OfficeFilter } from '../parts/FilterRow.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeTable } from '../parts/OfficeTable.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { UserState } from './UserState.tsx'
import { DisableWords } from './DisableWords.tsx'

const noFilters = { query: '', role: '', agency: '', group: '', state: 'enabled' }

export function UsersPage() {
  const { t } = useLingui()
  const choices = useAnswer('choices', fetchChoices)
  return (
    <>
      <OfficeHead title={<Trans>People</Trans>} plain={t`People`}>
        {choices.value && (choices.value.may.create || choices.value.may.write) && (
          <LinkButton to="/office/users/import" sign="upload">
            <Trans>Sheet of people</Trans>
          </LinkButton>
        )}
        {choices.value?.may.create && (
          <LinkButton to="/office/users/new" look="main" sign="plus">
            <Trans>New person</Trans>
          </LinkButton>
        )}
      </OfficeHead>
      <Answered of={choices}>{(known) => <UserList choices={known} />}</Answered>
    </>
  )
}

function UserList({ choices }: { choices: Choices }) {
  const { t } = useLingui()
  const [filters, setFilters] = useState(noFilters)
  const [page, setPage] = useState(1)
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const question: UserQuestion = { ...filters, page }
  const found = useAnswer(JSON.stringify(question), (signal) => fetchUsers(question, signal))
  const narrow = useCallback((change: Partial<typeof noFilters>): void => {
    setFilters((now) => ({ ...now, ...change }))
    setPage(1)
    setMarked(new Set())
  }, [])
  const onSearch = useCallback((query: string) => narrow({ query: query.trim() }), [narrow])
  const mayMark = choices.may.disableMany || choices.may.write
  return (
    <>
      <FilterRow
        search={filters.query}
        searchLabel={t`Search by name or user name`}
        onSearch={onSearch}
        filters={useFilters(choices)}
        chosen={filters}
        onChoose={(key, id) => narrow({ [key]: id })}
      />
      {marked.size > 0 && found.value && (
        <ManyActions
          users={found.value.data.filter(({ id }) => marked.has(String(id)))}
          mayDisable={choices.may.disableMany}
          mayEnable={choices.may.write}
          onDone={() => {
            setMarked(new Set())
            found.again()
          }}
        />
      )}
      <Answered of={found}>
        {({ data, metadata }) => (
          <>
            <p className="meta" role="status">
              <Plural value={metadata.total} one="# person" other="# people" />
            </p>
            <UserTable
              choices={choices}
              users={data}
              {...(mayMark ? { marked, onMarked: setMarked } : {})}
              isNarrowed={JSON.stringify(filters) !== JSON.stringify(noFilters)}
            />
            <Pagination page={page} per={perPage} total={metadata.total} onPage={setPage} />
          </>
        )}
      </Answered>
    </>
  )
}

const inItsDirection = (text: string | null) => (text ? <bdi>{text}</bdi> : null)

function useFilters({ roles, agencies, groups }: Choices): OfficeFilter[] {
  const { t } = useLingui()
  const numbered = (all: { number: number; name: string }[]) =>
    all.map(({ number, name }) => ({ id: String(number), label: name }))
  return [
    { key: 'role', label: t`Role`, all: t`All roles`, choices: numbered(roles) },
    { key: 'agency', label: t`Agency`, all: t`All agencies`, choices: numbered(agencies) },
    {
      key: 'group',
      label: t`Group`,
      all: t`All groups`,
      choices: groups.map(({ id, name }) => ({ id, label: name })),
    },
    {
      key: 'state',
      label: t`State`,
      all: t`Enabled and disabled`,
      choices: [
        { id: 'enabled', label: t`Enabled` },
        { id: 'disabled', label: t`Disabled` },
      ],
    },
  ]
}

function UserTable({
  choices,
  users,
  marked,
  onMarked,
  isNarrowed,
}: {
  choices: Choices
  users: User[]
  marked?: ReadonlySet<string>
  onMarked?: (marked: ReadonlySet<string>) => void
  isNarrowed: boolean
}) {
  const { t, i18n } = useLingui()
  const roleOf = (user: User): string =>
    choices.roles.find(({ id }) => id === user.role_unique_id)?.name ?? user.role_unique_id
  const agencyOf = (user: User): string | null =>
    choices.agencies.find(({ number }) => number === user.agency_id)?.name ?? null
  const groupsOf = (user: User): string =>
    user.user_group_unique_ids.map((id) => choices.groups.find((group) => group.id === id)?.name ?? id).join(', ') ||
    '–'
  const nameOf = (key: string): string => users.find(({ id }) => String(id) === key)?.full_name ?? ''
  const toggle = (key: string): void => {
    const next = new Set(marked)
    if (!next.delete(key)) next.add(key)
    onMarked?.(next)
  }
  return (
    <OfficeTable
      caption={t`People`}
      rows={users}
      keyOf={({ id }) => String(id)}
      head={{
        label: t`Name`,
        href: ({ id }) => `/office/users/${id}`,
        of: ({ full_name, user_name }) => (
          <span className="office-name" translate="no">
            <bdi>{full_name}</bdi>{' '}
            <bdi className="meta" dir="ltr">
              {user_name}
            </bdi>
          </span>
        ),
      }}
      columns={[
        { key: 'role', label: t`Role`, of: (user) => <bdi>{roleOf(user)}</bdi> },
        { key: 'agency', label: t`Agency`, of: (user) => inItsDirection(agencyOf(user)) },
        { key: 'groups', label: t`Groups`, of: (user) => inItsDirection(groupsOf(user)) },
        {
          key: 'seen',
          label: t`Last there`,
          of: ({ last_access: at }) => (at ? agoText(at, thisDay(), i18n.locale) : null),
        },
        { key: 'state', label: t`State`, of: (user) => <UserState user={user} /> },
      ]}
      {...(marked ? { marked: { has: (key) => marked.has(key), toggle, nameOf } } : {})}
      empty={
        <EmptyState sign="users" title={isNarrowed ? <Trans>Nobody fits</Trans> : <Trans>Nobody here yet</Trans>}>
          {isNarrowed ? (
            <Trans>Try fewer letters, or another filter.</Trans>
          ) : (
            <Trans>You see the people of your own reach.</Trans>
          )}
        </EmptyState>
      }
    />
  )
}

function ManyActions({
  users,
  mayDisable,
  mayEnable,
  onDone,
}: {
  users: User[]
  mayDisable: boolean
  mayEnable: boolean
  onDone: () => void
}) {
  const { t } = useLingui()
  const [asked, setAsked] = useState<'disable' | 'enable'>()
  const enabled = users.filter(({ disabled }) => !disabled)
  const disabled = users.filter((user) => user.disabled)
  const ids = (some: User[]): number[] => some.map(({ id }) => id)
  return (
    <div className="card row office-many">
      <b className="grow">
        <Plural value={users.length} one="# person chosen" other="# people chosen" />
      </b>
      {mayDisable && enabled.length > 0 && (
        <Button small look="harm" sign="circle-slash" onClick={() => setAsked('disable')}>
          <Trans>Disable</Trans>
        </Button>
      )}
      {mayEnable && disabled.length > 0 && (
        <Button small sign="check" onClick={() => setAsked('enable')}>
          <Trans>Enable</Trans>
        </Button>
      )}
      {asked === 'disable' && (
        <ConfirmDialog
          title={<Plural value={enabled.length} one="Disable # person?" other="Disable # people?" />}
          deed={<Trans>Disable</Trans>}
          busy={<Trans>Disabling</Trans>}
          harm
          onClose={() => setAsked(undefined)}
          onDo={async () => {
            await disableUsers(ids(enabled))
            tell(t`Disabled`)
            onDone()
          }}
        >
          <DisableWords />
        </ConfirmDialog>
      )}
      {asked === 'enable' && (
        <ConfirmDialog
          title={<Plural value={disabled.length} one="Enable # person again?" other="Enable # people again?" />}
          deed={<Trans>Enable</Trans>}
          busy={<Trans>Enabling</Trans>}
          onClose={() => setAsked(undefined)}
          onDo={async () => {
            await enableUsers(ids(disabled))
            tell(t`Enabled`)
            onDone()
          }}
        >
          <p>
            <Trans>They sign in again with the password that they had. Earlier sessions do not come back.</Trans>
          </p>
        </ConfirmDialog>
      )}
    </div>
  )
}
