// Where a case stands, told from its data alone (design: workflow status; records §8).
import { rowsOf } from '../access/rows.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { instantOf, isBlank } from '../forms/answer.ts'
import type { Answer, Data, Row } from '../records/record.ts'
import { isDay } from '../time.ts'
import { isImplemented, isOpenService } from './due.ts'

type Step = { status: string; at: string | undefined }

/**
 * `closed` where it is closed; else the newest of what happened: reopened, all services implemented, the response
 * type of the newest open service, case plan, assessment. Steps that the module does not use are skipped;
 * at the same time the earlier in this list counts. A case neither open nor closed keeps what it has.
 */
export function workflowOf(config: Configuration, module: string, data: Data): string {
  const { status, workflow } = data
  if (status === 'closed') return 'closed'
  if (status !== undefined && status !== null && status !== 'open')
    return typeof workflow === 'string' ? workflow : 'new'
  const options = config.modules.get(module)?.options ?? {}
  const services = rowsOf(data['services_section'])
  const steps = [
    reopened(data),
    options['use_workflow_service_implemented'] === true ? implemented(services) : undefined,
    response(services),
    options['use_workflow_case_plan'] === true ? dated('case_plan', data['date_case_plan']) : undefined,
    options['use_workflow_assessment'] === true ? dated('assessment', data['assessment_requested_on']) : undefined,
  ]
  return (
    steps.reduce<Step | undefined>(
      (best, step) => (step && (!best || isNewer(step.at, best.at)) ? step : best),
      undefined,
    )?.status ?? 'new'
  )
}

function reopened(data: Data): Step | undefined {
  const dates = rowsOf(data['reopened_logs']).map((row) => text(row['reopened_date']))
  if (dates.length === 0)
    return data['case_status_reopened'] === true ? { status: 'reopened', at: undefined } : undefined
  return { status: 'reopened', at: newest(dates) }
}

function implemented(services: Row[]): Step | undefined {
  if (services.length === 0 || !services.every(isImplemented)) return undefined
  return {
    status: 'services_implemented',
    at: newest(services.map((row) => text(row['service_implemented_day_time']))),
  }
}

/** The open service with the latest response date; one without a date counts as the earliest. */
function response(services: Row[]): Step | undefined {
  return services
    .filter((row) => isOpenService(row) && text(row['service_response_type']) !== undefined)
    .map(
      (row): Step => ({ status: text(row['service_response_type']) ?? '', at: text(row['service_response_day_time']) }),
    )
    .reduce<Step | undefined>((best, step) => (!best || isNewer(step.at, best.at) ? step : best), undefined)
}

const dated = (status: string, answer: Answer | undefined): Step | undefined =>
  isBlank(answer) ? undefined : { status, at: text(answer) }

const text = (answer: Answer | undefined): string | undefined =>
  typeof answer === 'string' && answer !== '' ? answer : undefined

const newest = (dates: (string | undefined)[]): string | undefined =>
  dates.reduce((best, date) => (isNewer(date, best) ? date : best), undefined)

/** A day is neither before nor after a moment of the same day. */
function isNewer(a: string | undefined, b: string | undefined): boolean {
  const [x, y] = [instantOf(a), instantOf(b)]
  if (x === undefined || y === undefined) return x !== undefined
  if (isDay(a) || isDay(b)) return (a ?? '').slice(0, 10) > (b ?? '').slice(0, 10)
  return x > y
}
