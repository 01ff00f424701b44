// What somebody agreed to, to read again; what is new may be accepted here.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { AgreementText } from '../../door/AgreementText.tsx'
import { whenText } from '../../i18n/format.ts'
import { writtenAs } from '../../i18n/languages.ts'
import { thisDay } from '../../store/store.ts'
import { acceptAgreement, fetchOwnAgreements, type OwnAgreement } from '../../sync/agreements.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { tell } from '../../ui/Toast.tsx'
import { Answered } from '../parts/Answered.tsx'
import { TroubleNote } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { type FormTrouble, troubleOf } from '../parts/useOfficeForm.ts'
import { kindNames } from './words.ts'

export function MyAgreementsPage() {
  const { t, i18n } = useLingui()
  const answer = useAnswer(`mine ${i18n.locale}`, (signal) => fetchOwnAgreements(i18n.locale, signal))
  return (
    <>
      <OfficeHead
        title={<Trans>What you agreed to</Trans>}
        plain={t`What you agreed to`}
        up="/more"
        upName={<Trans>You and this device</Trans>}
      />
      <Answered of={answer}>
        {(all) => (
          <div className="stack office-form">
            {all.length === 0 && (
              <EmptyState sign="file-text" title={<Trans>Nothing is asked of you here</Trans>}>
                <Trans>When there is an agreement, you can read it again on this page.</Trans>
              </EmptyState>
            )}
            {all.map((one) => (
              <Own key={one.id} of={one} again={answer.again} />
            ))}
          </div>
        )}
      </Answered>
    </>
  )
}

function Own({ of: own, again }: { of: OwnAgreement; again: () => void }) {
  const { t, i18n } = useLingui()
  const [trouble, setTrouble] = useState<FormTrouble>()
  const accept = () =>
    acceptAgreement(own.id, own.locale).then(
      () => {
        tell(t`Accepted`)
        again()
      },
      (e: unknown) => setTrouble(troubleOf(e)),
    )
  const when = own.acceptedAt === null ? '' : whenText(own.acceptedAt, thisDay(), writtenAs(i18n.locale))
  return (
    <section className="card stack" aria-labelledby={`own-${own.id}`}>
      <h2 id={`own-${own.id}`}>
        {own.title === '' ? t(kindNames[own.kind]) : <bdi lang={own.locale}>{own.title}</bdi>}
      </h2>
      <p className="meta">
        {own.acceptedAt === null ? <Trans>Not accepted yet.</Trans> : <Trans>You accepted this on {when}.</Trans>}
      </p>
      <AgreementText {...own} />
      {trouble && <TroubleNote of={trouble} />}
      {own.acceptedAt === null && (
        <Button look="main" onClick={() => void accept()}>
          <Trans>I have read this and accept it</Trans>
        </Button>
      )}
    </section>
  )
}
