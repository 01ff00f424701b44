import { Route, Switch } from 'wouter'
import { NotFoundPage } from '../../states/NotFoundPage.tsx'
import { GroupPage, NewGroupPage } from './GroupPage.tsx'
import { GroupsPage } from './GroupsPage.tsx'

export function GroupsRoutes() {
  return (
    <Switch>
      <Route path="/office/groups" component={GroupsPage} />
      <Route path="/office/groups/new" component={NewGroupPage} />
      <Route path="/office/groups/:id">
        {({ id }) => <GroupPage key={id} id={/^\d{1,9}$/.test(id) ? Number(id) : 0} />}
      </Route>
      <Route component={NotFoundPage} />
    </Switch>
  )
}
