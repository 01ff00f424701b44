import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { lazy, Suspense, type ReactNode, useEffect } from 'react'
import { useTitle } from '../frame/title.ts'
import { timeText, whenText } from '../i18n/format.ts'
import { useContact } from '../store/contact.ts'
import type { OutboxEntry } from '../store/entries.ts'
import { retryAll, useOutbox } from '../store/outbox.ts'
import { lookUpReceived, useReceived } from '../store/received.ts'
import { thisDay } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { OnlyHere } from './DeviceWords.tsx'
import { Journey } from './Journey.tsx'
import { ParcelCard } from './ParcelCard.tsx'
import { isOnItsWay, isReceived, isStuck, parcelsOf } from './parcels.ts'
import { What } from './ParcelLine.tsx'
import { SendingCard } from './SendingCard.tsx'

// Troubles of the line and the device; the frame tells of the worst by itself.
const DeviceNotes = lazy(() =>
  import('./DeviceNotes.tsx').then(
    (file) => ({ default: file.DeviceNotes }),
    () => ({ default: () => <></> }),
  ),
)

export function OutboxPage() {
  const { t, i18n } = useLingui()
  const summary = useOutbox()
  const { entries, waiting, sending, field, connection } = summary
  const contact = useContact()
  const received = useReceived()
  useEffect(() => void lookUpReceived(), [])
  useTitle(t`Outbox`)
  const stuck = parcelsOf(entries, isStuck(entries), summary.undecided)
  const onTheWay = parcelsOf(entries, isOnItsWay(entries))
  const isHeld = (entry: OutboxEntry): boolean => !isOnItsWay(entries)(entry)
  const inStep = contact.at && whenText(contact.at, thisDay(), i18n.locale)
  const here = entries.filter((e) => !isReceived(e)).length - sending
  return (
    <>
      <div className="head">
        <div>
          <h1>
            <Trans>Outbox</Trans>
          </h1>
          <p className="meta">
            <OnlyHere />
            {inStep && (
              <>
                {' · '}
                <Trans>Last in step at {inStep}</Trans>
              </>
            )}
          </p>
        </div>
        {waiting > 0 && !field && (
          <Button small sign="refresh-cw" onClick={retryAll} {...(sending > 0 ? { busy: t`Sending` } : {})}>
            <Trans>Try now</Trans>
          </Button>
        )}
      </div>
      <div className="two">
        <div className="stack outbox">
          <Journey here={here} way={sending} there={received?.changes ?? 0} cut={field || connection === 'offline'} />
          <Suspense>
            <DeviceNotes {...summary} />
          </Suspense>
          {stuck.length > 0 && (
            <Group id="o-need" title={<Trans>Needs you</Trans>}>
              {stuck.map((parcel) => (
                <ParcelCard key={parcel.id} parcel={parcel} isHeld={isHeld} />
              ))}
            </Group>
          )}
          {onTheWay.length > 0 && (
            <Group id="o-wait" title={<Trans>Waiting</Trans>}>
              {onTheWay.map((parcel) => (
                <ParcelCard key={parcel.id} parcel={parcel} isHeld={isHeld} />
              ))}
            </Group>
          )}
          {stuck.length + onTheWay.length === 0 && (
            <div className="card">
              <EmptyState sign="sun" title={<Trans>Everything is sent</Trans>}>
                <Trans>What you write appears here until the server has it.</Trans>
              </EmptyState>
            </div>
          )}
          <Proposals entries={entries} />
          {received && (
            <Group id="o-done" title={<Trans>Received today</Trans>}>
              <p className="row">
                <span className="okc">
                  <Icon name="received" />
                </span>
                <span className="grow">
                  <Plural value={received.changes} one="# change" other="# changes" />
                  {' · '}
                  <Trans>last at {timeText(received.last, i18n.locale)}</Trans>
                </span>
              </p>
            </Group>
          )}
        </div>
        <aside className="stack">
          <SendingCard entries={entries} />
        </aside>
      </div>
    </>
  )
}

const Group = ({ id, title, children }: { id: string; title: ReactNode; children: ReactNode }) => (
  <section className="stack" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
)

/** What was written about a record that belongs to somebody else by now. */
function Proposals({ entries }: { entries: readonly OutboxEntry[] }) {
  const proposals = entries.filter((e) => e.state === 'review')
  if (proposals.length === 0) return null
  return (
    <Group id="o-proposed" title={<Trans>Sent as a proposal</Trans>}>
      <ul className="card stack">
        {proposals.map((entry) => (
          <li className="row keepline" key={entry.intention.id}>
            <span className="okc">
              <Icon name="received" />
            </span>
            <span className="grow">
              <b>
                <What entry={entry} />
              </b>
              <br />
              <span className="meta">
                <Trans>Somebody else works on this record now. They decide whether it goes in.</Trans>
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Group>
  )
}
