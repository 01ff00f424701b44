// The words of the audit on the wire (api-admin §19): kinds of things, and what is done with them.

/** Kinds of what is no record, by the first part of an address. */
export const kindsByPart = {
  users: 'user',
  tokens: 'user',
  me: 'user',
  roles: 'role',
  user_groups: 'user_group',
  agencies: 'agency',
  forms: 'form_section',
  lookups: 'lookup',
  locations: 'location',
  primero_modules: 'primero_module',
  permissions: 'permission',
  system_settings: 'system_settings',
  codes_of_conduct: 'code_of_conduct',
  agreements: 'agreement',
  contact_information: 'contact_information',
  audit_logs: 'audit_log',
  activity_log: 'activity_log',
  saved_searches: 'saved_search',
  alerts: 'alert',
  dashboards: 'dashboard',
  reports: 'report',
  tasks: 'task',
  exports: 'bulk_export',
  configurations: 'primero_configuration',
  notices: 'notice',
  devices: 'device',
} as const

/** Kinds that one may ask for. */
export const wireKinds: readonly string[] = [
  ...new Set([
    ...['child', 'incident', 'tracing_request', 'registry_record', 'family'],
    ...Object.values(kindsByPart),
    ...['metadata', 'webhook'],
  ]),
].toSorted()

/** Actions that one may ask for: those that clients know, and ours. */
export const wireActions: readonly string[] = [
  ...'list index bulk_index show login logout show_alerts create update traces assessment_requested refer_to'.split(
    ' ',
  ),
  ...'enable_disable_record refer transfer_accepted transfer transfer_to refer_rejected assign assign_to unflag flag'.split(
    ' ',
  ),
  ...'delete password_reset_request bulk_assign export password_reset update_bulk current refer_done'.split(' '),
  ...'refer_accepted assessment_approved detach attach reopen close transfer_revoked transfer_rejected'.split(' '),
  ...'case_plan_approved case_plan_requested refer_revoke closure_approved create_family import'.split(' '),
  ...'closure_requested case_plan_rejected closure_rejected assessment_rejected add_note'.split(' '),
  ...'user_password_reset_request transfer_request family incident_details_from_case failed_login bulk_email'.split(
    ' ',
  ),
  ...'access access_log record_history show_attachment conflicts download who enrol_device revoke_device'.split(' '),
  ...'accept reveal hide'.split(' '),
  ...'ask_factor failed_factor add_factor remove_factor remove_factors renew_recovery_codes forget_device prove'.split(
    ' ',
  ),
  ...'explain effect choices notices seen search words chain'.split(' '),
  ...'list_devices device_records escrow open_escrow drop_audit_month verify_audit first_administrator'.split(' '),
  ...'make_link make_link_code show_link end_link link_look link_open link_wrong_code'.split(' '),
  ...'link_accept link_reject link_done print issue_code self_register mail_given_up mail_again'.split(' '),
  ...'job_run leave enable bind_provider unbind_provider'.split(' '),
]
