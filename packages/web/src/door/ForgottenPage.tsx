import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { languageNow } from '../i18n/speak.ts'
import { askForLink, type SignUpOffer } from '../sync/door.ts'
import { Bones } from '../ui/Bones.tsx'
import { Note } from '../ui/Note.tsx'
import { DoorPage } from './DoorPage.tsx'
import { FailureNote } from './FailureNote.tsx'
import { MailField } from './MailField.tsx'
import { SubmitButton } from './SubmitButton.tsx'
import { useDoorCall } from './useDoorCall.ts'
import { useWaysIn } from './useWaysIn.ts'

/** Ways in for whoever has no password: by mail, by a code that is read out, and by signing up. */
export function ForgottenPage() {
  const { t } = useLingui()
  const ways = useWaysIn()
  return (
    <DoorPage title={t`Forgotten password, or no account`}>
      {ways === 'asking' && <Bones lines={4} />}
      {ways === 'failed' && <FailureNote failure={{ kind: 'offline' }} wait={0} />}
      {typeof ways === 'object' && ways.mail && <ByMail />}
      <section className="stack">
        <h2>
          <Trans>With a code</Trans>
        </h2>
        <p>
          <Trans>
            Your administrator can read a code to you. Type it on the sign-in page in place of the password. It works
            once, within an hour.
          </Trans>
        </p>
      </section>
      {typeof ways === 'object' && ways.sign_up.length > 0 && <NoAccount offers={ways.sign_up} />}
    </DoorPage>
  )
}

function ByMail() {
  const { t } = useLingui()
  const [email, setEmail] = useState('')
  const [isSent, setSent] = useState(false)
  const { isBusy, failure, wait, run } = useDoorCall()
  const submit = async (e: FormEvent): Promise<void> => {
    e.preventDefault()
    if (isBusy || wait > 0) return
    if ((await run(() => askForLink(email).then(() => true))) === true) setSent(true)
  }
  return (
    <section className="stack">
      <h2>
        <Trans>By mail</Trans>
      </h2>
      {isSent ? (
        <Note hue="ok" title={t`Look into your mail.`} alert>
          <Trans>
            If an account has this address, a link is on its way. It works once, within 24 hours. If nothing comes, look
            among unwanted mail.
          </Trans>
        </Note>
      ) : (
        <form className="stack" onSubmit={(e) => void submit(e)}>
          <FailureNote failure={failure} wait={wait} />
          <MailField label={t`Mail address of your account`} value={email} onChange={setEmail} />
          <SubmitButton isBusy={isBusy} busy={t`Sending`} wait={wait}>
            <Trans>Send me a link</Trans>
          </SubmitButton>
        </form>
      )}
    </section>
  )
}

const NoAccount = ({ offers }: { offers: SignUpOffer[] }) => (
  <section className="stack">
    <h2>
      <Trans>No account yet</Trans>
    </h2>
    {offers.map(({ id, label }) => (
      <p key={id}>
        <a className="btn" href={`/door/sign-up#${encodeURIComponent(id)}`}>
          {label[languageNow()] ?? label['en'] ?? <Trans>Sign up</Trans>}
        </a>
      </p>
    ))}
  </section>
)
