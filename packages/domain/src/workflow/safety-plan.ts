// How a survivor's plan for her safety stands, to whoever reads the form (ux §8.1). It moves nothing by itself.
import { isBlank } from '../forms/answer.ts'
import type { Data } from '../records/record.ts'

export const safetyPlanMade = 'safety_plan_completion_date'

export type SafetyPlanStanding = 'not asked' | 'not needed' | 'needed' | 'made'

/** As our forms say it, and as other bundles do. */
const no: readonly unknown[] = ['false', 'no', false]

/** A plan of other days that is not needed any more is not counted on. */
export function safetyPlanOf(data: Data): SafetyPlanStanding {
  const needed = data['safety_plan_needed']
  if (no.includes(needed)) return 'not needed'
  if (!isBlank(data[safetyPlanMade])) return 'made'
  return isBlank(needed) ? 'not asked' : 'needed'
}
