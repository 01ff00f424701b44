import { Trans } from '@lingui/react/macro'
import { AsOf } from '../lists/AsOf.tsx'

/** Where something was counted or found, and how old that is. */
export const Origin = ({ todo }: { todo: { local: boolean; asOf: string | undefined } }) => (
  <>
    {todo.local && <Trans>on this device</Trans>} <AsOf read={todo} />
  </>
)
