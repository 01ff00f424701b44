import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, Suspense, useEffect, useState } from 'react'
import { useTitle } from '../frame/title.ts'
import { LazyProviders, prefetchCore } from '../loadCore.tsx'
import { hadVault } from '../store/device.ts'
import { backToVaults } from '../store/session.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Door } from './Door.tsx'
import { DoorNote } from './DoorNote.tsx'
import { ForeignBox } from './ForeignBox.tsx'
import { LossNote } from './LossNote.tsx'
import { PasswordField } from './PasswordField.tsx'
import { usePasswordDoor } from './usePasswordDoor.ts'
import { useProviders } from './useProviders.ts'

export function SignInPage() {
  const { t } = useLingui()
  const [userName, setUserName] = useState('')
  const [password, setPassword] = useState('')
  const [foreign, setForeign] = useState(false)
  const [fresh, setFresh] = useState<string>()
  const door = usePasswordDoor()
  const providers = useProviders()
  useTitle(t`Sign in`)
  const wrong = door.trouble?.kind === 'wrong'
  const isCode = door.trouble?.kind === 'renew'
  useEffect(() => {
    if (isCode) setFresh('')
  }, [isCode])

  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (!door.busy && door.wait === 0) void door.tryIt(userName.trim(), password, !foreign, fresh)
  }

  return (
    <Door promise={<Trans>What you write is sealed on this device until the server has it.</Trans>}>
      <form className="stack" onSubmit={submit}>
        <h1>
          <Trans>Sign in</Trans>
        </h1>
        <LossNote />
        {door.trouble && <DoorNote trouble={door.trouble} wait={door.wait} />}
        {providers.length > 0 ? (
          <Suspense>
            <LazyProviders providers={providers} />
          </Suspense>
        ) : (
          <>
            <Field label={t`User name`}>
              {(control) => (
                <input
                  {...control}
                  name="username"
                  autoComplete="username"
                  autoCapitalize="none"
                  spellCheck={false}
                  dir="ltr"
                  required
                  aria-invalid={wrong || undefined}
                  value={userName}
                  onChange={(e) => {
                    setUserName(e.target.value)
                    setFresh(undefined)
                  }}
                  onFocus={prefetchCore}
                />
              )}
            </Field>
            <PasswordField
              value={password}
              onChange={setPassword}
              invalid={wrong}
              {...(fresh === undefined ? {} : { label: t`Code` })}
            />
            {fresh !== undefined && (
              <PasswordField
                value={fresh}
                onChange={setFresh}
                invalid={door.trouble?.kind === 'weak'}
                label={t`New password`}
                hint={<Trans>At least 8 characters. Not your name, and nothing well known.</Trans>}
                fresh
                autoFocus
              />
            )}
            <ForeignBox value={foreign} onChange={setForeign} />
            <Button
              type="submit"
              look="main"
              {...(door.busy ? { busy: t`Signing in` } : {})}
              {...(door.wait > 0 ? { unavailable: t`The button works again when the time is over.` } : {})}
            >
              <Trans>Sign in</Trans>
            </Button>
            <p>
              <a href="/door/forgotten">
                <Trans>Forgotten password, or no account?</Trans>
              </a>
            </p>
          </>
        )}
      </form>
      {hadVault() && (
        <Button look="quiet" sign="lock" onClick={backToVaults}>
          <Trans>Unlock this device instead</Trans>
        </Button>
      )}
    </Door>
  )
}
