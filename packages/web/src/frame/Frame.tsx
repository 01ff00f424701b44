import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { makeableKinds, readableKinds } from '../kinds.ts'
import { appName } from '../shell/appName.ts'
import { UpdateNote } from '../shell/UpdateNote.tsx'
import { useLive } from '../store/live.ts'
import { askPassword, session } from '../store/session.ts'
import { useConfig } from '../store/store.ts'
import { vaultTrouble } from '../store/vault/own.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Note } from '../ui/Note.tsx'
import { useHeadingFocus } from './focus.ts'
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
  const config = useConfig()
  const [location] = useLocation()
  return {
    mayMake: makeableKinds(config).length > 0,
    readable: readableKinds(config),
    current: (href: string) => (isAt(location, href) && !location.endsWith('/new') ? ('page' as const) : undefined),
    makes: location === '/new' || location.endsWith('/new') ? ('page' as const) : undefined,
  }
}

function Rail() {
  const { t } = useLingui()
  const { mayMake, readable, current, makes } = useEntries()
  return (
    <nav className="rail" aria-label={t`Main`}>
      <p className="brand">
        <Icon name="brand" />
        <b>{appName}</b>
      </p>
      {mayMake && (
        <Link href="/new" className="new" aria-current={makes}>
          <Icon name="plus" />
          <span>
            <Trans>New</Trans>
          </span>
        </Link>
      )}
      <Link href="/" aria-current={current('/')}>
        <Icon name="house" />
        <span>
          <Trans>Home</Trans>
        </span>
      </Link>
      {readable.map((kind) => (
        <Link key={kind.type} href={`/${kind.path}`} aria-current={current(`/${kind.path}`)}>
          <Icon name={kind.sign} />
          <span>{t(kind.many)}</span>
        </Link>
      ))}
      <span className="grow" />
      <Link href="/more" aria-current={current('/more')}>
        <Icon name="user-round" />
        <span>
          <Trans>You</Trans>
        </span>
      </Link>
    </nav>
  )
}

/** Home, the first kind, New, the second, More: five at most, under the thumb. */
function Bar() {
  const { t } = useLingui()
  const { mayMake, readable, current, makes } = useEntries()
  const [first, second] = readable
  const entry = (kind: (typeof readable)[number] | undefined) =>
    kind && (
      <Link href={`/${kind.path}`} aria-current={current(`/${kind.path}`)}>
        <Icon name={kind.sign} />
        <span>{t(kind.many)}</span>
      </Link>
    )
  return (
    <nav className="bar" aria-label={t`Main, short`}>
      <Link href="/" aria-current={current('/')}>
        <Icon name="house" />
        <span>
          <Trans>Home</Trans>
        </span>
      </Link>
      {entry(first)}
      {mayMake && (
        <Link href="/new" className="new" aria-current={makes}>
          <Icon name="plus" />
          <span>
            <Trans>New</Trans>
          </span>
        </Link>
      )}
      {entry(second)}
      <Link href="/more" aria-current={current('/more')}>
        <Icon name="menu" />
        <span>
          <Trans>More</Trans>
        </span>
      </Link>
    </nav>
  )
}
