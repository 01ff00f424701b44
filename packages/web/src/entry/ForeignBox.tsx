import { Trans } from '@lingui/react/macro'

/** Whose device it is not wants nothing kept there. */
export const ForeignBox = ({ value, onChange }: { value: boolean; onChange: (isForeign: boolean) => void }) => (
  <label className="pick plain">
    <input type="checkbox" checked={value} onChange={(e) => onChange(e.target.checked)} />
    <span>
      <Trans>This is not my device</Trans>{' '}
      <span className="hint">
        <Trans>Nothing is kept here after you sign out.</Trans>
      </span>
    </span>
  </label>
)
