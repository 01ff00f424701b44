import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'

/** The main act of a form at the door: it rests while it works, and after too many tries. */
export function SubmitButton({
  isBusy,
  busy,
  wait,
  children,
}: {
  isBusy: boolean
  /** The word meanwhile. */
  busy: string
  wait: number
  children: ReactNode
}) {
  const { t } = useLingui()
  return (
    <Button
      type="submit"
      look="main"
      {...(isBusy ? { busy } : {})}
      {...(wait > 0 ? { unavailable: t`The button works again when the time is over.` } : {})}
    >
      {children}
    </Button>
  )
}
