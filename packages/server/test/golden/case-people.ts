// Who does case work in golden cases: sends, receives, answers, approves, counts. Apart from the others, whose groups and
// agencies they do not share, so that nobody else's cases see them.
import type { Agency, Role, UserGroup } from '@primero/domain/configuration/bundle.ts'
import type { Person } from './people.ts'
import { cp, gbv, role } from './role.ts'

const approvals = ['assessment', 'case_plan', 'closure', 'action_plan', 'gbv_closure']
const workerBoards = [
  'case_overview',
  'case_risk',
  'action_needed_new_referrals',
  'action_needed_transfer_awaiting_acceptance',
  'dash_shared_with_me',
  'dash_shared_with_others',
  'dash_case_incident_overview',
  'dash_cases_to_assign',
  'approvals_closure',
  'workflow',
]
const teamBoards = [
  'dash_group_overview',
  'dash_cases_by_social_worker',
  'dash_shared_from_my_team',
  'dash_shared_with_my_team',
  'dash_shared_with_my_team_overview',
  'approvals_closure_pending',
  'cases_by_task_overdue_assessment',
  'cases_by_task_overdue_services',
  'workflow_team',
  'dash_reporting_location',
  'dash_national_admin_summary',
  'dash_protection_concerns',
]

export const caseRoles: Role[] = [
  role(
    'golden-sender',
    'self',
    {
      case: [
        'read',
        'create',
        'write',
        'close',
        'change_log',
        'referral',
        'transfer',
        'request_transfer',
        'receive_referral',
        'receive_transfer',
        'flag',
        'incident_from_case',
        'view_incident_from_case',
        'view_case_relationships',
        'update_case_relationships',
        ...approvals.map((id) => `request_approval_${id}`),
      ],
      incident: ['read', 'create', 'write'],
      family: ['read', 'create', 'write'],
      dashboard: ['dash_tasks', 'dash_flags', ...workerBoards],
    },
    { identity: 'own' },
  ),
  role(
    'golden-overrider',
    'self',
    { case: ['read', 'create', 'write', 'referral', 'transfer', 'consent_override', 'receive_transfer'] },
    { identity: 'own' },
  ),
  role(
    'golden-lead',
    'group',
    {
      case: [
        'read',
        'write',
        'assign',
        'transfer',
        'referral',
        'accept_or_reject_transfer',
        'remove_assigned_users',
        'flag',
        'flag_update',
        'flag_multiple',
        'resolve_any_flag',
        'remove_alert',
        'change_log',
        'view_case_relationships',
        'update_case_relationships',
        ...approvals.map((id) => `approve_${id}`),
      ],
      incident: ['read', 'write', 'assign'],
      family: ['read', 'assign'],
      dashboard: ['dash_flags', ...teamBoards],
    },
    { manager: true },
  ),
  role(
    'golden-provider',
    'self',
    { case: ['read', 'write', 'receive_referral'], dashboard: ['dash_shared_with_me', 'case_overview'] },
    { identity: 'own' },
  ),
  role('golden-receiving-head', 'group', { case: ['read', 'accept_or_reject_transfer'] }, { manager: true }),
  role(
    'golden-service-referrer',
    'self',
    { case: ['read', 'create', 'write', 'referral_from_service'] },
    { identity: 'own' },
  ),
  role('golden-agency-assigner', 'agency', { case: ['read', 'assign_within_agency'] }),
  role('golden-group-assigner', 'group', { case: ['read', 'assign_within_user_group', 'view_case_relationships'] }),
  role('golden-requester', 'self', { case: ['read', 'request_transfer', 'receive_transfer'] }),
  role('golden-self-approver', 'self', { case: ['read', 'create', 'approve_closure', 'self_approve'] }),
  role('golden-closure-approver', 'self', { case: ['read', 'create', 'approve_closure'] }),
  role(
    'golden-gbv-sender',
    'self',
    { case: ['read', 'create', 'write', 'referral', 'transfer', 'receive_transfer'] },
    { modules: gbv, identity: 'own' },
  ),
  role(
    'golden-gbv-provider',
    'self',
    { case: ['read', 'write', 'receive_referral', 'receive_referral_different_module'] },
    { modules: gbv, identity: 'own' },
  ),
  role(
    'golden-both-modules',
    'self',
    {
      case: ['read', 'create', 'write', 'request_approval_closure'],
      dashboard: ['approvals_closure', 'workflow', 'case_overview'],
    },
    { modules: [...cp, ...gbv] },
  ),
  role('golden-counter', 'all', { case: ['read'], dashboard: ['manage'] }, { identity: 'none' }),
  role('golden-watcher', 'all', { case: ['read', 'flag'], dashboard: ['dash_flags'] }, { identity: 'none' }),
  role(
    'golden-maintenance',
    'self',
    { case: ['read', 'receive_referral', 'receive_transfer'] },
    { category: 'maintenance' },
  ),
  role('golden-system', 'self', { case: ['read', 'receive_referral', 'receive_transfer'] }, { category: 'system' }),
  // What a referral shows: services alone.
  role(
    'golden-referral-services',
    'self',
    { case: ['read', 'change_log'] },
    { referral: true, referralAuthorization: true, forms: { services: 'rw' } },
  ),
]

