import { expect, test } from 'vitest'
import { sampleActor, sampleFacts, sampleIds, sampleOccasion, samplePerson, sampleWorld } from '../access/sample.ts'
import type { Bundle, RecordType, Role } from '../configuration/bundle.ts'
import type { Uuid } from '../ids.ts'
import { carryOut, type Known } from './command.ts'
import type { Data } from './record.ts'
import { frozen, refusalOf } from './sample.ts'

const id = 'd0000000-0000-4000-8000-00000000000d' as Uuid
const cp = 'primeromodule-cp'

type Scene = {
  type?: RecordType
  module?: string
  role?: Partial<Role>
  known?: Partial<Known>
  config?: ReturnType<typeof sampleWorld>
}

function creates(
  data: Data,
  { type = 'case', module = cp, role = {}, known = {}, config = sampleWorld() }: Scene = {},
) {
  const all: Known = {
    person: samplePerson('amal', { location: 'LOC', code: '77', agencyOffice: 'office' }),
    strict: true,
    newId: sampleIds(),
    ...known,
  }
  const args = frozen({ type, id, module, data })
  return carryOut(
    config,
    sampleActor('amal', role),
    all,
    { name: 'record.create', args, basedOn: 0 },
    sampleOccasion('amal'),
  )
}

test('a new case has identifiers, owner, creator and state', () => {
  const { record, action, auditAction, outcome, changes } = creates({ age: 9 })
  expect({ action, auditAction, outcome, version: record.version, id: record.id }).toEqual({
    action: 'create',
    auditAction: 'create',
    outcome: 'applied',
    version: 1,
    id,
  })
  const code = 'b0000000-0000-4000-8000-000000000001'
  expect(record.data).toMatchObject({
    age: 9,
    unique_identifier: code,
    case_id: code,
    short_id: '0000001',
    case_id_display: '0000001',
    status: 'open',
    record_state: true,
    workflow: 'new',
    case_type: 'person',
    module_id: cp,
    owned_by: 'amal',
    owned_by_full_name: 'amal of the field office',
    owned_by_agency_id: 'agency-one',
    owned_by_groups: ['group-north'],
    owned_by_location: 'LOC',
    owned_by_user_code: '77',
    owned_by_agency_office: 'office',
    created_by: 'amal',
    created_by_full_name: 'amal of the field office',
    created_organization: 'agency-one',
    created_agency_office: 'office',
    created_by_groups: ['group-north'],
    created_at: '2024-05-10T08:00:00.000Z',
    posted_at: '2024-05-10T08:00:00.000Z',
    registration_date: '2024-05-10',
    last_updated_by: 'amal',
    associated_user_names: ['amal'],
    associated_user_groups: ['group-north'],
    associated_user_agencies: ['agency-one'],
    flagged: false,
    has_photo: false,
    has_incidents: false,
    has_case_plan: false,
    not_edited_by_owner: false,
    current_alert_types: [],
    notes_section: [],
    reopened_logs: [],
    followup_status: 'follow_ups_not_planned',
    assessment_due_dates: [],
    case_plan_due_dates: [],
    followup_due_dates: [],
    service_due_dates: [],
  })
  expect(record.data).not.toHaveProperty('hidden_name')
  expect(changes.every(({ from }) => from === undefined)).toBe(true)
  expect(changes.some(({ path }) => path[0]?.startsWith('last_updated'))).toBe(false)
})

// rule: records 2 short-id
test('the code that a device made is kept, another is refused', () => {
  const code = 'f47ac10b-58cc-4372-a567-0e02b2c3d479'
  expect(creates({ unique_identifier: code }).record.data).toMatchObject({
    unique_identifier: code,
    short_id: '2c3d479',
  })
  expect(refusalOf(() => creates({ unique_identifier: 'mine' }))).toEqual({
    code: 'invalid-answers',
    pointers: ['/unique_identifier'],
  })
})

test('a survivor’s name is protected from the start', () => {
  const role = { modules: ['primeromodule-gbv'] }
  expect(creates({}, { module: 'primeromodule-gbv', role }).record.data['hidden_name']).toBe(true)
})

// rule: records 2 case-id-display
test('a display id carries the code of the settings', () => {
  const config = sampleWorld({
    settings: {
      auto_populate_list: [
        { field_key: 'case_id_code', format: ['created_by_user.code'], separator: '-', auto_populated: true },
      ],
    },
  })
  expect(creates({}, { config }).record.data).toMatchObject({ case_id_code: '77', case_id_display: '77-0000001' })
})

