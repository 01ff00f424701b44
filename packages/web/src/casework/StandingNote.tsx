import { Trans } from '@lingui/react/macro'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { Icon } from '../ui/Icon.tsx'

/** What stands above a record that is not open: closed, or disabled. */
export function StandingNote({ record: { data, type, actions } }: { record: RecordShape }) {
  const disabled = data['record_state'] === false
  if (!disabled && data['status'] !== 'closed') return null
  return (
    <div className="note">
      <Icon name={disabled ? 'lock' : 'check'} />
      <div className="grow">
        <b>
          {disabled ? (
            <Trans>This record is disabled</Trans>
          ) : type === 'incident' ? (
            <Trans>This incident is closed</Trans>
          ) : (
            <Trans>This case is closed</Trans>
          )}
        </b>
        {disabled ? (
          <p>
            <Trans>It can be read, not changed. Whoever may enable it finds that in the menu.</Trans>
          </p>
        ) : (
          actions.includes('reopen') && (
            <p>
              <Trans>Reopen it from the menu when work goes on.</Trans>
            </p>
          )
        )}
      </div>
    </div>
  )
}
