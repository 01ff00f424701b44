import type { Intention, Outcome } from '@primero/domain/sync/intention.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** The outcome of an intention that has been here before; the lock holds a second copy back until we are done. */
export async function seenOutcome(tx: Tx, id: string, accountId: number): Promise<Outcome | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx)
  const { rows } = await sql<{ outcome: Outcome }>`
    select outcome from intention where id = ${id} and account_id = ${accountId}`.execute(tx)
  return rows[0]?.outcome
}

export const recordOutcome = (tx: Tx, accountId: number, intention: Intention, outcome: Outcome) =>
  sql`insert into intention (id, account_id, device, seq, name, outcome)
      values (${intention.id}, ${accountId}, ${intention.device}, ${intention.seq}, ${intention.name}, ${JSON.stringify(outcome)})
      on conflict (id) do nothing`.execute(tx)
