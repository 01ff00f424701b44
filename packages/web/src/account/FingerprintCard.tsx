// The authenticator of the device may stand for the password at the unlock screen.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useEffect, useState } from 'react'
import { PasswordField } from '../entry/PasswordField.tsx'
import { peopleHere } from '../store/vault/door.ts'
import { ownClient } from '../store/vault/own.ts'
import { isOwn, spaceNow } from '../store/vault/space.ts'
import { hasAuthenticator, makePasskey } from '../store/vault/passkey.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/Note.tsx'

type Failure = 'untouched' | 'wrong'

export function FingerprintCard() {
  const { t } = useLingui()
  const [state, setState] = useState<'unknown' | 'without' | 'with'>('unknown')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const [left, setLeft] = useState<number>()
  useEffect(() => {
    if (!isOwn()) return
    void Promise.all([hasAuthenticator(), peopleHere()]).then(([can, people]) => {
      const mine = people.find(({ id }) => id === spaceNow())
      if (can && mine) setState(mine.passkey ? 'with' : 'without')
    })
  }, [])
  if (state === 'unknown') return null

  const add = async (e: FormEvent): Promise<void> => {
    e.preventDefault()
    if (busy) return
    setBusy(true)
    setFailure(undefined)
    const key = await makePasskey()
    const result = key && (await ownClient().ask('addPasskey', spaceNow(), password, key))
    setPassword('')
    setBusy(false)
    if (result?.state === 'open') return setState('with')
    setFailure(result ? 'wrong' : 'untouched')
    setLeft(result && 'left' in result ? result.left : undefined)
  }
  const remove = async (): Promise<void> => {
    await ownClient().ask('removePasskey', spaceNow())
    setState('without')
  }
  return (
    <section className="card stack" aria-labelledby="m-finger">
      <h2 id="m-finger">
        <Trans>Unlock with fingerprint</Trans>
      </h2>
      {state === 'with' ? (
        <>
          <p>
            <Trans>The fingerprint, face or code of this device opens what it keeps for you.</Trans>
          </p>
          <Button onClick={() => void remove()}>
            <Trans>Use the password only</Trans>
          </Button>
        </>
      ) : (
        <form className="stack" onSubmit={(e) => void add(e)}>
          <p>
            <Trans>
              Whoever can open this device could then open your work too. Only where nobody else knows its code.
            </Trans>
          </p>
          {failure && (
            <Note
              hue="bad"
              title={
                failure === 'wrong' ? (
                  <Trans>That did not match.</Trans>
                ) : (
                  <Trans>This device or browser cannot do it, or did not recognise you.</Trans>
                )
              }
              alert
            >
              {left !== undefined && <Plural value={left} one="# try left." other="# tries left." />}
            </Note>
          )}
          <PasswordField value={password} onChange={setPassword} invalid={failure === 'wrong'} />
          <Button type="submit" sign="fingerprint-pattern" {...(busy ? { busy: t`Unlocking` } : {})}>
            <Trans>Use fingerprint</Trans>
          </Button>
        </form>
      )}
    </section>
  )
}
