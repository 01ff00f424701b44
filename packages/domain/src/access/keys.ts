// Names that rules know although no form may define them: what the server keeps, computes and releases (api-records §5, §7).
import type { Field, RecordType } from '../configuration/bundle.ts'

/** Readable by whoever reads the record at all (access §5.1.1). */
export const coreKeys = [
  'id',
  'status',
  'state',
  'case_status_reopened',
  'record_state',
  'incident_case_id',
  'family_id',
  'created_at',
  'source_case_display_id',
  'owned_by',
  'module_id',
] as const

/**
 * Lists may always be filtered by these (access §5.1.2), without sex, age, survivor code and current location:
 * those are answers, and follow the form that asks them.
 */
export const filterKeys = [
  'or',
  'not',
  'cases_by_date',
  'record_in_scope',
  'associated_user_names',
  'not_edited_by_owner',
  'has_photo',
  'case_id_display',
  'created_at',
  'has_incidents',
  'short_id',
  'record_state',
  'registration_date',
  'date_closure',
  'reassigned_transferred_on',
  'current_alert_types',
  'reporting_location_hierarchy',
  'followup_dates',
  'reunification_dates',
  'tracing_dates',
  'service_implemented_day_times',
] as const

export const mrmKeys = [
  'individual_violations',
  'individual_age',
  'individual_sex',
  'victim_deprived_liberty_security_reasons',
  'reasons_deprivation_liberty',
  'victim_facilty_victims_held',
  'torture_punishment_while_deprivated_liberty',
  'violation_with_verification_status',
  'armed_force_group_party_names',
  'has_late_verified_violations',
  'perpetrator_category',
  'date_of_first_report',
  'ctfmr_verified_date',
  'verification_status',
  'child_types',
  'verified_ghn_reported',
  'weapon_type',
  'facility_impact',
  'facility_attack_type',
  'child_role',
  'abduction_purpose_single',
  'military_use_type',
  'types_of_aid_disrupted_denial',
] as const

/** Who works on the record and when (access §5.1.9; misspellings are the wire's). */
export const recordInformation = [
  'alert_count',
  'assigned_user_names',
  'created_at',
  'created_by',
  'created_by_agency',
  'owned_by',
  'owned_by_agency_id',
  'owned_by_text',
  'owned_by_agency_office',
  'previous_agency',
  'previously_owned_by',
  'reassigned_tranferred_on',
  'reopened_logs',
  'last_updated_at',
  'last_updated_by',
  'owned_by_groups',
  'previously_owned_by_agency',
  'created_organization',
  'consent_for_services',
  'disclosure_other_orgs',
  'case_type',
  'assign',
  'identified_by',
] as const

export const syncKeys = ['synced_at', 'sync_status', 'mark_synced', 'mark_synced_url', 'mark_synced_status'] as const
export const registryKeys = ['registry_record_id', 'registry_id_display', 'registry_name', 'registry_no'] as const
export const familyKeys = [
  'family_id',
  'family_id_display',
  'family_member_id',
  'family_name',
  'family_number',
] as const

export const approvalTypes = ['assessment', 'case_plan', 'closure', 'action_plan', 'gbv_closure'] as const

export const approvalKeys = (type: (typeof approvalTypes)[number]): string[] => [
  `${type}_approved`,
  `approval_status_${type}`,
  `${type}_approved_date`,
  `${type}_approved_comments`,
  ...(type === 'case_plan' ? ['case_plan_approval_type'] : []),
]

const presence = ['referred_users_present', 'referred_users_pending_present', 'referred_users_accepted_present']
const lastReferral = ['last_referral_rejected_at', 'last_referral_done_at', 'transfer_status']

