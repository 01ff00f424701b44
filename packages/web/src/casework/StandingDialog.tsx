// A record as a whole: closed, reopened, put away, taken out again, its name protected. Asked once; the server decides again.
import { t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { approvalTypes } from '@primero/domain/access/keys.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import type { ReactNode } from 'react'
import { choicesOf } from '../forms/choices.ts'
import type { StandingDeed } from '../record/Work.tsx'
import { useWriting } from '../record/useWriting.ts'
import { newUuid, put, thisDay, useConfig } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { Note } from '../ui/Note.tsx'
import { tellDone } from './tellDone.ts'

export function StandingDialog({
  deed,
  record,
  onDone,
}: {
  deed: StandingDeed
  record: RecordShape
  onDone: () => void
}) {
  const begun = { reason: saidBefore(record, deed) }
  const { isReady, said, set, send } = useWriting(record, `glance/${deed}`, begun, onDone)
  const { reason } = said
  const { type, id, version } = record
  const questions: Record<
    StandingDeed,
    { title: ReactNode; text: ReactNode; yes: ReactNode; no: ReactNode; done: string }
  > = {
    close: {
      title: t`Close this record?`,
      text: t`Answers stay as they are. Whoever may reopen it can do so later.`,
      yes: t({ context: 'a record', message: 'Close' }),
      no: t`Keep open`,
      done: t`Closed`,
    },
    reopen: {
      title: t`Reopen this record?`,
      text: t`Work on it goes on, and its history says who reopened it.`,
      yes: t`Reopen`,
      no: t`Leave closed`,
      done: t`Reopened`,
    },
    disable: {
      title: t`Disable this record?`,
      text: t`It leaves the lists and can be read only. Nothing is deleted.`,
      yes: t`Disable`,
      no: t`Keep`,
      done: t`Disabled`,
    },
    enable: {
      title: t`Enable this record?`,
      text: t`It comes back to the lists and can be changed again.`,
      yes: t`Enable`,
      no: t`Leave disabled`,
      done: t`Enabled`,
    },
    protect: {
      title: t`Protect this name?`,
      text: t`Others see dots instead of the name, in lists and exports too.`,
      yes: t`Protect`,
      no: t`Leave as it is`,
      done: t`Name protected`,
    },
    unprotect: {
      title: t`End name protection?`,
      text: t`Whoever may see names in this record will see this one.`,
      yes: t`End protection`,
      no: t`Keep protected`,
      done: t`Protection ended`,
    },
  }
  const words = questions[deed]
  const putStanding = (): Promise<string> =>
    deed === 'close'
      ? put('record.close', { type, id, date_closure: thisDay() }, version)
      : deed === 'reopen'
        ? put('record.reopen', { type, id }, version)
        : deed === 'disable'
          ? put('record.disable', { type, id }, version)
          : deed === 'enable'
            ? put('record.enable', { type, id }, version)
            : put('record.hide-name', { type, id, hidden: deed === 'protect' }, version)
  const act = (): void => {
    const reasons = reasonOf(record, deed, reason)
    void send(
      async () => {
        // Why it ends is said while it is open, why it goes on once it is open again.
        if (deed === 'close' && reasons && reason.trim() !== begun.reason) await put('record.edit', reasons, version)
        const done = await putStanding()
        if (deed === 'reopen' && reasons) await put('record.edit', reasons, version)
        return done
      },
      (outcome) => tellDone(outcome, words.done),
    )
  }
  if (!isReady) return null
  return (
    <Dialog title={words.title} onClose={onDone}>
      <p>{words.text}</p>
      {deed === 'close' && <StillOpen record={record} />}
      <Reason {...{ record, deed, reason }} onChange={(text) => set({ reason: text })} />
      <DialogActions>
        <Button look="quiet" onClick={onDone}>
          {words.no}
        </Button>
        <Button look={deed === 'disable' ? 'harm' : 'main'} onClick={act}>
          {words.yes}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** What closing asks: how a survivor is at the end, for whom the reasons of a child's case are none; else why. */
const closingQuestions = ['closure_assessment', 'closure_reason']
const closingQuestion = ({ writable }: RecordShape): string | undefined =>
  closingQuestions.find((name) => writable.includes(name))
/** A text that was begun in the form is gone on with. */
function saidBefore(record: RecordShape, deed: StandingDeed): string {
  const name = deed === 'close' ? closingQuestion(record) : undefined
  const said = name === undefined ? undefined : (record.data as Data)[name]
  return typeof said === 'string' ? said : ''
}

const mayWriteNotes = ({ actions }: RecordShape): boolean => actions.includes('add_note')

/** Where the reason is kept: closing has a question of its own, reopening is written down as a note. */
function reasonOf(record: RecordShape, deed: StandingDeed, reason: string): IntentionArgs<'record.edit'> | undefined {
  const { type, id, data } = record
  if (reason.trim() === '') return undefined
  if (deed === 'close') {
    const name = closingQuestion(record)
    if (name === undefined) return undefined
    return { type, id, changes: [{ path: [name], from: (data as Data)[name], to: reason.trim() }] }
  }
  const row = newUuid()
  const note = { unique_id: row, note_subject: t`Reopened`, note_text: reason.trim() }
  return { type, id, changes: [{ path: ['notes_section', row], from: null, to: note }], as: 'add_note' }
}

type ReasonProps = { record: RecordShape; deed: StandingDeed; reason: string; onChange: (reason: string) => void }

function Reason({ record, deed, reason, onChange }: ReasonProps) {
  const config = useConfig()
  const name = deed === 'close' ? closingQuestion(record) : undefined
  const field = name === undefined ? undefined : config.configuration.fieldOf(record.type, name)
  if (field?.type === 'textarea')
    return (
      <Field label={config.say(field.label)}>
        {(control) => <LongText control={control} rows={3} most={10_000} value={reason} onText={onChange} />}
      </Field>
    )
  if (field)
    return (
      <Field label={config.say(field.label)}>
        {(control) => (
          <select {...control} value={reason} onChange={(e) => onChange(e.target.value)}>
            <option value="" />
            {choicesOf(config, field, record.data as Data, reason).map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
    )
  if (deed !== 'reopen' || !mayWriteNotes(record)) return null
  return (
    <Field label={<Trans>Why work goes on</Trans>} hint={<Trans>It is written into the notes.</Trans>}>
      {(control) => <LongText control={control} rows={3} most={10_000} value={reason} onText={onChange} />}
    </Field>
  )
}

/** What nobody has ended yet: said before a case is closed, and no reason to refuse it. */
function StillOpen({ record: { flags = [], shares = [], data } }: { record: RecordShape }) {
  const active = flags.filter(({ resolved }) => resolved === null).length
  const shared = shares.filter(
    ({ kind, status }) => kind !== 'Assign' && /^(in_progress|accepted)$/.test(status),
  ).length
  const asked = approvalTypes.filter((type) => data[`approval_status_${type}`] === 'pending').length
  if (active + shared + asked === 0) return null
  return (
    <Note hue="warn" title={<Trans>Not ended yet</Trans>}>
      <ul className="work-open">
        {active > 0 && (
          <li>
            <Plural value={active} one="# flag" other="# flags" />
          </li>
        )}
        {shared > 0 && (
          <li>
            <Plural value={shared} one="# referral or transfer" other="# referrals or transfers" />
          </li>
        )}
        {asked > 0 && (
          <li>
            <Plural value={asked} one="# request for approval" other="# requests for approval" />
          </li>
        )}
      </ul>
    </Note>
  )
}
