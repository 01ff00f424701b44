// Names that a role's actions let one read besides the answers of its forms.
import type { RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Actor } from './actor.ts'
import type { FieldContext } from './identity.ts'
import {
  approvalKeys,
  approvalTypes,
  coreKeys,
  dashboardKeys,
  familyKeys,
  filterKeys,
  isServerKey,
  mrmKeys,
  recordInformation,
  registryKeys,
  syncKeys,
} from './keys.ts'
import { holds, may } from './role.ts'

const approvalsOf = (actor: Actor) =>
  approvalTypes.filter(
    (type) =>
      may(actor.role, 'case', `request_approval_${type}`) ||
      may(actor.role, 'case', `approve_${type}`) ||
      holds(actor.role, 'dashboard', `approvals_${type}`) ||
      holds(actor.role, 'dashboard', `approvals_${type}_pending`),
  )

/** What rights let staff read besides the answers of forms (access §5.1). */
export function staffKeys(actor: Actor, ctx: FieldContext): string[] {
  const { role } = actor
  const { type } = ctx
  const hasRight = (action: string) => may(role, type, action)
  const keys: string[] = [...coreKeys, ...filterKeys, ...attachedKeys(actor, type)]
  if (role.modules.includes('primeromodule-mrm')) keys.push(...mrmKeys)
  if (hasRight('read')) keys.push(...recordInformation)
  if (type === 'tracing_request') keys.push('tracing_names')
  if (type === 'case') keys.push(...caseKeys(actor))
  if (type === 'incident') {
    keys.push('incident_date_derived', 'violation_category')
    if (may(role, 'case', 'incident_from_case')) keys.push('incident_case_id', 'case_id_display')
  }
  if (hasRight('sync_external')) keys.push(...syncKeys)
  for (const [dashboard, more] of Object.entries(dashboardKeys)) {
    if (holds(role, 'dashboard', dashboard)) keys.push(...more)
  }
  return keys
}

function caseKeys(actor: Actor): string[] {
  const { role } = actor
  const any = (...actions: string[]) => actions.some((action) => may(role, 'case', action))
  return [
    'workflow',
    ...(any('view_incident_from_case') ? ['incident_details'] : []),
    ...(any('view_registry_record', 'add_registry_record') ? registryKeys : []),
    ...(any('view_family_record', 'case_from_family', 'link_family_record') ? familyKeys : []),
  ]
}

/** What comes with flags, approvals, hiding and photos, for staff and for the subject of a record alike. */
function attachedKeys(actor: Actor, type: RecordType): string[] {
  const { role } = actor
  const approvals = type === 'case' ? approvalsOf(actor) : []
  return [
    ...(may(role, type, 'write') ? ['hidden_name'] : []),
    ...(may(role, type, 'flag') ? ['flag_count', 'flagged'] : []),
    ...approvals.flatMap(approvalKeys),
    ...(approvals.length > 0 ? ['approval_subforms'] : []),
    ...(may(role, type, 'search_owned_by_others') && may(role, type, 'display_view_page')
      ? ['photos', 'recorded_audio']
      : []),
    ...(may(role, type, 'view_photo') ? ['photo'] : []),
  ]
}

const notForSubjects = new Set<string>(['created_at', 'owned_by', 'registry_record_id', 'family_id'])

/** Scope `identified`: the subject of the record reads no staff information (access §5.1). */
export const subjectKeys = (actor: Actor, type: RecordType): string[] => [
  ...coreKeys.filter((key) => !notForSubjects.has(key)),
  ...(type === 'case' ? ['workflow', 'identified_at', 'identified_by', 'identified_by_full_name'] : []),
  ...attachedKeys(actor, type),
]

/** The settings' key of the place that a record is reported by. */
export function reportingLocationField(config: Configuration, type: RecordType): string | undefined {
  const key = type === 'incident' ? 'incident_reporting_location_config' : 'reporting_location_config'
  const setting = config.settings[key]
  const field = typeof setting === 'object' && setting !== null ? (setting as { field_key?: unknown }).field_key : null
  return typeof field === 'string' ? field : undefined
}

/** The place that a record is reported by, where it is a fact that the server stamps; an answer follows its form (access §5.1.12). */
export function reportingLocations(
  config: Configuration,
  actor: Actor,
  type: RecordType,
  names: Set<string>,
): string[] {
  if (type !== 'case' && type !== 'incident') return []
  const field = reportingLocationField(config, type)
  if (field === undefined || names.has(field) || actor.role.scope === 'identified') return []
  return config.fieldOf(type, field) && !isServerKey(field) ? [] : [field]
}

/** The path of places says as much as the field it is made from. */
export function hierarchyMayShow(config: Configuration, type: RecordType, names: Set<string>): boolean {
  const field = reportingLocationField(config, type)
  return field === undefined || names.has(field)
}
