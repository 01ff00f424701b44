// A consent is written down, after it was explained.
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ConsentShape, RecordShape } from '@primero/domain/sync/protocol.ts'
import { isDay } from '@primero/domain/time.ts'
import { consentGivers, consentPurposes, consentWays } from '@primero/domain/workflow/consents.ts'
import { useState } from 'react'
import { DayPick } from '../forms/DayParts.tsx'
import { useWriting } from '../record/useWriting.ts'
import { newUuid, put, thisDay, useConfig } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { giverWordsIn, purposeWords, wayWords } from './consentWords.ts'
import { Folded } from './Folded.tsx'
import { LeftOut } from './LeftOut.tsx'
import { Picks } from './Picks.tsx'
import { serviceTypes } from './services.ts'
import { tellSent } from './tellSent.ts'

type Terms = Pick<
  ConsentShape,
  'purposes' | 'services' | 'agencies' | 'excluded' | 'oneOff' | 'givenBy' | 'explainedBy' | 'explainedHow'
> & { until: string; note: string }

export function GiveSheet({ record, onClose }: { record: RecordShape; onClose: () => void }) {
  const { t } = useLingui()
  const config = useConfig()
  const ownName = config.me.fullName || config.me.userName
  const begun: Terms = {
    purposes: ['referral'],
    ...{ services: [], agencies: [], excluded: [], oneOff: false, until: '', note: '' },
    ...{ givenBy: [], explainedBy: ownName, explainedHow: [] },
  }
  const { isReady, said: terms, set, send } = useWriting(record, 'consents/new', begun, onClose)
  const [isAsked, setAsked] = useState(false)
  const missing = (chosen: readonly string[]) => (isAsked && chosen.length === 0 ? t`Choose at least one.` : undefined)
  const { until, note, explainedBy, ...rest } = terms
  const isLate = isDay(until) && until < thisDay()
  const give = (): void => {
    setAsked(true)
    if ([terms.purposes, terms.givenBy, terms.explainedHow].some((chosen) => chosen.length === 0) || isLate) return
    // Half a date is none, and must not become a consent without an end.
    if (until !== '' && !isDay(until)) return
    const said = {
      ...(until ? { until } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
      // Whoever writes it down explained it, unless somebody else is named.
      ...(explainedBy.trim() && explainedBy.trim() !== ownName ? { explainedBy: explainedBy.trim() } : {}),
    }
    const { id, version } = record
    const args = { type: 'case' as const, id, consent: newUuid(), ...rest, ...said }
    void send(() => put('consent.give', args, version), tellSent)
  }
  if (!isReady) return null
  const options = <T extends string>(ids: readonly T[], words: Record<T, MessageDescriptor>) =>
    ids.map((id) => ({ id, label: t(words[id]) }))
  const agencies = [...config.configuration.agencies.values()].map(({ id, name }) => ({
    id,
    label: config.say(name) || id,
  }))
  return (
    <Dialog sheet title={<Trans>Write down a consent</Trans>} onClose={onClose}>
      <p className="prose">
        <Trans>
          Explain first: what is passed on, to whom, what for and for how long, and that it can be withdrawn on any day.
        </Trans>
      </p>
      <Picks
        legend={<Trans>What for</Trans>}
        options={options(consentPurposes, purposeWords)}
        chosen={terms.purposes}
        onChange={(purposes) => set({ purposes })}
        error={missing(terms.purposes)}
      />
      <Picks
        legend={<Trans>Who agreed</Trans>}
        options={options(consentGivers, giverWordsIn(record.module))}
        chosen={terms.givenBy}
        onChange={(givenBy) => set({ givenBy })}
        error={missing(terms.givenBy)}
      />
      <Picks
        legend={<Trans>How it was explained</Trans>}
        options={options(consentWays, wayWords)}
        chosen={terms.explainedHow}
        onChange={(explainedHow) => set({ explainedHow })}
        error={missing(terms.explainedHow)}
      />
      <Field label={<Trans>Who explained it</Trans>}>
        {(control) => (
          <input
            {...control}
            dir="auto"
            maxLength={255}
            value={explainedBy}
            onChange={(e) => set({ explainedBy: e.target.value })}
          />
        )}
      </Field>
      <DayPick
        label={t`Last day`}
        hint={<Trans>Empty: until it is withdrawn.</Trans>}
        error={isLate ? t`This day has passed.` : undefined}
        earliest={thisDay()}
        value={until}
        onValue={(day) => set({ until: day })}
      />
      <label className="pick plain">
        <input type="checkbox" checked={terms.oneOff} onChange={(e) => set({ oneOff: e.target.checked })} />
        <span className="grow">
          <Trans>For one time only</Trans>
        </span>
      </label>
      <Folded title={<Trans>Only some services</Trans>} count={terms.services.length}>
        <Picks
          legend={<Trans>Services</Trans>}
          hint={<Trans>None chosen: every service.</Trans>}
          options={serviceTypes(config)}
          chosen={terms.services}
          onChange={(services) => set({ services })}
        />
      </Folded>
      <Folded title={<Trans>Only some organizations</Trans>} count={terms.agencies.length}>
        <Picks
          legend={<Trans>Organizations</Trans>}
          hint={<Trans>None chosen: any that gives the service.</Trans>}
          options={agencies}
          chosen={terms.agencies}
          onChange={(chosen) => set({ agencies: chosen })}
        />
      </Folded>
      <Folded title={<Trans>Answers that are not shown to them</Trans>} count={terms.excluded.length}>
        <LeftOut record={record} chosen={terms.excluded} onChange={(excluded) => set({ excluded })} />
      </Folded>
      <Field label={<Trans>Notes</Trans>}>
        {(control) => (
          <LongText control={control} rows={2} most={2000} value={note} onText={(text) => set({ note: text })} />
        )}
      </Field>
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button look="main" onClick={give}>
          <Trans>Write down</Trans>
        </Button>
      </DialogActions>
    </Dialog>
  )
}
