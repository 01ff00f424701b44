import { Plural, useLingui } from '@lingui/react/macro'
import { Note } from '../ui/Note.tsx'
import type { DoorFailure } from './useDoorCall.ts'

/** What kept the server from doing it; what it found wrong is said where it stands. */
export function FailureNote({ failure, wait }: { failure: DoorFailure | undefined; wait: number }) {
  const { t } = useLingui()
  if (failure?.kind === 'offline')
    return (
      <Note hue="info" sign="cloud-off" title={t`No connection to the server.`} alert>
        {t`Try again when there is a signal.`}
      </Note>
    )
  if (failure?.kind === 'wait')
    return (
      <Note hue="bad" sign="attention" title={t`Too many attempts.`} alert>
        <span aria-live="off">
          {wait > 0 ? (
            <Plural value={wait} one="Wait # second, then try again." other="Wait # seconds, then try again." />
          ) : (
            t`You can try again now.`
          )}
        </span>
      </Note>
    )
  if (failure?.kind === 'broken')
    return (
      <Note hue="bad" sign="attention" title={t`The server could not answer.`} alert>
        {t`Try again. If this lasts, tell your administrator.`}
      </Note>
    )
  return null
}
