// Another version: it begins with the words of the one before, or with a template, in every language.
import { Trans, useLingui } from '@lingui/react/macro'
import { type AgreementKind, isOfAgency } from '@primero/domain/accounts/agreements.ts'
import { languages } from '@primero/domain/configuration/languages.ts'
import { useMemo, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { thisDay, useConfig } from '../../store/store.ts'
import { type AgreementRegister, fetchAgreements, type Words, writeAgreement } from '../../sync/agreements.ts'
import { Field } from '../../ui/Field.tsx'
import { tell } from '../../ui/Toast.tsx'
import { Answered } from '../parts/Answered.tsx'
import { ChoiceInput, OfficeFormFrame, TextInput } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeSaveBar } from '../parts/OfficeSaveBar.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { useOfficeForm } from '../parts/useOfficeForm.ts'
import { linesOf, signatoriesIn } from './signatories.ts'
import { ValidityInputs } from './VersionPage.tsx'
import { kindHints, kindNames } from './words.ts'

export function NewVersionPage() {
  const { t } = useLingui()
  const answer = useAnswer('agreements', fetchAgreements)
  return (
    <>
      <OfficeHead
        title={<Trans>Another version</Trans>}
        plain={t`Another version`}
        up="/office/agreements"
        upName={<Trans>Agreements</Trans>}
      />
      <Answered of={answer}>{(register) => <Begin register={register} />}</Answered>
    </>
  )
}

function Begin({ register }: { register: AgreementRegister }) {
  const { t } = useLingui()
  const [params] = useSearchParams()
  const after = register.agreements.find(({ id }) => String(id) === params.get('after'))
  const [kind, setKind] = useState<AgreementKind>(after?.kind ?? register.kinds[0] ?? 'code_of_conduct')
  return (
    <div className="stack office-form">
      {!after && (
        <Field label={<Trans>Kind</Trans>} hint={t(kindHints[kind])}>
          {(control) => (
            <select {...control} value={kind} onChange={(e) => setKind(e.target.value as AgreementKind)}>
              {register.kinds.map((one) => (
                <option key={one} value={one}>
                  {t(kindNames[one])}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Draft key={kind} register={register} kind={kind} after={after} />
    </div>
  )
}

type Drafted = Record<string, unknown> & { agency: string; from: string; until: string; signatories: string }

const titleKey = (code: string): string => `title ${code}`
const textKey = (code: string): string => `text ${code}`

function Draft({
  register,
  kind,
  after,
}: {
  register: AgreementRegister
  kind: AgreementKind
  after: AgreementRegister['agreements'][number] | undefined
}) {
  const { t } = useLingui()
  const config = useConfig()
  const [, navigate] = useLocation()
  const before = after ?? register.agreements.find((one) => one.kind === kind && !isOfAgency(kind))
  const start = useMemo((): Drafted => {
    const texts: Record<string, Words> = { ...register.templates[kind], ...before?.texts }
    return {
      agency: before?.agency ?? '',
      from: thisDay(),
      until: '',
      signatories: linesOf(before?.signatories ?? []),
      ...Object.fromEntries(
        languages.flatMap(({ code }) => [
          [titleKey(code), texts[code]?.title ?? ''],
          [textKey(code), texts[code]?.text ?? ''],
        ]),
      ),
    }
  }, [register, kind, before])
  const form = useOfficeForm(start, async (values) => {
    const word = (key: string): string => String(values[key] ?? '').trim()
    const texts = languages
      .map(({ code }) => [code, { title: word(titleKey(code)), text: word(textKey(code)) }] as const)
      .filter(([, { title, text }]) => title !== '' && text !== '')
    await writeAgreement({
      kind,
      agency: isOfAgency(kind) ? values.agency : null,
      texts: Object.fromEntries(texts),
      signatories: signatoriesIn(values.signatories),
      from: values.from,
      until: values.until === '' ? null : values.until,
    })
    tell(t`Published`)
    navigate('/office/agreements')
  })
  return (
    <OfficeFormFrame form={form}>
      <section className="card stack" aria-labelledby="a-when">
        <h2 id="a-when">
          <Trans>For whom, and when</Trans>
        </h2>
        {isOfAgency(kind) && (
          <ChoiceInput
            name="agency"
            label={<Trans>Agency</Trans>}
            required
            none={t`Choose an agency`}
            choices={register.agencies.map(({ id, name }) => ({ id, label: config.say(name) || id }))}
          />
        )}
        <TextInput name="from" kind="date" label={<Trans>First day</Trans>} required />
        <ValidityInputs />
      </section>
      {languages.map(({ code, name }) => (
        <section key={code} className="card stack" aria-label={name}>
          <h2>{name}</h2>
          <TextInput name={titleKey(code)} label={<Trans>Title</Trans>} />
          <TextInput
            name={textKey(code)}
            kind="long"
            most={50_000}
            label={<Trans>Text</Trans>}
            hint={<Trans>An empty line begins a paragraph; a line with a dash in front is an item of a list.</Trans>}
          />
        </section>
      ))}
      <p className="meta">
        <Trans>
          Once it is published its words stay as they are, and whoever accepted the one before is asked anew.
        </Trans>
      </p>
      <OfficeSaveBar form={form} deed={<Trans>Publish</Trans>} onLeave={() => navigate('/office/agreements')} />
    </OfficeFormFrame>
  )
}
