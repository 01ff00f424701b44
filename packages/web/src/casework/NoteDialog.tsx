// A quick note on a record, also on one that its writer may otherwise only read.
import { Trans, useLingui } from '@lingui/react/macro'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { useState } from 'react'
import { useWriting } from '../record/useWriting.ts'
import { newUuid, put, useConfig } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { tellDone } from './tellDone.ts'

/** The server signs it with who wrote it, and when. */
export function NoteDialog({ record, onDone }: { record: RecordShape; onDone: () => void }) {
  const { t } = useLingui()
  const { configuration, say } = useConfig()
  const { isReady, said, set, send } = useWriting(record, 'glance/note', { subject: '', text: '' }, onDone)
  const { subject, text } = said
  const [isAsked, setAsked] = useState(false)
  const { type, id, version } = record
  const labelOf = (name: string): string => {
    const field = configuration.fieldOf(type, 'notes_section')
    const column = field && configuration.rowsOf(field)?.fields.find((one) => one.name === name)
    return say(column?.label)
  }
  const isMissing = text.trim() === ''
  const act = (): void => {
    setAsked(true)
    if (isMissing) return
    const row = newUuid()
    const to = { unique_id: row, ...(subject.trim() ? { note_subject: subject.trim() } : {}), note_text: text.trim() }
    const changes = [{ path: ['notes_section', row], from: null, to }]
    void send(
      () => put('record.edit', { type, id, changes, as: 'add_note' }, version),
      (outcome) => tellDone(outcome, t`Note added`),
    )
  }
  if (!isReady) return null
  return (
    <Dialog title={t`Add a note`} onClose={onDone}>
      <Field label={labelOf('note_subject') || t`Subject`}>
        {(control) => (
          <input
            {...control}
            dir="auto"
            maxLength={255}
            value={subject}
            onChange={(e) => set({ subject: e.target.value })}
          />
        )}
      </Field>
      <Field
        label={labelOf('note_text') || t`Note`}
        required
        error={isAsked && isMissing ? t`Write the note.` : undefined}
      >
        {(control) => (
          <LongText control={control} rows={5} most={10_000} value={text} onText={(words) => set({ text: words })} />
        )}
      </Field>
      <DialogActions>
        <Button look="quiet" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
        <Button look="main" onClick={act}>
          <Trans>Add the note</Trans>
        </Button>
      </DialogActions>
    </Dialog>
  )
}
