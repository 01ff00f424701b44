// Every address, by hand. Addresses carry opaque ids and words of ours, never what somebody typed.
import { lazy, Suspense } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { HomePage } from './home/HomePage.tsx'
import { kinds } from './kinds.ts'
import { lazyRoom } from './loadRoom.tsx'
import { ListPage } from './lists/ListPage.tsx'
import { NewPage } from './lists/NewPage.tsx'
import { NewRecordPage, RecordPage } from './record/RecordPage.tsx'
import { Boundary } from './states/Boundary.tsx'
import { RoomMissing } from './states/RoomMissing.tsx'
import { Bones } from './ui/Bones.tsx'

// Comparing claims is no everyday work: it comes when it is asked for, or from what the browser keeps of the app.
const ConflictsPage = lazy(() => import('./record/ConflictsPage.tsx').then((file) => ({ default: file.ConflictsPage })))
// One's own settings: seldom looked at.
const MorePage = lazy(() => import('./account/MorePage.tsx').then((file) => ({ default: file.MorePage })))
// What has not been sent: opened now and then, and kept on the phone.
const OutboxPage = lazy(() => import('./outbox/OutboxPage.tsx').then((file) => ({ default: file.OutboxPage })))
const TasksPage = lazy(() => import('./tasks/TasksPage.tsx').then((file) => ({ default: file.TasksPage })))
const NotFoundPage = lazy(() => import('./states/NotFoundPage.tsx').then((file) => ({ default: file.NotFoundPage })))
const SecurityRoom = lazyRoom(() => import('./door/SecurityRoom.tsx'), RoomMissing)
const ShareRoom = lazyRoom(() => import('./sharing/SharePage.tsx'), RoomMissing)
const LookRoom = lazyRoom(() => import('./finding/LookPage.tsx'), RoomMissing)
const OfficeRoom = lazyRoom(() => import('./office/OfficeRoom.tsx'), RoomMissing)

export function Routes() {
  const [path] = useLocation()
  return (
    <Boundary at={path}>
      <Suspense fallback={<Bones lines={4} />}>
        <Switch>
          <Route path="/" component={HomePage} />
          <Route path="/new" component={NewPage} />
          <Route path="/tasks" component={TasksPage} />
          <Route path="/outbox" component={OutboxPage} />
          <Route path="/more" component={MorePage} />
          <Route path="/security" component={SecurityRoom} />
          <Route path="/look/:what">{({ what }) => <LookRoom what={what} />}</Route>
          <Route path="/office/*?" component={OfficeRoom} />
          {kinds.flatMap((kind) => [
            <Route key={kind.path} path={`/${kind.path}`}>
              <ListPage kind={kind} />
            </Route>,
            <Route key={`${kind.path}/new`} path={`/${kind.path}/new`}>
              <NewRecordPage type={kind.type} />
            </Route>,
            <Route key={`${kind.path}/conflicts`} path={`/${kind.path}/:id/conflicts`}>
              {({ id }) => <ConflictsPage key={id} type={kind.type} id={id} />}
            </Route>,
            <Route key={`${kind.path}/share`} path={`/${kind.path}/:id/share/:way`}>
              {({ id, way }) => <ShareRoom key={`${id}/${way}`} type={kind.type} id={id} way={way} />}
            </Route>,
            <Route key={`${kind.path}/id`} path={`/${kind.path}/:id/:form?`}>
              {({ id, form }) => <RecordPage type={kind.type} id={id} form={form} />}
            </Route>,
          ])}
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </Boundary>
  )
}
