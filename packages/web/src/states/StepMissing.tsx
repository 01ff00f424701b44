import { useEffect } from 'react'
import { step } from '../store/step.ts'
import { Unreachable } from '../sync/http.ts'

/** The question did not come over the line: whoever asked hears that there is none. */
export function StepMissing() {
  useEffect(() => step.get()?.drop(new Unreachable()), [])
  return null
}
