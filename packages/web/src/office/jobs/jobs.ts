// What the site does by itself, and having it done now.
import { call } from '../../sync/http.ts'

export type Job = {
  task: string
  every: 'minute' | 'hour' | 'day' | null
  began_at: string | null
  ended_at: string | null
  outcome: 'running' | 'done' | 'failed' | null
  code: string | null
  failures: number
  next_at: string | null
  by_hand: boolean
}

export const fetchJobs = async (signal: AbortSignal): Promise<Job[]> =>
  ((await call('GET', '/api/ext/jobs', { signal })) as { jobs: Job[] }).jobs

export const runJob = async (task: string): Promise<void> => {
  await call('POST', `/api/ext/jobs/${encodeURIComponent(task)}/run`, { body: {} })
}
