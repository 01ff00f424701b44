import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** Referrals of these records to this person that nobody ended. */
export async function referralsTo(
  tx: Tx,
  userName: string,
  ns: number[],
): Promise<{ n: number; role: string | null; until_at: Date | null }[]> {
  const { rows } = await sql<{ n: number; role: string | null; until_at: Date | null }>`
    select n, role, until_at from record_grant
    where user_name = ${userName} and ended_at is null and kind = 'referral' and n = any (${ns}::bigint[])
    order by id`.execute(tx)
  return rows
}

/** When the identity in this record was asked for in this session; the second lock leaves nobody else's. */
export async function revealFor(tx: Tx, session: Buffer, record: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    select at from reveal where session = ${session} and record = ${record}`.execute(tx)
  return rows[0]?.at
}
