// A user on the wire (api-admin §6.2): literal keys, nulls left out, never a secret.
import { formRights } from '@primero/domain/access/role.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { reportingLocation } from '../configuration/present-settings.ts'
import { filled } from '../configuration/present-forms.ts'
import type { House } from '../house.ts'
import { type Colleague, listFilters, listHeaders } from './lists.ts'
import { type AccountRow, actorOf } from './queries.ts'

const plural: Record<string, string> = {
  case: 'cases',
  incident: 'incidents',
  tracing_request: 'tracing_requests',
  registry_record: 'registry_records',
  family: 'families',
  role: 'roles',
  user: 'users',
  user_group: 'user_groups',
  agency: 'agencies',
  webhook: 'webhooks',
  report: 'reports',
  managed_report: 'managed_reports',
  metadata: 'metadata',
  potential_match: 'potential_matches',
  duplicate: 'duplicates',
  system: 'systems',
  primero_configuration: 'primero_configurations',
  dashboard: 'dashboards',
  audit_log: 'audit_logs',
  usage_report: 'usage_reports',
  matching_configuration: 'matching_configurations',
  kpi: 'kpis',
  code_of_conduct: 'codes_of_conduct',
  activity_log: 'activity_logs',
}

/** `colleagues`: for the extended view; whose records this person may choose among. */
export function presentUser(
  house: House,
  a: AccountRow,
  extended: boolean,
  colleagues: Colleague[] = [],
): Record<string, unknown> {
  const config = house.configuration()
  const role = config.roles.get(a.role)
  const shown = {
    id: a.id,
    user_name: a.user_name,
    full_name: a.full_name,
    code: a.code,
    phone: a.phone,
    email: a.email,
    position: a.position,
    agency_id: a.agency === null ? null : house.wireIds().idOf('agency', a.agency),
    agency_office: a.agency_office,
    location: a.location,
    reporting_location_code: reportingCode(house, a, role),
    time_zone: a.time_zone,
    locale: a.locale,
    services: a.services,
    identity_provider_unique_id: a.identity_provider,
    role_unique_id: a.role,
    role_group_permission: role?.scope,
    module_unique_ids: role?.modules ?? [],
    user_group_unique_ids: a.groups,
    user_groups: a.groups.map((id) => ({
      id: house.wireIds().idOf('user_group', id),
      unique_id: id,
      name: config.userGroups.get(id)?.name ?? id,
      disabled: config.userGroups.get(id)?.disabled ?? false,
    })),
    created_at: a.created_at.toISOString(),
    updated_at: a.updated_at.toISOString(),
    disabled: a.disabled,
    duplicate: false,
    unverified: a.unverified,
    self_registered: a.self_registered,
    registration_stream: a.registration_stream,
    data_processing_consent_provided_on: a.data_processing_consent_on?.toISOString() ?? null,
    send_mail: a.send_mail,
    receive_webpush: a.receive_webpush,
    settings: settingsOf(a),
    code_of_conduct_id: a.code_of_conduct_id,
    code_of_conduct_accepted_on: a.code_of_conduct_accepted_on?.toISOString(),
    terms_of_use_accepted_on: a.terms_of_use_accepted_on?.toISOString(),
    ...termsKeys(house, a),
    managed_report_scope: role?.permissions['managed_report'] ? (role.objects?.managed_report?.scope ?? 'all') : null,
    reporting_location_config: role && reportingLocation(config.settings, actorOf(a, role)),
    ...(extended && role ? extendedKeys(house, a, role, colleagues) : {}),
  }
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== null && value !== undefined))
}

/** What there is of the terms of the own agency, where they are asked for at all. */
function termsKeys(house: House, a: AccountRow): Record<string, boolean> {
  const agency = house.configuration().agencies.get(a.agency ?? '')
  if (!house.settings.termsOfUse || agency === undefined) return {}
  const accepted = a.terms_of_use_accepted_on?.toISOString()
  const uploaded = agency.termsOfUse?.at
  return {
    agency_terms_of_use_enabled: agency.termsEnabled ?? false,
    agency_terms_of_use_changed: accepted !== undefined && uploaded !== undefined && uploaded > accepted,
  }
}

/** Which notices somebody wants; what he said nothing of, the house decides. */
function settingsOf({ settings }: AccountRow): Record<string, unknown> {
  const { notifications } = (settings ?? {}) as { notifications?: Record<string, unknown> }
  return { notifications: { send_mail: {}, receive_webpush: {}, ...notifications } }
}

/** The ancestor of the user's location at the reporting level. */
export function reportingCode(house: House, a: AccountRow, role: Role | undefined): string | null {
  const place = a.location === null ? undefined : house.configuration().locations.get(a.location)
  const settings = (house.configuration().settings['reporting_location_config'] ?? {}) as { admin_level?: number }
  return place?.hierarchy[role?.reportingLocationLevel ?? settings.admin_level ?? 2] ?? null
}

function extendedKeys(house: House, a: AccountRow, role: Role, colleagues: Colleague[]): Record<string, unknown> {
  const config = house.configuration()
  const actor = actorOf(a, role)
  const p = { config, ids: house.wireIds(), locales: (config.settings['locales'] ?? ['en']) as string[] }
  const rights = [...formRights(config, role)].filter(([id]) => config.forms.get(id)?.subform === false)
  const agency = a.agency === null ? undefined : config.agencies.get(a.agency)
  return {
    permissions: {
      list: Object.entries(role.permissions).map(([resource, actions]) => ({
        resource: plural[resource] ?? resource,
        actions,
      })),
    },
    permitted_form: Object.fromEntries(rights),
    permitted_form_unique_ids: rights.map(([id]) => id),
    permitted_role_unique_ids: role.objects?.role ?? [],
    filters: listFilters(p, actor, colleagues),
    list_headers: listHeaders(p, actor),
    is_manager: role.manager ?? false,
    agency_unique_id: a.agency,
    agency_name: agency && (filled(agency.name, [a.locale])[a.locale] || agency.name['en']),
  }
}
