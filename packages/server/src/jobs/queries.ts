import { sql } from 'kysely'
import type pg from 'pg'
import type { Db, Tx } from '../db/database.ts'

export type TaskName = 'keep-house' | 'reindex' | 'refresh-ages' | 'register' | 'seal-audit' | 'send-mail'

/** Leaves only if the transaction commits. One job per key waits at a time. Payloads hold ids, never values. */
export const enqueue = (tx: Db | Tx, task: TaskName, payload: Record<string, unknown> = {}) =>
  sql`select jobs.enqueue(${task}, ${JSON.stringify(payload)}::json, ${task})`.execute(tx)

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
