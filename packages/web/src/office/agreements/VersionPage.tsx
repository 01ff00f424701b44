// One version: its words in every language, who signed it, and until when it counts. Its words never change.
import { Trans, useLingui } from '@lingui/react/macro'
import { languages } from '@primero/domain/configuration/languages.ts'
import { useMemo } from 'react'
import { AgreementText } from '../../door/AgreementText.tsx'
import { dayText } from '../../i18n/format.ts'
import { directionOf, writtenAs } from '../../i18n/languages.ts'
import { type AgreementVersion, changeAgreement, fetchAgreements } from '../../sync/agreements.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { tell } from '../../ui/Toast.tsx'
import { Answered } from '../parts/Answered.tsx'
import { OfficeFormFrame, TextInput } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeSaveBar } from '../parts/OfficeSaveBar.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { useOfficeForm } from '../parts/useOfficeForm.ts'
import { linesOf, signatoriesIn } from './signatories.ts'
import { kindHints, kindNames, stateNames } from './words.ts'

export function VersionPage({ id }: { id: number }) {
  const { t } = useLingui()
  const answer = useAnswer('agreements', fetchAgreements)
  const found = answer.value?.agreements.find((one) => one.id === id)
  return (
    <>
      <OfficeHead
        title={found ? t(kindNames[found.kind]) : <Trans>Agreement</Trans>}
        plain={t`Agreement`}
        up="/office/agreements"
        upName={<Trans>Agreements</Trans>}
      >
        {found && (
          <LinkButton to={`/office/agreements/new?after=${found.id}`}>
            <Trans>Write the next version</Trans>
          </LinkButton>
        )}
      </OfficeHead>
      <Answered of={answer}>
        {() => (found ? <Version of={found} again={answer.again} /> : <Trans>There is no such version.</Trans>)}
      </Answered>
    </>
  )
}

function Version({ of: version, again }: { of: AgreementVersion; again: () => void }) {
  const { t, i18n } = useLingui()
  const start = useMemo(() => ({ until: version.until ?? '', signatories: linesOf(version.signatories) }), [version])
  const form = useOfficeForm(start, async ({ until, signatories }) => {
    await changeAgreement(version.id, { until: until === '' ? null : until, signatories: signatoriesIn(signatories) })
    tell(t`Saved`)
    again()
  })
  const from = dayText(version.from, writtenAs(i18n.locale))
  const { version: number, accepted, asked, writtenBy } = version
  return (
    <div className="stack office-form">
      <p className="meta">
        {t(kindHints[version.kind])} {t(stateNames[version.state])}.{' '}
        <Trans>
          Version {number}, valid from {from}, written by <bdi>{writtenBy}</bdi>.
        </Trans>{' '}
        {version.kind !== 'information_sharing' && (
          <Trans>
            Accepted by {accepted} of {asked} people.
          </Trans>
        )}
      </p>
      {languages
        .filter(({ code }) => version.texts[code])
        .map(({ code, name }) => (
          <section key={code} className="card stack" aria-label={name}>
            <p className="meta">{name}</p>
            <h2 lang={code} dir={directionOf(code)}>
              <bdi>{version.texts[code]?.title}</bdi>
            </h2>
            <AgreementText locale={code} text={version.texts[code]?.text ?? ''} file={null} />
          </section>
        ))}
      {version.file && (
        <p>
          <a href={version.file} target="_blank" rel="noreferrer">
            <Trans>Open the document (PDF)</Trans>
          </a>
        </p>
      )}
      <OfficeFormFrame form={form}>
        <section className="card stack" aria-labelledby="a-valid">
          <h2 id="a-valid">
            <Trans>Until when, and who signed</Trans>
          </h2>
          <ValidityInputs />
        </section>
        <OfficeSaveBar form={form} />
      </OfficeFormFrame>
    </div>
  )
}

/** How long it is in force, and who signed it. */
export const ValidityInputs = () => (
  <>
    <TextInput
      name="until"
      kind="date"
      label={<Trans>Last day</Trans>}
      hint={<Trans>Empty: until another version replaces it.</Trans>}
    />
    <TextInput
      name="signatories"
      kind="long"
      most={10_000}
      label={<Trans>Signed by</Trans>}
      hint={
        <Trans>
          One on each line: name, organization, day. The day as <bdi dir="ltr">2026-05-31</bdi>.
        </Trans>
      }
    />
  </>
)
