import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, Suspense, useState } from 'react'
import { LazyProviders } from '../loadCore.tsx'
import { workAway } from '../store/presence.ts'
import { signOut } from '../store/session.ts'
import { isOwn } from '../store/vault/space.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { DoorNote } from './DoorNote.tsx'
import { PasswordField } from './PasswordField.tsx'
import { usePasswordDoor } from './usePasswordDoor.ts'
import { useProviders } from './useProviders.ts'

/** The session ended while somebody worked: the page stays, the work waits. */
export function SignInDialog({ userName }: { userName: string }) {
  const { t } = useLingui()
  const [password, setPassword] = useState('')
  const door = usePasswordDoor()
  const providers = useProviders()
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (!door.busy && door.wait === 0) void door.tryIt(userName, password, isOwn())
  }
  return (
    <Dialog title={t`Sign in again to go on`} onClose={() => undefined} closable={false} opaque>
      <form className="stack" onSubmit={submit}>
        <p>
          <Trans>Your session ended. What you wrote is safe and waits.</Trans>
        </p>
        {door.trouble && <DoorNote trouble={door.trouble} wait={door.wait} />}
        {providers.length > 0 ? (
          <Suspense>
            <LazyProviders providers={providers} />
          </Suspense>
        ) : (
          <>
            <input type="text" name="username" autoComplete="username" value={userName} readOnly hidden />
            <PasswordField value={password} onChange={setPassword} invalid={door.trouble?.kind === 'wrong'} autoFocus />
          </>
        )}
        <DialogActions>
          {isOwn() ? (
            <Button look="quiet" onClick={workAway}>
              <Trans>Not now, work on</Trans>
            </Button>
          ) : (
            <Button look="quiet" onClick={() => void signOut()}>
              <Trans>Leave to the sign-in page</Trans>
            </Button>
          )}
          {providers.length === 0 && (
            <Button type="submit" look="main" {...(door.busy ? { busy: t`Signing in` } : {})}>
              <Trans>Sign in</Trans>
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  )
}
