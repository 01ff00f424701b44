// What the server has, at the same place on every page. Needs-you wins over offline, offline over waiting.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { useOutbox } from '../store/outbox.ts'
import { Icon } from '../ui/Icon.tsx'
import { pillStateOf } from './pill.ts'

export function SyncPill() {
  const { t } = useLingui()
  const outbox = useOutbox()
  const { waiting, needsYou } = outbox
  const state = pillStateOf(outbox)
  const toSend = waiting > 0 && <Plural value={waiting} one="# to send" other="# to send" />
  return (
    <Link href="/outbox" className="btn pill" aria-description={t`Opens the outbox`}>
      {state === 'received' && (
        <span className="okc">
          <Icon name="received" />
        </span>
      )}
      {state === 'needs-you' && (
        <span className="badc">
          <Icon name="attention" />
        </span>
      )}
      {state === 'waiting' && <Icon name="on-device" />}
      {state === 'sending' && <Icon name="send" flip />}
      {state === 'weak' && <Icon name="signal-medium" />}
      {state === 'offline' && <Icon name="cloud-off" />}
      <span role="status">
        {state === 'received' && <Trans>All received</Trans>}
        {state === 'needs-you' && <Plural value={needsYou} one="# needs you" other="# need you" />}
        {state === 'waiting' && toSend}
        {state === 'sending' && <Trans>Sending</Trans>}
        {state === 'weak' && <Trans>Weak line</Trans>}
        {state === 'offline' && <Trans>Offline</Trans>}
        {(state === 'weak' || state === 'offline') && toSend && <> · {toSend}</>}
      </span>
    </Link>
  )
}