export const caseAgencies: Agency[] = [
  { id: 'golden-east', code: 'GEAST', name: { en: 'East Association' } },
  { id: 'golden-clinic', code: 'GCLINIC', name: { en: 'Hill Clinic' }, services: ['health_medical_service'] },
  { id: 'golden-harbour', code: 'GHARBOUR', name: { en: 'Harbour Association' } },
]

export const caseGroups: UserGroup[] = [
  { id: 'golden-coast', name: 'Coast team' },
  { id: 'golden-nurses', name: 'Nurses' },
  { id: 'golden-quay', name: 'Quay team' },
]

export const casePeople = {
  // Case work in the east: reem and rico are badr's, olga may override consent; each of the others has a right of his own.
  reem: { role: 'golden-sender', agency: 'golden-east', groups: ['golden-coast'], location: 'GL0101' },
  rico: { role: 'golden-sender', agency: 'golden-east', groups: ['golden-coast'], location: 'GL0102' },
  olga: { role: 'golden-overrider', agency: 'golden-east', groups: ['golden-coast'] },
  badr: { role: 'golden-lead', agency: 'golden-east', groups: ['golden-coast'] },
  rafa: { role: 'golden-service-referrer', agency: 'golden-east', groups: ['golden-coast'] },
  agna: { role: 'golden-agency-assigner', agency: 'golden-east', groups: [] },
  gero: { role: 'golden-group-assigner', agency: 'golden-east', groups: ['golden-coast'] },
  sela: { role: 'golden-self-approver', agency: 'golden-east', groups: [] },
  sven: { role: 'golden-closure-approver', agency: 'golden-east', groups: [] },
  gema: { role: 'golden-gbv-sender', agency: 'golden-east', groups: [] },
  gil: { role: 'golden-gbv-sender', agency: 'golden-east', groups: [] },
  mona: { role: 'golden-both-modules', agency: 'golden-east', groups: [] },
  cleo: { role: 'golden-counter', agency: 'golden-east', groups: [] },
  wade: { role: 'golden-watcher', agency: 'golden-east', groups: [] },
  // The clinic, to which people are referred.
  clara: {
    role: 'golden-provider',
    agency: 'golden-clinic',
    groups: ['golden-nurses'],
    position: 'Nurse',
    location: 'GL0102',
    services: ['health_medical_service'],
  },
  cyrus: {
    role: 'golden-provider',
    agency: 'golden-clinic',
    groups: ['golden-nurses'],
    location: 'GL0101',
    services: ['psychosocial_service'],
  },
  gita: { role: 'golden-gbv-provider', agency: 'golden-clinic', groups: ['golden-nurses'] },
  ugo: { role: 'golden-provider', agency: 'golden-clinic', groups: ['golden-nurses'], unverified: true },
  mags: { role: 'golden-maintenance', agency: 'golden-clinic', groups: ['golden-nurses'] },
  syd: { role: 'golden-system', agency: 'golden-clinic', groups: ['golden-nurses'] },
  // Another town, to which cases are transferred: thea leads it.
  tomas: { role: 'golden-sender', agency: 'golden-harbour', groups: ['golden-quay'], location: 'GL02' },
  thea: { role: 'golden-receiving-head', agency: 'golden-harbour', groups: ['golden-quay'] },
  rolf: { role: 'golden-requester', agency: 'golden-harbour', groups: ['golden-quay'] },
} satisfies Record<string, Person>
