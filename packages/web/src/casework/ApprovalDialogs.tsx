// An approval is asked for, or answered, in sight of what it is of.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Form } from '@primero/domain/configuration/bundle.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import type { ApprovalType } from '@primero/domain/workflow/approvals.ts'
import { useState } from 'react'
import { useIsCutOff } from '../store/contact.ts'
import { useWriting } from '../record/useWriting.ts'
import { put, useConfig } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { Note } from '../ui/Note.tsx'
import { tellDone } from './tellDone.ts'
import { WhatIsApproved } from './WhatIsApproved.tsx'
import { approvalName } from './words.ts'

type DialogProps = { record: RecordShape; forms: Form[]; approval: ApprovalType; onDone: () => void }

/** Kinds of plan, where the module lets people say which one it is. */
function useKinds({ type, module }: RecordShape, approval: ApprovalType): { id: string; label: string }[] {
  const { configuration, say } = useConfig()
  if (approval !== 'case_plan' || configuration.modules.get(module)?.options['selectable_approval_types'] !== true)
    return []
  const field = configuration.fieldOf(type, 'case_plan_approval_type')
  const options = field?.options ?? []
  return Array.isArray(options) ? options.map(({ id, label }) => ({ id, label: say(label) })) : []
}

export function AskDialog({ record, forms, approval, onDone }: DialogProps) {
  const { t } = useLingui()
  const config = useConfig()
  const kinds = useKinds(record, approval)
  const { isReady, said, set, send } = useWriting(record, `approvals/${approval}/ask`, { kind: kinds[0]?.id }, onDone)
  const { kind } = said
  const { id, module, version } = record
  const what = approvalName(config, module, approval, t)
  const act = (): void => {
    const args = { type: 'case' as const, id, approval, ...(kind ? { kind } : {}) }
    void send(
      () => put('approval.request', args, version),
      (outcome) => tellDone(outcome, t`Asked for approval`),
    )
  }
  if (!isReady) return null
  return (
    <Dialog title={t`Ask for approval: ${what}`} onClose={onDone} sheet>
      <p>
        <Trans>Whoever supervises you is told, and decides.</Trans>
      </p>
      {kinds.length > 0 && (
        <Field label={<Trans>Kind of plan</Trans>}>
          {(control) => (
            <select {...control} value={kind} onChange={(e) => set({ kind: e.target.value })}>
              {kinds.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.label}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <WhatIsApproved {...{ record, forms, approval }} />
      <WaitsNote words={<Trans>No connection. The request waits on this device and is sent by itself.</Trans>} />
      <DialogActions>
        <Button look="quiet" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
        <Button look="main" sign="send" flip onClick={act}>
          <Trans>Ask for approval</Trans>
        </Button>
      </DialogActions>
    </Dialog>
  )
}

type Answer = 'approved' | 'rejected'

export function DecideDialog({ record, forms, approval, onDone }: DialogProps) {
  const { t } = useLingui()
  const config = useConfig()
  // The words are kept; what is decided, in sight of the case as it is now, is not.
  const [answer, setAnswer] = useState<Answer>()
  const { isReady, said, set, send } = useWriting(record, `approvals/${approval}`, { comments: '' }, onDone)
  const { comments } = said
  const [isAsked, setAsked] = useState(false)
  const { id, module, version } = record
  const needsWords = answer === 'rejected' && comments.trim() === ''
  const what = approvalName(config, module, approval, t)
  const act = (): void => {
    setAsked(true)
    if (answer === undefined || needsWords) return
    const words = comments.trim() ? { comments: comments.trim() } : {}
    void send(
      () => put('approval.answer', { type: 'case', id, approval, answer, ...words }, version),
      (outcome) => tellDone(outcome, answer === 'approved' ? t`Approved` : t`Sent back`),
    )
  }
  if (!isReady) return null
  const choices: [Answer, string][] = [
    ['approved', t`Approve`],
    ['rejected', t`Send back for changes`],
  ]
  return (
    <Dialog title={t`Decide: ${what}`} onClose={onDone} sheet>
      <WhatIsApproved {...{ record, forms, approval }} />
      <fieldset className="field">
        <legend>
          <Trans>Your decision</Trans>
        </legend>
        <div className="picks">
          {choices.map(([one, words]) => (
            <label key={one} className="pick">
              <input type="radio" name="answer" checked={answer === one} onChange={() => setAnswer(one)} />
              <span className="grow">{words}</span>
            </label>
          ))}
        </div>
        {isAsked && answer === undefined && (
          <span className="err" role="alert">
            <Trans>Choose one of the two.</Trans>
          </span>
        )}
      </fieldset>
      <Field
        label={<Trans>Comment</Trans>}
        required={answer === 'rejected'}
        hint={<Trans>Whoever works on the case reads this.</Trans>}
        error={isAsked && needsWords ? t`Say what should change.` : undefined}
      >
        {(control) => (
          <LongText
            control={control}
            rows={3}
            most={5000}
            value={comments}
            onText={(text) => set({ comments: text })}
          />
        )}
      </Field>
      <WaitsNote
        words={
          <Trans>No connection. Your decision waits on this device. It counts once the server has checked it.</Trans>
        }
      />
      <DialogActions>
        <Button look="quiet" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
        <Button look="main" onClick={act}>
          <Trans>Decide</Trans>
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** Said before, not after: what is written now leaves this device later. */
function WaitsNote({ words }: { words: React.ReactNode }) {
  return useIsCutOff() ? (
    <Note sign="on-device" hue="warn">
      {words}
    </Note>
  ) : null
}
