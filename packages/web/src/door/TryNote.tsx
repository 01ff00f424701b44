import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Note } from '../ui/Note.tsx'
import type { Trying } from './useTry.ts'

/** Why it did not go. The counting minutes are not announced one by one. */
export function TryNote({ of: { trouble, wait } }: { of: Pick<Trying, 'trouble' | 'wait'> }) {
  const { t } = useLingui()
  switch (trouble) {
    case undefined:
      return null
    case 'wrong':
      return (
        <Note hue="bad" title={t`That did not match.`} alert>
          <Trans>A code serves once, and for half a minute. Take the next one.</Trans>
        </Note>
      )
    case 'wait':
      return (
        <Note hue="bad" title={t`Too many attempts.`} alert>
          <span aria-live="off">
            {wait > 0 ? (
              <Plural
                value={Math.ceil(wait / 60)}
                one="Wait # minute, then try again. Your account is safe."
                other="Wait # minutes, then try again. Your account is safe."
              />
            ) : (
              t`You can try again now.`
            )}
          </span>
        </Note>
      )
    case 'untouched':
      return (
        <Note hue="bad" title={t`This device or browser cannot do it, or did not recognise you.`} alert>
          <Trans>Try again, or take another way.</Trans>
        </Note>
      )
    case 'offline':
      return (
        <Note sign="cloud-off" hue="info" title={t`No connection to the server.`} alert>
          <Trans>Try again when there is a signal.</Trans>
        </Note>
      )
    case 'broken':
      return (
        <Note hue="bad" title={t`The server could not answer.`} alert>
          <Trans>Try again. If this lasts, tell your administrator.</Trans>
        </Note>
      )
  }
}
