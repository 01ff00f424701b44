import { Trans } from '@lingui/react/macro'
import { useLive } from '../store/live.ts'
import { isOwn } from '../store/vault/space.ts'
import { stuck } from '../sync/connection.ts'
import { fieldMode, stayOffline } from '../sync/thrift.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/Note.tsx'

/** Nobody has to wait for a line that hardly moves. */
export function SlowNote() {
  const isStuck = useLive(stuck)
  const field = useLive(fieldMode)
  return (
    <div role="status">
      {isStuck && !field && isOwn() && (
        <Note hue="warn" sign="hourglass" title={<Trans>The connection is very slow.</Trans>}>
          <Trans>You can stop waiting. In the outbox you go online again.</Trans>{' '}
          <Button look="quiet" small onClick={() => stayOffline(true)}>
            <Trans>Work with what is on this device</Trans>
          </Button>
        </Note>
      )}
    </div>
  )
}
