import { expect, test } from 'vitest'
import type { Role } from '../configuration/bundle.ts'
import { contextOf } from './decide.ts'
import { mayAskBy, pick, previewFields, readable, shortFields, writable } from './fields.ts'
import { sampleActor, sampleFacts, samplePerson, sampleWorld } from './sample.ts'
import { seenBy } from './scope.ts'

const config = sampleWorld()
const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'
const own = contextOf(sampleFacts('amal'))
const others = contextOf(sampleFacts('bilal'))
const reads = (role: Partial<Role>, ctx = own) => readable(config, sampleActor('amal', role), ctx)
const writes = (role: Partial<Role>, ctx = own, action?: string) =>
  writable(config, sampleActor('amal', role), ctx, action)

test('a reader without forms sees what lists are filtered by, not sex, age, survivor code or place', () => {
  const names = reads({ forms: {} })
  for (const name of ['status', 'owned_by', 'short_id', 'case_id_display', 'registration_date', 'record_state']) {
    expect(names).toContain(name)
  }
  for (const name of ['sex', 'age', 'survivor_code', 'survivor_code_no', 'location_current', 'name']) {
    expect(names).not.toContain(name)
  }
})

test('an answer is read on the form that asks it', () => {
  expect(reads({ forms: { basic_identity: 'r' } })).toContain('age')
  expect(reads({ forms: { services: 'r' } })).not.toContain('age')
})

test('a single record shows forms of its own module only, a list those of all the role’s', () => {
  const role = { modules: [cp, gbv] }
  expect(reads(role, { type: 'case', module: gbv })).not.toContain('sex')
  expect(reads(role, { type: 'case', module: gbv })).toContain('survivor_code_no')
  expect(reads(role, { type: 'case' })).toContain('sex')
})

test('a role sees no answers of a module that it does not work in', () => {
  const names = readable(config, sampleActor('amal', { forms: { survivor: 'r' } }), { type: 'case', module: gbv })
  expect(names).not.toContain('survivor_code_no')
})

test.each([
  ['scope', own, true],
  ['scope', others, true],
  ['scope', { type: 'case' }, true],
  ['own', own, true],
  ['own', others, false],
  ['own', contextOf(sampleFacts('bilal', { grantedTo: ['amal'] })), true],
  ['own', { type: 'case' }, true],
  ['own', { type: 'case', beyondScope: true }, false],
  ['none', own, false],
  ['reveal', own, false],
] as const)('identity %s in %j covers the name: %s', (identity, ctx, covered) => {
  const names = reads({ identity }, ctx)
  for (const name of ['name', 'name_nickname', 'date_of_birth', 'photos']) expect(names.has(name)).toBe(covered)
  expect(names).toContain('age')
})

test('own identity does not show in lists that hold records of others', () => {
  expect(reads({ identity: 'own', scope: 'group' }, { type: 'case' })).not.toContain('name')
})

test('rights that come with actions and dashboards bring their keys, and go without them', () => {
  const table: [Partial<Role['permissions']>, string[]][] = [
    [{ case: ['read', 'flag'] }, ['flag_count', 'flagged']],
    [{ case: ['read', 'write'] }, ['hidden_name']],
    [{ case: ['read', 'view_incident_from_case'] }, ['incident_details']],
    [
      { case: ['read', 'approve_case_plan'] },
      ['approval_status_case_plan', 'case_plan_approval_type', 'approval_subforms'],
    ],
    [{ case: ['read', 'add_registry_record'] }, ['registry_record_id', 'registry_no']],
    [{ case: ['read', 'link_family_record'] }, ['family_member_id', 'family_number']],
    [{ case: ['read', 'sync_external'] }, ['synced_at', 'sync_status']],
    [{ case: ['read'], dashboard: ['case_risk'] }, ['risk_level']],
    [{ case: ['read'], dashboard: ['cases_by_task_overdue_services'] }, ['service_due_dates']],
  ]
  for (const [permissions, keys] of table) {
    for (const key of keys) {
      expect(reads({ permissions: permissions as Role['permissions'], forms: {} })).toContain(key)
      expect(reads({ permissions: { case: ['read'] }, forms: {} })).not.toContain(key)
    }
  }
})

