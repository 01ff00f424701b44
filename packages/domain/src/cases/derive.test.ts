import { expect, test } from 'vitest'
import { sampleOccasion, sampleWorld } from '../access/sample.ts'
import type { Data } from '../records/record.ts'
import { caseDerived, currentCare } from './derive.ts'
import { momentOf, serviceDue, timeframeOf } from './due.ts'

const cp = 'primeromodule-cp'
const occasion = sampleOccasion('amal')
const derive = (after: Data, before?: Data, config = sampleWorld()) => caseDerived(config, cp, before, after, occasion)
const rows = (...list: Data[]) => list.map((row, i) => ({ unique_id: String(i + 1), ...row }))

// rule: records 7 due-dates
// rule: records 7 followup-status
test('a day that follows from the risk is due, and is no answer', () => {
  const config = sampleWorld()
  const settings = { ...config.settings, due_timeframes_by_risk: { assessment: { high: '1_day' } } }
  const begun = { registration_date: '2024-05-01', risk_level: 'high' }
  const data = derive(begun, undefined, { ...config, settings })
  expect(data['assessment_due_dates']).toEqual(['2024-05-02'])
  expect(data).not.toHaveProperty('assessment_due_date')
  const entered = derive({ ...begun, assessment_due_date: '2024-05-09' }, undefined, { ...config, settings })
  expect(entered['assessment_due_dates']).toEqual(['2024-05-09'])
})

// rule: records 7 services-status
test.each([
  [{ assessment_due_date: '2024-05-01' }, { assessment_due_dates: ['2024-05-01'] }],
  [{ assessment_due_date: '2024-05-01', assessment_requested_on: '2024-04-01' }, { assessment_due_dates: [] }],
  [{ case_plan_due_date: '2024-05-01' }, { case_plan_due_dates: ['2024-05-01'] }],
  [{ case_plan_due_date: '2024-05-01', date_case_plan: '2024-04-01' }, { case_plan_due_dates: [] }],
  [
    {
      followup_subform_section: rows(
        { followup_needed_by_date: '2024-05-01' },
        { followup_needed_by_date: '2024-05-01' },
        { followup_needed_by_date: '2024-05-02', followup_date: '2024-05-02' },
      ),
    },
    { followup_due_dates: ['2024-05-01'], followup_dates: ['2024-05-02'], followup_status: 'follow_ups_planned' },
  ],
  [
    {},
    {
      followup_status: 'follow_ups_not_planned',
      followup_due_dates: [],
      services_status: 'no_services',
      has_case_plan: false,
      workflow: 'new',
      case_type: 'person',
    },
  ],
  [{ followup_subform_section: [] }, { followup_status: 'follow_ups_not_planned' }],
  [{ followup_subform_section: rows({ followup_date: '2024-05-02' }) }, { followup_status: 'follow_ups_implemented' }],
  [{ followup_subform_section: rows({}) }, { followup_status: 'follow_ups_not_planned' }],
  [{ services_section: rows({ service_type: 'health' }) }, { services_status: 'in_progress' }],
  [{ services_section: rows({}) }, { services_status: 'no_services' }],
  [
    {
      services_section: rows(
        { service_type: 'health', service_implemented_day_time: '2024-05-01T10:00:00.000Z' },
        { service_implemented: 'implemented' },
      ),
    },
    { services_status: 'all_implemented', service_due_dates: [] },
  ],
  [
    { cp_case_plan_subform_case_plan_interventions: rows({ intervention_service_goal: 'safe' }) },
    { has_case_plan: true },
  ],
  [{ cp_case_plan_subform_case_plan_interventions: rows({}) }, { has_case_plan: false }],
  [
    {
      protection_concerns: ['abuse'],
      protection_concern_detail_subform_section: rows(
        { protection_concern_type: 'neglect' },
        { protection_concern_type: 'abuse' },
      ),
    },
    { protection_concerns: ['abuse', 'neglect'] },
  ],
] as [Data, Data][])('%j gives %j', (after, expected) => {
  expect(derive(after)).toMatchObject(expected)
})

