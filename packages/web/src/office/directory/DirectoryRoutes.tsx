import { Route, Switch } from 'wouter'
import { NotFoundPage } from '../../states/NotFoundPage.tsx'
import { DirectoryPage } from './DirectoryPage.tsx'
import { NewProviderPage, ProviderPage } from './ProviderPage.tsx'

export function DirectoryRoutes() {
  return (
    <Switch>
      <Route path="/office/directory" component={DirectoryPage} />
      <Route path="/office/directory/new" component={NewProviderPage} />
      <Route path="/office/directory/:id">{({ id }) => <ProviderPage key={id} id={id} />}</Route>
      <Route component={NotFoundPage} />
    </Switch>
  )
}
