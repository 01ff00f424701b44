// For tests only: a small world of modules, forms, roles and people.
import type { Bundle, Role } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { sampleConfiguration, sampleField, sampleForm, sampleRows } from '../forms/sample.ts'
import type { Uuid } from '../ids.ts'
import type { Occasion, RecordFacts } from '../records/record.ts'
import type { Moment } from '../time.ts'
import type { Actor, Person } from './actor.ts'
import { seenBy } from './scope.ts'

const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'

const module = (id: string, recordTypes: Bundle['modules'][number]['recordTypes'], options = {}) => ({
  id,
  name: id,
  recordTypes,
  options,
  listHeaders: {},
  listFilters: {},
})

const field = sampleField

const serviceRows = sampleRows('services_section', [
  field('service_type', 'select_box', {
    options: { values: ['health', 'shelter'].map((id) => ({ id, label: { en: id } })) },
  }),
  field('service_response_type', 'text_field'),
  field('service_response_day_time', 'date_field', { includeTime: true }),
  field('service_response_timeframe', 'text_field'),
  field('service_appointment_date', 'date_field'),
  field('service_implemented_day_time', 'date_field', { includeTime: true }),
  field('service_implementing_agency_individual', 'text_field'),
])

const familyRows = sampleRows('family_details_section', [
  field('relation_name', 'text_field', { identifying: true }),
  field('relation_age', 'numeric_field'),
  field('relation', 'text_field'),
])

const noteRows = sampleRows('notes_section', [
  field('note_text', 'textarea', { identifying: 'narrative' }),
  field('note_date', 'date_field', { includeTime: true }),
  field('note_created_by', 'text_field'),
])

const forms = [
  serviceRows,
  familyRows,
  noteRows,
  sampleForm('basic_identity', [
    field('name', 'text_field', { identifying: true }),
    field('name_nickname', 'text_field', { identifying: true, showOnMinifyForm: true }),
    field('age', 'numeric_field'),
    field('sex', 'select_box', { showOnMinifyForm: true }),
    field('date_of_birth', 'date_field', { identifying: true }),
    field('location_current', 'text_field'),
    field('status', 'select_box'),
    field('registration_date', 'date_field'),
    field('nationality', 'select_box', { multi: true }),
    field('count', 'tally_field', {
      tally: [
        { id: 'boys', label: { en: 'boys' } },
        { id: 'girls', label: { en: 'girls' } },
      ],
    }),
  ]),
  sampleForm('services', [field('services_section', 'subform', { subform: 'services_section' })]),
  sampleForm('family_details', [field('family_details_section', 'subform', { subform: 'family_details_section' })]),
  sampleForm('notes', [field('notes_section', 'subform', { subform: 'notes_section' })]),
  sampleForm('photos_and_audio', [field('photos', 'photo_upload_box', { identifying: true })]),
  sampleForm('assessment', [
    field('assessment_requested_on', 'date_field'),
    field('assessment_due_date', 'date_field'),
    field('risk_level', 'text_field'),
    field('total', 'calculated'),
  ]),
  sampleForm('cp_case_plan', [field('date_case_plan', 'date_field'), field('case_plan_due_date', 'date_field')]),
  sampleForm('incident_details_container', [field('incident_details', 'subform', { subform: 'incident_details' })]),
  sampleRows('incident_details', [
    field('cp_incident_violence_type', 'text_field'),
    field('incident_date', 'date_field'),
  ]),
  sampleForm(
    'survivor',
    [field('survivor_code_no', 'text_field'), field('age', 'numeric_field'), field('consent_for_services', 'tick_box')],
    { modules: [gbv] },
  ),
  sampleForm(
    'incident_form',
    [
      field('incident_date', 'date_field'),
      field('age', 'numeric_field'),
      field('sex', 'select_box'),
      field('cp_incident_violence_type', 'text_field'),
    ],
    { recordType: 'incident', modules: [cp, gbv] },
  ),
]

export const sampleWorld = (rest: Partial<Bundle> = {}): Configuration =>
  sampleConfiguration({
    modules: [
      module(cp, ['case', 'incident', 'tracing_request', 'registry_record', 'family'], {
        use_workflow_service_implemented: true,
        use_workflow_case_plan: true,
        use_workflow_assessment: true,
      }),
      module(gbv, ['case', 'incident']),
    ],
    forms,
    ...rest,
  })

export const sampleRole = (rest: Partial<Role> = {}): Role => ({
  id: 'role-cp-case-worker',
  name: 'CP Case Worker',
  scope: 'self',
  modules: [cp],
  permissions: { case: ['read', 'write', 'create'], incident: ['read', 'write', 'create'] },
  forms: 'all',
  identity: 'own',
  ...rest,
})

export const sampleActor = (userName: string, role: Partial<Role> = {}, rest: Partial<Actor> = {}): Actor => ({
  id: 1,
  userName,
  fullName: `${userName} of the field office`,
  role: sampleRole(role),
  agency: 'agency-one',
  groups: ['group-north'],
  locale: 'en',
  location: null,
  serviceAccount: false,
  ...rest,
})

export const samplePerson = (userName: string, rest: Partial<Person> = {}): Person => ({
  userName,
  fullName: `${userName} of the field office`,
  agency: 'agency-one',
  groups: ['group-north'],
  location: null,
  agencyOffice: null,
  code: null,
  category: null,
  ...rest,
})

export const sampleFacts = (owner: string, rest: Partial<RecordFacts> = {}): RecordFacts => ({
  id: 'a0000000-0000-4000-8000-000000000001' as Uuid,
  type: 'case',
  module: cp,
  ownedBy: owner,
  grantedTo: [],
  seenBy: seenBy(samplePerson(owner), rest.grantedTo ?? []),
  ...rest,
})

/** Ids in order, so that tests can name them. */
export function sampleIds(): () => Uuid {
  let n = 0
  return () => `b0000000-0000-4000-8000-${String(++n).padStart(12, '0')}` as Uuid
}

export const sampleOccasion = (user: string, now = '2024-05-10T08:00:00.000Z'): Occasion => ({
  now: now as Moment,
  today: now.slice(0, 10),
  user,
})
