// Hide: one press covers everything with a page that says nothing, at once and without a question.
import { Trans, useLingui } from '@lingui/react/macro'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { longDayText, timeText } from '../i18n/format.ts'
import { thisDay, thisMoment } from '../store/clock.ts'
import { Button, IconButton } from '../ui/Button.tsx'

const CoverContext = createContext<() => void>(() => undefined)

export function CoverProvider({ children }: { children: ReactNode }) {
  const [covered, setCovered] = useState(false)

  useEffect(() => {
    const hide = (e: KeyboardEvent): void => {
      if (!(e.ctrlKey && e.shiftKey && e.code === 'KeyH')) return
      e.preventDefault()
      setCovered(true)
    }
    window.addEventListener('keydown', hide)
    return () => window.removeEventListener('keydown', hide)
  }, [])

  return (
    <CoverContext value={() => setCovered(true)}>
      {/* `hidden` takes it out of sight and out of reach at once, and keeps what was typed. */}
      <div className="covered" hidden={covered}>
        {children}
      </div>
      {covered && <NeutralPage onBack={() => setCovered(false)} />}
    </CoverContext>
  )
}

/** A clock. Whoever looks over the shoulder sees nothing to ask about. */
function NeutralPage({ onBack }: { onBack: () => void }) {
  const { t, i18n } = useLingui()
  const [now, setNow] = useState(thisMoment)
  useEffect(() => {
    const title = document.title
    document.title = t`Clock`
    // A dialog lies above every page; the cover must lie above dialogs.
    const open = [...document.querySelectorAll('dialog[open]')] as HTMLDialogElement[]
    for (const dialog of open) dialog.close()
    const timer = window.setInterval(() => setNow(thisMoment()), 5_000)
    return () => {
      window.clearInterval(timer)
      document.title = title
      for (const dialog of open) if (dialog.isConnected) dialog.showModal()
    }
  }, [t])
  return (
    <main className="neutral">
      <h1 className="neutral-time">{timeText(now, i18n.locale)}</h1>
      <p className="meta">{longDayText(thisDay(), i18n.locale)}</p>
      <Button look="quiet" small onClick={onBack}>
        <Trans>Back</Trans>
      </Button>
    </main>
  )
}

export const useHide = (): (() => void) => useContext(CoverContext)

export function HideButton({ worded = false }: { worded?: boolean }) {
  const { t } = useLingui()
  const hide = useHide()
  if (!worded)
    return (
      <IconButton name="eye-off" label={t`Hide this screen now`} aria-keyshortcuts="Control+Shift+H" onClick={hide} />
    )
  return (
    <Button look="quiet" small sign="eye-off" onClick={hide}>
      <Trans>Hide</Trans>
    </Button>
  )
}
