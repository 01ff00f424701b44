import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useEffect, useState } from 'react'
import { Button } from '../ui/Button.tsx'

/** Seconds for which names stay open. */
const open = 60

export type Names = { covered: boolean; left: number; show: () => void; cover: () => void }

/** Names are dots until somebody asks, and again after a minute or when the window is left. */
export function useNames(): Names {
  const [left, setLeft] = useState(0)
  const cover = useCallback(() => setLeft(0), [])
  const covered = left === 0
  useEffect(() => {
    if (covered) return
    const timer = window.setInterval(() => setLeft((s) => Math.max(0, s - 1)), 1000)
    window.addEventListener('blur', cover)
    document.addEventListener('visibilitychange', cover)
    return () => {
      window.clearInterval(timer)
      window.removeEventListener('blur', cover)
      document.removeEventListener('visibilitychange', cover)
    }
  }, [covered, cover])
  return { covered, left, show: () => setLeft(open), cover }
}

export function ShowNames({ names }: { names: Names }) {
  const { t } = useLingui()
  return names.covered ? (
    <Button small sign="eye" onClick={names.show} title={t`They cover themselves after a minute.`}>
      <Trans>Show names</Trans>
    </Button>
  ) : (
    <Button small sign="eye-off" onClick={names.cover}>
      <Trans>Cover names</Trans>
    </Button>
  )
}
