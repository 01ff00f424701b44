// "This phone", "this tablet", "this computer": whole sentences, because languages bend them.
import { Trans } from '@lingui/react/macro'
import { deviceKind } from '../store/device.ts'

export function DeviceHeading() {
  const kind = deviceKind()
  if (kind === 'phone') return <Trans>On this phone</Trans>
  return kind === 'tablet' ? <Trans>On this tablet</Trans> : <Trans>On this computer</Trans>
}

export function OnlyHere() {
  const kind = deviceKind()
  if (kind === 'phone') return <Trans>What is still only on this phone</Trans>
  return kind === 'tablet' ? (
    <Trans>What is still only on this tablet</Trans>
  ) : (
    <Trans>What is still only on this computer</Trans>
  )
}
