// The lists of a client that starts: their columns and their filters (api-admin §6.7, §6.8). A column or filter on
// what one may not read is left out: it would be empty, or would tell the answer.
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayAskBy } from '@primero/domain/access/fields.ts'
import { formRights, may } from '@primero/domain/access/role.ts'
import { type Module, type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { type Presenting, sourceOf } from '../configuration/present-forms.ts'
import { collectionOf, reportingLocation } from '../configuration/present-settings.ts'
import { workflowsOf } from '../configuration/present.ts'

type Column = { name: string; field_name: string; id_search?: true }

const column = (name: string, field_name = name): Column => ({ name, field_name })

/** Lists of other things than records: the same for everybody. */
const otherLists: Record<string, Column[]> = {
  reports: [column('name'), column('description')],
  tasks: [
    column('id', 'record_id_display'),
    column('name'),
    column('priority'),
    column('type'),
    column('due_date'),
    column('status'),
  ],
  bulk_exports: [column('file_name'), column('record_type'), column('started_on')],
  audit_logs: [
    column('timestamp'),
    column('user_name'),
    column('action'),
    column('description'),
    column('record_owner'),
  ],
  agencies: [column('agency.name', 'name'), column('description')],
  users: [column('full_name'), column('user_name'), column('role', 'role_unique_id'), column('agency')],
  user_groups: [column('user_group.name', 'name'), column('description')],
  locations: [
    column('name'),
    column('location.code', 'code'),
    column('location.admin_level', 'admin_level'),
    column('location.type', 'type'),
    column('location.hierarchy', 'hierarchy'),
  ],
}

/** What clients call a column whose field has another name. */
const columnNames: Record<RecordType, Record<string, string>> = {
  case: {
    case_id_display: 'id',
    short_id: 'id',
    survivor_code_no: 'survivor_code',
    created_at: 'case_opening_date',
    owned_by: 'social_worker',
  },
  incident: {
    short_id: 'id',
    incident_date: 'date_of_incident',
    date_of_first_report: 'date_of_interview',
    gbv_sexual_violence_type: 'violence_type',
    cp_incident_violence_type: 'violence_type',
    violation_category: 'violations',
    owned_by: 'social_worker',
  },
  tracing_request: {
    short_id: 'id',
    relation_name: 'name_of_inquirer',
    inquiry_date: 'date_of_inquiry',
    tracing_names: 'tracing_requests',
  },
  registry_record: { short_id: 'id' },
  family: { short_id: 'id' },
}

/** By these one finds a case when looking beyond one's own. */
const findsCases = new Set(['case_id_display', 'short_id', 'age', 'sex', 'gender'])

export function listHeaders(p: Presenting, actor: Actor): Record<string, Column[]> {
  const columnsOf = (type: RecordType) =>
    listed(p, actor, type, 'listHeaders')
      .filter((field) => hasColumn(p, actor, type, field))
      .map((field) => ({
        ...column(columnNames[type][field] ?? field, field),
        ...(field === 'short_id' || (type === 'case' && findsCases.has(field)) ? { id_search: true as const } : {}),
      }))
  return { ...byCollection(columnsOf), ...otherLists }
}

/** Managers see whose case it is, and names only where their role says so; case workers know (api-admin §6.8). */
function hasColumn({ config }: Presenting, actor: Actor, type: RecordType, field: string): boolean {
  const isManager = actor.role.manager ?? false
  if (field === 'complete') return may(actor.role, type, 'sync_mobile')
  // The record's codes carry this name.
  if (field === 'id' || !mayAskBy(config, actor, type, field)) return false
  if (type !== 'case') return true
  if (field === 'name') return !isManager || may(actor.role, 'case', 'list_case_names')
  if (field === 'survivor_code_no') return !isManager
  if (field === 'owned_by') return isManager
  return true
}

type Filter = {
  unique_id: string
  name: string
  field_name: string
  type: string
  option_strings_source?: string
  options?: unknown
}

export type Colleague = { userName: string; fullName: string }

/** `people`: whose records a manager may choose among. */
export function listFilters(p: Presenting, actor: Actor, people: Colleague[]): Record<string, Filter[]> {
  return byCollection((type) =>
    listed(p, actor, type, 'listFilters')
      .filter((field) => hasFilter(p, actor, type, field))
      .map((field) => filterOf(p, actor, type, field, people)),
  )
}

function hasFilter(p: Presenting, actor: Actor, type: RecordType, field: string): boolean {
  const { config } = p
  const { role } = actor
  const mayAsk = (name: string) => mayAskBy(config, actor, type, name)
  const approval = /^approval_status_(.+)$/.exec(field)?.[1]
  // Questions of their own rather than fields.
  if (field === 'my_cases' || field.endsWith('_by_date')) return true
  if (field === 'has_photo') return formRights(config, role).has('photos_and_audio')
  if (field === 'module_id') return config.modules.size > 1
  if (field === 'reporting_location') return mayAsk(String(reportingLocation(config.settings, actor)['field_key']))
  if (!mayAsk(field)) return false
  if (field === 'owned_by') return role.manager ?? false
  if (field === 'owned_by_agency_id') return role.scope === 'all'
  if (field === 'owned_by_groups') return modulesOf(p, actor).some((m) => m.options['user_group_filter'] === true)
  if (field === 'protection_concerns') return may(role, type, 'view_protection_concerns_filter')
  return approval === undefined || mayDecideOn(actor, type, approval)
}

const mayDecideOn = ({ role }: Actor, type: RecordType, approval: string): boolean =>
  may(role, type, `request_approval_${approval}`) || may(role, type, `approve_${approval}`)

const types: Record<string, string> = {
  flagged: 'toggle',
  my_cases: 'toggle',
  has_photo: 'toggle',
  record_state: 'multi_toggle',
  workflow: 'workflow',
  last_updated_at: 'dates',
}

function filterOf(p: Presenting, actor: Actor, type: RecordType, field: string, people: Colleague[]): Filter {
  const source = sourceOf(p.config.fieldOf(type, field)?.options)
  const options = optionsOf(p, actor, field, people)
  return {
    unique_id: field,
    name: field,
    field_name: wireField(p, actor, field, source),
    type: types[field] ?? (field.endsWith('_by_date') ? 'dates' : typeFor(p, source)),
    ...(source === undefined ? {} : { option_strings_source: source }),
    ...(options === undefined ? {} : { options }),
  }
}

/** A place is asked for with all that lies in it. */
function wireField(p: Presenting, actor: Actor, field: string, source: string | undefined): string {
  if (field !== 'reporting_location') return source === 'Location' ? `loc:${field}` : field
  const { field_key: key, admin_level: level } = reportingLocation(p.config.settings, actor)
  return `loc:${key}${level}`
}

/** One option is a switch, a few stand side by side, more make a list. */
function typeFor(p: Presenting, source: string | undefined): string {
  const count = p.config.lookups.get(source?.replace(/^lookup /, '') ?? '')?.values.length ?? 0
  if (count === 1) return 'toggle'
  return count === 2 || count === 3 ? 'multi_toggle' : 'checkbox'
}

function optionsOf(p: Presenting, actor: Actor, field: string, people: Colleague[]): unknown {
  if (field === 'owned_by') return people.map((c) => ({ id: c.userName, display_name: c.fullName, enabled: true }))
  if (field === 'age') return ageRanges(p)
  if (field === 'workflow') return workflowOptions(p, modulesOf(p, actor))
  return undefined
}

/** `0 - 5` asks for `0..5`, `18+` for `18..`. */
function ageRanges({ config }: Presenting): { id: string; display_name: string }[] {
  const ranges = (config.settings['age_ranges'] ?? {}) as Record<string, string[]>
  const primary = ranges[String(config.settings['primary_age_range'] ?? 'primero')] ?? []
  return primary.map((range) => ({ id: range.replace(' - ', '..').replace('+', '..'), display_name: range }))
}

/** Module → language → steps. */
const workflowOptions = (p: Presenting, modules: Module[]) =>
  Object.fromEntries(
    modules.flatMap((m) => {
      const steps = workflowsOf(p, m).case
      if (steps === undefined) return []
      const inOne = (locale: string) => steps.map((s) => ({ id: s.id, display_text: s.display_text[locale] ?? '' }))
      return [[m.id, Object.fromEntries(p.locales.map((locale) => [locale, inOne(locale)]))]]
    }),
  )

const modulesOf = ({ config }: Presenting, { role }: Actor): Module[] =>
  role.modules.map((m) => config.modules.get(m)).filter((m) => m !== undefined)

/** Names that the role's modules list for a type, in their order; none where the role may not read it. */
function listed(p: Presenting, actor: Actor, type: RecordType, lists: 'listHeaders' | 'listFilters'): string[] {
  if (!may(actor.role, type, 'read')) return []
  return [...new Set(modulesOf(p, actor).flatMap((m) => m[lists][collectionOf(type)] ?? []))]
}

const byCollection = <T>(of: (type: RecordType) => T): Record<string, T> =>
  Object.fromEntries(recordTypes.map((type) => [collectionOf(type), of(type)]))
