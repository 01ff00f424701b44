// A flag is raised, changed, or resolved.
import { Trans, useLingui } from '@lingui/react/macro'
import type { FlagShape, RecordShape } from '@primero/domain/sync/protocol.ts'
import { isDay } from '@primero/domain/time.ts'
import { longestFlagMessage } from '@primero/domain/workflow/flags.ts'
import { type ReactNode, useState } from 'react'
import { DayPick } from '../forms/DayParts.tsx'
import { useWriting } from '../record/useWriting.ts'
import { newUuid, put, thisDay } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { tellDone } from './tellDone.ts'

type FlagDialogProps = { record: RecordShape; flag?: FlagShape; onDone: () => void }

export function FlagDialog({ record, flag, onDone }: FlagDialogProps) {
  const { t } = useLingui()
  const { type, id, version } = record
  const before: { message: string; date: string } = { message: flag?.message ?? '', date: flag?.date ?? thisDay() }
  const { isReady, said, set, send } = useWriting(record, `flags/${flag?.id ?? 'new'}`, before, onDone)
  const { message, date } = said
  const [isAsked, setAsked] = useState(false)
  const isMissing = message.trim() === ''
  const act = (): void => {
    setAsked(true)
    if (isMissing || !isDay(date)) return
    const args = { type, id, flag: flag?.id ?? newUuid(), message: message.trim(), date }
    void send(
      () => put(flag ? 'flag.edit' : 'flag.add', args, version),
      (outcome) => tellDone(outcome, flag ? t`Flag changed` : t`Flag raised`),
    )
  }
  if (!isReady) return null
  return (
    <Dialog title={flag ? t`Change the flag` : t`Raise a flag`} onClose={onDone}>
      <Message
        label={<Trans>What should be looked at</Trans>}
        hint={<Trans>Whoever sees the record reads this. No name.</Trans>}
        error={isAsked && isMissing ? t`Say what should be looked at.` : undefined}
        value={message}
        onText={(text) => set({ message: text })}
      />
      <DayPick
        label={t`By when`}
        required
        error={isAsked && !isDay(date) ? t`Choose a day.` : undefined}
        value={date}
        onValue={(day) => set({ date: day })}
      />
      <DialogActions>
        <Button look="quiet" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
        <Button look="main" sign="flag" onClick={act}>
          {flag ? <Trans>Change</Trans> : <Trans>Raise a flag</Trans>}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

type ResolveProps = { record: RecordShape; flag: FlagShape; onDone: () => void }

export function ResolveDialog({ record, flag, onDone }: ResolveProps) {
  const { t } = useLingui()
  const { type, id, version } = record
  const place = `flags/${flag.id}/resolve`
  const { isReady, said, set, send } = useWriting(record, place, { message: '' }, onDone)
  const { message } = said
  const [isAsked, setAsked] = useState(false)
  const isMissing = message.trim() === ''
  const act = (): void => {
    setAsked(true)
    if (isMissing) return
    const args = { type, id, flag: flag.id, message: message.trim() }
    void send(
      () => put('flag.resolve', args, version),
      (outcome) => tellDone(outcome, t`Flag resolved`),
    )
  }
  if (!isReady) return null
  return (
    <Dialog title={t`Resolve this flag?`} onClose={onDone}>
      <p>
        <bdi>{flag.message}</bdi>
      </p>
      <Message
        label={<Trans>How it ended</Trans>}
        error={isAsked && isMissing ? t`Say how it ended.` : undefined}
        value={message}
        onText={(text) => set({ message: text })}
      />
      <DialogActions>
        <Button look="quiet" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
        <Button look="main" onClick={act}>
          <Trans>Resolve</Trans>
        </Button>
      </DialogActions>
    </Dialog>
  )
}

type MessageProps = {
  label: ReactNode
  hint?: ReactNode
  error: string | undefined
  value: string
  onText: (text: string) => void
}

const Message = ({ value, onText, ...field }: MessageProps) => (
  <Field {...field} required>
    {(control) => <LongText control={control} rows={3} most={longestFlagMessage} value={value} onText={onText} />}
  </Field>
)
