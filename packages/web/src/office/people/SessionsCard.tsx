// Where somebody is signed in, and ending it.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { whenText } from '../../i18n/format.ts'
import { thisDay } from '../../store/store.ts'
import { Button } from '../../ui/Button.tsx'
import { tell } from '../../ui/Toast.tsx'
import { endSessionOf, fetchSessions, type Session } from '../api.ts'
import { Answered } from '../parts/Answered.tsx'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { DeviceWord } from './DeviceWord.tsx'

export function SessionsCard({ id }: { id: number }) {
  const { t, i18n } = useLingui()
  const sessions = useAnswer(String(id), (signal) => fetchSessions(id, signal))
  const [asked, setAsked] = useState<Session | 'all'>()
  const when = (at: string): string => whenText(at, thisDay(), i18n.locale)
  return (
    <section className="card stack" aria-labelledby="s-sessions">
      <h2 id="s-sessions">
        <Trans>Signed in</Trans>
      </h2>
      <Answered of={sessions} lines={2}>
        {(open) => (
          <>
            {open.length === 0 && (
              <p className="meta">
                <Trans>Nowhere at the moment.</Trans>
              </p>
            )}
            <ul className="stack office-lines">
              {open.map((session) => (
                <li key={session.id} className="row">
                  <span className="grow">
                    <DeviceWord kind={session.device} />
                    <span className="meta">
                      <Trans>last seen {when(session.seenAt)}</Trans>
                    </span>
                  </span>
                  <Button small look="quiet" onClick={() => setAsked(session)}>
                    <Trans>Sign out</Trans>
                  </Button>
                </li>
              ))}
            </ul>
            {open.length > 1 && (
              <Button small sign="log-out" flip onClick={() => setAsked('all')}>
                <Trans>Sign out everywhere</Trans>
              </Button>
            )}
          </>
        )}
      </Answered>
      {asked && (
        <ConfirmDialog
          title={
            asked === 'all' ? <Trans>Sign this person out everywhere?</Trans> : <Trans>Sign this person out?</Trans>
          }
          deed={<Trans>Sign out</Trans>}
          busy={<Trans>Signing out</Trans>}
          onClose={() => setAsked(undefined)}
          onDo={async () => {
            await endSessionOf(id, asked === 'all' ? 'all' : asked.id)
            tell(t`Signed out`)
            sessions.again()
          }}
        >
          <p>
            <Trans>They can sign in again with their password. What they have not sent stays on their device.</Trans>
          </p>
        </ConfirmDialog>
      )}
    </section>
  )
}
