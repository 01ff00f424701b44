// What goes to somebody of the other module: a package, shown to its sender before it goes.
import { Trans, useLingui } from '@lingui/react/macro'
import { isBlank } from '@primero/domain/forms/answer.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { answerWords } from '../forms/words.ts'
import type { Offer } from '../sync/packages.ts'
import { useConfig } from '../store/store.ts'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { Note } from '../ui/Note.tsx'
import { bandWords, fieldWords } from './packageWords.ts'
import { Picks } from './Picks.tsx'
import type { Wish } from './wish.ts'

/** Protected, they never go. */
const hiddenNames = ['name', 'name_first', 'name_last']

type Props = {
  record: RecordShape
  wish: Wish
  set: (change: Partial<Wish>) => void
  offer: Extract<Offer, { isPackage: true }>
}

export function PackageWhat({ record, wish, set, offer }: Props) {
  const { t } = useLingui()
  const config = useConfig()
  const { package: chosen = {} } = wish
  const say = (name: string): string => (name === 'age_band' ? t(bandWords) : (fieldWords(config, name) ?? name))
  const data = record.data as Data
  // Of the case itself, with what it says now.
  const withAnswer = (name: string): string => {
    const field = config.configuration.fieldOf('case', name)
    return field && !isBlank(data[name]) ? `${say(name)}: ${answerWords(config, field, data[name])}` : say(name)
  }
  const isOffered = (name: string): boolean => data['hidden_name'] !== true || !hiddenNames.includes(name)
  const change = (more: Partial<NonNullable<Wish['package']>>) => set({ package: { ...chosen, ...more } })
  return (
    <>
      <Note hue="info" title={<Trans>They get a package, never the case</Trans>}>
        <Trans>They work in another module. What you tick here is copied as it stands now, and nothing else.</Trans>{' '}
        {offer.waits && <Trans>It waits until a supervisor lets it go. Until then they hear nothing.</Trans>}
      </Note>
      <p>
        <Trans>Always in it: the service, your notes, your agency.</Trans> {offer.always.map(withAnswer).join(' · ')}
      </p>
      <Picks
        legend={<Trans>Add to the package</Trans>}
        hint={<Trans>Only what they need for this service. Protected names never go.</Trans>}
        options={offer.offered.filter(isOffered).map((name) => ({ id: name, label: withAnswer(name) }))}
        chosen={chosen.fields ?? []}
        onChange={(fields) => change({ fields })}
      />
      <Field label={<Trans>How to reach them safely</Trans>}>
        {(control) => (
          <LongText
            control={control}
            rows={2}
            most={2000}
            value={chosen.safetyNotes ?? ''}
            onText={(text) => change({ safetyNotes: text })}
          />
        )}
      </Field>
      <Field label={<Trans>How they reach you</Trans>}>
        {(control) => (
          <input
            {...control}
            dir="auto"
            maxLength={200}
            autoComplete="off"
            value={chosen.contact ?? ''}
            onChange={(e) => change({ contact: e.target.value })}
          />
        )}
      </Field>
      <label className="pick">
        <input
          type="checkbox"
          checked={chosen.allowsCase === true}
          onChange={(e) => change({ allowsCase: e.target.checked })}
        />
        <span className="grow">
          <Trans>They may make a case of their own from it</Trans>
        </span>
      </label>
    </>
  )
}
