// Questions over whatever page is there: the second step at sign-in, setting one up, a proof.
import './door.css'
import { step } from '../store/step.ts'
import { useLive } from '../store/live.ts'
import { EnrolStep } from './EnrolStep.tsx'
import { FactorStep } from './FactorStep.tsx'
import { ProofStep } from './ProofStep.tsx'

export { words } from './words.ts'

export function Page() {
  const open = useLive(step)
  if (open === undefined) return null
  if (open.asks.code === 'needs-proof') return <ProofStep step={open} />
  return open.asks.code === 'needs-enrolment' ? <EnrolStep step={open} /> : <FactorStep step={open} />
}
