// Trying a password: one state for the page and for the dialog over a page.
import { useEffect, useState } from 'react'
import { signIn } from '../store/session.ts'
import { type DoorTrouble, doorTroubleOf } from './problemText.ts'

export type PasswordDoor = {
  busy: boolean
  trouble: DoorTrouble | undefined
  /** Seconds until the next try counts; 0 when it may be tried now. */
  wait: number
  /** `keeps`: may this device keep something of the person? */
  tryIt: (userName: string, password: string, keeps: boolean) => Promise<void>
}

export function usePasswordDoor(): PasswordDoor {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<DoorTrouble>()
  const [now, setNow] = useState(() => Date.now())
  const until = trouble?.kind === 'wait' ? trouble.until : 0
  const wait = Math.max(0, Math.ceil((until - now) / 1000))

  useEffect(() => {
    if (until === 0) return
    const timer = window.setInterval(() => setNow(Date.now()), 1000)
    return () => window.clearInterval(timer)
  }, [until])

  const tryIt = async (userName: string, password: string, keeps: boolean): Promise<void> => {
    setBusy(true)
    setTrouble(undefined)
    try {
      await signIn(userName, password, keeps)
    } catch (e) {
      setNow(Date.now())
      setTrouble(doorTroubleOf(e, Date.now()))
    } finally {
      setBusy(false)
    }
  }
  return { busy, trouble, wait, tryIt }
}