/** What a dashboard's permission lets one read besides (access §5.1.8, 11). */
export const dashboardKeys: Record<string, readonly string[]> = {
  cases_by_task_overdue_assessment: ['assessment_due_dates'],
  cases_by_task_overdue_case_plan: ['case_plan_due_dates'],
  cases_by_task_overdue_services: ['service_due_dates'],
  cases_by_task_overdue_followups: ['followup_due_dates'],
  case_risk: ['risk_level'],
  dash_shared_with_me: ['referred_users', 'referred_users_pending', 'referred_users_accepted', 'transferred_to_users'],
  dash_shared_with_others: [...presence, ...lastReferral],
  dash_shared_from_my_team: [...presence.slice(1), ...lastReferral],
  dash_shared_with_my_team: [
    'referred_users_pending',
    'referred_users_accepted',
    ...presence.slice(1),
    'transferred_to_users',
  ],
  dash_shared_with_my_team_overview: ['transferred_to_user_groups', 'transfer_status'],
}

const commonShort = [
  'created_at',
  'owned_by',
  'owned_by_agency_id',
  'photos',
  'flag_count',
  'status',
  'record_in_scope',
  'short_id',
  'alert_count',
]

const short: Record<RecordType, readonly string[]> = {
  case: [
    'case_id_display',
    'name',
    'survivor_code_no',
    'age',
    'sex',
    'registration_date',
    'hidden_name',
    'workflow',
    'case_status_reopened',
    'module_id',
    'registry_record_id',
    'client_code',
    'gender',
    'reporting_location_hierarchy',
    'location_current',
  ],
  incident: [
    'date_of_interview',
    'date_of_incident',
    'violence_type',
    'incident_location',
    'violations',
    'social_worker',
    'date_of_first_report',
    'cp_incident_violence_type',
    'reporting_location_hierarchy',
    'gbv_sexual_violence_type',
    'incident_date',
    'survivor_code',
    'violation_category',
    'incident_date_derived',
  ],
  tracing_request: ['relation_name', 'inquiry_date', 'tracing_names'],
  registry_record: [
    'registry_type',
    'registry_id_display',
    'name',
    'registration_date',
    'module_id',
    'location_current',
    'registry_no',
  ],
  family: [
    'family_registration_date',
    'family_id_display',
    'family_name',
    'family_number',
    'module_id',
    'family_location_current',
  ],
}

/** The summary of a record in lists, before rights (api-records §5.3). */
export const shortKeys = (type: RecordType): readonly string[] => [...commonShort, ...short[type]]

/** What a record search shows of a hit besides its summary (api-records §5.3). */
export const previewKeys: Partial<Record<RecordType, readonly string[]>> = {
  case: ['age', 'date_of_birth', 'estimated', 'name', 'sex'],
  family: ['family_id_display', 'family_name', 'family_number', 'family_registration_date'],
}

const kept = (name: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  name,
  type,
  label: { en: name },
  identifying: false,
  ...more,
})

const choice = (name: string, ids: string[]): Field =>
  kept(name, 'select_box', { options: { values: ids.map((id) => ({ id, label: { en: id } })) } })

/** Shapes of keys that no form needs to define. */
export const coreFields: ReadonlyMap<string, Field> = new Map(
  [
    choice('status', ['open', 'closed']),
    choice('workflow', [
      'new',
      'closed',
      'reopened',
      'service_provision',
      'services_implemented',
      'case_plan',
      'assessment',
    ]),
    kept('date_closure', 'date_field'),
    kept('case_status_reopened', 'tick_box'),
    kept('record_state', 'tick_box'),
    kept('hidden_name', 'tick_box'),
    kept('reporting_location_hierarchy', 'text_field'),
    kept('incident_case_id', 'text_field'),
    kept('registry_record_id', 'text_field'),
    kept('family_id', 'text_field'),
    kept('family_member_id', 'text_field'),
    kept('identified_by', 'text_field'),
    kept('mark_synced', 'tick_box'),
    kept('mark_synced_url', 'text_field'),
    kept('mark_synced_status', 'text_field'),
    kept('synced_at', 'date_field', { includeTime: true }),
    kept('sync_status', 'text_field'),
  ].map((field) => [field.name, field]),
)

