// Where one is signed in, and which devices are spared the second step.
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { dayText, timeText } from '../i18n/format.ts'
import { endOwnSession, forgetDevice, type OwnSession, type TrustedDevice } from '../sync/security.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { TryNote } from './TryNote.tsx'
import { useTry } from './useTry.ts'

type Kind = OwnSession['device']

const signs = { phone: 'smartphone', tablet: 'tablet', computer: 'monitor' } as const

function Line({ kind, meta, action }: { kind: Kind; meta: ReactNode; action: ReactNode }) {
  const { t } = useLingui()
  const names = { phone: t`Phone`, tablet: t`Tablet`, computer: t`Computer` }
  return (
    <li>
      <Icon name={kind === null ? 'server' : signs[kind]} />
      <span className="grow">
        <b>{kind === null ? t`Program` : names[kind]}</b>
        <span className="meta">{meta}</span>
      </span>
      {action}
    </li>
  )
}

export function PlacesCard({ sessions, onChange }: { sessions: OwnSession[]; onChange: () => Promise<void> }) {
  const { i18n } = useLingui()
  const tried = useTry()
  const end = (id: string) =>
    tried.run(async () => {
      await endOwnSession(id)
      await onChange()
    })
  return (
    <section className="card stack" aria-labelledby="s-places">
      <h2 id="s-places">
        <Trans>Where you are signed in</Trans>
      </h2>
      <TryNote of={tried} />
      <ul className="own-list">
        {sessions.map((one) => {
          const [day, time] = [dayText(one.seenAt, i18n.locale), timeText(one.seenAt, i18n.locale)]
          return (
            <Line
              key={one.id}
              kind={one.device}
              meta={
                one.current ? (
                  <Trans>Here, now</Trans>
                ) : (
                  <Trans>
                    Last seen {day}, {time}
                  </Trans>
                )
              }
              action={
                !one.current && (
                  <Button small onClick={() => void end(one.id)}>
                    <Trans>Sign out there</Trans>
                  </Button>
                )
              }
            />
          )
        })}
      </ul>
      <p className="meta">
        <Trans>A device that you do not know? Sign it out, and tell your administrator.</Trans>
      </p>
    </section>
  )
}

export function TrustedCard({ devices, onChange }: { devices: TrustedDevice[]; onChange: () => Promise<void> }) {
  const { i18n } = useLingui()
  const tried = useTry()
  const forget = (id: string) =>
    tried.run(async () => {
      await forgetDevice(id)
      await onChange()
    })
  return (
    <section className="card stack" aria-labelledby="s-trusted">
      <h2 id="s-trusted">
        <Trans>Devices that are not asked for the second step</Trans>
      </h2>
      <TryNote of={tried} />
      <ul className="own-list">
        {devices.map((one) => {
          const until = dayText(one.until, i18n.locale)
          return (
            <Line
              key={one.id}
              kind={one.device}
              meta={
                <>
                  {one.current && (
                    <>
                      <Trans>This device</Trans>
                      {' · '}
                    </>
                  )}
                  <Trans>Until {until}</Trans>
                </>
              }
              action={
                <Button small onClick={() => void forget(one.id)}>
                  <Trans>Ask there again</Trans>
                </Button>
              }
            />
          )
        })}
      </ul>
    </section>
  )
}
