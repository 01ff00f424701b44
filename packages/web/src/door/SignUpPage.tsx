import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { languageNow } from '../i18n/speak.ts'
import { type SignUpOffer, signUp } from '../sync/door.ts'
import { Bones } from '../ui/Bones.tsx'
import { Field } from '../ui/Field.tsx'
import { Note } from '../ui/Note.tsx'
import { DoorPage } from './DoorPage.tsx'
import { FailureNote } from './FailureNote.tsx'
import { takeFromAddress } from './secretInAddress.ts'
import { MailField } from './MailField.tsx'
import { SubmitButton } from './SubmitButton.tsx'
import { useDoorCall } from './useDoorCall.ts'
import { useWaysIn } from './useWaysIn.ts'

/** Signing oneself up, where the instance lets people. */
export function SignUpPage() {
  const { t } = useLingui()
  const ways = useWaysIn()
  const [asked] = useState(() => decodeURIComponent(takeFromAddress()))
  const offers = typeof ways === 'object' ? ways.sign_up : []
  const offer = offers.find(({ id }) => id === asked) ?? offers[0]
  return (
    <DoorPage title={t`Sign up`}>
      {ways === 'asking' && <Bones lines={4} />}
      {ways === 'failed' && <FailureNote failure={{ kind: 'offline' }} wait={0} />}
      {typeof ways === 'object' && offer === undefined && (
        <Note title={t`Nobody signs up here.`}>
          <Trans>Your administrator makes accounts.</Trans>
        </Note>
      )}
      {typeof ways === 'object' && offer !== undefined && <SignUpForm offer={offer} hasMail={ways.mail} />}
    </DoorPage>
  )
}

function SignUpForm({ offer, hasMail }: { offer: SignUpOffer; hasMail: boolean }) {
  const { t } = useLingui()
  const [fullName, setFullName] = useState('')
  const [email, setEmail] = useState('')
  const [isAgreed, setAgreed] = useState(false)
  const [isDone, setDone] = useState(false)
  const { isBusy, failure, wait, run } = useDoorCall()
  const names = failure?.kind === 'refused' ? failure.names : []
  const language = languageNow()

  const submit = async (e: FormEvent): Promise<void> => {
    e.preventDefault()
    if (isBusy || wait > 0) return
    const user = { full_name: fullName, email, locale: language, registration_stream: offer.id }
    if ((await run(() => signUp(user).then(() => true))) === true) setDone(true)
  }

  if (isDone) return <Done hasMail={hasMail} />
  return (
    <form className="stack" onSubmit={(e) => void submit(e)}>
      <Note hue="guard" title={t`Is this device safe?`}>
        <Trans>Whoever reads your mail will see that you signed up.</Trans>
      </Note>
      <FailureNote failure={failure} wait={wait} />
      <Field label={t`Your name`} error={names.includes('full_name') && t`Write your name.`}>
        {(control) => (
          <input
            {...control}
            name="name"
            autoComplete="name"
            required
            maxLength={200}
            value={fullName}
            onChange={(e) => setFullName(e.target.value)}
          />
        )}
      </Field>
      <MailField
        label={t`Your mail address`}
        hint={<Trans>You sign in with it.</Trans>}
        error={(names.includes('email') || names.includes('user_name')) && t`This is no mail address.`}
        value={email}
        onChange={setEmail}
      />
      <label className="pick plain">
        <input type="checkbox" required checked={isAgreed} onChange={(e) => setAgreed(e.target.checked)} />
        <span>
          {offer.consent[language] ?? offer.consent['en'] ?? (
            <Trans>I agree that my name and address are kept, so that I can be helped.</Trans>
          )}
        </span>
      </label>
      <SubmitButton isBusy={isBusy} busy={t`Sending`} wait={wait}>
        <Trans>Sign up</Trans>
      </SubmitButton>
    </form>
  )
}

const Done = ({ hasMail }: { hasMail: boolean }) => {
  const { t } = useLingui()
  return hasMail ? (
    <Note hue="ok" title={t`Look into your mail.`} alert>
      <Trans>A mail is on its way. It says what comes next. If nothing comes, look among unwanted mail.</Trans>
    </Note>
  ) : (
    <Note hue="ok" title={t`You are signed up.`} alert>
      <Trans>An administrator reads a code to you. Type it on the sign-in page in place of the password.</Trans>
    </Note>
  )
}
