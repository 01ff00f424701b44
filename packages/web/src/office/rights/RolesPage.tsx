// Roles: who may do what, in words; changed only after one has seen what a change does.
import { Trans, useLingui } from '@lingui/react/macro'
import { Route, Switch } from 'wouter'
import { Answered } from '../parts/Answered.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { RoleEditor } from './RoleEditor.tsx'
import { RoleList } from './RoleList.tsx'
import { fetchChoices, fetchRole, fetchRoles } from './rights.ts'

export function RolesPage() {
  return (
    <Switch>
      <Route path="/office/roles" component={RoleList} />
      <Route path="/office/roles/new">
        <OneRole key="new" isCopy={false} />
      </Route>
      <Route path="/office/roles/:id/copy">{({ id }) => <OneRole key={`copy ${id}`} id={id} isCopy />}</Route>
      <Route path="/office/roles/:id">{({ id }) => <OneRole key={id} id={id} isCopy={false} />}</Route>
    </Switch>
  )
}

function OneRole({ id, isCopy }: { id?: string; isCopy: boolean }) {
  const { t } = useLingui()
  const answer = useAnswer(`role ${id ?? ''}`, async (signal) => {
    const [choices, all] = await Promise.all([fetchChoices(signal), fetchRoles(signal)])
    return { choices, all, listed: id === undefined ? undefined : await fetchRole(decodeURIComponent(id), signal) }
  })
  const { value } = answer
  if (value === undefined)
    return (
      <>
        <OfficeHead title={<Trans>Role</Trans>} plain={t`Role`} up="/office/roles" upName={<Trans>Roles</Trans>} />
        <Answered of={answer}>{() => null}</Answered>
      </>
    )
  const { choices, all, listed } = value
  return (
    <RoleEditor
      key={listed ? JSON.stringify(listed.role) : 'new'}
      choices={choices}
      all={all}
      listed={listed}
      isCopy={isCopy}
      onAgain={answer.again}
    />
  )
}
