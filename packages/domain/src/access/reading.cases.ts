// For tests only: which fields a role reads (access §5.1; design: identity, roles shipped). The world is the
// one of sample.ts: forms basic_identity, services, family_details, notes, photos_and_audio, assessment, survivor …
import type { RecordType, Role } from '../configuration/bundle.ts'

const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'

export type ReadCase = {
  says: string
  role: Partial<Role>
  /** Whose record: amal's own unless said otherwise; `granted` is bilal's, granted to amal; `list` asks for no record. */
  of?: 'own' | 'bilal' | 'granted' | 'list' | 'beyond'
  type?: RecordType
  module?: string
  reads?: string[]
  not?: string[]
  tag?: '?'
}

const may = (...actions: string[]): Partial<Role> => ({ permissions: { case: actions }, forms: {} })
export const approvals = (type: string) => [
  `${type}_approved`,
  `approval_status_${type}`,
  `${type}_approved_date`,
  `${type}_approved_comments`,
]

export const readCases: ReadCase[] = [
  {
    says: 'read, and no form: the facts of the record and none of its answers',
    role: may('read'),
    reads: [
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
      'case_id_display',
      'short_id',
      'registration_date',
      'date_closure',
      'has_photo',
      'has_incidents',
      'not_edited_by_owner',
      'current_alert_types',
      'associated_user_names',
      'record_in_scope',
      'followup_dates',
      'workflow',
      'created_by',
      'assigned_user_names',
      'last_updated_at',
      'last_updated_by',
      'owned_by_groups',
      'owned_by_agency_id',
      'previously_owned_by',
      'reopened_logs',
      'identified_by',
    ],
    not: [
      'name',
      'age',
      'sex',
      'date_of_birth',
      'survivor_code',
      'survivor_code_no',
      'location_current',
      'notes_section',
      'registry_record_id',
    ],
  },
  {
    says: 'a form to read',
    role: { forms: { basic_identity: 'r' } },
    reads: ['name', 'age', 'sex', 'nationality', 'count'],
    not: ['services_section', 'notes_section', 'risk_level'],
  },
  {
    says: 'a form to write is a form to read',
    role: { forms: { assessment: 'rw' } },
    reads: ['assessment_due_date', 'risk_level', 'total'],
    not: ['age'],
  },
  { says: 'rows come with their field', role: { forms: { services: 'r' } }, reads: ['services_section'] },
  {
    says: 'a form of another module does not count on this record',
    role: { modules: [cp, gbv], forms: { survivor: 'r', basic_identity: 'r' } },
    not: ['survivor_code_no'],
    reads: ['sex'],
  },
  {
    says: 'in a list the forms of all modules count',
    role: { modules: [cp, gbv], forms: { survivor: 'r', basic_identity: 'r' } },
    of: 'list',
    reads: ['survivor_code_no', 'sex'],
  },
  { says: 'protecting the name is for who may write', role: may('read'), not: ['hidden_name'] },
  { says: 'and comes with writing', role: may('read', 'write'), reads: ['hidden_name'] },
  { says: 'flags are for who flags', role: may('read'), not: ['flag_count', 'flagged'] },
  { says: 'and come with flagging', role: may('read', 'flag'), reads: ['flag_count', 'flagged'] },
  {
    says: 'incidents in the case are for who sees them',
    role: { permissions: { case: ['read'] } },
    not: ['incident_details'],
  },
  {
    says: 'also where a form asks for them',
    role: { permissions: { case: ['read'] }, forms: { incident_details_container: 'r' } },
    not: ['incident_details'],
  },
  {
    says: 'and come with the right to see them',
    role: may('read', 'view_incident_from_case'),
    reads: ['incident_details'],
  },
  {
    says: 'exchange with other systems is for who may',
    role: may('read'),
    not: ['synced_at', 'sync_status', 'mark_synced', 'mark_synced_url', 'mark_synced_status'],
  },
  {
    says: 'exchange comes with the right',
    role: may('read', 'sync_external'),
    reads: ['synced_at', 'sync_status', 'mark_synced', 'mark_synced_url', 'mark_synced_status'],
  },
  {
    says: 'an approval is for who asks for it',
    role: may('read', 'request_approval_closure'),
    reads: [...approvals('closure'), 'approval_subforms'],
    not: approvals('case_plan'),
  },
  {
    says: 'or gives it',
    role: may('read', 'approve_case_plan'),
    reads: [...approvals('case_plan'), 'case_plan_approval_type', 'approval_subforms'],
    not: approvals('closure'),
  },
  {
    says: 'or counts it',
    role: { ...may('read'), permissions: { case: ['read'], dashboard: ['approvals_gbv_closure_pending'] } },
    reads: approvals('gbv_closure'),
  },
  {
    says: 'and for nobody else',
    role: may('read', 'write'),
    not: [...approvals('assessment'), ...approvals('action_plan'), 'approval_subforms'],
  },
  {
    says: 'overdue dates are for who counts them',
    role: { forms: {}, permissions: { case: ['read'], dashboard: ['cases_by_task_overdue_services'] } },
    reads: ['service_due_dates'],
    not: ['assessment_due_dates', 'case_plan_due_dates', 'followup_due_dates'],
  },
  {
    says: 'risk is for who counts it, without the form',
    role: { forms: {}, permissions: { case: ['read'], dashboard: ['case_risk'] } },
    reads: ['risk_level'],
  },
  {
    says: 'what was shared with me',
    role: { forms: {}, permissions: { case: ['read'], dashboard: ['dash_shared_with_me'] } },
    reads: ['referred_users', 'referred_users_pending', 'referred_users_accepted', 'transferred_to_users'],
    not: ['transfer_status'],
  },
  {
    says: 'what I shared with others',
    role: { forms: {}, permissions: { case: ['read'], dashboard: ['dash_shared_with_others'] } },
    reads: ['referred_users_present', 'last_referral_rejected_at', 'last_referral_done_at', 'transfer_status'],
    not: ['referred_users'],
  },
  {
    says: 'what my team shared',
    role: { forms: {}, permissions: { case: ['read'], dashboard: ['dash_shared_from_my_team'] } },
    reads: ['referred_users_pending_present', 'transfer_status'],
    not: ['referred_users_present'],
  },
  {
    says: 'the overview of my team',
    role: { forms: {}, permissions: { case: ['read'], dashboard: ['dash_shared_with_my_team_overview'] } },
    reads: ['transferred_to_user_groups', 'transfer_status'],
    not: ['transferred_to_users'],
  },
  {
    says: 'everything is not every dashboard',
    role: { forms: {}, permissions: { case: ['manage'] } },
    not: ['service_due_dates', 'referred_users'],
  },
  {
    says: 'the registry is for who sees it',
    role: may('read'),
    not: ['registry_record_id', 'registry_id_display', 'registry_no'],
  },
  {
    says: 'the registry comes with the right',
    role: { ...may('read', 'view_registry_record'), identity: 'scope' },
    reads: ['registry_record_id', 'registry_id_display', 'registry_name', 'registry_no'],
  },
  {
    says: 'the family is for who sees it',
    role: may('read'),
    not: ['family_id_display', 'family_member_id', 'family_number'],
  },
  {
    says: 'and comes with the right to see, to link or to make a case of a member',
    role: { ...may('read', 'link_family_record'), identity: 'scope' },
    reads: ['family_id', 'family_id_display', 'family_member_id', 'family_name', 'family_number'],
  },
  {
    says: 'a family’s name is somebody’s name',
    role: { ...may('read', 'view_family_record'), identity: 'none' },
    reads: ['family_number'],
    not: ['family_name'],
  },
  { says: 'the newest photo is for who sees photos', role: { ...may('read'), identity: 'scope' }, not: ['photo'] },
  {
    says: 'the photo comes with the right',
    role: { ...may('read', 'view_photo'), identity: 'scope' },
    reads: ['photo'],
  },
  { says: 'a photo is a face', role: { ...may('read', 'view_photo'), identity: 'none' }, not: ['photo', 'photos'] },
  {
    says: 'photos and recordings of hits are for who searches and previews',
    role: { ...may('read', 'search_owned_by_others', 'display_view_page'), identity: 'scope' },
    reads: ['photos', 'recorded_audio'],
  },
  {
    says: 'previewing alone is not enough',
    role: { ...may('read', 'display_view_page'), identity: 'scope' },
    not: ['photos', 'recorded_audio'],
  },
  {
    says: 'the case of an incident is for who makes incidents of cases',
    role: { permissions: { incident: ['read'] }, forms: {} },
    type: 'incident',
    reads: ['incident_date_derived'],
  },
  {
    says: 'with that right the case’s code comes',
    role: { permissions: { incident: ['read'], case: ['incident_from_case'] }, forms: {} },
    type: 'incident',
    reads: ['incident_date_derived', 'incident_case_id', 'case_id_display'],
  },
  {
    says: 'names that a tracing request looks for are names',
    role: { permissions: { tracing_request: ['read'] }, forms: {}, identity: 'none' },
    type: 'tracing_request',
    not: ['tracing_names'],
  },
  {
    says: 'and come with identity',
    role: { permissions: { tracing_request: ['read'] }, forms: {}, identity: 'scope' },
    type: 'tracing_request',
    reads: ['tracing_names'],
  },
  {
    says: 'who reads the record about himself reads his forms and nothing of the staff’s',
    role: {
      scope: 'identified',
      category: 'identified',
      permissions: { case: ['read', 'write'] },
      forms: { basic_identity: 'r' },
    },
    reads: ['id', 'status', 'record_state', 'workflow', 'age', 'identified_at', 'identified_by', 'hidden_name'],
    not: [
      'created_at',
      'owned_by',
      'registry_record_id',
      'family_id',
      'created_by',
      'last_updated_by',
      'assigned_user_names',
      'owned_by_groups',
    ],
  },
  {
    says: 'keys that no role has',
    role: { scope: 'all', identity: 'scope', permissions: { case: ['manage'] } },
    not: ['name_tok', 'record_ids', 'seen_by', 'password'],
  },
]

