// Days that follow from the risk of a case, where an instance says how long each kind of work may take. What somebody
// entered always wins, and nothing that is derived is kept as an answer: it follows the level when that changes.
import type { Configuration } from '../configuration/configuration.ts'
import { dayNumber, isBlank, isObject } from '../forms/answer.ts'
import type { Answer, Data } from '../records/record.ts'
import { isDay, isMoment } from '../time.ts'
import { momentOf, timeframeOf } from './due.ts'

const from = {
  assessment: { due: 'assessment_due_date', start: 'registration_date' },
  case_plan: { due: 'case_plan_due_date', start: 'assessment_requested_on' },
} as const

/** The day on which an assessment, or a plan, is due: as entered, else by risk. */
export function dueDay(config: Configuration, kind: keyof typeof from, data: Data): Answer | undefined {
  const { due, start } = from[kind]
  const entered = data[due]
  if (!isBlank(entered)) return entered
  const length = timeframeOf(timeframeFor(config, kind, data['risk_level']))
  const begun = data[start]
  if (length === undefined || typeof begun !== 'string' || !(isDay(begun) || isMoment(begun))) return undefined
  return momentOf(dayNumber(begun.slice(0, 10)) * 86_400_000 + length).slice(0, 10)
}

function timeframeFor(config: Configuration, kind: keyof typeof from, level: unknown): unknown {
  const byKind = config.settings['due_timeframes_by_risk']
  const byLevel = isObject(byKind) ? byKind[kind] : undefined
  return isObject(byLevel) && typeof level === 'string' && Object.hasOwn(byLevel, level) ? byLevel[level] : undefined
}
