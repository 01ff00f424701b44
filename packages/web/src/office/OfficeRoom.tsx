// Administration: who may work here, with what rights, and what was done. It is work at a desk with a network.
import './office.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link, Route, Switch } from 'wouter'
import { useTitle } from '../frame/title.ts'
import type { Catalogues } from '../i18n/speak.ts'
import { DeniedState } from '../states/states.tsx'
import { may } from '../store/config.ts'
import { useConfig } from '../store/store.ts'
import { Icon } from '../ui/Icon.tsx'
import { NoticeList } from './rights/NoticeList.tsx'
import { officePages } from './pages.ts'

export const words = import.meta.glob('./locales/*.po') as Catalogues

export function Page() {
  const config = useConfig()
  const open = officePages.filter(({ isFor }) => isFor(config))
  return (
    <Switch>
      <Route path="/office" component={open.some(({ isUnlisted }) => !isUnlisted) ? OfficePage : DeniedPage} />
      {open.map(({ path, Page: Open }) => (
        <Route key={path} path={`/office/${path}/*?`} component={Open} />
      ))}
      <Route component={DeniedPage} />
    </Switch>
  )
}

function DeniedPage() {
  const { t } = useLingui()
  useTitle(t`Administration`)
  return <DeniedState level={1} />
}

function OfficePage() {
  const { t } = useLingui()
  const config = useConfig()
  useTitle(t`Administration`)
  return (
    <>
      <div className="head">
        <h1>
          <Trans>Administration</Trans>
        </h1>
      </div>
      {may(config, 'role', 'manage') && <NoticeList />}
      <nav className="card list office-pages" aria-label={t`Administration`}>
        {officePages
          .filter(({ isFor, isUnlisted }) => isFor(config) && !isUnlisted)
          .map(({ path, sign, name, about }) => (
            <Link key={path} className="link" href={`/office/${path}`}>
              <Icon name={sign} />
              <span className="grow">
                <b>{t(name)}</b>
                <span className="meta">{t(about)}</span>
              </span>
              <Icon name="chevron-right" flip />
            </Link>
          ))}
      </nav>
    </>
  )
}
