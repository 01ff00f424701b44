// A consent is withdrawn, all of it or for some services: nobody asks why.
import { Trans, useLingui } from '@lingui/react/macro'
import type { ConsentShape, RecordShape } from '@primero/domain/sync/protocol.ts'
import { useState } from 'react'
import { useWriting } from '../record/useWriting.ts'
import { put, useConfig } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { Picks } from './Picks.tsx'
import { serviceTypes, serviceWords } from './services.ts'
import { tellSent } from './tellSent.ts'

type WithdrawProps = { record: RecordShape; consent: ConsentShape; onClose: () => void }

export function WithdrawDialog({ record, consent, onClose }: WithdrawProps) {
  const { t } = useLingui()
  const config = useConfig()
  const begun = { isAll: true, services: [] as string[], note: '' }
  const { isReady, said, set, send } = useWriting(record, `consents/${consent.id}`, begun, onClose)
  const { isAll, services, note } = said
  const [isAsked, setAsked] = useState(false)
  const gone = consent.ends.flatMap((end) => end.services)
  const options = (
    consent.services.length > 0
      ? consent.services.map((id) => ({ id, label: serviceWords(config, id) }))
      : serviceTypes(config)
  ).filter(({ id }) => !gone.includes(id))
  const withdraw = (): void => {
    setAsked(true)
    if (!isAll && services.length === 0) return
    const { id, version } = record
    const terms = { ...(isAll ? {} : { services }), ...(note.trim() ? { note: note.trim() } : {}) }
    void send(() => put('consent.withdraw', { type: 'case', id, consent: consent.id, ...terms }, version), tellSent)
  }
  if (!isReady) return null
  return (
    <Dialog sheet title={<Trans>Withdraw this consent?</Trans>} onClose={onClose}>
      <p className="prose">
        <Trans>Whoever sees the case by it sees it no longer, and is told that it ended, not why.</Trans>
      </p>
      <p className="prose">
        <Trans>Tell those outside this system yourself: the case number, the day, the services.</Trans>
      </p>
      <fieldset className="field">
        <legend>
          <Trans>What ends</Trans>
        </legend>
        <div className="picks share-picks">
          <label className="pick">
            <input type="radio" name="what" checked={isAll} onChange={() => set({ isAll: true })} />
            <span className="grow">
              <Trans>All of it</Trans>
            </span>
          </label>
          <label className="pick">
            <input type="radio" name="what" checked={!isAll} onChange={() => set({ isAll: false })} />
            <span className="grow">
              <Trans>Some services only</Trans>
            </span>
          </label>
        </div>
      </fieldset>
      {!isAll && (
        <Picks
          legend={<Trans>Services</Trans>}
          options={options}
          chosen={services}
          onChange={(ids) => set({ services: ids })}
          error={isAsked && services.length === 0 ? t`Choose at least one.` : undefined}
        />
      )}
      <Field label={<Trans>Notes</Trans>}>
        {(control) => (
          <LongText control={control} rows={2} most={2000} value={note} onText={(text) => set({ note: text })} />
        )}
      </Field>
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          <Trans>Leave as it is</Trans>
        </Button>
        <Button look="harm" onClick={withdraw}>
          <Trans context="consent">Withdraw</Trans>
        </Button>
      </DialogActions>
    </Dialog>
  )
}
