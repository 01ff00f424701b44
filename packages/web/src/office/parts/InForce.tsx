import { Trans } from '@lingui/react/macro'
import { Tag } from '../../ui/Tag.tsx'

export const InForce = ({ is }: { is: boolean }) =>
  is ? (
    <Tag hue="ok" sign="check">
      <Trans>In force</Trans>
    </Tag>
  ) : (
    <Tag sign="circle-slash">
      <Trans>Disabled</Trans>
    </Tag>
  )
