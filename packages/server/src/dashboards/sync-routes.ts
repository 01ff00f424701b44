// The home page of our own app: numbers, and the lists that they open as it asks for lists; what a worker has to do.
import { may } from '@primero/domain/access/role.ts'
import { Problem } from '@primero/domain/problem.ts'
import {
  type BoardNumber,
  dashboardsReply,
  dashboardsRequest,
  tasksReply,
  tasksRequest,
} from '@primero/domain/sync/home.ts'
import type { Dashboard, Indicator } from '@primero/domain/workflow/dashboard.ts'
import { filtersOf, type Tally } from '@primero/domain/workflow/dashboard-counts.ts'
import { seesOnlyNumbers } from '@primero/domain/workflow/dashboard-rights.ts'
import { inOrder } from '@primero/domain/workflow/tasks.ts'
import { withoutSmall } from '@primero/domain/workflow/small-numbers.ts'
import type { FastifyInstance } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { type FoundTask, tasksFor } from '../tasks/find.ts'
import { lately, stopKeeping } from './kept.ts'

const tags = ['sync']

export function homeRoutes(app: FastifyInstance, house: House): void {
  app.addHook('onClose', async () => stopKeeping(house))
  app.post(
    '/api/sync/dashboards',
    { schema: { tags, summary: 'Numbers of my role', body: dashboardsRequest, response: { 200: dashboardsReply } } },
    async (request, reply) => {
      const { boards, tallies, asOf } = await lately(house, needsActor(request))
      const isSuppressed = seesOnlyNumbers(needsActor(request))
      // Written here: a country's numbers are megabytes, and looking each of them over took longer than all of the rest.
      reply.serializer((text) => String(text)).type('application/json; charset=utf-8')
      return reply.send(inText(asOf, boards, (one) => numbersText(one, tallies.get(one) ?? [], isSuppressed)))
    },
  )

  app.post(
    '/api/sync/tasks',
    { schema: { tags, summary: 'What I have to do', body: tasksRequest, response: { 200: tasksReply } } },
    (request) => {
      const actor = needsActor(request)
      if (!may(actor.role, 'case', 'read')) throw new Problem('forbidden', { action: 'read' })
      return transaction(house.db, actor, async (tx) => {
        const tasks = inOrder(await tasksFor(house, tx, actor), undefined, 'asc').map(presentTask)
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'list',
          outcome: 'done',
          recordType: 'case',
          resource: '/api/sync/tasks',
          ip: request.ip,
          details: { record_ids: [...new Set(tasks.map(({ id }) => id))] },
        })
        return { tasks }
      })
    },
  )
}

/** The answer as `dashboardsReply` has it: `asOf` first, so that who asks has it at once. */
function inText(asOf: string, boards: readonly Dashboard[], numbersOf: (one: Indicator) => string): string {
  const told = boards.map(({ name, indicators }) => {
    const numbers = indicators.map((one) => {
      const by = one.by.map(({ field }) => field)
      return `{"name":${quoted(one.name)},"type":${quoted(one.type)},"by":${quoted(by)},"numbers":${numbersOf(one)}}`
    })
    return `{"name":${quoted(name.slice('dashboard.'.length))},"indicators":[${numbers.join()}]}`
  })
  return `{"asOf":${quoted(asOf)},"boards":[${told.join()}]}`
}

const quoted = (value: string | string[]): string => JSON.stringify(value)

// What is counted once for many is written once for them, too.
const written = new WeakMap<readonly Tally[], string>()

/** Of kept numbers the indicator and the right to see them are the same for all whom they are told. */
function numbersText(one: Indicator, tallies: readonly Tally[], isSuppressed: boolean): string {
  const known = written.get(tallies)
  if (known !== undefined) return known
  const text = JSON.stringify(presentNumbers(one, tallies, isSuppressed))
  written.set(tallies, text)
  return text
}

function presentNumbers(indicator: Indicator, tallies: readonly Tally[], isSuppressed: boolean): BoardNumber[] {
  const numbers = indicator.by.length === 0 && tallies.length === 0 ? [{ keys: [], count: 0 }] : tallies
  if (isSuppressed) return withoutSmall(numbers).map(({ keys, count }) => ({ keys, count, filters: null }))
  return numbers.map(({ keys, count }) => ({ keys, count, filters: filtersOf(indicator, keys) }))
}

const presentTask = ({ id, code, type, detail, priority, due, overdue, soon }: FoundTask) => ({
  id,
  code,
  type,
  detail,
  priority,
  due,
  overdue,
  soon,
})
