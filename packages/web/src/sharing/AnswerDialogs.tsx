// A share is answered: what needs a word or a second look asks once.
import { Trans, useLingui } from '@lingui/react/macro'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { RecordShape, ShareShape } from '@primero/domain/sync/protocol.ts'
import { type ReactNode, useState } from 'react'
import { useWriting } from '../record/useWriting.ts'
import { put, settled } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { tellSent } from './tellSent.ts'
import { HandedOver } from './HandedOver.tsx'

export type Deed = IntentionArgs<'transition.answer'>['answer']

type AnswerProps = { record: RecordShape; share: ShareShape }

const putAnswer = (
  { record: { type, id, version }, share }: AnswerProps,
  answer: Deed,
  said: { reason?: string; note?: string } = {},
): Promise<string> =>
  put('transition.answer', { type: type as 'case', id, transition: share.id, answer, ...said }, version)

/** Says what was decided; it is safe on this device before the server has it. */
export async function answerWith(props: AnswerProps, answer: Deed): Promise<void> {
  tellSent(await settled(await putAnswer(props, answer)))
}

export function AnswerDialog({ record, share, deed, onClose }: AnswerProps & { deed: Deed; onClose: () => void }) {
  const { t } = useLingui()
  const place = `sharing/${share.id}/${deed}`
  const { isReady, said, set, send } = useWriting(record, place, { text: '' }, onClose)
  const { text } = said
  const [isAsked, setAsked] = useState(false)
  const isTransfer = share.kind === 'Transfer'
  const questions: Record<Deed, { title: string; about?: ReactNode; yes: string; no: string }> = {
    accept: {
      title: isTransfer ? t`Take over this case?` : t`Hand over this case?`,
      about: isTransfer ? (
        <Trans>You become its owner, and answer for it from now on.</Trans>
      ) : (
        <Trans>A transfer to them is made. It stays yours until they accept.</Trans>
      ),
      yes: t`Accept`,
      no: t`Not now`,
    },
    reject: { title: t`Reject this?`, yes: t`Reject`, no: t`Not now` },
    done: {
      title: t`Was the service given?`,
      about: <Trans>The case leaves your list. The owner reads your note.</Trans>,
      yes: t`Finish`,
      no: t`Not yet`,
    },
    revoke: {
      title: t`Take this back?`,
      about: <Trans>They no longer see the case, on their device at its next contact.</Trans>,
      yes: t`Take back`,
      no: t`Leave as it is`,
    },
  }
  const words = questions[deed]
  const needsReason = deed === 'reject'
  const error = isAsked && needsReason && text.trim() === '' ? t`Say why, so that another way can be found.` : undefined
  const act = (): void => {
    setAsked(true)
    if (needsReason && text.trim() === '') return
    const written = text.trim() ? { [deed === 'done' ? 'note' : 'reason']: text.trim() } : {}
    void send(() => putAnswer({ record, share }, deed, written), tellSent)
  }
  if (!isReady) return null
  return (
    <Dialog title={words.title} onClose={onClose}>
      {words.about && <p>{words.about}</p>}
      {deed === 'accept' && !isTransfer && (
        <HandedOver record={record} asked={{ case: record.id, request: share.id }} />
      )}
      {(deed === 'reject' || deed === 'done') && (
        <Field
          label={needsReason ? <Trans>Reason</Trans> : <Trans>Note for the owner</Trans>}
          required={needsReason}
          error={error}
        >
          {(control) => (
            <LongText control={control} rows={3} most={5000} value={text} onText={(words) => set({ text: words })} />
          )}
        </Field>
      )}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {words.no}
        </Button>
        <Button look={deed === 'revoke' ? 'harm' : 'main'} onClick={act}>
          {words.yes}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
