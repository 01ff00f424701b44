// Every address, by hand. Addresses carry opaque ids and words of ours, never what somebody typed.
import { lazy, Suspense } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { MorePage } from './account/MorePage.tsx'
import { HomePage } from './home/HomePage.tsx'
import { kinds } from './kinds.ts'
import { lazyRoom } from './loadRoom.tsx'
import { ListPage } from './lists/ListPage.tsx'
import { NewPage } from './lists/NewPage.tsx'
import { OutboxPage } from './outbox/OutboxPage.tsx'
import { NewRecordPage, RecordPage } from './record/RecordPage.tsx'
import { Boundary } from './states/Boundary.tsx'
import { NotFoundPage } from './states/NotFoundPage.tsx'
import { RoomMissing } from './states/RoomMissing.tsx'
import { Bones } from './ui/Bones.tsx'

// Comparing claims is no everyday work: it comes when it is asked for, or from what the browser keeps of the app.
const ConflictsPage = lazy(() => import('./record/ConflictsPage.tsx').then((file) => ({ default: file.ConflictsPage })))
const QueuePage = lazy(() => import('./record/QueuePage.tsx').then((file) => ({ default: file.QueuePage })))
const SecurityRoom = lazyRoom(() => import('./door/SecurityRoom.tsx'), RoomMissing)
const OfficeRoom = lazyRoom(() => import('./office/OfficeRoom.tsx'), RoomMissing)

export function Routes() {
  const [path] = useLocation()
  return (
    <Boundary at={path}>
      <Switch>
        <Route path="/" component={HomePage} />
        <Route path="/new" component={NewPage} />
        <Route path="/outbox" component={OutboxPage} />
        <Route path="/conflicts">
          <Suspense fallback={<Bones lines={4} />}>
            <QueuePage />
          </Suspense>
        </Route>
        <Route path="/more" component={MorePage} />
        <Route path="/security">
          <Suspense fallback={<Bones lines={4} />}>
            <SecurityRoom />
          </Suspense>
        </Route>
        <Route path="/office/*?">
          <Suspense fallback={<Bones lines={4} />}>
            <OfficeRoom />
          </Suspense>
        </Route>
        {kinds.flatMap((kind) => [
          <Route key={kind.path} path={`/${kind.path}`}>
            <ListPage kind={kind} />
          </Route>,
          <Route key={`${kind.path}/new`} path={`/${kind.path}/new`}>
            <NewRecordPage type={kind.type} />
          </Route>,
          <Route key={`${kind.path}/conflicts`} path={`/${kind.path}/:id/conflicts`}>
            {({ id }) => (
              <Suspense fallback={<Bones lines={4} />}>
                <ConflictsPage key={id} type={kind.type} id={id} />
              </Suspense>
            )}
          </Route>,
          <Route key={`${kind.path}/id`} path={`/${kind.path}/:id/:form?`}>
            {({ id, form }) => <RecordPage type={kind.type} id={id} form={form} />}
          </Route>,
        ])}
        <Route component={NotFoundPage} />
      </Switch>
    </Boundary>
  )
}
