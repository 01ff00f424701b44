import { Icon } from '../ui/Icon.tsx'
import { StillTrying } from '../ui/StillTrying.tsx'

/** Before anybody knows who is there. */
export const StartingPage = () => (
  <main className="starting" aria-busy="true">
    <Icon name="brand" />
    <StillTrying />
  </main>
)
