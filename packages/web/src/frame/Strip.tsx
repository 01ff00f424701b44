import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import { readableKinds } from '../kinds.ts'
import { askForSearch } from '../lists/askForSearch.ts'
import { lastAddressOf } from '../lists/useView.ts'
import { lock } from '../store/session.ts'
import { useConfig } from '../store/store.ts'
import { IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { HideButton } from './Cover.tsx'
import { SyncPill } from './SyncPill.tsx'

/** Where "back" leads: one step up, not one step back in time. */
export function parentOf(location: string): string | undefined {
  const parts = location.split('/').filter(Boolean)
  if (location === '/security') return '/more'
  // Pages of the office say above their headings where they lead back.
  if (parts.length <= 1 || parts[0] === 'office') return undefined
  return `/${parts.slice(0, -1).join('/')}`
}

export function Strip() {
  const { t } = useLingui()
  const config = useConfig()
  const [location, navigate] = useLocation()
  const parent = parentOf(location)
  const [listed] = readableKinds(config)

  useEffect(() => {
    const press = (e: KeyboardEvent): void => {
      if (e.ctrlKey && e.shiftKey && e.code === 'KeyL') {
        e.preventDefault()
        void lock()
      }
      if ((e.ctrlKey || e.metaKey) && !e.shiftKey && e.code === 'KeyK' && listed) {
        e.preventDefault()
        askForSearch()
        navigate(`/${listed.path}`)
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [listed, navigate])

  return (
    <header className="strip">
      {parent && (
        <Link href={lastAddressOf(parent)} className="btn quiet icon" aria-label={t`Back`}>
          <Icon name="arrow-left" flip />
        </Link>
      )}
      <SyncPill />
      {listed && (
        <Link
          href={`/${listed.path}`}
          className="btn quiet small wide"
          onClick={askForSearch}
          aria-keyshortcuts="Control+K"
        >
          <Icon name="search" />
          <Trans>Search</Trans> <kbd>Ctrl K</kbd>
        </Link>
      )}
      <span className="grow" />
      <HideButton />
      <IconButton name="lock" label={t`Lock`} aria-keyshortcuts="Control+Shift+L" onClick={() => void lock()} />
    </header>
  )
}
