import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Refused } from '../sync/http.ts'
import { fetchWayTo, type Provider } from '../sync/providers.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/Note.tsx'

type Missed = 'refused' | 'again' | 'unreachable' | 'offline'

const titles: Record<Missed, MessageDescriptor> = {
  refused: msg`You were not let in.`,
  again: msg`That took too long, or came twice.`,
  unreachable: msg`Your organisation’s sign-in does not answer.`,
  offline: msg`No connection to the server.`,
}
const advice: Record<Missed, MessageDescriptor> = {
  refused: msg`Check that you chose the right account there. If it was, ask your administrator whether you have one here.`,
  again: msg`Begin once more, in this browser.`,
  unreachable: msg`Try again in a few minutes. If this lasts, tell your administrator.`,
  offline: msg`Signing in needs a connection. Try again when there is a signal.`,
}

/** The server says in the fragment why somebody who came back is not in. It is read once. */
function missedOnTheWay(): Missed | undefined {
  const said = /^#sign-in=(\w+)$/.exec(window.location.hash)?.[1]
  return (['refused', 'again', 'unreachable'] as const).find((one) => one === said)
}

const missedBy = (e: unknown): Missed => {
  if (!(e instanceof Refused)) return 'offline'
  return e.status === 429 ? 'again' : 'unreachable'
}

export function ProviderButtons({ providers }: { providers: Provider[] }) {
  const { t } = useLingui()
  const [missed, setMissed] = useState(missedOnTheWay)
  const [going, setGoing] = useState<string>()
  useEffect(() => {
    if (missedOnTheWay()) window.history.replaceState(null, '', window.location.pathname)
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
