// How the house's own work goes, for who looks after it: what runs when, how it went last, and running it now.
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { insertAudit } from '../audit/queries.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsKeeper } from '../http/keeper.ts'
import { enqueue, type JobRunRow, jobRuns } from './queries.ts'
import { isTaskName, nextRun, type TaskName, taskNames, taskOf } from './tasks.ts'

const tags = ['jobs']

const answer = z.object({
  jobs: z.array(
    z.object({
      task: z.string(),
      every: z.nullable(z.enum(['minute', 'hour', 'day'])),
      /** Of the last run. */
      began_at: z.nullable(z.string()),
      ended_at: z.nullable(z.string()),
      outcome: z.nullable(z.enum(['running', 'done', 'failed'])),
      code: z.nullable(z.string()),
      /** Runs in a row. */
      failures: z.number(),
      next_at: z.nullable(z.string()),
      by_hand: z.boolean(),
    }),
  ),
})

export function jobRoutes(app: FastifyInstance, house: House): void {
  app.get(
    '/api/ext/jobs',
    { schema: { tags, summary: 'Scheduled jobs: how each went last, and when it is next', response: { 200: answer } } },
    async (request) => {
      needsKeeper(request)
      const runs = await jobRuns(house.db)
      return {
        jobs: taskNames.map((task) =>
          present(
            task,
            runs.find((run) => run.task === task),
            house.clock(),
          ),
        ),
      }
    },
  )

  app.post<{ Params: { task: string } }>(
    '/api/ext/jobs/:task/run',
    { schema: { tags, summary: 'Have a job run now' } },
    async (request, reply) => {
      const actor = needsKeeper(request)
      const { task } = request.params
      if (!isTaskName(task) || !taskOf(task).byHand) throw new Problem('not-found', {})
      await transaction(house.db, actor, async (tx) => {
        await enqueue(tx, task)
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'job_run',
          at: house.clock(),
          outcome: 'done',
          details: { task },
        })
      })
      return reply.code(202).send()
    },
  )
}

function present(task: TaskName, run: JobRunRow | undefined, now: Date) {
  const { rhythm, byHand } = taskOf(task)
  return {
    task,
    every: rhythm?.every ?? null,
    began_at: run?.began_at.toISOString() ?? null,
    ended_at: run?.ended_at?.toISOString() ?? null,
    outcome: run === undefined ? null : outcomeOf(run),
    code: run?.ended_at && run.failed ? run.code : null,
    failures: run?.failures ?? 0,
    next_at: rhythm === null ? null : nextRun(rhythm, now).toISOString(),
    by_hand: byHand === true,
  }
}

const outcomeOf = ({ ended_at, failed }: JobRunRow) =>
  ended_at === null ? ('running' as const) : failed ? ('failed' as const) : ('done' as const)