test('linked incidents show with their own right only, even where a form names them', () => {
  expect(reads({ permissions: { case: ['read'] }, forms: 'all' })).not.toContain('incident_details')
})

test('incidents name their case to whoever makes incidents from cases', () => {
  const names = (actions: string[]) =>
    readable(config, sampleActor('amal', { permissions: { incident: ['read'], case: actions } }), { type: 'incident' })
  expect(names(['incident_from_case'])).toContain('case_id_display')
  expect(names(['incident_from_case'])).toContain('incident_date_derived')
})

test('the subject of a record reads no staff information', () => {
  const facts = sampleFacts('bilal', { seenBy: seenBy(samplePerson('bilal'), [], 'amal') })
  const names = reads({ scope: 'identified' }, contextOf(facts))
  for (const name of ['owned_by', 'created_at', 'created_by', 'last_updated_by', 'assigned_user_names']) {
    expect(names).not.toContain(name)
  }
  for (const name of ['name', 'status', 'identified_by']) expect(names).toContain(name)
})

test('the path of places follows the answer it is made from', () => {
  const placed = sampleWorld({ settings: { reporting_location_config: { field_key: 'location_current' } } })
  const names = (forms: Role['forms']) => readable(placed, sampleActor('amal', { forms }), own)
  expect(names({})).not.toContain('reporting_location_hierarchy')
  expect(names('all')).toContain('reporting_location_hierarchy')
})

test('writing needs rw on the form', () => {
  expect(writes({ forms: { basic_identity: 'r' } }).has('age')).toBe(false)
  expect(writes({ forms: { basic_identity: 'rw' } }).has('age')).toBe(true)
})

test('state, ownership, links and results are nobody’s to write because a form shows them', () => {
  const names = writes({ forms: 'all' })
  for (const name of [
    'status',
    'record_state',
    'owned_by',
    'module_id',
    'created_at',
    'incident_case_id',
    'family_id',
    'registry_record_id',
    'total',
    'short_id',
    'workflow',
    'approval_status_case_plan',
    'identified_by',
  ]) {
    expect(names.has(name)).toBe(false)
  }
})

// rule: access 5.2 action-keys-not-by-manage
test.each([
  ['close', ['status', 'date_closure']],
  ['reopen', ['status', 'workflow', 'case_status_reopened']],
  ['enable_disable_record', ['record_state']],
  ['add_registry_record', ['registry_record_id']],
  ['link_family_record', ['family_id', 'family_member_id']],
  ['case_from_family', ['family_id', 'family_member_id']],
  ['attribute', ['identified_by']],
  ['add_note', ['notes_section']],
  ['services_section_from_case', ['services_section']],
  ['incident_details_from_case', ['incident_details']],
] as const)('%s brings its keys, by name only', (action, keys) => {
  const named = { permissions: { case: ['read', action] }, forms: {} }
  expect([...writes(named).keys()].sort()).toEqual([...keys].sort())
  expect([...writes(named, own, action).keys()].sort()).toEqual([...keys].sort())
  expect([...writes({ permissions: { case: ['manage'] }, forms: {} }).keys()]).not.toContain(keys[0])
})

test('a named action writes its own keys and nothing else', () => {
  const role = { permissions: { case: ['read', 'write', 'close'] } }
  expect([...writes(role, own, 'close').keys()]).toEqual(['status', 'date_closure'])
  expect(writes(role, own, 'flag').size).toBe(0)
  expect(writes(role, own, 'reopen').size).toBe(0)
})

test('what one may not read of an identity one may not write', () => {
  const names = writes({ identity: 'none' })
  expect(names.has('name')).toBe(false)
  expect(names.has('photos')).toBe(false)
  expect(names.has('age')).toBe(true)
})

