// One person: the account, how it stands, where it is signed in, and what one may do about it.
import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { tell } from '../../ui/Toast.tsx'
import { type Choices, changeUser, fetchChoices, fetchStanding, fetchUser, type Standing, type User } from '../api.ts'
import { Answered } from '../parts/Answered.tsx'
import { OfficeFormFrame } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeSaveBar } from '../parts/OfficeSaveBar.tsx'
import { type Answer, useAnswer } from '../parts/useAnswer.ts'
import { ChangedElsewhere, useOfficeForm } from '../parts/useOfficeForm.ts'
import { DevicesCard } from './DevicesCard.tsx'
import { FactorsCard } from './FactorsCard.tsx'
import { SessionsCard } from './SessionsCard.tsx'
import { StandingCard } from './StandingCard.tsx'
import { changesOf, UserFields, type UserValues, userAliases, valuesOf } from './UserForm.tsx'
import { UserState } from './UserState.tsx'

export type Known = { user: User; standing: Standing; choices: Choices }

export function UserPage({ id }: { id: number }) {
  const { t } = useLingui()
  const known = useAnswer<Known>(String(id), async (signal) => {
    const [user, standing, choices] = await Promise.all([
      fetchUser(id, signal),
      fetchStanding(id, signal),
      fetchChoices(signal),
    ])
    return { user, standing, choices }
  })
  const { value } = known
  return (
    <>
      <OfficeHead
        title={
          value ? (
            <span translate="no">
              <bdi>{value.user.full_name}</bdi>
            </span>
          ) : (
            <Trans>Person</Trans>
          )
        }
        plain={t`Person`}
        up="/office/users"
        upName={<Trans>People</Trans>}
      >
        {value && <UserState user={value.user} />}
      </OfficeHead>
      <Answered of={known}>
        {(now) => (
          <div className="two">
            {now.standing.may.change ? <EditUser known={now} answer={known} /> : <ReadUser known={now} />}
            <aside className="stack">
              <StandingCard known={now} onChanged={known.again} />
              {now.standing.may.change && <FactorsCard id={id} mayRemove={now.standing.may.open} />}
              {now.standing.may.change && <SessionsCard id={id} />}
              {now.standing.may.change && <DevicesCard id={id} />}
            </aside>
          </div>
        )}
      </Answered>
    </>
  )
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function EditUser({ known, answer }: { known: Known; answer: Answer<Known> }) {
  const { t } = useLingui()
  const { user, choices } = known
  const start = useMemo(() => valuesOf(user), [user])
  const form = useOfficeForm<UserValues>(
    start,
    async (_values, changes) => {
      const now = valuesOf(await fetchUser(user.id))
      const isElsewhere = (Object.keys(changes) as (keyof UserValues)[]).some((key) => !same(now[key], start[key]))
      if (isElsewhere) throw new ChangedElsewhere()
      const saved = await changeUser(user.id, changesOf(changes))
      answer.take({ ...known, user: saved })
      tell(t`Saved`)
    },
    answer.again,
  )
  return (
    <OfficeFormFrame form={form} aliases={userAliases}>
      <UserFields choices={choices} values={form.values} before={start} />
      <OfficeSaveBar form={form} />
    </OfficeFormFrame>
  )
}

/** Somebody whom one sees and may not change, or oneself: one's own account has pages of its own. */
function ReadUser({ known: { user, standing, choices } }: { known: Known }) {
  const groups = user.user_group_unique_ids.map((id) => choices.groups.find((group) => group.id === id)?.name ?? id)
  const facts = [
    { key: 'name', label: <Trans>User name</Trans>, value: user.user_name },
    {
      key: 'role',
      label: <Trans>Role</Trans>,
      value: choices.roles.find(({ id }) => id === user.role_unique_id)?.name,
    },
    {
      key: 'agency',
      label: <Trans>Agency</Trans>,
      value: choices.agencies.find(({ number }) => number === user.agency_id)?.name,
    },
    { key: 'groups', label: <Trans>Groups</Trans>, value: groups.join(', ') },
    { key: 'position', label: <Trans>Position</Trans>, value: user.position },
  ].filter(({ value }) => value)
  return (
    <section className="card stack">
      <dl className="dl">
        {facts.map(({ key, label, value }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p className="meta">
        {standing.isOneself ? (
          <Trans>This is you. Nobody changes their own role, groups or agency.</Trans>
        ) : (
          <Trans>Your role does not cover changing this account.</Trans>
        )}
      </p>
    </section>
  )
}
