import { expect, test } from 'vitest'
import type { Data } from '../records/record.ts'
import { elapsedReportingTime, incidentDerived } from './derive.ts'

// rule: records 10 elapsed-reporting-time
test.each([
  [0, '0_3_days'],
  [3, '0_3_days'],
  [4, '4_5_days'],
  [5, '4_5_days'],
  [6, '6_14_days'],
  [14, '6_14_days'],
  [15, '2_weeks_1_month'],
  [30, '2_weeks_1_month'],
  [31, 'over_1_month'],
] as const)('%i days until the report are %s', (days, range) => {
  const told = new Date(Date.UTC(2024, 1, 1 + days)).toISOString().slice(0, 10)
  expect(elapsedReportingTime({ incident_date: '2024-02-01', date_of_first_report: told })).toBe(range)
})

test('a report before the incident says nothing', () => {
  expect(elapsedReportingTime({ incident_date: '2024-02-02', date_of_first_report: '2024-02-01' })).toBeUndefined()
  expect(elapsedReportingTime({ incident_date: '2024-02-02' })).toBeUndefined()
})

const perpetrators = (n: number, rest: Data = {}) =>
  Array.from({ length: n }, (_, i) => ({ unique_id: String(i), ...rest }))

test.each([
  [1, 'equal_to_1'],
  [3, 'equal_to_3'],
  [4, 'more_than_3'],
] as const)('%i perpetrators are %s', (n, expected) => {
  expect(incidentDerived({ alleged_perpetrator: perpetrators(n) })['number_of_perpetrators']).toBe(expected)
})

test('without perpetrators there is no number, and an earlier one is emptied', () => {
  expect(incidentDerived({})).not.toHaveProperty('number_of_perpetrators')
  expect(incidentDerived({ number_of_perpetrators: 'equal_to_1' })['number_of_perpetrators']).toBeNull()
})

test.each([
  [{ incident_date: '2024-01-01', date_of_incident: '2023-01-01' }, '2024-01-01'],
  [{ date_of_incident_from: '2024-01-02', date_of_incident: '2023-01-01' }, '2024-01-02'],
  [{ date_of_incident: '2023-01-01' }, '2023-01-01'],
])('%j happened on %s', (data, day) => {
  expect(incidentDerived(data)['incident_date_derived']).toBe(day)
})

const partner = perpetrators(1, { perpetrator_relationship: 'intimate_partner_former_partner' })

// rule: records 10 gbv-case-context
test.each([
  [{ gbv_sexual_violence_type: 'rape', alleged_perpetrator: partner }, ['intimate_partner_violence']],
  [{ gbv_sexual_violence_type: 'non-gbv', alleged_perpetrator: partner }, undefined],
  [{ gbv_sexual_violence_type: 'rape', age: 17 }, ['child_sexual_abuse']],
  [{ gbv_sexual_violence_type: 'rape', age: 18 }, undefined],
  [{ gbv_sexual_violence_type: 'forced_marriage', age: 12 }, ['early_marriage']],
  [{ gbv_sexual_violence_type: 'sexual_assault', goods_money_exchanged: 'true' }, ['possible_sexual_exploitation']],
  [{ gbv_sexual_violence_type: 'rape', abduction_status_time_of_incident: 'none' }, undefined],
  [{ gbv_sexual_violence_type: 'rape', abduction_status_time_of_incident: 'trafficked' }, ['possible_sexual_slavery']],
  [
    { gbv_sexual_violence_type: 'physical_assault', harmful_traditional_practice: 'other' },
    ['harmful_traditional_practice'],
  ],
  [{ harmful_traditional_practice: 'other' }, undefined],
] as [Data, string[] | undefined][])('%j is in the context %j', (data, expected) => {
  expect(incidentDerived(data)['gbv_case_context']).toEqual(expected)
})
