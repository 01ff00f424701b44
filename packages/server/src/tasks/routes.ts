// What a worker has to do, over v2 (api-records §22).
import { isDueByAppointment } from '@primero/domain/cases/due.ts'
import { completionFields, inOrder } from '@primero/domain/workflow/tasks.ts'
import type { FastifyInstance } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { listAction } from '../audit/kinds.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { pageOf, type Parameters, textOf } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { type FoundTask, refuseWithoutBoard, tasksFor } from './find.ts'
import { taskWords } from './words.ts'

export function taskRoutes(app: FastifyInstance, house: House): void {
  app.get('/api/v2/tasks', { schema: { tags: ['tasks'], summary: 'What I have to do, and by when' } }, (request) => {
    const actor = needsActor(request)
    refuseWithoutBoard(actor)
    const query = request.query as Parameters
    const { page, per } = pageOf(query)
    const config = house.configuration()
    return transaction(house.db, actor, async (tx) => {
      const all = inOrder(await tasksFor(house, tx, actor), textOf(query['order_by']), textOf(query['order']), {
        record_id_display: ({ code }) => code,
        name: ({ name }) => name,
      })
      const shown = all.slice((page - 1) * per, page * per)
      await insertAudit(tx, {
        userName: actor.userName,
        action: listAction(request),
        outcome: 'done',
        recordType: 'case',
        resource: '/api/v2/tasks',
        ip: request.ip,
        details: { record_ids: [...new Set(shown.map(({ id }) => id))] },
      })
      return {
        data: shown.map((task) => present(task, taskWords(config, task, actor.locale))),
        metadata: { total: all.length, per, page, field_names: fieldNames(isDueByAppointment(config)) },
      }
    })
  })
}

const present = (task: FoundTask, words: string) => ({
  record_type: 'case',
  id: task.id,
  record_id_display: task.code,
  type: task.type,
  detail: task.detail,
  priority: task.priority,
  due_date: wireDay(task.due),
  type_display: words,
  name: task.name,
  completion_field: completionFields[task.type],
  module_unique_id: task.module,
  overdue: task.overdue,
  upcoming_soon: task.soon,
})

/** Where the day of each kind is entered. */
const fieldNames = (byAppointment: boolean) => ({
  assessment: 'assessment_due_date',
  case_plan: 'case_plan_due_date',
  service: byAppointment ? 'service_appointment_date' : 'service_response_timeframe',
  follow_up: 'followup_needed_by_date',
})

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 2024-10-31 is 31-Oct-2024 on this wire. */
function wireDay(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}-${months[Number(month) - 1]}-${year}`
}
