import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect, useState } from 'react'
import { Door } from '../entry/Door.tsx'
import { useTitle } from '../frame/title.ts'
import { directionOf } from '../i18n/languages.ts'
import { useLive } from '../store/live.ts'
import { type Owing, owing, putOff } from '../store/owing.ts'
import { session } from '../store/presence.ts'
import { signOut } from '../store/session.ts'
import { acceptAgreement, fetchOwnAgreements, type OwnAgreement } from '../sync/agreements.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { AgreementText } from './AgreementText.tsx'
import { agreementNames } from './agreementNames.ts'
import { FailureNote } from './FailureNote.tsx'
import { useDoorCall } from './useDoorCall.ts'

/** Where the server asks for an agreement: at the door a page; whoever is in already is asked over his. */
export function AgreementPage() {
  const owed = useLive(owing)
  const isIn = useLive(session).state === 'in'
  if (owed === undefined) return null
  return <Asked key={owed.kind} owed={owed} isIn={isIn} />
}

function Asked({ owed, isIn }: { owed: Owing; isIn: boolean }) {
  const { t, i18n } = useLingui()
  const { locale } = i18n
  const [found, setFound] = useState<OwnAgreement>()
  const { isBusy, failure, wait, run } = useDoorCall()
  const about = agreementNames[owed.kind]
  const name = about ? t(about.name) : t`Agreement`
  const [times, setTimes] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for another language, and where it failed
  useEffect(() => {
    void run(() => fetchOwnAgreements(locale)).then((all) => {
      const here = all?.find(({ kind }) => kind === owed.kind)
      setFound((before) => here ?? before)
      // Accepted elsewhere meanwhile, or taken back: nothing is asked any more.
      if (all && (here === undefined || here.acceptedAt !== null)) void goOn(owed.again)
    })
  }, [locale, times, owed.kind])

  const goOn = async (next: Owing['again']): Promise<void> => {
    owing.set(undefined)
    await next().catch(() => session.get().state === 'in' || session.set({ state: 'out' }))
  }
  const accept = async (): Promise<void> => {
    if (!found || isBusy) return
    const isDone = await run(async () => {
      await acceptAgreement(found.id, found.locale)
      return true
    })
    if (isDone) await goOn(owed.again)
  }
  const { without } = owed
  return (
    <Around title={name} isIn={isIn}>
      {about && <p className="meta">{t(about.why)}</p>}
      <FailureNote failure={failure} wait={wait} />
      {found ? (
        <article className="stack agreement" aria-label={name}>
          {found.title !== '' && found.title !== name && (
            <h2 lang={found.locale} dir={directionOf(found.locale)}>
              <bdi>{found.title}</bdi>
            </h2>
          )}
          <AgreementText {...found} />
        </article>
      ) : (
        !failure && <Bones lines={6} marks={false} />
      )}
      <div className="agreement-steps stack">
        {found ? (
          <Button look="main" onClick={() => void accept()} {...(isBusy ? { busy: t`Saving` } : {})}>
            <Trans>I have read this and accept it</Trans>
          </Button>
        ) : (
          failure && (
            <Button sign="refresh-cw" onClick={() => setTimes((before) => before + 1)}>
              <Trans>Try again</Trans>
            </Button>
          )
        )}
        {without ? (
          <Button look="quiet" onClick={() => void goOn(without)}>
            <Trans>Keep nothing on this device</Trans>
          </Button>
        ) : isIn ? (
          <Button look="quiet" onClick={putOff}>
            <Trans>Later</Trans>
          </Button>
        ) : (
          <Button look="quiet" onClick={() => void leave()}>
            <Trans>Sign out</Trans>
          </Button>
        )}
        {isIn && (
          <p className="meta">
            <Trans>Until you accept, nothing new comes from the server. What you wrote is sent all the same.</Trans>
          </p>
        )}
      </div>
    </Around>
  )
}

const leave = async (): Promise<void> => {
  owing.set(undefined)
  await signOut()
}

function Around({ title, isIn, children }: { title: string; isIn: boolean; children: ReactNode }) {
  return isIn ? (
    <Dialog title={title} onClose={putOff}>
      {children}
    </Dialog>
  ) : (
    <AtDoor title={title}>{children}</AtDoor>
  )
}

function AtDoor({ title, children }: { title: string; children: ReactNode }) {
  useTitle(title)
  return (
    <Door promise={<Trans>What you write is sealed on this device until the server has it.</Trans>}>
      <h1>{title}</h1>
      {children}
    </Door>
  )
}
