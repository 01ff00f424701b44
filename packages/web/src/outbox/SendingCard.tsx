// How this device spends its line: what may travel, what today cost, and what is still to go.
import { Trans, useLingui } from '@lingui/react/macro'
import { sizeText } from '../i18n/format.ts'
import { useThrift } from '../store/contact.ts'
import { isUnsent, type OutboxEntry } from '../store/entries.ts'
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
    </section>
  )
}
