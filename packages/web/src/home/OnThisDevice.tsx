import { Plural, Trans } from '@lingui/react/macro'
import { DeviceHeading } from '../outbox/DeviceWords.tsx'
import { useOutbox } from '../store/outbox.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

export function OnThisDevice() {
  const { waiting, connection } = useOutbox()
  return (
    <section className="stack" aria-labelledby="h-device">
      <h2 id="h-device">
        <DeviceHeading />
      </h2>
      <div className="card stack device-facts">
        <p className="row">
          {waiting > 0 ? (
            <span className="warnc">
              <Icon name="on-device" />
            </span>
          ) : (
            <span className="okc">
              <Icon name="received" />
            </span>
          )}
          <span className="grow">
            {waiting > 0 ? (
              <Plural value={waiting} one="# change waits to be sent" other="# changes wait to be sent" />
            ) : (
              <Trans>The server has everything you wrote.</Trans>
            )}
          </span>
        </p>
        <p className="row">
          <Icon name={connection === 'offline' ? 'cloud-off' : connection === 'weak' ? 'signal-medium' : 'server'} />
          <span className="grow">
            {connection === 'offline' && (
              <Trans>No connection now. Keep working; we send when there is a signal.</Trans>
            )}
            {connection === 'weak' && <Trans>The line is weak. Sending may take a while.</Trans>}
            {connection === 'online' && <Trans>Connected to the server.</Trans>}
          </span>
        </p>
        <LinkButton to="/outbox" small>
          <Trans>Open outbox</Trans>
        </LinkButton>
      </div>
    </section>
  )
}
