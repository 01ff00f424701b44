// Switching on the hints of this browser. It takes effect at once: the browser asks its person itself.
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Note } from '../../ui/Note.tsx'
import { tell } from '../../ui/Toast.tsx'
import { TickInput } from '../parts/OfficeFields.tsx'
import { beTold, beToldNoMore, howTold, type Telling } from './browser.ts'

type Props = { pushKey: string | null; isOn: boolean; onTurn: (is: boolean) => void }

export function ThisBrowser({ pushKey, isOn, onTurn }: Props) {
  const { t } = useLingui()
  const [telling, setTelling] = useState<Telling>()
  const [isBusy, setBusy] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    void howTold().then(setTelling)
  }, [])
  if (pushKey === null)
    return <Note hue="info" sign="info" title={<Trans>Signs on devices are not switched on at this site.</Trans>} />
  const turn = async (deed: () => Promise<Telling>): Promise<void> => {
    setBusy(true)
    setFailed(false)
    try {
      const now = await deed()
      setTelling(now)
      if (now !== 'on') return
      if (!isOn) onTurn(true)
      tell(t`This device shows when something waits`)
    } catch {
      setFailed(true)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <TickInput name="receive_webpush" label={<Trans>By a sign on your devices</Trans>} />
      {hasFailed && (
        <Note hue="warn" alert title={<Trans>This browser could not be switched on.</Trans>}>
          <Trans>Its maker’s service did not answer. Try again on another network.</Trans>
        </Note>
      )}
      {telling === 'impossible' && (
        <Note hue="info" sign="info" title={<Trans>This browser cannot show signs.</Trans>} />
      )}
      {telling === 'refused' && (
        <Note hue="info" sign="info" title={<Trans>This browser was told to show none.</Trans>}>
          <Trans>You can change that in its settings for this site.</Trans>
        </Note>
      )}
      {telling === 'off' && (
        <Button
          sign="smartphone"
          {...(isBusy ? { busy: t`Asking` } : {})}
          onClick={() => void turn(() => beTold(pushKey))}
        >
          <Trans>Show them on this device</Trans>
        </Button>
      )}
      {telling === 'on' && (
        <Button sign="smartphone" {...(isBusy ? { busy: t`Asking` } : {})} onClick={() => void turn(beToldNoMore)}>
          <Trans>Show none on this device</Trans>
        </Button>
      )}
      <p className="meta">
        <Trans>It shows a number and the name of the app, to anybody who sees the screen.</Trans>
      </p>
    </>
  )
}
