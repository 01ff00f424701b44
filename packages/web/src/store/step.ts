// What only the person can answer, wherever it comes up: the second factor after the password, a proof before a
// dangerous act. One question at a time, over whatever page is there.
import { proveBy, type Refused } from '../sync/http.ts'
import { live } from './live.ts'
import { onForget } from './presence.ts'

export type Step = {
  /** `needs-factor`, `needs-enrolment` or `needs-proof`. */
  asks: Refused
  /** May this device keep something of the person? */
  keeps: boolean
  done: () => void
  drop: (why: unknown) => void
}

export const step = live<Step | undefined>(undefined)

/** Until it is answered. @throws what was asked for, where the person does not answer it now */
export function takeStep(asks: Refused, keeps = false): Promise<void> {
  step.get()?.drop(asks)
  let mine: Step | undefined
  return new Promise<void>((done, drop) => {
    mine = { asks, keeps, done, drop }
    step.set(mine)
  }).finally(() => {
    if (step.get() === mine) step.set(undefined)
  })
}

let proving: Promise<void> | undefined
proveBy((asks) => {
  proving ??= takeStep(asks).finally(() => {
    proving = undefined
  })
  return proving
})

onForget(() => {
  const open = step.get()
  open?.drop(open.asks)
})
