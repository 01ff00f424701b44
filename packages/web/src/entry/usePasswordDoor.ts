// Trying a password: one state for the page and for the dialog over a page.
import { useState } from 'react'
import { signIn } from '../store/session.ts'
import { type DoorTrouble, doorTroubleOf } from './problemText.ts'
import { useWait } from './useWait.ts'

export type PasswordDoor = {
  busy: boolean
  trouble: DoorTrouble | undefined
  /** Seconds until the next try counts; 0 when it may be tried now. */
  wait: number
  /** `keeps`: may this device keep something of the person? `fresh`: the password set in place of a code. */
  tryIt: (userName: string, password: string, keeps: boolean, fresh?: string) => Promise<void>
}

export function usePasswordDoor(): PasswordDoor {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<DoorTrouble>()
  const { wait, waitFor } = useWait(0)

  const tryIt = async (userName: string, password: string, keeps: boolean, fresh?: string): Promise<void> => {
    setBusy(true)
    setTrouble(undefined)
    try {
      await signIn(userName, password, keeps, fresh)
    } catch (e) {
      const why = doorTroubleOf(e)
      setTrouble(why)
      if (why?.kind === 'wait') waitFor(why.seconds * 1000)
    } finally {
      setBusy(false)
    }
  }
  return { busy, trouble, wait, tryIt }
}
