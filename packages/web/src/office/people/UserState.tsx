import { Trans } from '@lingui/react/macro'
import { Tag } from '../../ui/Tag.tsx'
import type { User } from '../api.ts'

/** Whether somebody can come in, in words and with a sign. */
export function UserState({ user: { disabled, unverified } }: { user: Pick<User, 'disabled' | 'unverified'> }) {
  if (disabled)
    return (
      <Tag sign="circle-slash">
        <Trans>Disabled</Trans>
      </Tag>
    )
  if (unverified)
    return (
      <Tag hue="warn" sign="hourglass">
        <Trans>Not confirmed yet</Trans>
      </Tag>
    )
  return (
    <Tag hue="ok" sign="check">
      <Trans>Enabled</Trans>
    </Tag>
  )
}
