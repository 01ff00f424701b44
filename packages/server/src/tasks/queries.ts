import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

type Told = { key: string; due: string; kind: 'task_due' | 'task_overdue' }

export async function toldOf(tx: Tx, account: number): Promise<Told[]> {
  const { rows } =
    await sql<Told>`select task as key, due::text as due, kind from task_told where account_id = ${account}`.execute(tx)
  return rows
}

/** @returns of how many he was not told yet */
export async function keepTold(
  tx: Tx,
  account: number,
  kind: Told['kind'],
  tasks: readonly Pick<Told, 'key' | 'due'>[],
  now: Date,
): Promise<number> {
  if (tasks.length === 0) return 0
  const { numAffectedRows } = await sql`
    insert into task_told (account_id, kind, task, due, at)
    select ${account}::int, ${kind}::text, key, due, ${now}::timestamptz
    from unnest(${tasks.map(({ key }) => key)}::text[], ${tasks.map(({ due }) => due)}::date[]) as t (key, due)
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

export async function tasksGoneOver(tx: Tx, account: number, day: string): Promise<void> {
  await sql`update account set tasks_told_on = ${day} where id = ${account}`.execute(tx)
  // A day that is past is no task's day again; what is late is told of once, however long it stays so.
  await sql`delete from task_told where account_id = ${account} and kind = 'task_due' and due < ${day}::date - 60`.execute(
    tx,
  )
}
