// What is done at the server at once, one thing after the other: the second tap of two does nothing.
import { useRef, useState } from 'react'
import { type Failure, failureOf } from '../store/failure.ts'

type Doing = {
  /** Of the last thing that was done, until one succeeds. */
  failure: Failure | undefined
  fail: (e: unknown) => void
  doing: (work: () => Promise<unknown>) => void
}

/** @param again how it stands then: also where it was refused, since something else may be true by now */
export function useDoing(again: () => void | Promise<void>): Doing {
  const [failure, setFailure] = useState<Failure>()
  const isBusy = useRef(false)
  const fail = (e: unknown): void => setFailure(failureOf(e))
  const doing = (work: () => Promise<unknown>): void => {
    if (isBusy.current) return
    isBusy.current = true
    void work()
      .then(() => setFailure(undefined), fail)
      .then(again)
      .finally(() => {
        isBusy.current = false
      })
  }
  return { failure, fail, doing }
}
