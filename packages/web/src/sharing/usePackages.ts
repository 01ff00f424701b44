// What the server says of packages, asked again with every word from it: what has ended is gone from an open page.
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Failure, failureOf } from '../store/failure.ts'
import { connection } from '../sync/connection.ts'
import { onEngine } from '../store/here.ts'
import { useLive } from '../store/live.ts'

const hearers = new Set<() => void>()
const askAll = (): void => {
  for (const hear of hearers) hear()
}
onEngine(({ puller, sender }) => {
  puller.onPage(askAll)
  // What was sent from here is there once the server has taken it.
  sender.onSettled(askAll)
})

export type Asked<T> = {
  value: T | undefined
  failure: Failure | undefined
  /** Nobody has answered this question yet, nor failed to. */
  isAsking: boolean
  again: () => void
}

/** @param key of what is asked for; undefined: nothing is */
export function useAsked<T>(key: string | undefined, ask: (key: string) => Promise<T>): Asked<T> {
  const [held, setHeld] = useState<{ key: string; value?: T; failure?: Failure }>()
  // A slow line is a line: what is under way on it is waited for.
  const line = useLive(connection) !== 'offline'
  const turn = useRef(0)
  const taken = useRef(0)
  const again = useCallback((): void => {
    if (key === undefined) return
    turn.current += 1
    const mine = turn.current
    // An answer that is older than the one that stands is dropped; the newest may be long in coming.
    const take = (answer: { value?: T; failure?: Failure }): void => {
      if (mine < taken.current) return
      taken.current = mine
      setHeld({ key, ...answer })
    }
    void ask(key).then(
      (value) => take({ value }),
      // What cannot be asked for any more is not shown any more.
      (e: unknown) => take({ failure: failureOf(e) }),
    )
  }, [key, ask])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the line comes back
  useEffect(() => {
    again()
    hearers.add(again)
    return () => void hearers.delete(again)
  }, [again, line])
  const answer = held?.key === key ? held : undefined
  return {
    value: answer?.value,
    failure: answer?.failure,
    isAsking: key !== undefined && answer === undefined,
    again,
  }
}