const data = {
  name: 'Layla Haddad',
  age: 9,
  unknown: 'x',
  services_section: [
    { unique_id: '1', service_type: 'health', service_implementing_agency_individual: 'amal' },
    { unique_id: '2', service_type: 'shelter', service_implementing_agency_individual: 'bilal' },
  ],
  family_details_section: [{ unique_id: '3', relation_name: 'Rosa', relation_age: 40, left_over: 'Rosa Haddad' }],
}

test('picking leaves out what is not readable, at every depth', () => {
  const seen = pick(config, sampleActor('amal', { identity: 'none' }), own, data)
  expect(seen['family_details_section']).toEqual([{ unique_id: '3', relation_age: 40 }])
  expect(Object.keys(seen).sort()).toEqual(['age', 'family_details_section', 'services_section'])
  expect(JSON.stringify(seen)).not.toContain('Rosa')
})

test('picking keeps whole rows for whom identity is covered, and narrows to what is asked', () => {
  const seen = pick(config, sampleActor('amal'), own, data, new Set(['family_details_section', 'unknown']))
  expect(seen).toEqual({ family_details_section: data.family_details_section })
})

// rule: api-records 5.1 service-own-entries
test('a provider limited to own entries sees his own services in records of others', () => {
  const actor = sampleActor('amal', { permissions: { case: ['read', 'service_own_entries_only'] } })
  expect(pick(config, actor, others, data)['services_section']).toHaveLength(1)
  expect(pick(config, actor, own, data)['services_section']).toHaveLength(2)
  const group = sampleActor('amal', { scope: 'group', permissions: { case: ['read', 'service_own_entries_only'] } })
  expect(pick(config, group, others, data)['services_section']).toHaveLength(2)
})

test('one may ask by a field that one reads in every record of the list', () => {
  const ask = (role: Partial<Role>, field: string) => mayAskBy(config, sampleActor('amal', role), 'case', field)
  expect(ask({}, 'age')).toBe(true)
  expect(ask({}, 'name')).toBe(true)
  expect(ask({ scope: 'group' }, 'name')).toBe(false)
  expect(ask({ scope: 'group', identity: 'scope' }, 'name')).toBe(true)
  expect(ask({ identity: 'none' }, 'date_of_birth')).toBe(false)
  expect(ask({ forms: {} }, 'age')).toBe(false)
  expect(ask({}, 'status')).toBe(true)
  expect(ask({}, 'no_such_field')).toBe(false)
})

test('a field readable in one module only is no question over both', () => {
  const both = { modules: [cp, gbv], forms: { basic_identity: 'r' } as const }
  expect(mayAskBy(config, sampleActor('amal', both), 'case', 'age')).toBe(false)
  expect(mayAskBy(config, sampleActor('amal', both), 'case', 'sex')).toBe(true)
})

test('a hit beyond scope shows its summary, with the preview right the preview, and names to the desk only', () => {
  const shows = (role: Partial<Role>) => previewFields(config, sampleActor('amal', role), 'case')
  const desk = { case: ['read', 'search_owned_by_others', 'display_view_page'] }
  expect(shows({ permissions: { case: ['read'] } })).not.toContain('name_nickname')
  expect(shows({ permissions: desk })).not.toContain('name')
  expect(shows({ permissions: desk })).toContain('sex')
  expect(shows({ permissions: desk, identity: 'scope' })).toContain('name_nickname')
  expect(shows({ permissions: desk, identity: 'scope', forms: {} })).toContain('date_of_birth')
  expect(shows({ permissions: desk, identity: 'scope' })).not.toContain('nationality')
})

test('summaries start with what all types share', () => {
  expect(shortFields('tracing_request')).toEqual([
    'created_at',
    'owned_by',
    'owned_by_agency_id',
    'photos',
    'flag_count',
    'status',
    'record_in_scope',
    'short_id',
    'alert_count',
    'relation_name',
    'inquiry_date',
    'tracing_names',
  ])
})
