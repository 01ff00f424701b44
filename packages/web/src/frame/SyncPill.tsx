// What the server has, at the same place on every page. Needs-you wins over offline, offline over waiting.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useRef } from 'react'
import { Link } from 'wouter'
import { useOutbox } from '../store/outbox.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Sign } from '../ui/signs.ts'
import { mostOf, type PillState, pillStateOf, placeOf } from './pill.ts'

const signs: Record<PillState, { name: Sign; tone?: string; flip?: boolean }> = {
  'needs-you': { name: 'attention', tone: 'badc' },
  field: { name: 'unplug' },
  offline: { name: 'cloud-off' },
  weak: { name: 'signal-medium' },
  sending: { name: 'send', flip: true },
  waiting: { name: 'on-device' },
  received: { name: 'received', tone: 'okc' },
}

export function SyncPill() {
  const { t, i18n } = useLingui()
  const outbox = useOutbox()
  const { waiting, needsYou } = outbox
  const most = useRef(0)
  most.current = mostOf(most.current, outbox)
  const state = pillStateOf(outbox)
  const { name, tone, flip = false } = signs[state]
  const [place, all] = [i18n.number(placeOf(most.current, outbox)), i18n.number(most.current)]
  const toSend = waiting > 0 && <Plural value={waiting} one="# to send" other="# to send" />
  const isCut = state === 'field' || state === 'weak' || state === 'offline'
  return (
    <Link href="/outbox" className="btn pill" aria-description={t`Opens the outbox`}>
      <span className={tone}>
        <Icon name={name} flip={flip} />
      </span>
      <span role="status">
        {state === 'received' && <Trans>All received</Trans>}
        {state === 'needs-you' && <Plural value={needsYou} one="# needs you" other="# need you" />}
        {state === 'waiting' && toSend}
        {state === 'sending' && (
          <Trans>
            Sending {place} of {all}
          </Trans>
        )}
        {state === 'weak' && <Trans>Slow connection</Trans>}
        {state === 'offline' && <Trans>Offline</Trans>}
        {state === 'field' && <Trans>Field mode</Trans>}
        {isCut && toSend && (
          <>
            {' · '}
            <span aria-hidden="true">{i18n.number(waiting)}</span>
            <span>{toSend}</span>
          </>
        )}
      </span>
    </Link>
  )
}
