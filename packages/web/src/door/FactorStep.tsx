// The password was right: now the code of the app, a passkey, or a code from paper.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useEffect, useState } from 'react'
import type { Step } from '../store/step.ts'
import { Refused, Unreachable } from '../sync/http.ts'
import { type Asked, factorAsked, passkeyAtDoor, type ShownFactor, showFactor } from '../sync/security.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { CodeField } from './CodeField.tsx'
import { canPasskey, touchKey } from './passkey.ts'
import { SubmitButton } from './SubmitButton.tsx'
import { TryNote } from './TryNote.tsx'
import { Untouched, useTry } from './useTry.ts'

export function FactorStep({ step }: { step: Step }) {
  const { t } = useLingui()
  const [asked, setAsked] = useState<Asked>()
  useEffect(() => {
    factorAsked().then(setAsked, (e: unknown) => step.drop(e instanceof Refused ? e : new Unreachable()))
  }, [step])
  return (
    <Dialog title={t`Second step`} onClose={() => step.drop(step.asks)} closable={false}>
      {asked === undefined ? <Bones lines={2} /> : <Asking step={step} asked={asked} />}
    </Dialog>
  )
}

function Asking({ step, asked }: { step: Step; asked: Asked }) {
  const { t } = useLingui()
  const [code, setCode] = useState('')
  const [trust, setTrust] = useState(false)
  const [paper, setPaper] = useState(false)
  const tried = useTry()
  const hasPasskey = asked.passkey && canPasskey()
  const types = paper || asked.code
  // Five wrong ones, or five minutes: the sign-in begins anew. Or a new password is next.
  const isOver = (e: Refused): boolean => {
    if (e.status !== 401 && e.code !== 'must-renew') return false
    step.drop(e)
    return true
  }
  const show = (shown: () => Promise<ShownFactor>) =>
    tried.run(async () => {
      await showFactor(await shown(), trust)
      step.done()
    }, isOver)
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    void show(async () => (paper ? { recovery: code } : { code }))
  }
  const touch = async (): Promise<ShownFactor> => {
    const passkey = await touchKey(await passkeyAtDoor())
    if (!passkey) throw new Untouched()
    return { passkey }
  }
  return (
    <form className="stack" onSubmit={submit}>
      <TryNote of={tried} />
      {hasPasskey && !paper && (
        <Button
          sign="fingerprint-pattern"
          look={types ? 'plain' : 'main'}
          onClick={() => void show(touch)}
          {...(tried.busy ? { busy: t`One moment` } : {})}
        >
          <Trans>Use your passkey</Trans>
        </Button>
      )}
      {types && (
        <CodeField
          key={String(paper)}
          label={paper ? t`Code from your paper` : t`Code that your app shows`}
          hint={paper ? t`Each one serves once.` : undefined}
          value={code}
          onChange={setCode}
          invalid={tried.trouble === 'wrong'}
          paper={paper}
          autoFocus
        />
      )}
      {step.keeps && (
        <label className="pick plain">
          <input type="checkbox" checked={trust} onChange={(e) => setTrust(e.target.checked)} />
          <span>
            <Plural
              value={asked.trustDays}
              one="Do not ask on this device for # day"
              other="Do not ask on this device for # days"
            />{' '}
            <span className="hint">
              <Trans>Only where nobody else can open it.</Trans>
            </span>
          </span>
        </label>
      )}
      <DialogActions>
        <Button look="quiet" onClick={() => step.drop(step.asks)}>
          <Trans>Not now</Trans>
        </Button>
        {types && (
          <SubmitButton isBusy={tried.busy} busy={t`Signing in`} wait={tried.wait}>
            <Trans>Sign in</Trans>
          </SubmitButton>
        )}
      </DialogActions>
      {asked.recovery && (
        <Button
          look="quiet"
          small
          onClick={() => {
            setPaper(!paper)
            setCode('')
          }}
        >
          {paper ? <Trans>Back to the usual way</Trans> : <Trans>I do not have it with me</Trans>}
        </Button>
      )}
    </form>
  )
}
