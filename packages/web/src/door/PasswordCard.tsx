// Changing one's own password.
import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { PasswordField } from '../entry/PasswordField.tsx'
import { askPassword, useConfig } from '../store/presence.ts'
import { isOwn } from '../store/vault/space.ts'
import { Refused } from '../sync/http.ts'
import type { ProofAsked } from '../sync/security.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Note } from '../ui/Note.tsx'
import { tell } from '../ui/Toast.tsx'
import { asksOld, changePassword, NotYou } from './changePassword.ts'
import { CodeField } from './CodeField.tsx'
import { FailureNote } from './FailureNote.tsx'
import { SubmitButton } from './SubmitButton.tsx'
import { useDoorCall } from './useDoorCall.ts'

export function PasswordCard({ asked, onChange }: { asked: ProofAsked; onChange: () => Promise<void> }) {
  const [isOpen, setOpen] = useState(false)
  const close = (): void => {
    setOpen(false)
    void onChange()
  }
  return (
    <section className="card stack" aria-labelledby="s-password">
      <h2 id="s-password">
        <Trans>Password</Trans>
      </h2>
      <p>{isOwn() ? <Trans>It also opens what this device keeps for you.</Trans> : <Trans>Only you know it.</Trans>}</p>
      <Button onClick={() => setOpen(true)}>
        <Trans>Change the password</Trans>
      </Button>
      {isOpen && <ChangeDialog asked={asked} onClose={close} />}
    </section>
  )
}

function ChangeDialog({ asked, onClose }: { asked: ProofAsked; onClose: () => void }) {
  const { t } = useLingui()
  const { me } = useConfig()
  const [old, setOld] = useState('')
  const [code, setCode] = useState('')
  const [next, setNext] = useState('')
  const [isNotYou, setNotYou] = useState(false)
  const { isBusy, failure, wait, run } = useDoorCall()
  const isWeak = failure?.kind === 'refused'

  const submit = async (e: FormEvent): Promise<void> => {
    e.preventDefault()
    if (isBusy || wait > 0) return
    setNotYou(false)
    const done = await run(() => outcomeOf(changePassword(asked, { old, code, next })))
    if (done === 'not-you') return setNotYou(true)
    if (done === undefined) return
    if (done === 'changed') tell(t`Your new password is set.`)
    if (done === 'earlier') tell(t`Your new password is set. This device asks for the earlier one once more.`)
    if (done === 'out') askPassword()
    onClose()
  }

  return (
    <Dialog title={t`Change the password`} onClose={onClose} closable={!isBusy}>
      <form className="stack" onSubmit={(e) => void submit(e)}>
        <FailureNote failure={failure} wait={wait} />
        {isNotYou && (
          <Note hue="bad" title={t`That did not match.`} alert>
            <Trans>Your password has not changed.</Trans>
          </Note>
        )}
        {isWeak && (
          <Note hue="bad" sign="attention" title={t`This password is too easy to guess.`} alert>
            {t`Take at least 8 characters that nobody would try first.`}
          </Note>
        )}
        <input type="text" name="username" autoComplete="username" value={me.userName} readOnly hidden />
        {asksOld(asked) && (
          <PasswordField label={t`Password until now`} value={old} onChange={setOld} invalid={isNotYou} autoFocus />
        )}
        {asked.code && (
          <CodeField label={t`Code that your app shows`} value={code} onChange={setCode} invalid={isNotYou} />
        )}
        <PasswordField
          label={t`New password`}
          hint={<Trans>At least 8 characters. Not your name, and nothing well known.</Trans>}
          value={next}
          onChange={setNext}
          invalid={isWeak}
          fresh
        />
        <p className="meta">
          <Trans>
            You are signed out everywhere else. Another device that keeps your work asks for the earlier password once.
          </Trans>
        </p>
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <SubmitButton isBusy={isBusy} busy={t`Saving`} wait={wait}>
            <Trans>Change the password</Trans>
          </SubmitButton>
        </DialogActions>
      </form>
    </Dialog>
  )
}

type Outcome = 'changed' | 'earlier' | 'not-you' | 'dropped' | 'out'

/** A proof that was not given changed nothing; too many wrong ones end the session. */
const outcomeOf = (change: Promise<boolean>): Promise<Outcome> =>
  change.then(
    (isWhole) => (isWhole ? 'changed' : 'earlier'),
    (e: unknown) => {
      if (e instanceof NotYou) return 'not-you'
      if (e instanceof Refused && e.code === 'needs-proof') return 'dropped'
      if (e instanceof Refused && e.status === 401) return 'out'
      throw e
    },
  )
