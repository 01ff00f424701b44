import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

export type NoticeRow = {
  id: number
  kind: 'revealed' | 'agreement' | 'taken_over'
  at: Date
  by_user: string | null
  record_type: string | null
  record_id: string | null
  short_id: string | null
  agreement_id: number | null
}

/** What somebody was told and has not put away; the newest first. The second lock leaves nobody else's. */
export async function openNotices(tx: Tx, account: number): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select id, kind, at, by_user, record_type, record_id, short_id, agreement_id from own_notice
    where account_id = ${account} and seen_at is null order by id desc limit 50`.execute(tx)
  return rows
}

/** @returns whether it was there */
export async function putAway(tx: Tx, account: number, id: number, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update own_notice set seen_at = ${now} where id = ${id} and account_id = ${account} and seen_at is null`.execute(tx)
  return numAffectedRows === 1n
}

/** Tells the owner of a record that somebody saw whom it is about. */
export const noticeReveal = (
  tx: Tx,
  n: { owner: string; by: string; at: Date; type: string; record: string; shortId: string | null },
) =>
  sql`insert into own_notice (account_id, kind, at, by_user, record_type, record_id, short_id)
      select id, 'revealed', ${n.at}::timestamptz, ${n.by}::text, ${n.type}::text, ${n.record}::uuid, ${n.shortId}::text
      from account where user_name = ${n.owner} and removed_at is null`.execute(tx)

/** Tells who took over what somebody left. */
export const noticeTakenOver = (tx: Tx, n: { account: number; from: string; at: Date }) =>
  sql`insert into own_notice (account_id, kind, at, by_user)
      values (${n.account}, 'taken_over', ${n.at}::timestamptz, ${n.from})`.execute(tx)
