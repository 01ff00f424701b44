import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { useTitle } from '../frame/title.ts'
import { LanguageSwitch } from '../i18n/LanguageSwitch.tsx'
import { useLive } from '../store/live.ts'
import { enter } from '../store/session.ts'
import type { ProblemShape } from '../store/store.ts'
import { connection } from '../sync/connection.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

/** `again`: what a new try is, where asking the server once more is not enough. */
type NoAnswerProps = { problem: ProblemShape | undefined; again?: () => void }

/** Nobody answered before we knew who is signed in; or the server could not say; or a part of the app did not come. */
export function NoAnswerPage({ problem, again }: NoAnswerProps) {
  const { t } = useLingui()
  const [trying, setTrying] = useState(false)
  const line = useLive(connection)
  useTitle(t`No connection`)
  const retry = async (): Promise<void> => {
    setTrying(true)
    if (again) again()
    else await enter()
    setTrying(false)
  }
  const before = useRef(line)
  useEffect(() => {
    const isBack = before.current === 'offline' && line !== 'offline'
    before.current = line
    if (!again && line !== 'offline') void enter()
    if (again && isBack) again()
  }, [line, again])
  return (
    <div className="door plain">
      <header className="top">
        <LanguageSwitch />
      </header>
      <main id="main">
        <EmptyState
          level={1}
          sign={problem ? 'unplug' : 'cloud-off'}
          title={problem ? t`The server could not answer` : t`No connection to the server`}
          action={
            <Button look="main" sign="refresh-cw" onClick={() => void retry()} {...(trying ? { busy: t`Trying` } : {})}>
              <Trans>Try again</Trans>
            </Button>
          }
        >
          {problem ? (
            <Trans>Unsent work on this device is safe. If this lasts, tell your administrator.</Trans>
          ) : (
            <Trans>Unsent work on this device is safe. We try again by ourselves.</Trans>
          )}
        </EmptyState>
      </main>
    </div>
  )
}
