import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { ForeignBox } from '../entry/ForeignBox.tsx'
import { PasswordField } from '../entry/PasswordField.tsx'
import { atDoor } from '../store/presence.ts'
import { signIn } from '../store/session.ts'
import { setPasswordBy } from '../sync/door.ts'
import { Field } from '../ui/Field.tsx'
import { Note } from '../ui/Note.tsx'
import { DoorPage } from './DoorPage.tsx'
import { FailureNote } from './FailureNote.tsx'
import { takeFromAddress } from './secretInAddress.ts'
import { SubmitButton } from './SubmitButton.tsx'
import { type DoorFailure, useDoorCall } from './useDoorCall.ts'

const opensNothing = (failure: DoorFailure | undefined): boolean =>
  failure?.kind === 'refused' && failure.names.includes('reset_password_token')
const isWeak = (failure: DoorFailure | undefined): boolean => failure?.kind === 'refused' && !opensNothing(failure)

/** Where the link of a mail leads: a new password, and in. */
export function NewPasswordPage() {
  const { t } = useLingui()
  const [link] = useState(takeFromAddress)
  const [userName, setUserName] = useState<string>()
  const [password, setPassword] = useState('')
  const [isForeign, setForeign] = useState(false)
  const { isBusy, failure, wait, run } = useDoorCall()
  const isOver = link === '' || opensNothing(failure)

  const submit = async (e: FormEvent): Promise<void> => {
    e.preventDefault()
    if (isBusy || wait > 0) return
    const name = await run(() => setPasswordBy(link, password))
    if (name === undefined) return
    const isIn = await signIn(name, password, !isForeign).then(
      () => true,
      () => false,
    )
    if (!isIn) return setUserName(name)
    window.history.replaceState(null, '', '/')
    atDoor.set(false)
  }

  return (
    <DoorPage title={t`New password`}>
      {isOver && <LinkIsOver />}
      {userName !== undefined && <IsSet userName={userName} />}
      {!isOver && userName === undefined && (
        <form className="stack" onSubmit={(e) => void submit(e)}>
          <FailureNote failure={failure} wait={wait} />
          {isWeak(failure) && (
            <Note hue="bad" sign="attention" title={t`This password is too easy to guess.`} alert>
              {t`Take at least 8 characters that nobody would try first.`}
            </Note>
          )}
          <PasswordField
            value={password}
            onChange={setPassword}
            invalid={isWeak(failure)}
            label={t`New password`}
            hint={<Trans>At least 8 characters. Not your name, and nothing well known.</Trans>}
            fresh
          />
          <ForeignBox value={isForeign} onChange={setForeign} />
          <SubmitButton isBusy={isBusy} busy={t`Saving`} wait={wait}>
            <Trans>Set the password and sign in</Trans>
          </SubmitButton>
          <p className="meta">
            <Trans>You are signed out everywhere else.</Trans>
          </p>
        </form>
      )}
    </DoorPage>
  )
}

/** It is set; signing in asks for more, or the line broke. */
const IsSet = ({ userName }: { userName: string }) => {
  const { t } = useLingui()
  return (
    <>
      <Note hue="ok" title={t`Your new password is set.`} alert>
        <Trans>Sign in with it now.</Trans>
      </Note>
      <Field label={t`User name`}>
        {(control) => (
          <input {...control} name="username" autoComplete="username" dir="ltr" readOnly value={userName} />
        )}
      </Field>
    </>
  )
}

const LinkIsOver = () => {
  const { t } = useLingui()
  return (
    <>
      <Note hue="warn" title={t`This link opens nothing any more.`} alert>
        <Trans>It works once, within 24 hours, and only until a newer one was asked for.</Trans>
      </Note>
      <p>
        <a className="btn main" href="/door/forgotten">
          <Trans>Ask for a new link</Trans>
        </a>
      </p>
    </>
  )
}
