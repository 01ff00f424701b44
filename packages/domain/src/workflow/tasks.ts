// What a caseworker still has to do on the own open cases, and by when (records §7, api-records §22). Nothing of it is
// stored: it is worked out from the answers and the day. Answers that a reader may not see make no task of his: hand in
// what was picked for him.
import { rowsOf } from '../access/rows.ts'
import { dueDay } from '../cases/due-by-risk.ts'
import { isDueByAppointment, isImplemented, serviceDue } from '../cases/due.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isBlank } from '../forms/answer.ts'
import type { Data, Row } from '../records/record.ts'
import type { Filter } from '../search/filter.ts'
import { type Day, isDay, isMoment } from '../time.ts'
import { dayAt, daysFrom } from './clock.ts'

export type TaskType = 'assessment' | 'case_plan' | 'follow_up' | 'service'

export type Task = {
  /** Of the case. */
  id: string
  type: TaskType
  /** Kind of follow-up or service. */
  detail: string | null
  priority: string | null
  due: Day
  overdue: boolean
  /** Due within seven days, today among them. */
  soon: boolean
}

/** The answer that ends a task of each type. */
export const completionFields: Record<TaskType, string> = {
  assessment: 'assessment_requested_on',
  case_plan: 'date_case_plan',
  follow_up: 'followup_date',
  service: 'service_implemented_day_time',
}

/** Cases that may hold tasks of a worker, as a list is asked for them. */
export const taskFilters = (worker: string): Filter[] => [
  { field: 'record_state', any: [true] },
  { field: 'status', any: ['open'] },
  { field: 'owned_by', any: [worker] },
]

/** Where and when tasks are looked at: the worker, today there, and the zone. */
export type TaskView = { worker: string; today: string; zone: string }

export function tasksOf(config: Configuration, view: TaskView, id: string, data: Data): Task[] {
  const isOpen = (data['status'] ?? 'open') === 'open' && data['record_state'] !== false
  if (!isOpen || data['owned_by'] !== view.worker) return []
  const priority = textOf(data['risk_level'])
  return [...planned(config, data, view), ...followups(data, view), ...services(config, data, view)].map((work) => ({
    id,
    priority,
    ...work,
    overdue: work.due < view.today,
    soon: work.due >= view.today && work.due <= daysFrom(view.today, 7),
  }))
}

type Work = Pick<Task, 'type' | 'detail' | 'due'>

function planned(config: Configuration, data: Data, { zone }: TaskView): Work[] {
  return (['assessment', 'case_plan'] as const).flatMap((type) =>
    isBlank(data[completionFields[type]]) ? workOn(type, null, dueDay(config, type, data), zone) : [],
  )
}

const followups = (data: Data, { zone }: TaskView): Work[] =>
  rowsOf(data['followup_subform_section'])
    .filter((row) => isBlank(row['followup_date']))
    .flatMap((row) => workOn('follow_up', textOf(row['followup_type']), row['followup_needed_by_date'], zone))

function services(config: Configuration, data: Data, { zone }: TaskView): Work[] {
  const byAppointment = isDueByAppointment(config)
  return rowsOf(data['services_section'])
    .filter((row) => !isImplemented(row))
    .flatMap((row) => workOn('service', textOf(row['service_type']), serviceDay(row, byAppointment), zone))
}

/** An appointment is on its day wherever one is; a response is due at a moment. */
const serviceDay = (row: Row, byAppointment: boolean): unknown =>
  byAppointment && !isBlank(row['service_appointment_date'])
    ? row['service_appointment_date']
    : serviceDue(row, byAppointment)

function workOn(type: TaskType, detail: string | null, due: unknown, zone: string): Work[] {
  if (isDay(due)) return [{ type, detail, due }]
  return isMoment(due) ? [{ type, detail, due: dayAt(due, zone) }] : []
}

const textOf = (answer: unknown): string | null => (typeof answer === 'string' && answer !== '' ? answer : null)

/** By what tasks are put in order; `status` and `created_at` mean the day on which they are due (api-records §22). */
const keys: Readonly<Record<string, (task: Task) => string | null>> = {
  type: ({ type }) => type,
  priority: ({ priority }) => priority,
  detail: ({ detail }) => detail,
  id: ({ id }) => id,
}

/** In order, what has no such word last; those alike by day and then by case, so that pages do not overlap. */
export function inOrder<T extends Task>(
  tasks: readonly T[],
  orderBy: string | undefined,
  order: string | undefined,
  more: Readonly<Record<string, (task: T) => string | null>> = {},
): T[] {
  const by = orderBy === undefined ? undefined : (found(more, orderBy) ?? found(keys, orderBy))
  const key = by ?? (({ due }: T) => due)
  const sign = order === 'asc' ? 1 : -1
  return tasks.toSorted(
    (a, b) =>
      compared(key(a), key(b), sign) ||
      compared(a.due, b.due, sign) ||
      compared(a.id, b.id, 1) ||
      compared(a.type, b.type, 1),
  )
}

const found = <V>(table: Readonly<Record<string, V>>, name: string): V | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

function compared(a: string | null, b: string | null, sign: number): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return (a < b ? -1 : 1) * sign
}
