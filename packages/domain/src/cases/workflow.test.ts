import { expect, test } from 'vitest'
import { sampleIds, sampleOccasion, sampleWorld } from '../access/sample.ts'
import { derived } from '../records/derive.ts'
import type { Data } from '../records/record.ts'
import { closed, reopened } from './status.ts'
import { workflowOf } from './workflow.ts'

const config = sampleWorld()
const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'
const workflow = (data: Data, module = cp) => workflowOf(config, module, { status: 'open', ...data })

const open = { unique_id: '1', service_type: 'health', service_response_type: 'care_plan' }
const done = { ...open, service_implemented_day_time: '2024-05-01T10:00:00.000Z' }

// Each step alone, from a new case, as the reference answers it (records §8).
// rule: records 8 every-single-step
test.each([
  ['nothing happened', {}, 'new'],
  ['closed', { status: 'closed', date_case_plan: '2024-05-01' }, 'closed'],
  ['a service waits', { services_section: [open] }, 'care_plan'],
  [
    'a service waits that has no response type',
    { services_section: [{ unique_id: '1', service_type: 'health' }] },
    'new',
  ],
  [
    'a row that asks for no service',
    { services_section: [{ unique_id: '1', service_response_type: 'care_plan' }] },
    'new',
  ],
  ['all services are implemented', { services_section: [done] }, 'services_implemented'],
  [
    'one of two services waits',
    { services_section: [done, { ...open, unique_id: '2', service_response_type: 'action_plan' }] },
    'action_plan',
  ],
  ['a case plan was begun', { date_case_plan: '2024-05-01' }, 'case_plan'],
  ['an assessment was asked for', { assessment_requested_on: '2024-05-01' }, 'assessment'],
  ['reopened', { reopened_logs: [{ unique_id: '1', reopened_date: '2024-05-01T10:00:00.000Z' }] }, 'reopened'],
  ['transferred keeps what it has', { status: 'transferred', workflow: 'case_plan' }, 'case_plan'],
] as [string, Data, string][])('%s', (_title, data, expected) => {
  expect(workflow(data)).toBe(expected)
})

test('the open service with the newest response date speaks, one without a date last', () => {
  const at = (unique_id: string, service_response_type: string, day?: string) => ({
    ...open,
    unique_id,
    service_response_type,
    ...(day ? { service_response_day_time: `${day}T08:00:00.000Z` } : {}),
  })
  expect(
    workflow({
      services_section: [at('1', 'care_plan', '2024-05-02'), at('2', 'action_plan', '2024-05-01'), at('3', 'x')],
    }),
  ).toBe('care_plan')
})

test.each([
  [
    'the newer of plan and assessment',
    { date_case_plan: '2024-05-01', assessment_requested_on: '2024-05-02' },
    'assessment',
  ],
  ['on one day the plan', { date_case_plan: '2024-05-02', assessment_requested_on: '2024-05-02' }, 'case_plan'],
  [
    'reopened after the plan',
    { date_case_plan: '2024-05-01', reopened_logs: [{ unique_id: '1', reopened_date: '2024-05-02T00:00:00.000Z' }] },
    'reopened',
  ],
  [
    'a plan after it was reopened',
    { date_case_plan: '2024-05-03', reopened_logs: [{ unique_id: '1', reopened_date: '2024-05-02T00:00:00.000Z' }] },
    'case_plan',
  ],
  [
    'reopened and planned on one day',
    { date_case_plan: '2024-05-02', reopened_logs: [{ unique_id: '1', reopened_date: '2024-05-02T00:00:00.000Z' }] },
    'reopened',
  ],
  [
    'the last of several reopenings counts',
    {
      date_case_plan: '2024-05-03',
      reopened_logs: [
        { unique_id: '2', reopened_date: '2024-05-04T00:00:00.000Z' },
        { unique_id: '1', reopened_date: '2024-05-01T00:00:00.000Z' },
      ],
    },
    'reopened',
  ],
] as [string, Data, string][])('newest: %s', (_title, data, expected) => {
  expect(workflow(data)).toBe(expected)
})

test('steps that the module does not use are skipped', () => {
  expect(workflow({ services_section: [done] }, gbv)).toBe('new')
  expect(workflow({ date_case_plan: '2024-05-01' }, gbv)).toBe('new')
  expect(workflow({ assessment_requested_on: '2024-05-01' }, gbv)).toBe('new')
  expect(workflow({ services_section: [open] }, gbv)).toBe('care_plan')
})

// rule: records 8 closed-is-closed
test('closing and reopening show in the workflow at once', () => {
  const occasion = sampleOccasion('amal')
  const start: Data = { status: 'open', module_id: cp, date_case_plan: '2024-05-01' }
  const shut = derived(config, 'case', start, closed(start, occasion), occasion)
  expect(shut).toMatchObject({ status: 'closed', workflow: 'closed', date_closure: '2024-05-10' })
  const again = derived(config, 'case', shut, reopened(shut, occasion, sampleIds()), occasion)
  expect(again).toMatchObject({
    status: 'open',
    workflow: 'reopened',
    case_status_reopened: true,
    date_closure: '2024-05-10',
  })
})
