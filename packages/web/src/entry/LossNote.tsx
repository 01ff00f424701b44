import { Plural, Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { lossToTell, sealedAtLoss, tellLoss } from '../store/device.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/Note.tsx'

/** What this device kept is gone: said until somebody has read it. */
export function LossNote() {
  const [loss, setLoss] = useState(lossToTell)
  if (!loss) return null
  const read = (): void => {
    tellLoss(undefined)
    setLoss(undefined)
  }
  const help = sealedAtLoss()
  if (loss === 'damaged')
    return (
      <Note hue="warn" title={<Trans>The browser has damaged what it kept.</Trans>} alert>
        <p>
          <Trans>
            What you had not sent is safe, locked under your password. Everything else comes again with a connection.
          </Trans>
        </p>
        <Read onClick={read} />
      </Note>
    )
  if (loss === 'shut')
    return (
      <Note hue="warn" title={<Trans>What this device keeps cannot be opened now.</Trans>} alert>
        <p>
          <Trans>Nothing is lost. Free some space on the device, close other tabs, and open the app again.</Trans>
        </p>
        <Read onClick={read} />
      </Note>
    )
  return (
    <Note hue="bad" title={<Trans>What this device kept is gone.</Trans>} alert>
      <p>
        {loss === 'destroyed' && (
          <Trans>There were too many wrong passwords. What was sent is on the server; unfinished forms are lost.</Trans>
        )}
        {loss === 'evicted' && (
          <Trans>
            The browser has erased it. If something was not sent, it is lost; the rest is on the server. Tell your
            administrator.
          </Trans>
        )}
        {loss === 'revoked' && <Trans>An administrator has withdrawn this device. Everything on it was erased.</Trans>}
      </p>
      {help > 0 && (
        <p>
          <Plural
            value={help}
            one="# change that was not sent is sealed for your help desk. Tell your administrator."
            other="# changes that were not sent are sealed for your help desk. Tell your administrator."
          />
        </p>
      )}
      <Read onClick={read} />
    </Note>
  )
}

const Read = ({ onClick }: { onClick: () => void }) => (
  <Button look="quiet" small onClick={onClick}>
    <Trans>I have read this</Trans>
  </Button>
)
