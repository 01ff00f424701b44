// How this device spends its line: what may travel, what today cost, and what is still to go.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { sizeText } from '../i18n/format.ts'
import { useThrift } from '../store/contact.ts'
import { isUnsent, type OutboxEntry } from '../store/entries.ts'
import { thisDay } from '../store/clock.ts'
import { lockedCopy } from '../store/vault/door.ts'
import { isOwn } from '../store/vault/space.ts'
import { Button } from '../ui/Button.tsx'
import { sizeOf } from './parcels.ts'

export function SendingCard({ entries }: { entries: readonly OutboxEntry[] }) {
  const { i18n } = useLingui()
  const { low, field, used, saveData, stayOffline } = useThrift()
  const bytes = entries.filter(isUnsent).reduce((sum, entry) => sum + sizeOf(entry), 0)
  const [toSend, spent] = [sizeText(Math.max(1000, bytes), i18n.locale), sizeText(used, i18n.locale)]
  return (
    <section className="card stack sending" aria-labelledby="o-sending">
      <h2 id="o-sending">
        <Trans context="heading">Sending</Trans>
      </h2>
      <label className="pick plain">
        <input type="checkbox" checked={low} onChange={(e) => saveData(e.target.checked)} />
        <span className="grow">
          <Trans>Text first, photos on Wi-Fi</Trans>
        </span>
      </label>
      <label className="pick plain">
        <input type="checkbox" checked={field} onChange={(e) => stayOffline(e.target.checked)} />
        <span className="grow">
          <Trans>Stay offline (field mode)</Trans>
          <br />
          <span className="hint">
            <Trans>Stops trying. Saves battery.</Trans>
          </span>
        </span>
      </label>
      <p className="meta">
        {bytes > 0 && (
          <>
            <Trans>About {toSend} to send.</Trans>{' '}
          </>
        )}
        <Trans>{spent} used today.</Trans>
      </p>
      {bytes > 0 && isOwn() && <LockedCopy />}
    </section>
  )
}

/** For a device that will not come near a network again: the file goes to the help desk by whatever way there is. */
function LockedCopy() {
  const [none, setNone] = useState(false)
  const save = async (): Promise<void> => {
    const copy = await lockedCopy()
    setNone(!copy)
    if (!copy) return
    const link = document.createElement('a')
    link.href = URL.createObjectURL(copy)
    link.download = `copy-${thisDay()}.json`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  }
  return (
    <div className="stack">
      <Button small sign="lock" onClick={() => void save()}>
        <Trans>Save a locked copy</Trans>
      </Button>
      <p className="hint">
        {none ? (
          <Trans>Nothing that waits can go into a copy. Photos and files cannot.</Trans>
        ) : (
          <Trans>A file that only your help desk can open, without photos. What waits here stays here.</Trans>
        )}
      </p>
    </div>
  )
}
