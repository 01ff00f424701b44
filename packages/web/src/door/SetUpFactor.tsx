// Setting up an app or a passkey, at the door or on one's own page: shown, tried, and codes for paper the first time.
import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Refused } from '../sync/http.ts'
import type { FactorKind, SetUp, SetUpProof } from '../sync/security.ts'
import { Button } from '../ui/Button.tsx'
import { DialogActions } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { CodeField } from './CodeField.tsx'
import { canPasskey, makeKey } from './passkey.ts'
import { QrCode } from './QrCode.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { TryNote } from './TryNote.tsx'
import { Untouched, useTry } from './useTry.ts'

export type Ways = {
  begin: (kind: FactorKind) => Promise<SetUp>
  confirm: (id: string, proof: SetUpProof) => Promise<{ recovery?: string[] }>
}

export function SetUpFactor({
  ways,
  passkeys,
  kind: only,
  onDone,
  onCancel,
  onRefused,
}: {
  ways: Ways
  /** This address can have passkeys. */
  passkeys: boolean
  /** What was chosen before. */
  kind?: FactorKind
  onDone: () => void
  onCancel: () => void
  onRefused: (e: Refused) => boolean
}) {
  const { t } = useLingui()
  const [app, setApp] = useState<SetUp>()
  const [codes, setCodes] = useState<string[]>()
  const tried = useTry()
  const confirm = async (id: string, proof: SetUpProof): Promise<void> => {
    const { recovery } = await ways.confirm(id, proof)
    if (recovery === undefined) onDone()
    else setCodes(recovery)
  }
  const withApp = () => tried.run(async () => setApp(await ways.begin('totp')), onRefused)
  const start = useRef(only === 'totp' ? withApp : undefined)
  // Chosen before: shown at once. A passkey waits for a press, which browsers ask for.
  useEffect(() => void start.current?.(), [])
  const withPasskey = () =>
    tried.run(async () => {
      const { id, options } = await ways.begin('passkey')
      const passkey = options && (await makeKey(options))
      if (!passkey) throw new Untouched()
      await confirm(id, { passkey })
    }, onRefused)

  if (codes !== undefined) return <RecoveryCodes codes={codes} onKept={onDone} />
  if (app !== undefined)
    return (
      <AppForm
        app={app}
        tried={tried}
        onCancel={onCancel}
        onCode={(code) => void tried.run(() => confirm(app.id, { code }), onRefused)}
      />
    )
  return (
    <>
      <TryNote of={tried} />
      {only !== 'passkey' && (
        <Button sign="smartphone" onClick={() => void withApp()} {...(tried.busy ? { busy: t`One moment` } : {})}>
          <Trans>Use an app that shows codes</Trans>
        </Button>
      )}
      {only !== 'totp' && passkeys && canPasskey() && (
        <Button
          sign="fingerprint-pattern"
          onClick={() => void withPasskey()}
          {...(tried.busy ? { busy: t`One moment` } : {})}
        >
          <Trans>Use a passkey: fingerprint, face or code of a device</Trans>
        </Button>
      )}
      <DialogActions>
        <Button look="quiet" onClick={onCancel}>
          <Trans>Not now</Trans>
        </Button>
      </DialogActions>
    </>
  )
}

function AppForm({
  app: { address = '', secret = '' },
  tried,
  onCode,
  onCancel,
}: {
  app: SetUp
  tried: ReturnType<typeof useTry>
  onCode: (code: string) => void
  onCancel: () => void
}) {
  const { t } = useLingui()
  const [code, setCode] = useState('')
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    onCode(code)
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p>
        <Trans>Open an app that shows codes, such as Aegis or Google Authenticator, and scan this picture.</Trans>
      </p>
      <QrCode text={address} label={t`Picture for the app`} />
      <p>
        <a href={address}>
          <Icon name="smartphone" /> <Trans>The app is on this device</Trans>
        </a>
      </p>
      <p>
        <Trans>Or type this into the app:</Trans>
        <code className="secret" dir="ltr" translate="no">
          {secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
        </code>
      </p>
      <TryNote of={tried} />
      <CodeField
        label={t`Code that the app shows now`}
        value={code}
        onChange={setCode}
        invalid={tried.trouble === 'wrong'}
      />
      <DialogActions>
        <Button look="quiet" onClick={onCancel}>
          <Trans>Not now</Trans>
        </Button>
        <Button type="submit" look="main" {...(tried.busy ? { busy: t`One moment` } : {})}>
          <Trans>Go on</Trans>
        </Button>
      </DialogActions>
    </form>
  )
}