test.each([
  ['incident', { date_of_first_report: '2024-05-10', incident_code: '0000001', unique_id: id }],
  [
    'tracing_request',
    { inquiry_date: '2024-05-10', tracing_names: [], tracing_request_id: 'b0000000-0000-4000-8000-000000000001' },
  ],
  ['registry_record', { registration_date: '2024-05-10', registry_id_display: '0000001' }],
  ['family', { family_registration_date: '2024-05-10', family_id_display: '0000001', family_members: [] }],
] as const)('a new %s has identifiers and a day of its own', (type, expected) => {
  const role = { permissions: { [type]: ['create'] } }
  expect(creates({}, { type, role }).record.data).toMatchObject(expected)
})

test('who registers himself is whom the case is about', () => {
  const person = samplePerson('amal', { category: 'identified' })
  expect(creates({}, { known: { person }, role: { scope: 'identified' } }).record.data).toMatchObject({
    status: 'identified',
    identified_by: 'amal',
    identified_by_full_name: 'amal of the field office',
  })
})

// rule: records 4 owner-stamps
test('a case goes to somebody else only by who may assign to him', () => {
  const owner = samplePerson('bilal', {
    agency: 'agency-two',
    groups: ['group-south'],
    location: 'LOC2',
    code: '78',
    agencyOffice: 'annex',
  })
  const send = (role: Partial<Role>, more: Partial<Known> = {}) =>
    creates({ owned_by: 'bilal' }, { role, known: { owner, strict: false, ...more } })
  expect(send({}).record.data['owned_by']).toBe('amal')
  expect(send({}).ignored).toEqual(['owned_by'])
  const assigned = send({ permissions: { case: ['create', 'assign'] } })
  expect(assigned.record.data).toMatchObject({
    owned_by: 'bilal',
    owned_by_full_name: 'bilal of the field office',
    owned_by_agency_id: 'agency-two',
    owned_by_groups: ['group-south'],
    owned_by_location: 'LOC2',
    owned_by_user_code: '78',
    owned_by_agency_office: 'annex',
    created_by: 'amal',
    not_edited_by_owner: true,
  })
  expect(assigned.ignored).toEqual([])
  expect(send({ permissions: { case: ['create', 'assign_within_agency'] } }).record.data['owned_by']).toBe('amal')
  expect(refusalOf(() => send({}, { strict: true }))).toEqual({ code: 'unknown-keys', keys: ['owned_by'] })
})

test('state sent with a new case says what it says anyway, or is not stored', () => {
  expect(creates({ status: 'open', record_state: true, module_id: cp, owned_by: 'amal' }).outcome).toBe('applied')
  expect(refusalOf(() => creates({ status: 'closed' }))).toEqual({ code: 'unknown-keys', keys: ['status'] })
  const carried = creates({ record_state: false, created_at: '2020-01-01T00:00:00.000Z' }, { known: { strict: false } })
  expect(carried.record.data).toMatchObject({ record_state: true, created_at: '2024-05-10T08:00:00.000Z' })
  expect(carried.ignored.sort()).toEqual(['created_at', 'record_state'])
})

// rule: records 3.1 created-closed-stays-closed
test('who may close may register a closed case, and its services do not open it', () => {
  const closer: Partial<Role> = { permissions: { case: ['create', 'close'] } }
  const data = { status: 'closed', services_section: [{ service_type: 'health' }] } as unknown as Data
  const shut = creates(data, { role: closer })
  expect(shut.record.data).toMatchObject({
    status: 'closed',
    workflow: 'closed',
    date_closure: '2024-05-10',
    reopened_logs: [],
  })
  expect(shut.ignored).toEqual([])
  const earlier = creates({ ...data, date_closure: '2024-05-01' }, { role: closer })
  expect(earlier.record.data).toMatchObject({ status: 'closed', date_closure: '2024-05-01' })
  expect(
    creates(data, { role: { permissions: { case: ['manage'] } }, known: { strict: false } }).record.data['status'],
  ).toBe('open')
})

test('partners may say when a case began', () => {
  const carried = creates({ created_at: '2020-01-01T00:00:00.000Z' }, { role: { integration: true } })
  expect(carried.record.data['created_at']).toBe('2020-01-01T00:00:00.000Z')
})

// rule: records 2 row-ids
test('rows get ids, unknown columns are refused', () => {
  const carried = creates({ services_section: [{ service_type: 'health' }] } as unknown as Data)
  expect(carried.record.data['services_section']).toMatchObject([
    { unique_id: expect.stringMatching(/^b0/), service_type: 'health' },
  ])
  expect(refusalOf(() => creates({ services_section: [{ unique_id: id, cost: 1 }] }))).toEqual({
    code: 'unknown-keys',
    keys: ['services_section/0/cost'],
  })
})

