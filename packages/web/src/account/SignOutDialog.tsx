import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { dropDraft, listDrafts } from '../store/drafts.ts'
import { isUnsent } from '../store/entries.ts'
import { retryAll, useOutbox } from '../store/outbox.ts'
import { signOut } from '../store/session.ts'
import { sealedForHelp } from '../store/vault/door.ts'
import { isOwn } from '../store/vault/space.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Note } from '../ui/Note.tsx'

/** Leaving erases nothing that nobody else has, unless the person says so twice. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { waiting, needsYou } = useOutbox()
  const [drafts, setDrafts] = useState<string[]>()
  const unsent = waiting + needsYou
  useEffect(() => {
    void listDrafts().then((found) => setDrafts(found.map((d) => d.key)))
  }, [])
  return (
    <Dialog title={t`Sign out?`} onClose={onClose}>
      {isOwn() ? (
        <OwnWays unsent={unsent} drafts={drafts ?? []} onClose={onClose} />
      ) : (
        <OtherWays unsent={unsent} drafts={drafts ?? []} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Unsent({ unsent }: { unsent: number }) {
  if (unsent === 0) return null
  return (
    <Note
      hue="warn"
      sign="on-device"
      title={<Plural value={unsent} one="# change is not sent." other="# changes are not sent." />}
    >
      <Trans>What was not sent stays sealed here, and goes out when you sign in on this device again.</Trans>
    </Note>
  )
}

type Ways = { unsent: number; drafts: string[]; onClose: () => void }

/** A device of somebody else, or one that keeps nothing: unsent work stays, unfinished forms go unless the person keeps them. */
function OtherWays({ unsent, drafts, onClose }: Ways) {
  const leave = async (keep: boolean): Promise<void> => {
    if (!keep) for (const key of drafts) await dropDraft(key)
    await signOut()
  }
  return (
    <>
      <Unsent unsent={unsent} />
      {drafts.length > 0 ? (
        <p>
          <Plural
            value={drafts.length}
            one="# form is unfinished. Keep it sealed here for your next visit, or discard it?"
            other="# forms are unfinished. Keep them sealed here for your next visit, or discard them?"
          />
        </p>
      ) : (
        unsent === 0 && (
          <p>
            <Trans>The server has everything. Nothing of your work stays on this device.</Trans>
          </p>
        )
      )}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          <Trans>Stay</Trans>
        </Button>
        {drafts.length > 0 && (
          <Button look="harm" onClick={() => void leave(false)}>
            <Trans>Discard and sign out</Trans>
          </Button>
        )}
        <Button look="main" onClick={() => void leave(true)}>
          {drafts.length > 0 ? <Trans>Keep and sign out</Trans> : <Trans>Sign out</Trans>}
        </Button>
      </DialogActions>
    </>
  )
}

/** The own device: everything stays locked under the password, or everything goes. */
function OwnWays({ unsent, drafts, onClose }: Ways) {
  const [erasing, setErasing] = useState(false)
  const loses = unsent > 0 || drafts.length > 0
  if (erasing) return <Erasing drafts={drafts.length} onBack={() => setErasing(false)} />
  return (
    <>
      <Unsent unsent={unsent} />
      <p>
        <Trans>What this device keeps stays locked under your password, or is erased from it now.</Trans>
      </p>
      {drafts.length > 0 && (
        <p>
          <Plural value={drafts.length} one="# form is unfinished." other="# forms are unfinished." />
        </p>
      )}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          <Trans>Stay</Trans>
        </Button>
        {unsent > 0 && (
          <Button sign="send" flip onClick={retryAll}>
            <Trans>Send now</Trans>
          </Button>
        )}
        <Button look="harm" onClick={() => (loses ? setErasing(true) : void signOut('throwAway'))}>
          <Trans>Erase and sign out</Trans>
        </Button>
        <Button look="main" onClick={() => void signOut()}>
          <Trans>Keep locked and sign out</Trans>
        </Button>
      </DialogActions>
    </>
  )
}

/** What the help desk can carry out need not be lost with the rest. */
function Erasing({ drafts, onBack }: { drafts: number; onBack: () => void }) {
  const { entries } = useOutbox()
  const [sealed, setSealed] = useState<number>()
  useEffect(() => {
    sealedForHelp().then(setSealed, () => setSealed(0))
  }, [])
  if (sealed === undefined) return null
  const lost = entries.filter((e) => isUnsent(e) || e.state === 'refused').length - sealed
  return (
    <>
      <Note hue="bad" title={<Trans>This cannot be undone.</Trans>} alert>
        {sealed > 0 && (
          <p>
            <Plural
              value={sealed}
              one="# change can go to your help desk, sealed: they carry it out as yours."
              other="# changes can go to your help desk, sealed: they carry them out as yours."
            />
          </p>
        )}
        {lost > 0 && (
          <p>
            <Plural
              value={lost}
              one="# change, such as a photo, cannot go there and is lost for good."
              other="# changes, such as photos, cannot go there and are lost for good."
            />
          </p>
        )}
        {drafts > 0 && (
          <p>
            <Trans>Unfinished forms are lost for good.</Trans>
          </p>
        )}
      </Note>
      <DialogActions>
        <Button look="quiet" onClick={onBack}>
          <Trans>Back</Trans>
        </Button>
        <Button look="harm" onClick={() => void signOut('throwAway')}>
          {sealed === 0 ? <Trans>Yes, erase and sign out</Trans> : <Trans>Throw away and sign out</Trans>}
        </Button>
        {sealed > 0 && (
          <Button look="main" onClick={() => void signOut('handOver')}>
            <Trans>Hand over and sign out</Trans>
          </Button>
        )}
      </DialogActions>
    </>
  )
}
