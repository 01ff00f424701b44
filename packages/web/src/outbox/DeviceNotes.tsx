// What is wrong with the line or the device, said where somebody looks for it.
import { Trans, useLingui } from '@lingui/react/macro'
import { useContact } from '../store/contact.ts'
import { useLive } from '../store/live.ts'
import type { OutboxSummary } from '../store/outbox.ts'
import { vaultTrouble } from '../store/vault/own.ts'
import { Note } from '../ui/Note.tsx'

/** A clock that is off by less does no harm to a date. Milliseconds. */
const skewed = 5 * 60_000

export function DeviceNotes({ connection, field }: OutboxSummary) {
  const { ahead, full } = useContact()
  const trouble = useLive(vaultTrouble)
  return (
    <>
      {field ? (
        <Note hue="info" sign="unplug">
          <Trans>Field mode is on: nothing is sent or asked until you switch it off below.</Trans>
        </Note>
      ) : connection === 'offline' ? (
        <Note hue="info">
          <Trans>No connection now. Keep working; we send when there is a signal.</Trans>
        </Note>
      ) : null}
      {(full || trouble) && (
        <Note hue="warn" title={<Trans>This device is almost full</Trans>}>
          <Trans>
            Unsent work stays. Make room: delete photos or apps that you do not need, and keep fewer records here.
          </Trans>
        </Note>
      )}
      {Math.abs(ahead) > skewed && (
        <Note hue="warn" sign="hourglass" title={<ClockWords ahead={ahead} />}>
          <Trans>Dates that are filled in for you may be wrong. Let the device set its time by itself.</Trans>
        </Note>
      )}
    </>
  )
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

function ClockWords({ ahead }: { ahead: number }) {
  const { i18n } = useLingui()
  const off = Math.abs(ahead)
  const [unit, long] = units.find(([, length]) => off >= 1.5 * length) ?? units[2]
  const span = new Intl.NumberFormat(i18n.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.round(off / long),
  )
  return ahead > 0 ? <Trans>The clock here is {span} fast</Trans> : <Trans>The clock here is {span} slow</Trans>
}
