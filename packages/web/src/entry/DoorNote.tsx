import { Plural, useLingui } from '@lingui/react/macro'
import { Note } from '../ui/Note.tsx'
import { type DoorTrouble, doorAdvice, doorTitles } from './problemText.ts'

/** Why the door stayed closed. The counting seconds are not announced one by one. */
export function DoorNote({ trouble, wait }: { trouble: DoorTrouble; wait: number }) {
  const { t } = useLingui()
  const offline = trouble.kind === 'offline'
  const isNews = offline || trouble.kind === 'renew'
  return (
    <Note
      hue={isNews ? 'info' : 'bad'}
      sign={offline ? 'cloud-off' : 'attention'}
      title={t(doorTitles[trouble.kind])}
      alert
    >
      {trouble.kind === 'wait' ? (
        <span aria-live="off">
          {wait > 0 ? (
            <Plural
              value={wait}
              one="Wait # second, then try again. Your account is safe."
              other="Wait # seconds, then try again. Your account is safe."
            />
          ) : (
            t`You can try again now.`
          )}
        </span>
      ) : (
        t(doorAdvice[trouble.kind])
      )}
    </Note>
  )
}
