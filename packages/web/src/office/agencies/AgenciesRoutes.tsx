import { Route, Switch } from 'wouter'
import { NotFoundPage } from '../../states/NotFoundPage.tsx'
import { AgenciesPage } from './AgenciesPage.tsx'
import { AgencyPage, NewAgencyPage } from './AgencyPage.tsx'

export function AgenciesRoutes() {
  return (
    <Switch>
      <Route path="/office/agencies" component={AgenciesPage} />
      <Route path="/office/agencies/new" component={NewAgencyPage} />
      <Route path="/office/agencies/:id">
        {({ id }) => <AgencyPage key={id} id={/^\d{1,9}$/.test(id) ? Number(id) : 0} />}
      </Route>
      <Route component={NotFoundPage} />
    </Switch>
  )
}
