// Trying something at the door that may be wrong: busy while it is asked, and why it did not go.
import { useState } from 'react'
import { useWait } from '../entry/useWait.ts'
import { Refused } from '../sync/http.ts'

export type TryTrouble = 'wrong' | 'wait' | 'untouched' | 'offline' | 'broken'

/** The device's authenticator did not recognise anybody. */
export class Untouched extends Error {}

export function useTry() {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<TryTrouble>()
  const { wait, waitFor } = useWait(0)

  /** `over`: what else may be refused; true where that has been dealt with. */
  const run = async (work: () => Promise<void>, over: (e: Refused) => boolean = () => false): Promise<void> => {
    if (busy || wait > 0) return
    setBusy(true)
    setTrouble(undefined)
    try {
      await work()
    } catch (e) {
      if (e instanceof Refused && over(e)) return
      const why = troubleOf(e)
      setTrouble(why)
      if (why === 'wait') waitFor(Number((e as Refused).params['seconds'] ?? 60) * 1000)
    } finally {
      setBusy(false)
    }
  }
  return { busy, trouble, wait, run }
}
export type Trying = ReturnType<typeof useTry>

function troubleOf(e: unknown): TryTrouble {
  if (e instanceof Untouched) return 'untouched'
  if (!(e instanceof Refused)) return 'offline'
  if (e.status === 429) return 'wait'
  return e.status === 422 ? 'wrong' : 'broken'
}