/** Keys that come with an action and with nothing else (access §5.2). */
export const actionKeys: Partial<Record<RecordType, Record<string, readonly string[]>>> = {
  case: {
    close: ['status', 'date_closure'],
    reopen: ['status', 'workflow', 'case_status_reopened'],
    enable_disable_record: ['record_state'],
    add_registry_record: ['registry_record_id'],
    case_from_family: ['family_id', 'family_member_id'],
    link_family_record: ['family_id', 'family_member_id'],
    attribute: ['identified_by'],
    sync_external: syncKeys,
    add_note: ['notes_section'],
    incident_details_from_case: ['incident_details'],
    services_section_from_case: ['services_section'],
  },
  incident: { enable_disable_record: ['record_state'], link_incident_to_case: ['incident_case_id'] },
  tracing_request: { enable_disable_record: ['record_state'] },
  registry_record: { enable_disable_record: ['record_state'] },
  family: {
    enable_disable_record: ['record_state'],
    close: ['status', 'date_closure'],
    reopen: ['status', 'workflow', 'case_status_reopened'],
  },
}

/** Rows that an action lets one add to somebody else's case; rows that are there stay as they are (access §2.1). */
export const addedByAction: ReadonlySet<string> = new Set(['notes_section', 'incident_details', 'services_section'])

const serverKeys: ReadonlySet<string> = new Set([
  ...coreKeys,
  'unique_identifier',
  'unique_id',
  'short_id',
  'case_id',
  'case_id_display',
  'case_id_code',
  'incident_id',
  'incident_id_display',
  'incident_code',
  'tracing_request_id',
  'tracing_request_id_display',
  'registry_id',
  'registry_id_display',
  'family_id_display',
  'registry_record_id',
  'registry_name',
  'family_member_id',
  'created_by',
  'created_by_full_name',
  'created_by_agency',
  'created_by_groups',
  'created_organization',
  'created_agency_office',
  'posted_at',
  'owned_by_full_name',
  'owned_by_agency_id',
  'owned_by_groups',
  'owned_by_location',
  'owned_by_user_code',
  'owned_by_agency_office',
  'owned_by_text',
  'previously_owned_by',
  'previously_owned_by_full_name',
  'previously_owned_by_agency',
  'previously_owned_by_location',
  'previously_owned_by_agency_office',
  'previous_agency',
  'assigned_user_names',
  'associated_user_names',
  'associated_user_groups',
  'associated_user_agencies',
  'last_updated_at',
  'last_updated_by',
  'last_updated_by_full_name',
  'last_updated_organization',
  'not_edited_by_owner',
  'has_photo',
  'flagged',
  'flag_count',
  'alert_count',
  'current_alert_types',
  'has_incidents',
  'has_case_plan',
  'hidden_name',
  'workflow',
  'case_type',
  'reopened_logs',
  'reporting_location_hierarchy',
  'identified_by',
  'identified_by_full_name',
  'identified_at',
  'assessment_due_dates',
  'case_plan_due_dates',
  'service_due_dates',
  'followup_due_dates',
  'service_implemented_day_times',
  'followup_dates',
  'tracing_dates',
  'reunification_dates',
  'followup_status',
  'services_status',
  'current_care_arrangements_type',
  'current_name_caregiver',
  'current_care_arrangement_started_date',
  'incident_date_derived',
  'elapsed_reporting_time',
  'number_of_perpetrators',
  'gbv_case_context',
  'tracing_names',
  'tracing_nicknames',
  'record_in_scope',
  'enabled',
  'assign',
  'reassigned_transferred_on',
  'reassigned_tranferred_on',
  'transitions',
  'transferred_to_users',
  'transferred_to_user_groups',
  'referred_users',
  'referred_users_pending',
  'referred_users_accepted',
  ...presence,
  ...lastReferral,
  'approval_subforms',
  ...approvalTypes.flatMap(approvalKeys),
  ...syncKeys,
])

/**
 * Never writable because a form shows it: state, links, ownership and what the server computes. Each comes with its
 * own action, transition or approval, or with none (access §6.1).
 */
export const isServerKey = (name: string): boolean => serverKeys.has(name)
