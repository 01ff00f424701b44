// To ask for a case that is somebody else's: he, or who manages him, hears of it and decides.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { may } from '../store/config.ts'
import { newUuid, put, type RecordType, settled, useConfig } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { tell } from '../ui/Toast.tsx'
import './sharing.css'
import { useWish } from './useWish.ts'
import { argsOf } from './wish.ts'

export function AskPage({ type, id }: { type: RecordType; id: string }) {
  const { t } = useLingui()
  const config = useConfig()
  const [, navigate] = useLocation()
  // Nothing is known here of the case but its id.
  const { wish, set, drop } = useWish({ type, id, version: 0 }, 'ask', id.slice(-7))
  const [isSent, setSent] = useState(false)
  if (type !== 'case' || !may(config, 'case', 'request_transfer'))
    return (
      <EmptyState level={1} sign="lock" title={<Trans>Your role may not do this</Trans>}>
        <Trans>Ask your supervisor.</Trans>
      </EmptyState>
    )
  if (!wish) return <Bones lines={3} marks={false} />
  const { notes = '' } = wish
  const send = async (): Promise<void> => {
    setSent(true)
    const args = argsOf({ notes }, { way: 'ask', isConsented: true }, { type, id }, newUuid())
    const sent = await put('transition.make', args, 0).catch((e: unknown) => {
      setSent(false)
      throw e
    })
    await drop()
    navigate('/cases')
    const { outcome } = await settled(sent)
    if (outcome === 'waiting') tell(t`Will be sent when connected`, { aside: t`not received yet`, sign: 'on-device' })
    else if (outcome === 'refused') tell(t`The server did not take this. Look in the outbox.`, { sign: 'attention' })
    else tell(t`Sent`)
  }
  return (
    <div className="stack share-page">
      <h1 tabIndex={-1}>
        <Trans>Ask for this case</Trans>
      </h1>
      <p className="prose">
        <Trans>Whoever has the case now decides, or their supervisor. You see nothing of it before.</Trans>
      </p>
      <Field
        label={<Trans>Why you ask for this case</Trans>}
        hint={<Trans>Write what they need to know, and no more. No name.</Trans>}
      >
        {(control) => (
          <LongText control={control} rows={4} most={5000} value={notes} onText={(text) => set({ notes: text })} />
        )}
      </Field>
      <div className="row">
        <Button
          look="main"
          sign="send"
          flip
          onClick={() => void send()}
          {...(isSent ? { busy: <Trans>Sending</Trans> } : {})}
        >
          <Trans>Send</Trans>
        </Button>
      </div>
    </div>
  )
}
