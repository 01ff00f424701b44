// A flag is raised, on one record or on several, changed, or resolved.
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { FlagShape, RecordShape } from '@primero/domain/sync/protocol.ts'
import { isDay } from '@primero/domain/time.ts'
import { longestFlagMessage } from '@primero/domain/workflow/flags.ts'
import { useState } from 'react'
import { DayPick } from '../forms/DayParts.tsx'
import { newUuid, push, thisDay } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { tellDone } from './tellDone.ts'

type Flagged = Pick<RecordShape, 'type' | 'id' | 'version'>
type FlagDialogProps = { records: Flagged[]; flag?: FlagShape; onDone: (isRaised?: boolean) => void }

/** Each record gets a flag of its own, on its own way: one that is refused keeps none of the others back. */
export function FlagDialog({ records, flag, onDone }: FlagDialogProps) {
  const { t } = useLingui()
  const [message, setMessage] = useState(flag?.message ?? '')
  const [date, setDate] = useState<string>(flag?.date ?? thisDay())
  const [isAsked, setAsked] = useState(false)
  const isMissing = message.trim() === ''
  const act = (): void => {
    setAsked(true)
    if (isMissing || !isDay(date)) return
    onDone(true)
    const said = { message: message.trim(), date }
    const sent = records.map(({ type, id, version }) =>
      flag
        ? push('flag.edit', { type, id, flag: flag.id, ...said }, version)
        : push('flag.add', { type, id, flag: newUuid(), ...said }, version),
    )
    void Promise.all(sent).then((outcomes) => {
      const [worst] = outcomes.toSorted((a, b) => weight(b.outcome) - weight(a.outcome))
      if (worst)
        tellDone(
          worst,
          flag ? t`Flag changed` : plural(records.length, { one: 'Flag raised', other: '# flags raised' }),
        )
    })
  }
  return (
    <Dialog title={flag ? t`Change the flag` : t`Raise a flag`} onClose={() => onDone()}>
      <Field
        label={<Trans>What should be looked at</Trans>}
        hint={<Trans>Whoever sees the record reads this. No name.</Trans>}
        required
        error={isAsked && isMissing ? t`Say what should be looked at.` : undefined}
      >
        {(control) => (
          <LongText control={control} rows={3} most={longestFlagMessage} value={message} onText={setMessage} />
        )}
      </Field>
      <DayPick
        label={t`By when`}
        required
        error={isAsked && !isDay(date) ? t`Choose a day.` : undefined}
        value={date}
        onValue={setDate}
      />
      <DialogActions>
        <Button look="quiet" onClick={() => onDone()}>
          <Trans>Not now</Trans>
        </Button>
        <Button look="main" sign="flag" onClick={act}>
          {flag ? <Trans>Change</Trans> : <Trans>Raise a flag</Trans>}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** What needs its author most is what is told. */
const weight = (outcome: string): number => (outcome === 'refused' ? 2 : outcome === 'waiting' ? 1 : 0)

type ResolveProps = { record: Flagged; flag: FlagShape; onDone: () => void }

export function ResolveDialog({ record: { type, id, version }, flag, onDone }: ResolveProps) {
  const { t } = useLingui()
  const [message, setMessage] = useState('')
  const [isAsked, setAsked] = useState(false)
  const isMissing = message.trim() === ''
  const act = (): void => {
    setAsked(true)
    if (isMissing) return
    onDone()
    const args = { type, id, flag: flag.id, message: message.trim() }
    void push('flag.resolve', args, version).then((outcome) => tellDone(outcome, t`Flag resolved`))
  }
  return (
    <Dialog title={t`Resolve this flag?`} onClose={onDone}>
      <p>
        <bdi>{flag.message}</bdi>
      </p>
      <Field
        label={<Trans>How it ended</Trans>}
        required
        error={isAsked && isMissing ? t`Say how it ended.` : undefined}
      >
        {(control) => (
          <LongText control={control} rows={3} most={longestFlagMessage} value={message} onText={setMessage} />
        )}
      </Field>
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