/** Identity, by role, record and field (design: identity). */
export const named = ['name', 'name_nickname', 'date_of_birth', 'photos']
const unnamed = ['age', 'sex', 'status', 'owned_by']

export const identityCases: ReadCase[] = [
  { says: 'none: not on one’s own record', role: { identity: 'none' }, reads: unnamed, not: named },
  {
    says: 'none: not with every other right',
    role: { identity: 'none', scope: 'all', permissions: { case: ['manage'] } },
    of: 'bilal',
    reads: unnamed,
    not: [...named, 'photo'],
  },
  {
    says: 'none: narratives follow their form',
    role: { identity: 'none', forms: { notes: 'r' } },
    reads: ['notes_section'],
  },
  { says: 'own: on one’s own record', role: { identity: 'own' }, reads: [...named, ...unnamed] },
  { says: 'own: where one was granted it', role: { identity: 'own' }, of: 'granted', reads: named },
  {
    says: 'own: not on a colleague’s in reach',
    role: { identity: 'own', scope: 'group' },
    of: 'bilal',
    reads: unnamed,
    not: named,
  },
  { says: 'own: in a list of own records', role: { identity: 'own', scope: 'self' }, of: 'list', reads: named },
  {
    says: 'own: not in a list of a team',
    role: { identity: 'own', scope: 'group' },
    of: 'list',
    reads: unnamed,
    not: named,
  },
  {
    says: 'own: not on a hit beyond one’s reach',
    role: { identity: 'own', permissions: { case: ['read', 'search_owned_by_others', 'display_view_page'] } },
    of: 'beyond',
    not: named,
  },
  { says: 'scope: on a colleague’s', role: { identity: 'scope', scope: 'group' }, of: 'bilal', reads: named },
  { says: 'scope: in a list', role: { identity: 'scope', scope: 'all' }, of: 'list', reads: named },
  {
    says: 'reveal: not without a reason',
    role: { identity: 'reveal', scope: 'group' },
    of: 'bilal',
    reads: unnamed,
    not: named,
  },
  { says: 'reveal: not even on one’s own', role: { identity: 'reveal' }, not: named, tag: '?' },
  {
    says: 'a name without its form is no name that one reads',
    role: { identity: 'scope', forms: { services: 'r' } },
    not: ['name', 'date_of_birth'],
  },
  {
    says: 'of a survivor: the supervisor sees none of it',
    role: { identity: 'none', scope: 'group', modules: [gbv], forms: 'all' },
    of: 'bilal',
    module: gbv,
    not: named,
    reads: ['survivor_code_no', 'status'],
  },
  {
    says: 'of a survivor: nobody of another module sees anything',
    role: { identity: 'scope', scope: 'all' },
    of: 'bilal',
    module: gbv,
    not: [...named, 'survivor_code_no'],
  },
]
