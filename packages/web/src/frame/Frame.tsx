import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { makeableKinds, readableKinds } from '../kinds.ts'
import { mayEnterOffice } from '../office/way.ts'
import { appName } from '../shell/appName.ts'
import { UpdateNote } from '../shell/UpdateNote.tsx'
import { useLive } from '../store/live.ts'
import { askPassword, session } from '../store/presence.ts'
import { useConfig } from '../store/store.ts'
import { vaultTrouble } from '../store/vault/own.ts'
import { hasTasks } from '../tasks/hasTasks.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Note } from '../ui/Note.tsx'
import type { Sign } from '../ui/signs.ts'
import { useHeadingFocus, useKeptFocus } from './focus.ts'
import { SlowNote } from './SlowNote.tsx'
import { Strip } from './Strip.tsx'

const isAt = (location: string, href: string): boolean =>
  href === '/' ? location === '/' : location === href || location.startsWith(`${href}/`)

/** Strip on top, rail beside or bar below, the page between. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  const config = useConfig()
  const trouble = useLive(vaultTrouble)
  const now = useLive(session)
  const away = now.state === 'in' && now.away && !now.lapsed
  useHeadingFocus()
  useKeptFocus()
  return (
    <>
      <a className="btn skip" href="#main">
        <Trans>Skip to content</Trans>
      </a>
      {config.demo && (
        <aside className="demo" aria-label={t`About this site`}>
          <Trans>Training site. Nobody here is real.</Trans>
        </aside>
      )}
      <div className="app">
        <Rail />
        <Strip />
        <main className="page" id="main" tabIndex={-1}>
          {trouble && (
            <Note hue="bad" title={<Trans>This device cannot keep unsent work.</Trans>} alert>
              <Trans>Stay connected, and send before you close this page.</Trans>
            </Note>
          )}
          <UpdateNote />
          <SlowNote />
          {away && (
            <Note hue="info" sign="unplug" title={<Trans>The server does not know you any more.</Trans>}>
              <Trans>You work with what this device has. To send and to get news, sign in.</Trans>{' '}
              <Button look="quiet" small onClick={askPassword}>
                <Trans>Sign in</Trans>
              </Button>
            </Note>
          )}
          {children}
        </main>
        <Bar />
      </div>
    </>
  )
}

function useEntries() {
  const { t } = useLingui()
  const config = useConfig()
  const [location] = useLocation()
  const makes = location === '/new' || location.endsWith('/new')
  const current = (to: string) => (isAt(location, to) && !makes ? 'page' : undefined)
  return {
    current,
    home: (
      <Entry to="/" sign="house" at={current('/')}>
        <Trans>Home</Trans>
      </Entry>
    ),
    make: makeableKinds(config).length > 0 && (
      <Entry to="/new" sign="plus" className="new" at={makes ? 'page' : undefined}>
        <Trans>New</Trans>
      </Entry>
    ),
    kinds: readableKinds(config).map((kind) => (
      <Entry key={kind.type} to={`/${kind.path}`} sign={kind.sign} at={current(`/${kind.path}`)}>
        {t(kind.many)}
      </Entry>
    )),
    tasks: hasTasks(config) && (
      <Entry to="/tasks" sign="list-checks" at={current('/tasks')}>
        <Trans>Tasks</Trans>
      </Entry>
    ),
    office: mayEnterOffice(config) && (
      <Entry to="/office" sign="shield" at={current('/office')}>
        <Trans>Administration</Trans>
      </Entry>
    ),
  }
}

type EntryProps = { to: string; sign: Sign; at: 'page' | undefined; className?: string; children: ReactNode }

const Entry = ({ to, sign, at, className, children }: EntryProps) => (
  <Link href={to} className={className} aria-current={at}>
    <Icon name={sign} />
    <span>{children}</span>
  </Link>
)

function Rail() {
  const { t } = useLingui()
  const { home, make, kinds, tasks, office, current } = useEntries()
  return (
    <nav className="rail" aria-label={t`Main`}>
      <p className="brand">
        <Icon name="brand" />
        <b>{appName}</b>
      </p>
      {make}
      {home}
      {kinds}
      {tasks}
      <span className="grow" />
      {office}
      <Entry to="/more" sign="user-round" at={current('/more')}>
        <Trans>You</Trans>
      </Entry>
    </nav>
  )
}

/** Home, the first kind, New, tasks or the second kind, More: five at most, under the thumb. */
function Bar() {
  const { t } = useLingui()
  const { home, make, kinds, tasks, current } = useEntries()
  return (
    <nav className="bar" aria-label={t`Main, short`}>
      {home}
      {kinds[0]}
      {make}
      {tasks || kinds[1]}
      <Entry to="/more" sign="menu" at={current('/more')}>
        <Trans>More</Trans>
      </Entry>
    </nav>
  )
}
