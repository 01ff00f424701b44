import { Trans } from '@lingui/react/macro'

/** What disabling does, said before it is done. */
export const DisableWords = () => (
  <ul className="office-effects">
    <li>
      <Trans>All sessions end at once, in browsers and on devices.</Trans>
    </li>
    <li>
      <Trans>Work that their devices have not sent goes sealed to the help desk. Nothing is lost.</Trans>
    </li>
    <li>
      <Trans>Their records stay theirs. When somebody leaves, hand them over instead.</Trans>
    </li>
  </ul>
)
