import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { useTitle } from '../frame/title.ts'
import { LanguageSwitch } from '../i18n/LanguageSwitch.tsx'
import { readableKinds } from '../kinds.ts'
import { mayEnterOffice } from '../office/way.ts'
import { useInstall } from '../shell/install.ts'
import { deviceKind } from '../store/device.ts'
import { enter } from '../store/session.ts'
import { useConfig } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { SignOutDialog } from './SignOutDialog.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'

// Set once on a device, if at all.
const FingerprintCard = lazy(() =>
  import('./FingerprintCard.tsx').then(
    (file) => ({ default: file.FingerprintCard }),
    () => ({ default: () => null }),
  ),
)

export function MorePage() {
  const { t } = useLingui()
  const config = useConfig()
  const [leaving, setLeaving] = useState(false)
  const install = useInstall()
  useTitle(t`You and this device`)
  const { me, configuration } = config
  const groups = me.groups.map((id) => configuration.userGroups.get(id)?.name ?? id)
  const agency = me.agency === null ? undefined : configuration.agencies.get(me.agency)
  return (
    <>
      <div className="head">
        <h1>
          <Trans>You and this device</Trans>
        </h1>
      </div>
      <div className="stack more">
        <nav className="card list only-small" aria-label={t`Pages`}>
          {readableKinds(config).map((kind) => (
            <Link key={kind.type} className="link" href={`/${kind.path}`}>
              <Icon name={kind.sign} />
              <span className="grow">{t(kind.many)}</span>
              <Icon name="chevron-right" flip />
            </Link>
          ))}
          <Link className="link" href="/outbox">
            <Icon name="send" flip />
            <span className="grow">
              <Trans>Outbox</Trans>
            </span>
            <Icon name="chevron-right" flip />
          </Link>
          {mayEnterOffice(config) && (
            <Link className="link" href="/office">
              <Icon name="shield" />
              <span className="grow">
                <Trans>Administration</Trans>
              </span>
              <Icon name="chevron-right" flip />
            </Link>
          )}
        </nav>
        <section className="card stack" aria-labelledby="m-you">
          <h2 id="m-you">
            <Trans>You</Trans>
          </h2>
          <dl className="dl">
            <div>
              <dt>
                <Trans>Name</Trans>
              </dt>
              <dd>
                <bdi translate="no">{me.fullName}</bdi>
              </dd>
            </div>
            <div>
              <dt>
                <Trans>User name</Trans>
              </dt>
              <dd>
                <bdi dir="ltr" translate="no">
                  {me.userName}
                </bdi>
              </dd>
            </div>
            <div>
              <dt>
                <Trans>Role</Trans>
              </dt>
              <dd>
                <bdi>{me.role.name}</bdi>
              </dd>
            </div>
            {agency && (
              <div>
                <dt>
                  <Trans>Agency</Trans>
                </dt>
                <dd>
                  <bdi>{config.say(agency.name)}</bdi>
                </dd>
              </div>
            )}
            {groups.length > 0 && (
              <div>
                <dt>
                  <Trans>Groups</Trans>
                </dt>
                <dd>
                  <bdi>{groups.join(', ')}</bdi>
                </dd>
              </div>
            )}
          </dl>
          <Link href="/office/my-agreements">
            <Trans>What you agreed to</Trans>
          </Link>
        </section>
        <nav className="card list" aria-label={t`Your account`}>
          <Link className="link" href="/security">
            <Icon name="shield" />
            <span className="grow">
              <Trans>Your account’s safety</Trans>
            </span>
            <Icon name="chevron-right" flip />
          </Link>
          <Link className="link" href="/office/notices">
            <Icon name="send" flip />
            <span className="grow">
              <Trans>Notices</Trans>
            </span>
            <Icon name="chevron-right" flip />
          </Link>
          <Link className="link" href="/office/notice-choices">
            <Icon name="sliders-horizontal" />
            <span className="grow">
              <Trans>What reaches you, and when</Trans>
            </span>
            <Icon name="chevron-right" flip />
          </Link>
        </nav>
        <section className="card stack" aria-labelledby="m-device">
          <h2 id="m-device">
            <Trans>How it looks here</Trans>
          </h2>
          <LanguageSwitch
            after={() => void enter()}
            among={configuration.settings['locales'] as string[] | undefined}
          />
          <ThemeSwitch />
          {install && (
            <Button sign={deviceKind() === 'computer' ? 'monitor' : 'smartphone'} onClick={install}>
              <Trans>Install on this device</Trans>
            </Button>
          )}
        </section>
        <Suspense>
          <FingerprintCard />
        </Suspense>
        <section className="card stack" aria-labelledby="m-safe">
          <h2 id="m-safe">
            <Trans>Staying safe</Trans>
          </h2>
          <ul className="quietlist">
            <li>
              <Icon name="eye-off" />
              <span>
                <Trans>
                  Hide covers the screen at once: <kbd>Ctrl Shift H</kbd>. What you wrote stays.
                </Trans>
              </span>
            </li>
            <li>
              <Icon name="lock" />
              <span>
                <Trans>
                  Lock ends reading: <kbd>Ctrl Shift L</kbd>. Unfinished forms stay sealed for you.
                </Trans>
              </span>
            </li>
          </ul>
          <Button sign="log-out" flip onClick={() => setLeaving(true)}>
            <Trans>Sign out</Trans>
          </Button>
        </section>
        <p className="meta">
          <Trans>
            Primero in TypeScript, an independent open implementation. Licence AGPL-3.0. Forms: version {config.version}
            .
          </Trans>
        </p>
      </div>
      {leaving && <SignOutDialog onClose={() => setLeaving(false)} />}
    </>
  )
}
