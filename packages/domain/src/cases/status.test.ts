import { expect, test } from 'vitest'
import { sampleIds, sampleOccasion } from '../access/sample.ts'
import { isProblem } from '../problem.ts'
import type { Row } from '../records/record.ts'
import { callsForReopening, closed, disabled, enabled, reopened } from './status.ts'

const occasion = sampleOccasion('amal')
const service = (unique_id: string): Row => ({ unique_id, service_type: 'health' })

test.each([
  [{ status: 'open' }, undefined, '2024-05-10'],
  [{ status: 'open' }, '2024-05-01', '2024-05-01'],
  [{ status: 'open', date_closure: '2024-04-01' }, undefined, '2024-04-01'],
  [
    {
      status: 'open',
      date_closure: '2024-04-01',
      reopened_logs: [{ unique_id: '1', reopened_date: '2024-04-02T00:00:00.000Z' }],
    },
    undefined,
    '2024-05-10',
  ],
])('closing %j with %s gives the day %s', (data, date, day) => {
  expect(closed(data, occasion, date)).toMatchObject({ status: 'closed', date_closure: day })
})

test('closing and reopening twice are one', () => {
  const shut = { status: 'closed', date_closure: '2024-01-01' }
  expect(closed(shut, occasion)).toBe(shut)
  const open = { status: 'open' }
  expect(reopened(open, occasion, sampleIds())).toBe(open)
})

test('the newest reopening stands first in the log', () => {
  const once = reopened({ status: 'closed' }, occasion, sampleIds())
  const twice = reopened(
    { ...once, status: 'closed' },
    sampleOccasion('bilal', '2024-06-01T08:00:00.000Z'),
    sampleIds(),
  )
  expect((twice['reopened_logs'] as Row[]).map((r) => r['reopened_user'])).toEqual(['bilal', 'amal'])
})

test('a transferred case is not reopened', () => {
  let problem: unknown
  try {
    reopened({ status: 'transferred' }, occasion, sampleIds())
  } catch (e) {
    problem = e
  }
  expect(isProblem(problem, 'wrong-state')).toBe(true)
})

test.each([
  ['one service more', [service('1')], [service('1'), service('2')], 'closed', true, true],
  ['the first service', undefined, [service('1')], 'closed', true, true],
  ['a changed service', [service('1')], [{ ...service('1'), service_type: 'shelter' }], 'closed', true, false],
  ['a service less', [service('1'), service('2')], [service('1')], 'closed', true, false],
  ['one more on a disabled case', [], [service('1')], 'closed', false, false],
  ['one more on an open case', [], [service('1')], 'open', true, false],
] as [string, Row[] | undefined, Row[], string, boolean, boolean][])(
  '%s calls for reopening',
  (_t, before, after, status, state, expected) => {
    const data = { status, record_state: state }
    expect(callsForReopening({ ...data, services_section: before }, { ...data, services_section: after })).toBe(
      expected,
    )
  },
)

test('putting away and taking out again', () => {
  expect(disabled({ record_state: true })).toEqual({ record_state: false })
  expect(enabled({ record_state: false })).toEqual({ record_state: true })
})
