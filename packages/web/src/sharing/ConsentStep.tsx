// Consent: which answers stand in the case. Nobody answers for the child here; what is missing is asked for in its form.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { consentFields } from '@primero/domain/workflow/consent.ts'
import { needsSecond } from '@primero/domain/workflow/exceptions.ts'
import { overrideGrounds } from '@primero/domain/workflow/transition.ts'
import { dayText } from '../i18n/format.ts'
import { useId } from 'react'
import { addressOf } from '../kinds.ts'
import { useIsCutOff } from '../store/contact.ts'
import { useConfig } from '../store/store.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { Note } from '../ui/Note.tsx'
import { Tag } from '../ui/Tag.tsx'
import type { Covering } from './covering.ts'
import { type Wish, ways, type Way } from './wish.ts'
import { groundWords } from './words.ts'

type ConsentProps = {
  record: RecordShape
  way: Way
  wish: Wish
  set: (change: Partial<Wish>) => void
  covering: Covering
  mayOverride: boolean
}

export function ConsentStep({ record, way, wish, set, covering, mayOverride }: ConsentProps) {
  const config = useConfig()
  const { isConsented, isAnswered, entry } = covering
  const until = entry?.until && dayText(entry.until, config.locale)
  const { type, id, module } = record
  const data = record.data as Data
  const asked = consentFields(ways[way], module)
  const forms = config.configuration.formsOf(type).filter((form) => form.modules.includes(module))
  const form = forms.find(({ fields }) => fields.some((field) => asked.includes(field.name)))
  const inTheForm = (name: string) => forms.flatMap(({ fields }) => fields).find((field) => field.name === name)
  return (
    <>
      <p className="prose">
        <Trans>Say who will see it and why, in words that they know. They can stop it any day.</Trans>
      </p>
      <ul className="card list share-consent">
        {asked.map((name) => {
          const field = inTheForm(name)
          return (
            <li key={name} className="h-row">
              <span className="grow">{field ? config.say(field.label) : <Trans>Consent to share</Trans>}</span>
              {data[name] === true ? (
                <Tag hue="ok" sign="check">
                  <Trans context="consent">Agreed</Trans>
                </Tag>
              ) : data[name] === false ? (
                <Tag hue="bad" sign="x">
                  <Trans context="consent">Refused</Trans>
                </Tag>
              ) : (
                <Tag hue="warn" sign="info">
                  <Trans context="consent">Not asked yet</Trans>
                </Tag>
              )}
            </li>
          )
        })}
      </ul>
      {entry && (
        <p className="meta">
          {until ? (
            <Trans>An agreement in the case covers this, until {until}.</Trans>
          ) : (
            <Trans>An agreement in the case covers this.</Trans>
          )}
        </p>
      )}
      {isAnswered && !isConsented && (
        <Note hue="guard" title={<Trans>What was agreed does not cover this</Trans>}>
          <Trans>It is for another service or agency, for one time only, or it has ended. Ask again.</Trans>
        </Note>
      )}
      {!isAnswered && (
        <Note hue="guard" title={<Trans>Consent is missing</Trans>}>
          <p>
            <Trans>Ask first, and write the answer in the form. What you wrote here is kept.</Trans>
          </p>
          {form && record.actions.includes('write') && (
            <p className="share-deed">
              <LinkButton to={`${addressOf(type, id)}/${form.id}?edit=1`} small sign="pen-line">
                <Trans>Open the consent form</Trans>
              </LinkButton>
            </p>
          )}
        </Note>
      )}
      {!isConsented && mayOverride && <Without wish={wish} set={set} />}
    </>
  )
}

function Without({ wish, set }: Pick<ConsentProps, 'wish' | 'set'>) {
  const { t } = useLingui()
  const cut = useIsCutOff()
  return (
    <div className="stack">
      <label className="pick plain">
        <input type="checkbox" checked={wish.override === true} onChange={(e) => set({ override: e.target.checked })} />
        <span className="grow">
          <Trans>Share without consent</Trans>
          <span className="hint below">
            <Trans>Your reason is kept with the case, and others look at it.</Trans>
          </span>
        </span>
      </label>
      {wish.override && cut && (
        <p className="hint">
          <Trans>This needs a connection: nothing goes before the server has checked it.</Trans>
        </p>
      )}
      {wish.override && (
        <>
          <fieldset className="field">
            <legend>
              <Trans>Why it cannot wait</Trans>
            </legend>
            <div className="picks share-picks">
              {overrideGrounds.map((ground) => (
                <label key={ground} className="pick">
                  <input type="radio" name="ground" checked={wish.ground === ground} onChange={() => set({ ground })} />
                  <span className="grow">{t(groundWords[ground])}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <Exception wish={wish} set={set} />
          <Field label={<Trans>What you weighed</Trans>} required hint={<Trans>At least ten letters.</Trans>}>
            {(control) => (
              <LongText
                control={control}
                rows={3}
                most={2000}
                value={wish.reason ?? ''}
                onText={(text) => set({ reason: text })}
              />
            )}
          </Field>
        </>
      )}
    </div>
  )
}

/** What some grounds ask for besides a reason: nobody decides these alone. */
function Exception({ wish, set }: Pick<ConsentProps, 'wish' | 'set'>) {
  const { people, me } = useConfig()
  const names = useId()
  if (wish.ground === undefined || !needsSecond(wish.ground)) return null
  return (
    <>
      <Field
        label={<Trans>Who decided it with you</Trans>}
        required
        hint={<Trans>The user name of somebody else who may share without consent.</Trans>}
      >
        {(control) => (
          <input
            {...control}
            type="text"
            className="latin"
            list={names}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={255}
            value={wish.second ?? ''}
            onChange={(e) => set({ second: e.target.value })}
          />
        )}
      </Field>
      <datalist id={names}>
        {people
          .filter(({ userName }) => userName !== me.userName)
          .map(({ userName, fullName }) => (
            <option key={userName} value={userName}>
              {fullName}
            </option>
          ))}
      </datalist>
      {wish.ground === 'vital_interest' && (
        <>
          <Field label={<Trans>What the danger is</Trans>} required>
            {(control) => (
              <LongText
                control={control}
                rows={2}
                most={5000}
                value={wish.assessment ?? ''}
                onText={(text) => set({ assessment: text })}
              />
            )}
          </Field>
          <label className="pick plain">
            <input
              type="checkbox"
              checked={wish.recipientSafe === true}
              onChange={(e) => set({ recipientSafe: e.target.checked })}
            />
            <span className="grow">
              <Trans>I made sure that it is safe with them</Trans>
            </span>
          </label>
        </>
      )}
    </>
  )
}
