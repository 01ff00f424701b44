// GET /primero and GET /system_settings (api-admin §3, §4).
import type { Actor } from '@primero/domain/access/actor.ts'
import { holds } from '@primero/domain/access/role.ts'
import { type Agency, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { identifierFields, phoneFields } from '@primero/domain/records/record.ts'
import { wireActions, wireKinds } from '../audit/words.ts'
import type { Settings } from '../config.ts'
import { version } from '../version.ts'
import { fileAddresses, showsLogos } from './agency-files.ts'
import { filled, type Presenting } from './present-forms.ts'
import { presentAgency, presentModule } from './present.ts'

const rightToLeft = new Set(['ar', 'ar-IQ', 'ar-JO', 'ar-LB', 'ar-SD', 'fa-AF', 'ku', 'ku-IQ', 'ps-AF', 'aeb', 'ar-SY'])

const wireTypes = {
  case: 'cases',
  incident: 'incidents',
  tracing_request: 'tracing_requests',
  registry_record: 'registry_records',
  family: 'families',
} as const

/** The collection name of a record type on the wire. */
export const collectionOf = (type: keyof typeof wireTypes): string => wireTypes[type]

const mostLogos = 3

export const presentPrimero = (
  p: Presenting,
  { demo, webPush }: Pick<Settings, 'demo' | 'webPush'>,
  registration: Record<string, unknown>,
) => ({
  sandbox_ui: demo,
  config_ui: 'limited',
  locales: p.locales,
  webpush_enabled: webPush !== undefined,
  agencies: withLogos(p, showsLogos).slice(0, mostLogos),
  agencies_logo_options: withLogos(p, (agency) => agency.pdfLogoOption === true),
  ...registration,
})

/** Enabled agencies by what anybody may see of them. */
const withLogos = (p: Presenting, isShown: (agency: Agency) => boolean) =>
  [...p.config.agencies.values()]
    .filter((agency) => !agency.disabled && isShown(agency))
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map((agency) => ({
      unique_id: agency.id,
      name: agency.name['en'] ?? '',
      ...fileAddresses(p.ids, agency, ['logoFull', 'logoIcon']),
    }))

const everyType = (fieldsOf: (type: (typeof recordTypes)[number]) => readonly string[]) =>
  Object.fromEntries(recordTypes.map((type) => [collectionOf(type), fieldsOf(type)]))

const phonetic = [
  'name',
  'name_nickname',
  'name_other',
  'relation_name',
  'relation_nickname',
  'relation_other_family',
  'tracing_names',
  'tracing_nicknames',
]

/** Keys of the settings document that leave as they are. */
const plain = [
  'age_ranges',
  'primary_age_range',
  'incident_reporting_location_config',
  'auto_populate_list',
  'case_code_format',
  'case_code_separator',
  'duplicate_export_field',
  'export_config_id',
  'location_limit_for_api',
  'approval_forms_to_alert',
  'changes_field_to_form',
  'unhcr_needs_codes_mapping',
  'terms_of_use_agency_sign',
  'terms_of_use_acknowledge',
  'welcome_email_text_i18n',
] as const

const systemOptions = [
  'show_alerts',
  'due_date_from_appointment_date',
  'code_of_conduct_enabled',
  'timeframe_hours_to_assign',
  'timeframe_hours_to_assign_high',
  'days_since_referral_status_changed',
  'duplicate_field_to_form',
  'maximum_users',
  'maximum_users_warning',
  'maximum_attachments_space',
  'maximum_attachments_space_warning',
  'phone_formats',
  'default_phone_format',
  'registry_types',
  'field_mode',
  'system_name',
] as const

const picked = (from: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.filter((key) => from[key] !== undefined && from[key] !== null).map((key) => [key, from[key]]))

export function presentSettings(
  p: Presenting,
  actor: Actor,
  extended: boolean,
  enforcesTerms: boolean,
): Record<string, unknown> {
  const { settings, roles } = p.config
  const options = (settings['system_options'] ?? {}) as Record<string, unknown>
  const labels = (settings['approvals_labels'] ?? {}) as Record<string, Record<string, string>>
  return {
    primero_version: version,
    locale: actor.locale,
    default_locale: settings['default_locale'] ?? 'en',
    rtl_locales: p.locales.filter((l) => rightToLeft.has(l)),
    base_language: 'en',
    reporting_location_config: reportingLocation(settings, actor),
    approvals_labels: Object.fromEntries(Object.entries(labels).map(([key, text]) => [key, filled(text, p.locales)])),
    export_require_password: true,
    system_options: {
      ...picked(options, systemOptions),
      maximum_attachments_per_record: options['maximum_attachments_per_record'] ?? 100,
      allow_case_creation_from_referral: [...roles.values()].some((r) => holds(r, 'case', 'create_case_from_referral')),
      enforce_terms_of_use: enforcesTerms,
    },
    audit_log: { actions: wireActions, record_types: wireKinds },
    exact_search_fields: everyType((type) => identifierFields[type]),
    phonetic_search_fields: everyType(() => phonetic),
    phone_number_search_fields: everyType((type) => phoneFields[type]),
    config_update_lock: false,
    ...picked(settings, plain),
    ...(extended
      ? {
          agencies: [...p.config.agencies.values()].map((a, i) => presentAgency(p, a, i)),
          modules: [...p.config.modules.values()].map((m) => presentModule(p, m)),
        }
      : {}),
  }
}

/** The level is the role's where it has one. */
export function reportingLocation(settings: Record<string, unknown>, actor: Actor): Record<string, unknown> {
  const config = (settings['reporting_location_config'] ?? {}) as Record<string, unknown>
  const levels = (config['admin_level_map'] ?? { 1: ['province'], 2: ['district'] }) as Record<string, string[]>
  const level = actor.role.reportingLocationLevel ?? config['admin_level'] ?? 2
  return {
    ...config,
    admin_level: level,
    admin_level_map: levels,
    label_keys: levels[String(level)] ?? [],
    hierarchy_filter: config['hierarchy_filter'] ?? [],
  }
}
