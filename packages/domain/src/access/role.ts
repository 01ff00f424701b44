// Which actions exist, and which of them a role grants (access §1, §2).
import type { Role } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'

/** Every resource with its actions, in the order of the wire (api-admin §7.1). */
export const resourceActions: Record<string, readonly string[]> = {
  case: [
    'read',
    'create',
    'write',
    'enable_disable_record',
    'flag',
    'flag_multiple',
    'resolve_any_flag',
    'flag_update',
    'attribute',
    'incident_from_case',
    'incident_details_from_case',
    'view_incident_from_case',
    'service_provision_incident_details',
    'services_section_from_case',
    'export_list_view_csv',
    'export_csv',
    'export_xls',
    'export_photowall',
    'export_unhcr_csv',
    'export_pdf',
    'export_duplicate_id_csv',
    'export_json',
    'export_custom',
    'import',
    'consent_override',
    'sync_external',
    'sync_mobile',
    'request_approval_assessment',
    'request_approval_case_plan',
    'request_approval_closure',
    'request_approval_action_plan',
    'request_approval_gbv_closure',
    'approve_assessment',
    'approve_case_plan',
    'approve_closure',
    'approve_action_plan',
    'approve_gbv_closure',
    'self_approve',
    'search_owned_by_others',
    'display_view_page',
    'request_transfer',
    'view_photo',
    'referral_from_service',
    'add_note',
    'find_tracing_match',
    'assign',
    'assign_within_agency',
    'assign_within_user_group',
    'remove_assigned_users',
    'transfer',
    'receive_transfer',
    'accept_or_reject_transfer',
    'referral',
    'receive_referral',
    'access_log',
    'receive_referral_different_module',
    'reopen',
    'close',
    'view_protection_concerns_filter',
    'change_log',
    'list_case_names',
    'view_registry_record',
    'add_registry_record',
    'view_family_record',
    'case_from_family',
    'link_family_record',
    'remove_alert',
    'service_own_entries_only',
    'create_case_from_referral',
    'update_case_relationships',
    'view_case_relationships',
    'manage',
  ],
  incident: [
    'read',
    'create',
    'write',
    'enable_disable_record',
    'flag',
    'resolve_any_flag',
    'flag_update',
    'export_list_view_csv',
    'export_csv',
    'export_xls',
    'export_pdf',
    'export_incident_recorder_xls',
    'export_json',
    'export_custom',
    'import',
    'sync_mobile',
    'change_log',
    'access_log',
    'export_mrm_violation_xls',
    'remove_alert',
    'verify_mrm',
    'assign',
    'link_incident_to_case',
    'manage',
  ],
  tracing_request: [
    'read',
    'create',
    'write',
    'enable_disable_record',
    'flag',
    'resolve_any_flag',
    'flag_update',
    'export_list_view_csv',
    'export_csv',
    'export_xls',
    'export_pdf',
    'export_json',
    'export_custom',
    'import',
    'change_log',
    'access_log',
    'manage',
  ],
  registry_record: [
    'read',
    'create',
    'write',
    'enable_disable_record',
    'flag',
    'resolve_any_flag',
    'flag_update',
    'export_csv',
    'export_xls',
    'export_json',
    'change_log',
    'access_log',
    'sync_mobile',
    'manage',
  ],
  family: [
    'read',
    'create',
    'write',
    'enable_disable_record',
    'flag',
    'resolve_any_flag',
    'flag_update',
    'reopen',
    'close',
    'export_list_view_csv',
    'export_csv',
    'export_xls',
    'export_pdf',
    'export_json',
    'export_custom',
    'access_log',
    'sync_mobile',
    'case_from_family',
    'search_owned_by_others',
    'search_and_select_family_record',
    'display_view_page',
    'assign',
    'change_log',
    'manage',
  ],
  role: ['create', 'read', 'write', 'assign', 'copy', 'manage', 'delete'],
  user: ['create', 'read', 'agency_read', 'write', 'disable_multiple', 'send_email_multiple', 'manage'],
  user_group: ['create', 'read', 'write', 'assign', 'manage', 'delete'],
  agency: ['read', 'write', 'assign', 'manage'],
  webhook: ['create', 'read', 'write', 'delete', 'manage'],
  report: ['read', 'group_read', 'agency_read', 'create', 'write', 'manage'],
  managed_report: [
    'violations',
    'gbv_statistics',
    'ghn_report',
    'individual_children',
    'workflow_report',
    'protection_outcomes',
    'process_quality_total_cases',
    'process_quality_average_cases',
    'process_quality_successful_referrals',
    'process_quality_implemented_referrals',
    'case_characteristics',
    'cases_workflow_report',
    'violence_type_report',
    'referrals_transfers_report',
    'protection_concerns_report',
    'followups_report',
    'services_report',
    'reporting_locations_report',
    'case_management_kpis_report',
    'case_management_kpis_service_referrals_report',
    'distribution_users_role_report',
  ],
  metadata: ['manage', 'manage_restricted'],
  potential_match: ['read', 'view_audio', 'view_photo', 'manage'],
  duplicate: ['read'],
  system: ['manage'],
  primero_configuration: ['manage'],
  dashboard: [
    'case_overview',
    'case_risk',
    'approvals_assessment',
    'approvals_assessment_pending',
    'approvals_case_plan',
    'approvals_case_plan_pending',
    'approvals_closure',
    'approvals_closure_pending',
    'approvals_action_plan',
    'approvals_action_plan_pending',
    'approvals_gbv_closure',
    'approvals_gbv_closure_pending',
    'view_response',
    'dash_reporting_location',
    'dash_protection_concerns',
    'dash_matching_results',
    'dash_service_provisions',
    'dash_cases_to_assign',
    'workflow',
    'workflow_team',
    'cases_by_task_overdue_assessment',
    'cases_by_task_overdue_case_plan',
    'cases_by_task_overdue_services',
    'cases_by_task_overdue_followups',
    'dash_cases_by_social_worker',
    'dash_protection_concerns_by_location',
    'dash_show_none_values',
    'dash_tasks',
    'dash_flags',
    'dash_shared_with_me',
    'dash_shared_with_others',
    'dash_group_overview',
    'dash_shared_with_my_team',
    'dash_shared_with_my_team_overview',
    'dash_shared_from_my_team',
    'dash_case_incident_overview',
    'dash_national_admin_summary',
    'dash_violations_category_verification_status',
    'dash_violations_category_region',
    'dash_perpetrator_armed_force_group_party_names',
    'action_needed_new_updated',
    'action_needed_new_referrals',
    'action_needed_transfer_awaiting_acceptance',
    'action_needed_identified',
  ],
  audit_log: ['read'],
  usage_report: ['read'],
  matching_configuration: ['manage'],
  kpi: [
    'read',
    'kpi_assessment_status',
    'kpi_average_followup_meetings_per_case',
    'kpi_average_referrals',
    'kpi_case_closure_rate',
    'kpi_case_load',
    'kpi_client_satisfaction_rate',
    'kpi_completed_case_action_plans',
    'kpi_completed_case_safety_plans',
    'kpi_completed_supervisor_approved_case_action_plans',
    'kpi_number_of_cases',
    'kpi_number_of_incidents',
    'kpi_reporting_delay',
    'kpi_services_provided',
    'kpi_supervisor_to_caseworker_ratio',
    'kpi_time_from_case_open_to_close',
  ],
  code_of_conduct: ['manage'],
  activity_log: ['manage', 'transfer'],
}

