import { Trans } from '@lingui/react/macro'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

/** A page that needs the server did not come. A browser asks for a file once: only a new page asks again. */
export const RoomMissing = () => (
  <EmptyState
    level={1}
    sign="cloud-off"
    title={<Trans>This needs a connection</Trans>}
    action={
      <Button sign="refresh-cw" onClick={() => window.location.reload()}>
        <Trans>Try again</Trans>
      </Button>
    }
  >
    <Trans>Nothing was lost. What you wrote is on this device.</Trans>
  </EmptyState>
)
