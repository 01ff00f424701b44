// Devices that keep records of somebody, and withdrawing one that is lost.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { whenText } from '../../i18n/format.ts'
import { thisDay } from '../../store/store.ts'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { tell } from '../../ui/Toast.tsx'
import { type Device, fetchDevices, withdrawDevice } from '../api.ts'
import { Answered } from '../parts/Answered.tsx'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { DeviceWord } from './DeviceWord.tsx'

export function DevicesCard({ id }: { id: number }) {
  const { t } = useLingui()
  const devices = useAnswer(String(id), (signal) => fetchDevices(id, signal))
  const [asked, setAsked] = useState<Device>()
  return (
    <section className="card stack" aria-labelledby="s-devices">
      <h2 id="s-devices">
        <Trans>Devices</Trans>
      </h2>
      <Answered of={devices} lines={2}>
        {(known) =>
          known.length === 0 ? (
            <p className="meta">
              <Trans>No device keeps records for this person.</Trans>
            </p>
          ) : (
            <ul className="stack office-lines">
              {known.map((device) => (
                <DeviceLine key={device.id} device={device} onAsk={() => setAsked(device)} />
              ))}
            </ul>
          )
        }
      </Answered>
      {asked && (
        <ConfirmDialog
          title={<Trans>Withdraw this device?</Trans>}
          deed={<Trans>Withdraw</Trans>}
          busy={<Trans>Withdrawing</Trans>}
          harm
          onClose={() => setAsked(undefined)}
          onDo={async () => {
            await withdrawDevice(asked.id)
            tell(t`Withdrawn`)
            devices.again()
          }}
        >
          <ul className="office-effects">
            <li>
              <Trans>At its next contact it erases the records that it keeps.</Trans>
            </li>
            <li>
              <Trans>Work that was not sent goes sealed to the help desk first.</Trans>
            </li>
            <li>
              <Trans>Without a network it opens nothing once its days without contact are over.</Trans>
            </li>
          </ul>
        </ConfirmDialog>
      )}
    </section>
  )
}

function DeviceLine({ device, onAsk }: { device: Device; onAsk: () => void }) {
  const { i18n } = useLingui()
  const seen = whenText(device.seenAt, thisDay(), i18n.locale)
  return (
    <li className="row">
      <span className="grow">
        <DeviceWord kind={device.kind} />
        <span className="meta">
          <Plural value={device.records} one="up to # record" other="up to # records" />
          {', '}
          <Trans>last seen {seen}</Trans>
        </span>
      </span>
      {device.wipedAt ? (
        <Tag hue="ok" sign="check">
          <Trans>Erased</Trans>
        </Tag>
      ) : device.revokedAt ? (
        <Tag hue="warn" sign="hourglass">
          <Trans>Withdrawn</Trans>
        </Tag>
      ) : (
        <Button small look="quiet" onClick={onAsk}>
          <Trans>Withdraw</Trans>
        </Button>
      )}
    </li>
  )
}
