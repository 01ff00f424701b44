import { Trans } from '@lingui/react/macro'
import { Icon } from '../../ui/Icon.tsx'

/** The kind of a device, in a word with its sign; `null`: a program. */
export function DeviceWord({ kind }: { kind: 'phone' | 'tablet' | 'computer' | null }) {
  const sign = kind === 'phone' ? 'smartphone' : kind === 'tablet' ? 'tablet' : kind === null ? 'server' : 'monitor'
  return (
    <span className="office-device">
      <Icon name={sign} />{' '}
      {kind === 'phone' ? (
        <Trans>Phone</Trans>
      ) : kind === 'tablet' ? (
        <Trans>Tablet</Trans>
      ) : kind === null ? (
        <Trans>Program</Trans>
      ) : (
        <Trans>Computer</Trans>
      )}
    </span>
  )
}
