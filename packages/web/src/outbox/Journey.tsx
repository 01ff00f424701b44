// Where the work is: here, on the way, there.
import { Trans, useLingui } from '@lingui/react/macro'
import { Icon } from '../ui/Icon.tsx'
import { DeviceHeading, deviceSign } from './DeviceWords.tsx'

export function Journey({ here, way, there, cut }: { here: number; way: number; there: number; cut: boolean }) {
  const { t, i18n } = useLingui()
  return (
    <section className="card journey" aria-label={t`Where your work is`}>
      <div>
        <Icon name={deviceSign()} />
        <b>{i18n.number(here)}</b>
        <span>
          <DeviceHeading />
        </span>
      </div>
      <i className={cut ? 'cut' : undefined} />
      <div>
        <Icon name={cut ? 'cloud-off' : 'send'} flip={!cut} />
        <b>{i18n.number(way)}</b>
        <span>
          <Trans>on the way</Trans>
        </span>
      </div>
      <i />
      <div className="okc">
        <Icon name="server" />
        <b>{i18n.number(there)}</b>
        <span>
          <Trans>received today</Trans>
        </span>
      </div>
    </section>
  )
}
