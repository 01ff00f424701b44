// What the home page of our own app is told: numbers with the lists that they open, and what a worker has to do.
import * as z from 'zod/mini'
import { recordTypes } from '../configuration/bundle.ts'
import { filter } from './protocol.ts'

/** null: too small to be told to who may not list the records; then it opens no list. */
const number = z.strictObject({
  keys: z.array(z.string()),
  count: z.nullable(z.number()),
  filters: z.nullable(z.array(filter)),
})

export const dashboardsRequest = z.strictObject({})

export const dashboardsReply = z.strictObject({
  /** When they were counted. */
  asOf: z.string(),
  boards: z.array(
    z.strictObject({
      name: z.string(),
      indicators: z.array(
        z.strictObject({
          name: z.string(),
          type: z.enum(recordTypes),
          /** By what each of its numbers has a key; none: it is one number. */
          by: z.array(z.string()),
          numbers: z.array(number),
        }),
      ),
    }),
  ),
})
export type DashboardsReply = z.infer<typeof dashboardsReply>
export type Board = DashboardsReply['boards'][number]
export type BoardNumber = z.infer<typeof number>

export const tasksRequest = z.strictObject({})

/** Without names: who holds the device may be anybody's neighbour. */
export const taskLine = z.strictObject({
  id: z.string(),
  code: z.nullable(z.string()),
  type: z.enum(['assessment', 'case_plan', 'follow_up', 'service']),
  detail: z.nullable(z.string()),
  priority: z.nullable(z.string()),
  due: z.string(),
  overdue: z.boolean(),
  soon: z.boolean(),
})
export type TaskLine = z.infer<typeof taskLine>

/** All of them, those that are due first in front. */
export const tasksReply = z.strictObject({ tasks: z.array(taskLine) })
export type TasksReply = z.infer<typeof tasksReply>
