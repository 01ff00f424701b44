import { Trans } from '@lingui/react/macro'
import { Icon } from '../ui/Icon.tsx'

/** Before anybody knows who is there. */
export const StartingPage = () => (
  <main className="starting" aria-busy="true">
    <Icon name="brand" />
    <span className="vh" role="status">
      <Trans>Loading</Trans>
    </span>
  </main>
)
