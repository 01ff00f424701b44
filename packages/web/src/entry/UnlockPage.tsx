// Before a closed vault: the passphrase opens it, with or without a network.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useEffect, useState } from 'react'
import { useTitle } from '../frame/title.ts'
import { agoText, timeText } from '../i18n/format.ts'
import { dayHere, thisDay } from '../store/clock.ts'
import { useLive } from '../store/live.ts'
import { passVaults, unlock } from '../store/session.ts'
import { peopleHere } from '../store/vault/door.ts'
import { touchPasskey } from '../store/vault/passkey.ts'
import type { Person, Secret, Try } from '../store/vault/people.ts'
import { connection } from '../sync/connection.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Note } from '../ui/Note.tsx'
import type { Moment } from '@primero/domain/time.ts'
import { Door } from './Door.tsx'
import { LossNote } from './LossNote.tsx'
import { PasswordField } from './PasswordField.tsx'
import { useWait } from './useWait.ts'

export function UnlockPage() {
  const { t } = useLingui()
  const [people, setPeople] = useState<Person[]>()
  const [chosen, setChosen] = useState<string>()
  const [asking, setAsking] = useState(false)
  const offline = useLive(connection) === 'offline'
  useTitle(t`Unlock`)
  useEffect(() => {
    peopleHere().then(
      (found) => (found.length > 0 ? setPeople(found) : passVaults()),
      () => passVaults(),
    )
  }, [])
  const person = people?.find(({ id }) => id === chosen) ?? people?.[0]
  if (!people || !person) return null
  const choose = (id: string): void => {
    setChosen(id)
    setAsking(false)
  }
  return (
    <Door promise={<Trans>Everything on this device is locked. Only you can open it.</Trans>}>
      <div>
        {offline && (
          <span className="row meta">
            <Icon name="cloud-off" /> <Trans>Offline. You can still work.</Trans>
          </span>
        )}
        <h1>
          <Trans>Unlock your work</Trans>
        </h1>
      </div>
      <LossNote />
      {asking ? (
        <Others people={people} choose={choose} />
      ) : (
        <Unlocking key={person.id} person={person} onOther={() => setAsking(true)} offline={offline} />
      )}
      <p>
        <Button look="quiet" onClick={passVaults}>
          <Trans>Sign in online instead</Trans>
        </Button>
      </p>
    </Door>
  )
}

/** Who else works on this device is told to nobody who does not ask. */
function Others({ people, choose }: { people: Person[]; choose: (id: string) => void }) {
  return (
    <div className="stack">
      {people.map((person) => (
        <button key={person.id} type="button" className="who card" onClick={() => choose(person.id)}>
          <Face person={person} />
        </button>
      ))}
    </div>
  )
}

function Face({ person }: { person: Person }) {
  const { i18n } = useLingui()
  const moment = person.opened as Moment
  const day = agoText(dayHere(moment), thisDay(), i18n.locale)
  const time = timeText(moment, i18n.locale)
  return (
    <>
      <span className="initials" aria-hidden="true">
        {person.initials}
      </span>
      <span className="grow">
        <b translate="no">
          <bdi>{person.initials}</bdi>
        </b>
        <br />
        <span className="meta">
          <Trans>
            Last opened {day}, {time}
          </Trans>
        </span>
      </span>
    </>
  )
}

type Failure = Exclude<Try['state'], 'open'> | 'unreachable' | 'untouched'

function Unlocking({ person, onOther, offline }: { person: Person; onOther: () => void; offline: boolean }) {
  const { t } = useLingui()
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const [left, setLeft] = useState(person.left)
  const { wait, waitFor } = useWait(person.wait)

  const attempt = async (secret: Secret): Promise<void> => {
    setBusy(true)
    setFailure(undefined)
    try {
      const result = await unlock(person, secret)
      if (result.state === 'open') return
      if (result.state === 'destroyed' || result.state === 'none') return passVaults()
      if ('left' in result) {
        setLeft(result.left)
        waitFor(result.wait)
      }
      setPassword('')
      setFailure(result.state)
    } catch {
      setFailure('unreachable')
    }
    setBusy(false)
  }
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (!busy && wait === 0) void attempt({ passphrase: password })
  }
  const touch = async (): Promise<void> => {
    const prf = person.passkey && (await touchPasskey(person.passkey))
    if (prf) await attempt({ prf })
    else setFailure('untouched')
  }
  const ended = person.isEnded || failure === 'ended'
  return (
    <form className="stack" onSubmit={submit}>
      <div className="who card">
        <Face person={person} />
        <Button look="quiet" small onClick={onOther}>
          <Trans>Not me</Trans>
        </Button>
      </div>
      {ended && (
        <Note hue="warn" title={<Trans>Too long without contact.</Trans>} alert>
          {offline ? (
            <Trans>What is kept here opens again after you sign in with a connection. Unsent work is safe.</Trans>
          ) : (
            <Trans>Sign in online to open what is kept here. Unsent work is safe.</Trans>
          )}
        </Note>
      )}
      {failure === 'wrong' && (
        <Note hue="bad" title={<Trans>That did not match.</Trans>} alert>
          <Trans>It is the password with which you last opened this device.</Trans>
        </Note>
      )}
      {failure === 'untouched' && (
        <Note hue="warn" title={<Trans>The device did not recognise you.</Trans>} alert>
          <Trans>Try again, or use your password.</Trans>
        </Note>
      )}
      <PasswordField
        value={password}
        onChange={setPassword}
        invalid={failure === 'wrong'}
        hint={
          <Plural
            value={left}
            one="# try left. After that, what is kept here is destroyed."
            other="# tries left. After that, what is kept here is destroyed."
          />
        }
      />
      <Button
        type="submit"
        look="main"
        sign="lock-open"
        {...(busy ? { busy: t`Unlocking` } : {})}
        {...(wait > 0 ? { unavailable: <Plural value={wait} one="Wait # second." other="Wait # seconds." /> } : {})}
      >
        <Trans>Unlock</Trans>
      </Button>
      {person.passkey && !ended && (
        <Button sign="fingerprint-pattern" onClick={() => void touch()}>
          <Trans>Use fingerprint</Trans>
        </Button>
      )}
      {person.unsent > 0 && (
        <Note sign="on-device">
          <Plural
            value={person.unsent}
            one="# change waits on this device. It is safe and locked."
            other="# changes wait on this device. They are safe and locked."
          />
        </Note>
      )}
    </form>
  )
}
