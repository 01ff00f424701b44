// "This phone", "this tablet", "this computer": whole sentences, because languages bend them.
import { Select, Trans } from '@lingui/react/macro'
import { deviceKind } from '../store/device.ts'
import type { Sign } from '../ui/signs.ts'

const deviceSigns = { phone: 'smartphone', tablet: 'tablet', computer: 'monitor' } as const
export const deviceSign = (): Sign => deviceSigns[deviceKind()]

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

export function KeptHere() {
  const kind = deviceKind()
  return <Select value={kind} _phone="Kept on this phone" _tablet="Kept on this tablet" other="Kept on this computer" />
}
