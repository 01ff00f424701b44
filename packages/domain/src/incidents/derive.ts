// What follows from the answers of an incident (records §10).
import { rowsOf } from '../access/rows.ts'
import { dayNumber, isBlank } from '../forms/answer.ts'
import type { Answer, Data } from '../records/record.ts'
import { isDay } from '../time.ts'

export function incidentDerived(after: Data): Data {
  const derived: [string, Answer | undefined][] = [
    ['incident_date_derived', incidentDate(after)],
    ['elapsed_reporting_time', elapsedReportingTime(after)],
    ['number_of_perpetrators', numberOfPerpetrators(after)],
    ['gbv_case_context', gbvCaseContext(after)],
  ]
  return derived.reduce((data, [name, answer]) => withDerived(data, name, answer), after)
}

/** What can no longer be told is emptied; what never could be does not appear. */
function withDerived(data: Data, name: string, answer: Answer | undefined): Data {
  if (answer !== undefined) return { ...data, [name]: answer }
  return isBlank(data[name]) ? data : { ...data, [name]: Array.isArray(data[name]) ? [] : null }
}

/** The first of three that is answered. */
const incidentDate = (data: Data): Answer | undefined =>
  [data['incident_date'], data['date_of_incident_from'], data['date_of_incident']].find((date) => !isBlank(date))

/** How long it took until somebody was told, in the ranges of the classification as they were meant (records §10). */
export function elapsedReportingTime(data: Data): string | undefined {
  const [told, happened] = [dayIn(data['date_of_first_report']), dayIn(data['incident_date'])]
  if (told === undefined || happened === undefined || told < happened) return undefined
  const days = told - happened
  if (days <= 3) return '0_3_days'
  if (days <= 5) return '4_5_days'
  if (days <= 14) return '6_14_days'
  return days <= 30 ? '2_weeks_1_month' : 'over_1_month'
}

function dayIn(answer: Answer | undefined): number | undefined {
  const day = typeof answer === 'string' ? answer.slice(0, 10) : undefined
  return isDay(day) ? dayNumber(day) : undefined
}

function numberOfPerpetrators(data: Data): string | undefined {
  const count = rowsOf(data['alleged_perpetrator']).length
  if (count === 0) return undefined
  return count > 3 ? 'more_than_3' : `equal_to_${count}`
}

/** Contexts of violence that follow from the standard classification (records §10). */
function gbvCaseContext(data: Data): string[] | undefined {
  const type = data['gbv_sexual_violence_type']
  const isGbv = !isBlank(type) && type !== 'non-gbv'
  const isSexual = type === 'rape' || type === 'sexual_assault'
  const isChild = typeof data['age'] === 'number' && data['age'] < 18
  const abduction = data['abduction_status_time_of_incident']
  const byPartner = rowsOf(data['alleged_perpetrator']).some(
    (row) => row['perpetrator_relationship'] === 'intimate_partner_former_partner',
  )
  const contexts: [string, boolean][] = [
    ['intimate_partner_violence', isGbv && byPartner],
    ['child_sexual_abuse', isSexual && isChild],
    ['early_marriage', type === 'forced_marriage' && isChild],
    ['possible_sexual_exploitation', isSexual && !isBlank(data['goods_money_exchanged'])],
    ['possible_sexual_slavery', isSexual && !isBlank(abduction) && abduction !== 'none'],
    ['harmful_traditional_practice', isGbv && !isBlank(data['harmful_traditional_practice'])],
  ]
  const found = contexts.filter(([, holds]) => holds).map(([context]) => context)
  return found.length === 0 ? undefined : found
}
