// Lookups, locations, agencies, roles, groups, modules on the wire (api-admin §7–§10, §12, §13).
import type { Agency, Lookup, Module, Role, UserGroup } from '@primero/domain/configuration/bundle.ts'
import type { Configuration, PlacedLocation } from '@primero/domain/configuration/configuration.ts'
import { type FormRight, formRights } from '@primero/domain/access/role.ts'
import { fileAddresses, showsLogos } from './agency-files.ts'
import { filled, type Presenting, presentOption } from './present-forms.ts'

export const presentLookup = (p: Presenting, lookup: Lookup) => ({
  id: p.ids.idOf('lookup', lookup.id),
  unique_id: lookup.id,
  name: filled(lookup.name, p.locales),
  locked: lookup.locked ?? false,
  values: lookup.values.map((value) => presentOption(p.locales, value)),
})

export function presentLocation(p: Presenting, l: PlacedLocation, withHierarchy: boolean) {
  const names = l.hierarchy.map((code) => p.config.locations.get(code)?.name)
  const name = Object.fromEntries(
    p.locales.map((locale) => [
      locale,
      names
        .map((n) => n?.[locale] ?? '')
        .filter((n) => n !== '')
        .join('::'),
    ]),
  )
  const base = { id: p.ids.idOf('location', l.code), code: l.code, type: l.type, disabled: l.disabled ?? false, name }
  if (!withHierarchy) return base
  return { ...base, admin_level: l.level, placename: filled(l.name, p.locales), hierarchy: l.hierarchy }
}

export const presentAgency = (p: Presenting, a: Agency, order: number) => ({
  id: p.ids.idOf('agency', a.id),
  unique_id: a.id,
  agency_code: a.code,
  order: a.order ?? order,
  name: filled(a.name, p.locales),
  description: filled(a.description, p.locales),
  ...given({ telephone: a.telephone }),
  services: a.services ?? [],
  logo_enabled: showsLogos(a),
  pdf_logo_option: a.pdfLogoOption ?? false,
  ...fileAddresses(p.ids, a, ['logoFull', 'logoIcon', 'termsOfUse']),
  terms_of_use_enabled: a.termsEnabled ?? false,
  ...given({ terms_of_use_uploaded_at: a.termsOfUse?.at }),
  disabled: a.disabled ?? false,
  ...given({
    contact_email: a.contactEmail,
    contact_name: a.contactName,
    contact_phone: a.contactPhone,
    notes: a.notes,
  }),
})

const given = (keys: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined))

export const presentGroup = (p: Presenting, g: UserGroup) => ({
  id: p.ids.idOf('user_group', g.id),
  unique_id: g.id,
  name: g.name,
  disabled: g.disabled ?? false,
  description: g.description ?? null,
  core_resource: false,
  agency_unique_ids: g.agencies ?? [],
})

/** Rows have the right of the form whose field they fill, and are not told apart. */
export const shownForms = (config: Configuration, role: Role): Record<string, FormRight> =>
  Object.fromEntries([...formRights(config, role)].filter(([id]) => config.forms.get(id)?.subform === false))

export const presentRole = (p: Presenting, r: Role) => ({
  id: p.ids.idOf('role', r.id),
  unique_id: r.id,
  name: r.name,
  description: r.description ?? null,
  group_permission: r.scope,
  referral: r.referral ?? false,
  transfer: r.transfer ?? false,
  referral_authorization: r.referralAuthorization ?? false,
  disabled: r.disabled ?? false,
  is_manager: r.manager ?? false,
  reporting_location_level: r.reportingLocationLevel ?? null,
  module_unique_ids: r.modules,
  form_section_read_write: shownForms(p.config, r),
  permissions: { ...r.permissions, objects: r.objects ?? {} },
})

const modulesWithoutWorkflow = ['primeromodule-gbv', 'primeromodule-mrm']

export const presentModule = (p: Presenting, m: Module) => ({
  id: p.ids.idOf('module', m.id),
  unique_id: m.id,
  name: m.name,
  description: m.description ?? null,
  associated_record_types: m.recordTypes,
  form_section_unique_ids: [...p.config.forms.values()]
    .filter((f) => !f.subform && f.modules.includes(m.id))
    .map((f) => f.id),
  creation_field_map: m.options['creation_field_map'] ?? {},
  field_map: m.fieldMap && { map_to: m.fieldMap.mapTo, fields: m.fieldMap.fields },
  module_options: m.options,
  options: m.options,
  list_filters: m.listFilters,
  list_headers: m.listHeaders,
  approvals_labels: {},
  field_labels: {},
  ...(modulesWithoutWorkflow.includes(m.id) ? {} : { workflows: workflowsOf(p, m) }),
})

type Step = { id: string; display_text: Record<string, string> }

/** Steps of the status bar: new, reopened, assessment?, case plan?, response types, services implemented?, closed. */
export function workflowsOf(p: Presenting, m: Module): { case?: Step[] } {
  const { options } = m
  if (options['workflow_status_indicator'] !== true) return {}
  const labels = p.config.lookups.get(String(options['workflow_lookup'] ?? 'lookup-workflow'))
  const responses = p.config.lookups.get(String(options['response_type_lookup'] ?? 'lookup-service-response-type'))
  const step = (id: string) => ({ id, display_text: filled(labels?.values.find((v) => v.id === id)?.label, p.locales) })
  return {
    case: [
      step('new'),
      step('reopened'),
      ...(options['use_workflow_assessment'] === true ? [step('assessment')] : []),
      ...(options['use_workflow_case_plan'] === true ? [step('case_plan')] : []),
      ...(responses?.values ?? []).map((v) => ({ id: v.id, display_text: filled(v.label, p.locales) })),
      ...(options['use_workflow_service_implemented'] === true ? [step('services_implemented')] : []),
      step('closed'),
    ],
  }
}
