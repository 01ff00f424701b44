import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { dropDraft, listDrafts } from '../store/drafts.ts'
import { useOutbox } from '../store/outbox.ts'
import { signOut } from '../store/session.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Note } from '../ui/Note.tsx'

/** Unsent work is never erased by leaving; unfinished forms are, unless the person keeps them. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { waiting, needsYou } = useOutbox()
  const [drafts, setDrafts] = useState<string[]>()
  const unsent = waiting + needsYou
  useEffect(() => {
    void listDrafts().then((found) => setDrafts(found.map((d) => d.key)))
  }, [])
  const leave = async (keep: boolean): Promise<void> => {
    if (!keep) for (const key of drafts ?? []) await dropDraft(key)
    await signOut()
  }
  return (
    <Dialog title={t`Sign out?`} onClose={onClose}>
      {unsent > 0 && (
        <Note
          hue="warn"
          sign="on-device"
          title={<Plural value={unsent} one="# change is not sent." other="# changes are not sent." />}
        >
          <Trans>They stay sealed here and go out when you sign in on this device again.</Trans>
        </Note>
      )}
      {drafts && drafts.length > 0 ? (
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
        {drafts && drafts.length > 0 && (
          <Button look="harm" onClick={() => void leave(false)}>
            <Trans>Discard and sign out</Trans>
          </Button>
        )}
        <Button look="main" onClick={() => void leave(true)}>
          {drafts && drafts.length > 0 ? <Trans>Keep and sign out</Trans> : <Trans>Sign out</Trans>}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
