// One question to the server at a time, and why it was not answered.
import { useState } from 'react'
import { useWait } from '../entry/useWait.ts'
import { Refused } from '../sync/http.ts'

export type DoorFailure =
  | { kind: 'offline' }
  | { kind: 'wait' }
  | { kind: 'broken' }
  /** Names of what the server found wrong. */
  | { kind: 'refused'; names: string[] }

/** The wire's own pause where the server names none. */
const pause = 60

export function useDoorCall() {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<DoorFailure>()
  const { wait, waitFor } = useWait(0)

  /** Undefined where it failed. */
  const run = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true)
    setFailure(undefined)
    try {
      return await ask()
    } catch (e) {
      const why = failureOf(e)
      setFailure(why)
      if (why.kind === 'wait') waitFor(secondsIn(e) * 1000)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, failure, wait, run }
}

const secondsIn = (e: unknown): number => (e instanceof Refused ? Number(e.params['seconds'] ?? pause) : pause)

function failureOf(e: unknown): DoorFailure {
  if (!(e instanceof Refused)) return { kind: 'offline' }
  if (e.status === 429) return { kind: 'wait' }
  return e.status === 422 ? { kind: 'refused', names: namesIn(e.params['errors']) } : { kind: 'broken' }
}

/** v2 names an attribute in `detail`; of a password that is set by a link, at the end of `message`. */
function namesIn(errors: unknown): string[] {
  const list = Array.isArray(errors) ? (errors as { message?: unknown; detail?: unknown }[]) : []
  return list.map(({ message, detail }) => {
    const word = typeof message === 'string' ? message : String(detail ?? '')
    return word.split('.').at(-1) ?? ''
  })
}
