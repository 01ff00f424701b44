// Everything that is made anew on each change of a record, whoever makes it and whatever he sent (records §3, §5–§10).
import { reportingLocationField } from '../access/granted.ts'
import { isSame, rowsOf } from '../access/rows.ts'
import { caseDerived } from '../cases/derive.ts'
import { distinct } from '../cases/due.ts'
import type { RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isBlank } from '../forms/answer.ts'
import { calculate } from '../forms/calculate.ts'
import { incidentDerived } from '../incidents/derive.ts'
import type { Data, Occasion } from './record.ts'

/** `before` is the stored data, undefined for a new record; `after` holds the new answers and stamps. */
export function derived(
  config: Configuration,
  type: RecordType,
  before: Data | undefined,
  after: Data,
  occasion: Occasion,
): Data {
  const module = typeof after['module_id'] === 'string' ? after['module_id'] : ''
  const calculated = calculate(config, type, module, after)
  const data = ofType(config, type, module, before, calculated, occasion)
  return { ...data, ...reportedFrom(config, type, before, data), not_edited_by_owner: isEditedByOthers(data) }
}

function ofType(
  config: Configuration,
  type: RecordType,
  module: string,
  before: Data | undefined,
  data: Data,
  occasion: Occasion,
): Data {
  if (type === 'case') return caseDerived(config, module, before, data, occasion)
  if (type === 'incident') return incidentDerived(data)
  return type === 'tracing_request' ? { ...data, ...tracedNames(data) } : data
}

const isEditedByOthers = (data: Data): boolean =>
  !isBlank(data['last_updated_by']) && data['last_updated_by'] !== data['owned_by']

/** Names of all children sought, not only of those in the latest payload (records §18). */
function tracedNames(data: Data): Data {
  const traces = rowsOf(data['tracing_request_subform_section'])
  return {
    tracing_names: distinct(traces.map((row) => row['name'])),
    tracing_nicknames: distinct(traces.map((row) => row['name_nickname'])),
  }
}

/** The way from the country to the place that a record is reported by; kept until that place changes (records §3). */
function reportedFrom(config: Configuration, type: RecordType, before: Data | undefined, data: Data): Data {
  const name = type === 'case' || type === 'incident' ? reportingLocationField(config, type) : undefined
  if (name === undefined) return {}
  const isNew = !isSame(before?.[name], data[name])
  if (!isNew && !isBlank(data['reporting_location_hierarchy'])) return {}
  const code = data[name]
  const place = typeof code === 'string' ? config.locations.get(code) : undefined
  if (!place)
    return isNew && !isBlank(data['reporting_location_hierarchy']) ? { reporting_location_hierarchy: null } : {}
  return { reporting_location_hierarchy: place.hierarchy.join('.') }
}
