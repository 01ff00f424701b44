// For tests only: which fields a role writes, by its forms and by its actions (access §5.2, §5.3, §6.1).
import type { RecordType, Role } from '../configuration/bundle.ts'
import { approvals, named } from './reading.cases.ts'

const gbv = 'primeromodule-gbv'

export type WriteCase = {
  says: string
  role: Partial<Role>
  of?: 'own' | 'bilal'
  type?: RecordType
  module?: string
  /** `record_action` of the call. */
  action?: string
  writes?: string[]
  not?: string[]
  tag?: '?'
}

const core = [
  'status',
  'state',
  'record_state',
  'owned_by',
  'module_id',
  'case_status_reopened',
  'incident_case_id',
  'family_id',
  'registry_record_id',
  'source_case_display_id',
  'created_at',
]
const computed = [
  'id',
  'unique_identifier',
  'short_id',
  'case_id',
  'case_id_display',
  'created_by',
  'assigned_user_names',
  'associated_user_names',
  'last_updated_by',
  'has_photo',
  'flag_count',
  'workflow',
  'identified_by',
  'total',
  'survivor_code',
]

export const writeCases: WriteCase[] = [
  {
    says: 'the fields of forms to write',
    role: { forms: { basic_identity: 'rw', services: 'r' } },
    writes: ['age', 'sex', 'name', 'count', 'nationality'],
    not: ['services_section'],
  },
  { says: 'writing alone never writes the state, the links and the ownership of a record', role: {}, not: core },
  { says: 'nor what the server computes', role: {}, not: computed },
  {
    says: 'a form that shows the state makes it no answer',
    role: { forms: { basic_identity: 'rw' } },
    not: ['status'],
  },
  {
    says: 'closing',
    role: { permissions: { case: ['read', 'write', 'close'] } },
    writes: ['status', 'date_closure'],
    not: ['workflow', 'case_status_reopened', 'record_state'],
  },
  {
    says: 'reopening',
    role: { permissions: { case: ['read', 'write', 'reopen'] } },
    writes: ['status', 'workflow', 'case_status_reopened'],
    not: ['record_state', 'date_closure'],
  },
  {
    says: 'enabling and disabling',
    role: { permissions: { case: ['read', 'write', 'enable_disable_record'] } },
    writes: ['record_state'],
    not: ['status'],
  },
  { says: 'attributing', role: { permissions: { case: ['read', 'write', 'attribute'] } }, writes: ['identified_by'] },
  {
    says: 'linking a registry record',
    role: { permissions: { case: ['read', 'write', 'add_registry_record'] } },
    writes: ['registry_record_id'],
    not: ['family_id'],
  },
  {
    says: 'linking a family',
    role: { permissions: { case: ['read', 'write', 'link_family_record'] } },
    writes: ['family_id', 'family_member_id'],
    not: ['registry_record_id'],
  },
  {
    says: 'making a case of a member links it as well',
    role: { permissions: { case: ['read', 'write', 'case_from_family'] } },
    writes: ['family_id', 'family_member_id'],
  },
  {
    says: 'seeing a family links none',
    role: { permissions: { case: ['read', 'write', 'view_family_record', 'view_registry_record'] } },
    not: ['family_id', 'family_member_id', 'registry_record_id'],
  },
  { says: 'protecting the name comes with writing', role: {}, writes: ['hidden_name', 'reporting_location_hierarchy'] },
  { says: 'and not with reading', role: { permissions: { case: ['read', 'close'] } }, not: ['hidden_name'] },
  {
    says: 'everything does not name these actions',
    role: { permissions: { case: ['manage'] } },
    not: ['status', 'record_state', 'identified_by', 'registry_record_id', 'family_id'],
  },
  {
    says: 'whoever asks for an approval or gives it writes no outcome',
    role: { permissions: { case: ['read', 'write', 'approve_closure', 'request_approval_closure'] } },
    not: approvals('closure'),
  },
  {
    says: 'notes may be added without a form',
    role: { permissions: { case: ['read', 'add_note'] }, forms: {} },
    writes: ['notes_section'],
    not: ['name', 'services_section'],
  },
  {
    says: 'services of a case that was found',
    role: { permissions: { case: ['read', 'services_section_from_case'] }, forms: {} },
    writes: ['services_section'],
    not: ['notes_section'],
  },
  {
    says: 'incidents of a case that was found',
    role: { permissions: { case: ['read', 'incident_details_from_case'] }, forms: {} },
    writes: ['incident_details'],
    not: ['services_section'],
  },
  {
    says: 'an incident is linked by who makes incidents of cases',
    role: { permissions: { incident: ['read', 'write'], case: ['incident_from_case'] }, forms: {} },
    type: 'incident',
    writes: ['incident_case_id'],
  },
  {
    says: 'or links incidents',
    role: { permissions: { incident: ['read', 'write', 'link_incident_to_case'] }, forms: {} },
    type: 'incident',
    writes: ['incident_case_id'],
  },
  {
    says: 'and by nobody else',
    role: { permissions: { incident: ['read', 'write'] }, forms: {} },
    type: 'incident',
    not: ['incident_case_id'],
  },
  {
    says: 'closing by its name: its own keys and no other',
    role: { permissions: { case: ['read', 'write', 'close'] } },
    action: 'close',
    writes: ['status', 'date_closure'],
    not: ['age', 'name', 'notes_section', 'hidden_name'],
  },
  {
    says: 'an action that the role does not have writes nothing',
    role: { permissions: { case: ['read', 'write'] } },
    action: 'close',
    not: ['status', 'date_closure', 'age'],
  },
  {
    says: 'by its name, everything covers the action',
    role: { permissions: { case: ['manage'] } },
    action: 'close',
    writes: ['status', 'date_closure'],
    not: ['age'],
  },
  {
    says: 'a word that is no action writes nothing',
    role: { permissions: { case: ['manage'] } },
    action: 'dance',
    not: ['status', 'age', 'name'],
  },
  {
    says: 'a reading action writes nothing',
    role: { permissions: { case: ['manage'] } },
    action: 'read',
    not: ['status', 'age', 'name'],
  },
  {
    says: 'a note by its name adds notes and nothing else',
    role: { permissions: { case: ['read', 'write', 'add_note'] } },
    action: 'add_note',
    writes: ['notes_section'],
    not: ['age', 'services_section'],
  },
  {
    says: 'identity that one may not read one may not write',
    role: { identity: 'none' },
    writes: ['age', 'sex'],
    not: named,
  },
  {
    says: 'on a colleague’s record: nor there',
    role: { identity: 'own', scope: 'group' },
    of: 'bilal',
    writes: ['age', 'sex'],
    not: named,
  },
  {
    says: 'on a record of another module nothing is written',
    role: { forms: 'all' },
    module: gbv,
    not: ['age', 'survivor_code_no', 'hidden_name'],
  },
  {
    says: 'who reads the record about himself writes what his forms let him',
    role: {
      scope: 'identified',
      category: 'identified',
      permissions: { case: ['read', 'write'] },
      forms: { basic_identity: 'rw' },
    },
    writes: ['age'],
    not: [...core, 'hidden_name'],
  },
]
