// What follows from the answers of a case, made anew on every change (records §5, §7, §8, §9).
import { isSame, rowsOf } from '../access/rows.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { autoPopulated, autoPopulateOf } from '../forms/autopopulate.ts'
import { instantOf, isBlank } from '../forms/answer.ts'
import type { Answer, Data, Occasion, Row } from '../records/record.ts'
import { dueDay } from './due-by-risk.ts'
import { distinct, isDueByAppointment, isImplemented, isOpenService, serviceDue } from './due.ts'
import { workflowOf } from './workflow.ts'

/** The case with everything that follows from its answers. `before` is what was stored; undefined for a new case. */
export function caseDerived(
  config: Configuration,
  module: string,
  before: Data | undefined,
  after: Data,
  occasion: Occasion,
): Data {
  const data = withName(config, withNotes(withConcerns(withServices(after)), before, occasion))
  const derived: Data = {
    ...data,
    ...dueDates(config, data),
    followup_status: followupStatus(rowsOf(data['followup_subform_section'])),
    services_status: servicesStatus(rowsOf(data['services_section'])),
    has_case_plan: rowsOf(data['cp_case_plan_subform_case_plan_interventions']).some(isPlanned),
    case_type: caseTypeOf(config, module),
  }
  return { ...derived, workflow: workflowOf(config, module, derived) }
}

function caseTypeOf(config: Configuration, module: string): string {
  const type = config.modules.get(module)?.options['case_type']
  return typeof type === 'string' && type !== '' ? type : 'person'
}

const isPlanned = (row: Row): boolean =>
  !isBlank(row['intervention_service_to_be_provided']) || !isBlank(row['intervention_service_goal'])

/** Each service says whether it was implemented, or that it still waits. */
function withServices(data: Data): Data {
  const rows = rowsOf(data['services_section'])
  const flagged = rows.map((row) => {
    const flag = isImplemented(row)
      ? 'implemented'
      : isOpenService(row)
        ? 'not_implemented'
        : row['service_implemented']
    return flag === row['service_implemented'] || flag === undefined ? row : { ...row, service_implemented: flag }
  })
  return flagged.every((row, i) => row === rows[i]) ? data : { ...data, services_section: flagged }
}

/** Concerns told in detail are concerns of the case. Only added: what was a concern stays one (records §9). */
function withConcerns(data: Data): Data {
  const before = data['protection_concerns']
  const known = Array.isArray(before) ? before.filter((c) => typeof c === 'string') : []
  const detailed = rowsOf(data['protection_concern_detail_subform_section']).map(
    (row) => row['protection_concern_type'],
  )
  const all = distinct([...known, ...detailed])
  return all.length === known.length ? data : { ...data, protection_concerns: all }
}

/** A note says who wrote it and when; what a device left out is the writer of this change, now (records §5). */
function withNotes(data: Data, before: Data | undefined, occasion: Occasion): Data {
  if (isSame(before?.['notes_section'], data['notes_section'])) return data
  const rows = rowsOf(data['notes_section'])
  if (rows.every(isSigned)) return data
  const signed = rows.map((row) =>
    isSigned(row) ? row : { ...row, note_date: occasion.now, note_created_by: occasion.user },
  )
  return { ...data, notes_section: signed }
}

const isSigned = (row: Row): boolean => !isBlank(row['note_date']) && !isBlank(row['note_created_by'])

/** A name put together from its parts, where the settings say so; never made empty. */
function withName(config: Configuration, data: Data): Data {
  const rule = autoPopulateOf(config, 'name')
  const name =
    rule && autoPopulated(rule, data, { creator: null, agencies: config.agencies, locations: config.locations })
  return name === undefined || name === data['name'] ? data : { ...data, name }
}

/** Arrays that lists and dashboards are filtered by. */
function dueDates(config: Configuration, data: Data): Data {
  const services = rowsOf(data['services_section'])
  const followups = rowsOf(data['followup_subform_section'])
  const byAppointment = isDueByAppointment(config)
  return {
    assessment_due_dates: isBlank(data['assessment_requested_on'])
      ? distinct([dueDay(config, 'assessment', data)])
      : [],
    case_plan_due_dates: isBlank(data['date_case_plan']) ? distinct([dueDay(config, 'case_plan', data)]) : [],
    followup_due_dates: distinct(
      followups.filter((row) => isBlank(row['followup_date'])).map((row) => row['followup_needed_by_date']),
    ),
    service_due_dates: distinct(
      services.filter((row) => !isImplemented(row)).map((row) => serviceDue(row, byAppointment)),
    ),
    service_implemented_day_times: distinct(services.map((row) => row['service_implemented_day_time'])),
    followup_dates: distinct(followups.map((row) => row['followup_date'])),
    tracing_dates: distinct(rowsOf(data['tracing_actions_section']).map((row) => row['date_tracing'])),
    reunification_dates: distinct(
      rowsOf(data['reunification_details_section']).map((row) => row['date_reunification']),
    ),
  }
}

/** No row at all is nothing planned: the reference counts it as implemented (records §7). */
function followupStatus(rows: Row[]): string {
  if (rows.length > 0 && rows.every((row) => !isBlank(row['followup_date']))) return 'follow_ups_implemented'
  const planned = rows.some((row) => !isBlank(row['followup_needed_by_date']))
  return planned ? 'follow_ups_planned' : 'follow_ups_not_planned'
}

function servicesStatus(rows: Row[]): string {
  if (rows.length > 0 && rows.every(isImplemented)) return 'all_implemented'
  return rows.some(isOpenService) ? 'in_progress' : 'no_services'
}

/** Who cares for the child now: the arrangement that began last (records §9); what is not answered is left out. */
export function currentCare(data: Data): Data {
  const newest = rowsOf(data['care_arrangements_section']).reduce<Row | undefined>(
    (best, row) => (startOf(row) > startOf(best) ? row : best),
    undefined,
  )
  const outputs: [string, Answer | undefined][] = [
    [
      'current_care_arrangements_type',
      newest?.['care_arrangements_type'] ?? newest?.['current_care_arrangements_type'],
    ],
    ['current_name_caregiver', newest?.['name_caregiver']],
    ['current_care_arrangement_started_date', newest?.['care_arrangement_started_date']],
  ]
  return Object.fromEntries(outputs.filter(([, answer]) => !isBlank(answer)))
}

const startOf = (row: Row | undefined): number =>
  instantOf(row?.['care_arrangement_started_date']) ?? Number.NEGATIVE_INFINITY
