// Pages of people, by address: /office/users, …/new, …/import, …/:id, …/:id/leave.
import { Route, Switch } from 'wouter'
import { NotFoundPage } from '../../states/NotFoundPage.tsx'
import { ImportPage } from './ImportPage.tsx'
import { LeavePage } from './LeavePage.tsx'
import { NewUserPage } from './NewUserPage.tsx'
import { UserPage } from './UserPage.tsx'
import { UsersPage } from './UsersPage.tsx'

const numbered = (id: string): number => (/^\d{1,9}$/.test(id) ? Number(id) : 0)

export function UsersRoutes() {
  return (
    <Switch>
      <Route path="/office/users" component={UsersPage} />
      <Route path="/office/users/new" component={NewUserPage} />
      <Route path="/office/users/import" component={ImportPage} />
      <Route path="/office/users/:id/leave">{({ id }) => <LeavePage key={id} id={numbered(id)} />}</Route>
      <Route path="/office/users/:id">{({ id }) => <UserPage key={id} id={numbered(id)} />}</Route>
      <Route component={NotFoundPage} />
    </Switch>
  )
}
