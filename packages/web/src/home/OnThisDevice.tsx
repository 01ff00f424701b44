import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { whenText } from '../i18n/format.ts'
import { DeviceHeading, deviceSign } from '../outbox/DeviceWords.tsx'
import { useContact } from '../store/contact.ts'
import { useOutbox } from '../store/outbox.ts'
import { thisDay } from '../store/store.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

export function OnThisDevice() {
  const { waiting, connection, field } = useOutbox()
  const { i18n } = useLingui()
  const { at, counts } = useContact()
  const kept = Object.values(counts).reduce((sum, { set }) => sum + set, 0)
  const inStep = at && whenText(at, thisDay(), i18n.locale)
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
          <Icon
            name={
              field
                ? 'unplug'
                : connection === 'offline'
                  ? 'cloud-off'
                  : connection === 'weak'
                    ? 'signal-medium'
                    : 'server'
            }
          />
          <span className="grow">
            {field && <Trans>Field mode is on. Switch it off in the outbox.</Trans>}
            {!field && connection === 'offline' && (
              <Trans>No connection now. Keep working; we send when there is a signal.</Trans>
            )}
            {!field && connection === 'weak' && <Trans>Slow connection. Keep working; sending may take a while.</Trans>}
            {!field && connection === 'online' && <Trans>Connected to the server.</Trans>}
          </span>
        </p>
        {inStep && (
          <p className="row">
            <Icon name={deviceSign()} />
            <span className="grow">
              <Plural value={kept} one="# record kept here" other="# records kept here" />
              <br />
              <span className="meta">
                <Trans>Last in step at {inStep}</Trans>
              </span>
            </span>
          </p>
        )}
        <LinkButton to="/outbox" small>
          <Trans>Open outbox</Trans>
        </LinkButton>
      </div>
    </section>
  )
}
