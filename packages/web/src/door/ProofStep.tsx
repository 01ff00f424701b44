// Before something that could harm, in an open session: is it still you?
import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useEffect, useState } from 'react'
import { PasswordField } from '../entry/PasswordField.tsx'
import type { Step } from '../store/step.ts'
import { Refused, Unreachable } from '../sync/http.ts'
import { passkeyAsProof, type Proof, type ProofAsked, proofAsked, prove } from '../sync/security.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { CodeField } from './CodeField.tsx'
import { canPasskey, touchKey } from './passkey.ts'
import { SubmitButton } from './SubmitButton.tsx'
import { TryNote } from './TryNote.tsx'
import { Untouched, useTry } from './useTry.ts'

export function ProofStep({ step }: { step: Step }) {
  const { t } = useLingui()
  const [asked, setAsked] = useState<ProofAsked>()
  useEffect(() => {
    proofAsked().then(setAsked, (e: unknown) => step.drop(e instanceof Refused ? e : new Unreachable()))
  }, [step])
  return (
    <Dialog title={t`Is it you?`} onClose={() => step.drop(step.asks)}>
      {asked === undefined ? <Bones lines={2} /> : <Asking step={step} asked={asked} />}
    </Dialog>
  )
}

function Asking({ step, asked }: { step: Step; asked: ProofAsked }) {
  const { t } = useLingui()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const tried = useTry()
  const send = (proof: () => Promise<Proof>) =>
    tried.run(
      async () => {
        await prove(await proof())
        step.done()
      },
      (e) => {
        if (e.status === 401) step.drop(e)
        return e.status === 401
      },
    )
  const typed: Proof = {
    ...(asked.password && password !== '' ? { password } : {}),
    ...(asked.code && code !== '' ? { code } : {}),
  }
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    void send(async () => typed)
  }
  const touch = async (): Promise<Proof> => {
    const passkey = await touchKey(await passkeyAsProof())
    if (!passkey) throw new Untouched()
    return password === '' ? { passkey } : { passkey, password }
  }
  // A passkey alone goes with a password where it did not ask who holds it.
  const types = asked.code || !asked.passkey
  return (
    <form className="stack" onSubmit={submit}>
      <p>
        <Trans>This could let others in. Show once more that it is you; that serves for ten minutes.</Trans>
      </p>
      <TryNote of={tried} />
      {asked.passkey && canPasskey() && (
        <Button
          sign="fingerprint-pattern"
          onClick={() => void send(touch)}
          {...(tried.busy ? { busy: t`One moment` } : {})}
        >
          <Trans>Use your passkey</Trans>
        </Button>
      )}
      {asked.password && (types || tried.trouble === 'wrong') && (
        <PasswordField value={password} onChange={setPassword} invalid={tried.trouble === 'wrong'} autoFocus />
      )}
      {asked.code && (
        <CodeField
          label={t`Code that your app shows`}
          value={code}
          onChange={setCode}
          invalid={tried.trouble === 'wrong'}
        />
      )}
      <DialogActions>
        <Button look="quiet" onClick={() => step.drop(step.asks)}>
          <Trans>Not now</Trans>
        </Button>
        {types && (
          <SubmitButton isBusy={tried.busy} busy={t`One moment`} wait={tried.wait}>
            <Trans>Go on</Trans>
          </SubmitButton>
        )}
      </DialogActions>
    </form>
  )
}
