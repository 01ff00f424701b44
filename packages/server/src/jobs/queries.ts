import type pg from 'pg'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { TaskName } from './tasks.ts'

/** Leaves only if the transaction commits. One job per key waits at a time. Payloads hold ids, never values. */
export const enqueue = (tx: Db | Tx, task: TaskName, payload: Record<string, unknown> = {}, key: string = task) =>
  sql`select jobs.enqueue(${task}, ${JSON.stringify(payload)}::json, ${key})`.execute(tx)

/** Months to come have their partitions before they begin. */
export const addMonths = (client: pg.ClientBase) =>
  client.query(`select public.add_month(current_date), public.add_month((current_date + interval '1 month')::date)`)

/** What has lapsed: sessions, counters of attempts, marks of browsers that were not seen for long, and uploads that nobody bound to a record for a week. */
export async function dropLapsed(
  client: pg.ClientBase,
): Promise<{ blob: string; account_id: number; chunk: number }[]> {
  await client.query(`delete from public.session where expires_at < now() - interval '20 minutes'`)
  await client.query(`delete from public.throttle where since < now() - interval '1 hour'`)
  await client.query(`delete from public.pending_sign_in where since < now() - interval '20 minutes'`)
  await client.query(`delete from public.factor where confirmed_at is null and made_at < now() - interval '1 day'`)
  await client.query(`delete from public.sign_in_lock where at < now() - interval '30 days'`)
  await client.query(`delete from public.known_device where seen_at < now() - interval '400 days'`)
  await client.query(`delete from public.provider_visit where at < now() - interval '1 hour'`)
  await client.query(`delete from public.provider_token where at < now() - interval '90 days'`)
  const { rows } = await client.query<{ blob: string; account_id: number; chunk: number }>(
    `delete from public.upload where at < now() - interval '7 days' returning blob, account_id, chunk`,
  )
  return rows
}

/** Whoever else is at this job is waited for; held by the connection. */
export const takeTurn = (client: pg.ClientBase, task: string) =>
  client.query(`select pg_advisory_lock(7204, hashtext($1))`, [task])
export const endTurn = (client: pg.ClientBase, task: string) =>
  client.query(`select pg_advisory_unlock(7204, hashtext($1))`, [task])

export const noteBegun = (client: pg.ClientBase, task: string, now: Date) =>
  client.query(
    `insert into public.job_run (task, began_at) values ($1, $2)
     on conflict (task) do update set began_at = excluded.began_at, ended_at = null`,
    [task, now],
  )

/** @param code undefined: it went well. @returns how many runs in a row failed */
export async function noteEnded(client: pg.ClientBase, task: string, now: Date, code?: string): Promise<number> {
  const { rows } = await client.query<{ failures: number }>(
    `update public.job_run
     set ended_at = $2, failed = $3::text is not null, code = $3,
         failures = case when $3::text is null then 0 else failures + 1 end
     where task = $1 returning failures`,
    [task, now, code ?? null],
  )
  return rows[0]?.failures ?? 0
}

export type JobRunRow = {
  task: string
  began_at: Date
  ended_at: Date | null
  failed: boolean | null
  code: string | null
  failures: number
}

export async function jobRuns(db: Db): Promise<JobRunRow[]> {
  const { rows } = await sql<JobRunRow>`select task, began_at, ended_at, failed, code, failures from job_run`.execute(
    db,
  )
  return rows
}
