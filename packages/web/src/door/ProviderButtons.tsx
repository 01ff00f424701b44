import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { begin } from '../store/session.ts'
import { takeStep } from '../store/step.ts'
import { Refused } from '../sync/http.ts'
import { fetchWayTo, type Provider } from '../sync/providers.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/Note.tsx'

type Missed = 'refused' | 'again' | 'unreachable' | 'offline' | 'enrol' | 'other'

const titles: Record<Missed, MessageDescriptor> = {
  refused: msg`You were not let in.`,
  again: msg`That took too long, or came twice.`,
  unreachable: msg`Your organisation’s sign-in does not answer.`,
  offline: msg`No connection to the server.`,
  enrol: msg`Your second step is not set up yet.`,
  other: msg`This account belongs to somebody else there.`,
}
const advice: Record<Missed, MessageDescriptor> = {
  refused: msg`Check that you chose the right account there. If it was, ask your administrator whether you have one here.`,
  again: msg`Begin once more, in this browser.`,
  unreachable: msg`Try again in a few minutes. If this lasts, tell your administrator.`,
  offline: msg`Signing in needs a connection. Try again when there is a signal.`,
  enrol: msg`Your role asks for one. Sign in again to set it up.`,
  other: msg`If it is yours and your account there is a new one, ask an administrator.`,
}

/** The server says in the fragment why somebody who came back is not in. It is read once. */
function missedOnTheWay(): Missed | undefined {
  const said = /^#sign-in=(\w+)$/.exec(window.location.hash)?.[1]
  return (['refused', 'again', 'unreachable', 'enrol', 'other'] as const).find((one) => one === said)
}

/** The server waits for a second step that the role must have; once it is set up, there is a session. */
async function setsUpAndComesIn(miss: (why: Missed) => void): Promise<void> {
  try {
    await takeStep(new Refused(403, 'needs-enrolment', {}))
  } catch (e) {
    if (!(e instanceof Refused)) return miss('offline')
    return miss(e.status === 401 ? 'again' : 'enrol')
  }
  window.history.replaceState(null, '', '/#sign-in=done')
  await begin()
}

const missedBy = (e: unknown): Missed => {
  if (!(e instanceof Refused)) return 'offline'
  return e.status === 429 ? 'again' : 'unreachable'
}

export function ProviderButtons({ providers }: { providers: Provider[] }) {
  const { t } = useLingui()
  const [missed, setMissed] = useState<Missed | undefined>(() => {
    const why = missedOnTheWay()
    // The dialog for it opens first.
    return why === 'enrol' ? undefined : why
  })
  const [going, setGoing] = useState<string>()
  useEffect(() => {
    const why = missedOnTheWay()
    if (why) window.history.replaceState(null, '', window.location.pathname)
    if (why === 'enrol') void setsUpAndComesIn(setMissed)
  }, [])

  const go = async (provider: string): Promise<void> => {
    setGoing(provider)
    setMissed(undefined)
    try {
      window.location.assign(await fetchWayTo(provider))
    } catch (e) {
      setMissed(missedBy(e))
      setGoing(undefined)
    }
  }
  return (
    <>
      {missed && (
        <Note
          hue={missed === 'offline' ? 'info' : 'bad'}
          sign={missed === 'offline' ? 'cloud-off' : 'attention'}
          title={t(titles[missed])}
          alert
        >
          {t(advice[missed])}
        </Note>
      )}
      <p>
        <Trans>You sign in with the account of your organisation, on its own page.</Trans>
      </p>
      {providers.map(({ unique_id: id, name }, at) => (
        <Button
          key={id}
          look={at === 0 ? 'main' : 'plain'}
          {...(going === id ? { busy: t`Opening the sign-in` } : {})}
          onClick={() => void go(id)}
        >
          <Trans>
            Go on with <bdi>{name}</bdi>
          </Trans>
        </Button>
      ))}
    </>
  )
}