test('without identity one writes no names, not even in rows', () => {
  const data = { name: 'Layla', family_details_section: [{ unique_id: id, relation_name: 'Rosa', relation_age: 40 }] }
  const carried = creates(data, { role: { identity: 'none' }, known: { strict: false } })
  expect(carried.ignored).toEqual([])
  expect(refusalOf(() => creates(data, { role: { identity: 'none' } }))).toEqual({
    code: 'unknown-keys',
    keys: ['name', 'family_details_section/relation_name'],
  })
  expect(JSON.stringify(carried.record.data)).not.toContain('Rosa')
  expect(carried.record.data['family_details_section']).toMatchObject([{ relation_age: 40 }])
})

test.each([
  [
    'without the right',
    { role: { permissions: { case: ['read', 'write'] } } },
    { code: 'forbidden', action: 'create' },
  ],
  ['in a module of others', { module: 'primeromodule-gbv' }, { code: 'forbidden', action: 'create' }],
  ['in no module at all', { module: 'nowhere' }, { code: 'invalid-answers', pointers: ['/module_id'] }],
] as [string, Scene, object][])('nobody creates a case %s', (_title, scene, problem) => {
  expect(refusalOf(() => creates({}, scene))).toEqual(problem)
})

const kase = (more: Data = {}) => ({
  record: {
    id: 'e0000000-0000-4000-8000-00000000000e' as Uuid,
    type: 'case' as const,
    version: 5,
    data: { age: 9, sex: 'female', owned_by: 'bilal', has_incidents: false, ...more },
  },
  facts: sampleFacts('bilal', { id: 'e0000000-0000-4000-8000-00000000000e' as Uuid }),
})
const ofCase = { incident_case_id: 'e0000000-0000-4000-8000-00000000000e' }
const maker: Partial<Role> = {
  scope: 'group',
  permissions: { case: ['read', 'incident_from_case'], incident: ['read'] },
}

test('an incident of a case takes over its answers and its owner, and the case knows', () => {
  const known = { linkedCase: kase(), owner: samplePerson('bilal') }
  const { record, alsoChanged, ignored } = creates({ ...ofCase, age: 7 }, { type: 'incident', role: maker, known })
  expect(record.data).toMatchObject({ ...ofCase, age: 7, sex: 'female', owned_by: 'bilal', module_id: cp })
  expect(ignored).toEqual([])
  expect(alsoChanged).toMatchObject([
    { record: { version: 6, data: { has_incidents: true, last_updated_by: 'amal', not_edited_by_owner: true } } },
  ])
})

test.each([
  ['that nobody found', { role: maker }, { code: 'not-found', what: 'case' }],
  [
    'out of reach',
    { role: { ...maker, scope: 'self' }, known: { linkedCase: kase() } },
    { code: 'not-found', what: 'case' },
  ],
  [
    'whose id is none',
    { role: maker, data: { incident_case_id: 'abc0001' } },
    { code: 'invalid-answers', pointers: ['/incident_case_id'] },
  ],
  [
    'without the right on cases',
    { role: { permissions: { case: ['read'], incident: ['create'] } }, known: { linkedCase: kase() } },
    { code: 'forbidden', action: 'incident_from_case' },
  ],
] as [string, Scene & { data?: Data }, object][])(
  'no incident is made of a case %s',
  (_title, { data = ofCase, ...scene }, problem) => {
    expect(refusalOf(() => creates(data, { type: 'incident', ...scene }))).toEqual(problem)
  },
)

test('the right on cases makes incidents of cases only', () => {
  expect(refusalOf(() => creates({}, { type: 'incident', role: maker }))).toEqual({
    code: 'forbidden',
    action: 'create',
  })
})

test('an incident goes to the module that the map of the case names, where its author works there', () => {
  const modules = [...sampleWorld().modules.values()].map((m): Bundle['modules'][number] =>
    m.id === cp ? { ...m, fieldMap: { mapTo: 'primeromodule-gbv', fields: [] } } : m,
  )
  const scene = {
    type: 'incident' as const,
    config: sampleWorld({ modules }),
    known: { linkedCase: kase(), owner: samplePerson('bilal') },
  }
  expect(creates(ofCase, { ...scene, role: maker }).record.data['module_id']).toBe(cp)
  const both = { ...maker, modules: [cp, 'primeromodule-gbv'] }
  expect(creates(ofCase, { ...scene, role: both }).record.data['module_id']).toBe('primeromodule-gbv')
})
