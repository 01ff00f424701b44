// What a page of the office asked the server, and how that went. Nothing of it is kept on the device.
import { useCallback, useEffect, useRef, useState } from 'react'
import { Refused, Unreachable } from '../../sync/http.ts'

export type Answer<T> = {
  /** `loading` with a value: another answer is on its way, and the one before still stands. */
  state: 'loading' | 'ready' | 'denied' | 'gone' | 'offline' | 'error'
  value: T | undefined
  code: string
  /** Asks again. */
  again: () => void
  /** Takes what a write answered, without asking again. */
  take: (value: T) => void
}

const stateOf = (e: unknown): Answer<unknown>['state'] => {
  if (e instanceof Unreachable) return 'offline'
  if (!(e instanceof Refused)) return 'error'
  return e.status === 403 ? 'denied' : e.status === 404 ? 'gone' : 'error'
}

/** Asks whenever `key` changes; the answer to an older question is dropped. */
export function useAnswer<T>(key: string, ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [answer, setAnswer] = useState<Pick<Answer<T>, 'state' | 'value' | 'code'>>({
    state: 'loading',
    value: undefined,
    code: '',
  })
  const [times, setTimes] = useState(0)
  const asking = useRef(ask)
  asking.current = ask
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked, and `times` how often
  useEffect(() => {
    const stop = new AbortController()
    setAnswer(({ value }) => ({ state: 'loading', value, code: '' }))
    asking.current(stop.signal).then(
      (value) => !stop.signal.aborted && setAnswer({ state: 'ready', value, code: '' }),
      (e: unknown) =>
        !stop.signal.aborted &&
        setAnswer({ state: stateOf(e), value: undefined, code: e instanceof Refused ? e.code : 'bug' }),
    )
    return () => stop.abort()
  }, [key, times])
  const again = useCallback(() => setTimes((before) => before + 1), [])
  const take = useCallback((value: T) => setAnswer({ state: 'ready', value, code: '' }), [])
  return { ...answer, again, take }
}
