import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleConfiguration } from '../forms/sample.ts'
import type { Data } from '../records/record.ts'
import { frozen } from '../records/sample.ts'
import { dayAt } from './clock.ts'
import { taskCases, taskOrderCases } from './tasks.cases.ts'
import { inOrder, type Task, tasksOf } from './tasks.ts'

const usual = { status: 'open', record_state: true, owned_by: 'amal' }
const withIds = (record: Record<string, unknown>): Data =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      Array.isArray(value) && typeof value[0] === 'object'
        ? value.map((row: object, n) => ({ unique_id: String(n), ...row }))
        : value,
    ]),
  ) as Data

test.each(taskCases)(
  'tasks: $says',
  ({ now = '2026-03-01T10:00:00.000Z', zone = 'UTC', record, byAppointment, tasks }) => {
    const config = sampleConfiguration({
      settings: { system_options: { due_date_from_appointment_date: byAppointment === true } },
    })
    const view = { worker: 'amal', today: dayAt(now, zone), zone }
    const found = tasksOf(config, view, 'one', frozen(withIds({ ...usual, ...record })))
    const told = tasks.map((task) => ({ overdue: false, soon: false, ...task }))
    expect(found).toHaveLength(told.length)
    for (const task of told) expect(found).toContainEqual(expect.objectContaining(task))
  },
)

const config = sampleConfiguration()

test('an appointment is on its day wherever the instance is', () => {
  const byAppointment = sampleConfiguration({ settings: { due_date_from_appointment_date: true } })
  const data = withIds({
    ...usual,
    services_section: [{ service_type: 'health', service_appointment_date: '2026-03-04' }],
  })
  const zone = 'Pacific/Auckland'
  expect(tasksOf(byAppointment, { worker: 'amal', today: '2026-03-01', zone }, 'one', data)).toMatchObject([
    { due: '2026-03-04' },
  ])
})

const three = [
  { id: 'old', type: 'service', due: '2026-02-10', priority: 'high' },
  { id: 'mid', type: 'assessment', due: '2026-03-01', priority: 'low' },
  { id: 'new', type: 'case_plan', due: '2026-04-01', priority: 'medium' },
].map((task) => ({ detail: null, overdue: false, soon: false, ...task })) as Task[]

test.each(taskOrderCases)('tasks in order: $says', ({ order_by, order, ids }) => {
  expect(inOrder(three, order_by, order).map(({ id }) => id)).toEqual(ids)
})

test('a task without such a word stands last, whichever way the list runs', () => {
  const [first, ...rest] = three
  const tasks = [{ ...first, priority: null } as Task, ...rest]
  for (const order of ['asc', 'desc']) expect(inOrder(tasks, 'priority', order).at(-1)?.id).toBe('old')
})

test('no task is overdue and soon at once, and each day later no fewer are overdue', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, '0')}`)
  fc.assert(
    fc.property(fc.array(day, { maxLength: 5 }), day, day, (dues, one, other) => {
      const data = withIds({
        ...usual,
        followup_subform_section: dues.map((followup_needed_by_date) => ({ followup_needed_by_date })),
      })
      const at = (today: string) => tasksOf(config, { worker: 'amal', today, zone: 'UTC' }, 'one', data)
      const overdue = (today: string) => at(today).filter((task) => task.overdue).length
      const [earlier = '', later = ''] = [one, other].sort()
      expect(at(earlier)).toHaveLength(dues.length)
      expect(at(earlier).some((task) => task.overdue && task.soon)).toBe(false)
      expect(overdue(earlier)).toBeLessThanOrEqual(overdue(later))
    }),
    { numRuns: 100, seed: 51 },
  )
})
