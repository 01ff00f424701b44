import { Trans } from '@lingui/react/macro'

/** After a killed tab, a dead battery, an expired session. */
export const RestoredNote = () => (
  <div className="note warn" role="status">
    <div className="grow">
      <b>
        <Trans>Your draft is back</Trans>
      </b>
      <p>
        <Trans>Everything you typed before is here. Save when you are ready.</Trans>
      </p>
    </div>
  </div>
)
