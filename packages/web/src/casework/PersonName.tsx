import { Trans } from '@lingui/react/macro'
import { useConfig } from '../store/store.ts'
import { nameOf } from './words.ts'

/** A colleague, or oneself. */
export function PersonName({ userName }: { userName: string }) {
  const config = useConfig()
  return userName === config.me.userName ? <Trans>You</Trans> : <bdi translate="no">{nameOf(config, userName)}</bdi>
}
