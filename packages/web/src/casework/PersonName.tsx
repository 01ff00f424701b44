import { Trans } from '@lingui/react/macro'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { nameOf } from '../record/called.ts'
import { useConfig } from '../store/store.ts'

/** A colleague, or oneself; `on`: the record on which he did something. */
export function PersonName({ userName, on }: { userName: string; on: RecordShape }) {
  const config = useConfig()
  return userName === config.me.userName ? <Trans>You</Trans> : <bdi translate="no">{nameOf(config, userName, on)}</bdi>
}