// rule: records 7 services-status
test('services say what was implemented and what waits', () => {
  const data = derive({
    services_section: rows(
      { service_type: 'health', service_implemented_day_time: '2024-05-01T10:00:00.000Z' },
      {
        service_type: 'shelter',
        service_response_day_time: '2024-05-01T10:00:00.000Z',
        service_response_timeframe: '3_hours',
      },
      { service_response_type: 'care_plan' },
    ),
  })
  expect(data).toMatchObject({
    services_section: [{ service_implemented: 'implemented' }, { service_implemented: 'not_implemented' }, {}],
    service_due_dates: ['2024-05-01T13:00:00.000Z'],
    service_implemented_day_times: ['2024-05-01T10:00:00.000Z'],
    services_status: 'in_progress',
  })
  expect(data['services_section']).not.toHaveProperty('2.service_implemented')
})

test.each([
  ['1_hour', 3_600_000],
  ['3_days', 259_200_000],
  ['3 days', undefined],
  ['_days', undefined],
  ['3_weeks', undefined],
  [3, undefined],
])('timeframe %s', (text, length) => {
  expect(timeframeOf(text)).toBe(length)
})

// rule: records 7 service-due-date
test('an appointment sets the due date where the setting asks for it', () => {
  const row = {
    unique_id: '1',
    service_appointment_date: '2024-05-03',
    service_response_day_time: '2024-05-01',
    service_response_timeframe: '1_day',
  }
  expect(serviceDue(row, true)).toBe('2024-05-03T23:59:59.000Z')
  expect(serviceDue(row, false)).toBe('2024-05-02T00:00:00.000Z')
  expect(serviceDue({ unique_id: '1', service_response_day_time: '2024-05-01' }, true)).toBeUndefined()
})

test.each([
  '1969-12-31T23:59:59.999Z',
  '2000-02-29T00:00:00.000Z',
  '2024-12-31T12:30:01.005Z',
  '1900-03-01T00:00:00.000Z',
])('the moment %s comes back from its instant', (moment) => {
  expect(momentOf(Date.parse(moment))).toBe(moment)
})

test('notes say who wrote them and when; what is signed stays', () => {
  const before = {
    notes_section: rows({ note_text: 'a', note_date: '2024-01-01T00:00:00.000Z', note_created_by: 'bilal' }),
  }
  const after = {
    notes_section: [...before.notes_section, { unique_id: '9', note_text: 'b', note_date: '2024-02-02T00:00:00.000Z' }],
  }
  expect(derive(after, before)['notes_section']).toMatchObject([
    { note_created_by: 'bilal', note_date: '2024-01-01T00:00:00.000Z' },
    { note_created_by: 'amal', note_date: occasion.now },
  ])
})

test('a name is put together where the settings say so, and never emptied', () => {
  const config = sampleWorld({
    settings: {
      auto_populate_list: [
        { field_key: 'name', format: ['name_first', 'name_last'], separator: ' ', auto_populated: true },
      ],
    },
  })
  expect(derive({ name_first: 'Layla', name_last: 'Haddad' }, undefined, config)['name']).toBe('Layla Haddad')
  expect(derive({ name: 'Layla' }, undefined, config)['name']).toBe('Layla')
})

test('the arrangement that began last is the current one', () => {
  const data = {
    care_arrangements_section: rows(
      { care_arrangements_type: 'foster', name_caregiver: 'Rosa', care_arrangement_started_date: '2024-03-01' },
      { care_arrangements_type: 'parents', care_arrangement_started_date: '2024-01-01' },
    ),
  }
  expect(currentCare(data)).toEqual({
    current_care_arrangements_type: 'foster',
    current_name_caregiver: 'Rosa',
    current_care_arrangement_started_date: '2024-03-01',
  })
  expect(currentCare({})).toEqual({})
})
