import type { Intention, Outcome } from '@primero/domain/sync/intention.ts'
import { sql } from 'kysely'
import type { AccountRow } from '../accounts/queries.ts'
import type { Tx } from '../db/database.ts'

/**
 * Takes an intention's id for this transaction. Where it has been here before, its outcome; a second copy that comes
 * at the same moment waits for the first.
 */
export async function takeIntention(tx: Tx, accountId: number, intention: Intention): Promise<Outcome | undefined> {
  const taken = await sql`
    insert into intention (id, account_id, device, seq, name, outcome)
    values (${intention.id}, ${accountId}, ${intention.device}, ${intention.seq}, ${intention.name}, 'null')
    on conflict (id) do nothing`.execute(tx)
  if (taken.numAffectedRows === 1n) return undefined
  const { rows } = await sql<{ outcome: Outcome }>`
    select outcome from intention where id = ${intention.id} and account_id = ${accountId}`.execute(tx)
  // Somebody else's id: as good as a used one, and nothing of it is told.
  return (
    rows[0]?.outcome ?? {
      id: intention.id,
      outcome: 'refused',
      problem: { code: 'id-taken', params: { id: intention.id } },
    }
  )
}

export const recordOutcome = (tx: Tx, outcome: Outcome) =>
  sql`update intention set outcome = ${JSON.stringify(outcome)} where id = ${outcome.id}`.execute(tx)

/** The account as it is by now; `isIn`: what it came in with has not ended. Basic comes without a session. */
export async function senderOf(
  tx: Tx,
  accountId: number,
  sessionKey: Buffer | null,
): Promise<{ account: AccountRow; isIn: boolean } | undefined> {
  const { rows } = await sql<AccountRow & { is_in: boolean }>`
    select a.*,
           ${sessionKey}::bytea is null
             or exists (select from session where key = ${sessionKey}::bytea)
             or exists (select from provider_token where key = ${sessionKey}::bytea and ended_at is null) as is_in
    from account a
    where a.id = ${accountId} and a.removed_at is null`.execute(tx)
  const row = rows[0]
  return row === undefined ? undefined : { account: row, isIn: row.is_in }
}
