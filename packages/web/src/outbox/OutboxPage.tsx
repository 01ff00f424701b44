import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useTitle } from '../frame/title.ts'
import { timeText } from '../i18n/format.ts'
import { deviceKind } from '../store/device.ts'
import { isUnsent, needsAuthor } from '../store/entries.ts'
import { retryAll, useOutbox } from '../store/outbox.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Note } from '../ui/Note.tsx'
import { DeviceHeading, OnlyHere } from './DeviceWords.tsx'
import { ParcelCard } from './ParcelCard.tsx'
import { isReceived, parcelsOf } from './parcels.ts'

const deviceSigns = { phone: 'smartphone', tablet: 'tablet', computer: 'monitor' } as const

export function OutboxPage() {
  const { t, i18n } = useLingui()
  const { entries, waiting, sending, needsYou, connection } = useOutbox()
  useTitle(t`Outbox`)
  const received = entries.filter(isReceived)
  const last = received
    .map((e) => e.settledAt ?? '')
    .sort()
    .at(-1)
  const n = (value: number): string => i18n.number(value)
  return (
    <>
      <div className="head">
        <div>
          <h1>
            <Trans>Outbox</Trans>
          </h1>
          <p className="meta">
            <OnlyHere />
          </p>
        </div>
        {waiting > 0 && (
          <Button small sign="refresh-cw" onClick={retryAll} {...(sending > 0 ? { busy: t`Sending` } : {})}>
            <Trans>Try now</Trans>
          </Button>
        )}
      </div>
      <div className="stack outbox">
        <section className="card journey" aria-label={t`Where your work is`}>
          <div>
            <Icon name={deviceSigns[deviceKind()]} />
            <b>{n(waiting - sending + needsYou)}</b>
            <span>
              <DeviceHeading />
            </span>
          </div>
          <i className={connection === 'offline' ? 'cut' : undefined} />
          <div>
            <Icon name={connection === 'offline' ? 'cloud-off' : 'send'} flip={connection !== 'offline'} />
            <b>{n(sending)}</b>
            <span>
              <Trans>on the way</Trans>
            </span>
          </div>
          <i />
          <div className="okc">
            <Icon name="server" />
            <b>{n(received.length)}</b>
            <span>
              <Trans>received</Trans>
            </span>
          </div>
        </section>
        {connection === 'offline' && (
          <Note hue="info">
            <Trans>No connection now. Keep working; we send when there is a signal.</Trans>
          </Note>
        )}
        {needsYou > 0 && (
          <section className="stack" aria-labelledby="o-need">
            <h2 id="o-need">
              <Trans>Needs you</Trans>
            </h2>
            {parcelsOf(entries, needsAuthor).map((parcel) => (
              <ParcelCard key={parcel.id} parcel={parcel} />
            ))}
          </section>
        )}
        {waiting > 0 && (
          <section className="stack" aria-labelledby="o-wait">
            <h2 id="o-wait">
              <Trans>Waiting</Trans>
            </h2>
            {parcelsOf(entries, isUnsent).map((parcel) => (
              <ParcelCard key={parcel.id} parcel={parcel} />
            ))}
          </section>
        )}
        {waiting + needsYou === 0 && received.length === 0 && (
          <div className="card">
            <EmptyState sign="sun" title={<Trans>Everything is sent</Trans>}>
              <Trans>What you write appears here until the server has it.</Trans>
            </EmptyState>
          </div>
        )}
        {received.length > 0 && (
          <section className="stack" aria-labelledby="o-done">
            <h2 id="o-done">
              <Trans>Received since you opened the app</Trans>
            </h2>
            <p className="row">
              <span className="okc">
                <Icon name="received" />
              </span>
              <span className="grow">
                <Plural value={received.length} one="# change" other="# changes" />
                {last && (
                  <>
                    {' · '}
                    <Trans>last at {timeText(last, i18n.locale)}</Trans>
                  </>
                )}
              </span>
            </p>
          </section>
        )}
      </div>
    </>
  )
}