const covering: Record<string, readonly string[]> = {
  index: ['read'],
  show: ['read'],
  view: ['read'],
  list: ['read'],
  export: ['read'],
  edit: ['write'],
  update: ['write'],
  disable: ['write'],
  destroy: ['write', 'delete'],
  new: ['create'],
}

/** Is it an action on this resource at all? `manage` grants every one of them, and nothing else. */
export const isActionOn = (resource: string, action: string): boolean =>
  Object.hasOwn(resourceActions, resource) && resourceActions[resource]?.includes(action) === true

const listed = (role: Role, resource: string): readonly string[] =>
  Object.hasOwn(role.permissions, resource) ? (role.permissions[resource] ?? []) : []

/** Does the role grant the action: by name, by an action that covers it, or by `manage`? */
export function may(role: Role, resource: string, action: string): boolean {
  const actions = listed(role, resource)
  return (
    actions.includes('manage') ||
    actions.includes(action) ||
    (Object.hasOwn(covering, action) && covering[action]?.some((wider) => actions.includes(wider)) === true)
  )
}

/**
 * Does the role name the action itself? `manage` does not count: keys that belong to one step (access §5.2)
 * come with the step's own permission, and a restriction such as `service_own_entries_only` never with all rights.
 */
export const holds = (role: Role, resource: string, action: string): boolean => listed(role, resource).includes(action)

export type FormRight = 'r' | 'rw'

/**
 * Form id → right. Forms that belong to none of the role's modules are dropped (access §3);
 * subforms have the right of the form whose field they fill.
 */
export function formRights(config: Configuration, role: Role): Map<string, FormRight> {
  const rights = new Map<string, FormRight>()
  for (const form of config.forms.values()) {
    if (form.subform || !form.modules.some((m) => role.modules.includes(m))) continue
    const right = role.forms === 'all' ? 'rw' : role.forms[form.id]
    if (right) grantWithRows(config, form.id, right, rights)
  }
  return rights
}

function grantWithRows(config: Configuration, id: string, right: FormRight, rights: Map<string, FormRight>): void {
  if (rights.get(id) === right || rights.get(id) === 'rw') return
  rights.set(id, right)
  for (const field of config.forms.get(id)?.fields ?? []) {
    if (field.type !== 'subform') continue
    const rows = config.rowsOf(field)
    if (rows) grantWithRows(config, rows.id, right, rights)
  }
}
