// What a consent leaves out, with what would tell it all the same: whatever is made of an answer says it, too.
import { partsOfName } from '../records/names.ts'

const care = ['current_care_arrangements_type', 'current_name_caregiver', 'current_care_arrangement_started_date']

/** Of a case: by an answer, what is made of it (cases/derive.ts), and what says as much. */
const tellers: Readonly<Record<string, readonly string[]>> = {
  name: [...partsOfName],
  name_first: ['name'],
  name_middle: ['name'],
  name_last: ['name'],
  age: ['date_of_birth'],
  care_arrangements_section: care,
  services_section: ['service_due_dates', 'service_implemented_day_times', 'services_status'],
  followup_subform_section: ['followup_due_dates', 'followup_dates', 'followup_status'],
  assessment_due_date: ['assessment_due_dates'],
  assessment_requested_on: ['assessment_due_dates'],
  case_plan_due_date: ['case_plan_due_dates'],
  date_case_plan: ['case_plan_due_dates'],
  cp_case_plan_subform_case_plan_interventions: ['has_case_plan'],
  tracing_actions_section: ['tracing_dates'],
  reunification_details_section: ['reunification_dates'],
}

/** What is left out where these are. */
export const withTellers = (excluded: readonly string[]): string[] => [
  ...new Set(excluded.flatMap((name) => [name, ...((Object.hasOwn(tellers, name) && tellers[name]) || [])])),
]

const told: ReadonlySet<string> = new Set(Object.values(tellers).flat())

/** May a consent leave it out, though no form asks it? */
export const tellsAnswers = (name: string): boolean => told.has(name)
