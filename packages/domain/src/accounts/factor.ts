// A second factor at the door: codes that count once, and wrong ones that are counted (design: second factors).
import { limits } from './limits.ts'
import { counted, secondsToWait, type Window } from './window.ts'

/** What was shown, after the server compared it: the step whose code it is, the recovery code, or none. */
export type Shown = { step: number } | { recovery: number } | 'wrong'

/**
 * What an account's factor remembers. `wrong`: in this sign-in. `hour`: wrong ones of all sign-ins. `usedStep`: the
 * last step (time in units of thirty seconds) whose code was used. `used`: recovery codes, by number.
 */
export type FactorCounts = {
  wrong: number
  hour: Window | undefined
  usedStep: number | null
  used: readonly number[]
}

export const freshFactor: FactorCounts = { wrong: 0, hour: undefined, usedStep: null, used: [] }

/** `anew`: the sign-in is over and begins with the password. `locked`: no code serves until the hour is over. */
export type FactorAnswer = 'in' | 'no' | 'anew' | 'locked'

// One step before for slow hands, one after for fast clocks.
const drift = 1

/** An answer to a code, and what is remembered after it. `now` in seconds since 1970. */
export function showFactor(
  counts: FactorCounts,
  shown: Shown,
  now: number,
): { answer: FactorAnswer; counts: FactorCounts } {
  if (secondsToWait(counts.hour, limits.factor, now) > 0) return { answer: 'locked', counts }
  const used = useOf(counts, shown, Math.floor(now / 30))
  return used === undefined ? afterWrong(counts, now) : { answer: 'in', counts: { ...used, wrong: 0 } }
}

/** The counts with this code used; undefined where it does not serve. */
function useOf(counts: FactorCounts, shown: Shown, present: number): FactorCounts | undefined {
  if (shown === 'wrong') return undefined
  if ('recovery' in shown) {
    return counts.used.includes(shown.recovery) ? undefined : { ...counts, used: [...counts.used, shown.recovery] }
  }
  const isNear = Math.abs(shown.step - present) <= drift
  const isNewer = counts.usedStep === null || shown.step > counts.usedStep
  return isNear && isNewer ? { ...counts, usedStep: shown.step } : undefined
}

function afterWrong(before: FactorCounts, now: number): { answer: FactorAnswer; counts: FactorCounts } {
  const hour = counted(before.hour, limits.factor, now)
  const wrong = before.wrong + 1
  const isOver = wrong >= limits.factor.perSignIn
  const counts = { ...before, hour, wrong: isOver ? 0 : wrong }
  if (secondsToWait(hour, limits.factor, now) > 0) return { answer: 'locked', counts }
  return { answer: isOver ? 'anew' : 'no', counts }
}
