// What was asked of the server did not come about: nobody answered, or it said no, and why.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { refusalOf } from '../outbox/words.ts'
import type { Failure } from '../store/failure.ts'
import { Note } from '../ui/Note.tsx'

/** Said of a link or a package; elsewhere these words tell of a record. */
const refusals: Record<string, MessageDescriptor> = {
  'not-found': msg`It is not there any more, or not for you.`,
  forbidden: msg`It is no longer open, or your role may not do this.`,
  'wrong-state': msg`It was answered or ended meanwhile.`,
  'too-many-requests': msg`That was too often. Wait a minute, then try again.`,
}

export function NotDone({ failure: { state, problem } }: { failure: Failure }) {
  const { t } = useLingui()
  return (
    <Note hue={state === 'offline' ? 'info' : 'warn'} alert title={<Trans>This did not work</Trans>}>
      {state === 'offline' ? (
        <Trans>It needs a connection. Try again.</Trans>
      ) : (
        t(refusals[problem?.code ?? ''] ?? refusalOf(problem))
      )}
    </Note>
  )
}
