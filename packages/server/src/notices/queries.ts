import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

export type NewNotice = { at: Date; by: number; role: string; to: number | null; beyond: string[]; dangers: string[] }

export const insertNotice = (tx: Tx, n: NewNotice) =>
  sql`insert into notice (at, by_account, role, to_account, beyond, dangers)
      values (${n.at}, ${n.by}, ${n.role}, ${n.to}, ${n.beyond}::text[], ${n.dangers}::text[])`.execute(tx)

export type NoticeRow = {
  id: string
  at: Date
  by_name: string
  role: string
  to_id: number | null
  to_name: string | null
  to_role: string | null
  to_agency: string | null
  to_groups: string[] | null
  beyond: string[]
  dangers: string[]
}

/** What others did since then and this person has not put aside, newest first. */
export async function noticesFor(tx: Tx, account: number, since: Date, most: number): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select n.id::text as id, n.at, b.full_name as by_name, n.role, t.id as to_id, t.full_name as to_name,
           t.role as to_role, t.agency as to_agency, t.groups as to_groups, n.beyond, n.dangers
    from notice n join account b on b.id = n.by_account left join account t on t.id = n.to_account
    where n.at >= ${since} and n.by_account <> ${account}
      and not exists (select from notice_seen s where s.notice = n.id and s.account_id = ${account})
    order by n.at desc, n.id desc limit ${most}`.execute(tx)
  return rows
}

/** @returns whether there is such a notice of somebody else's doing */
export async function putAside(tx: Tx, notice: string, account: number, at: Date): Promise<boolean> {
  const { rows } = await sql`select from notice where id = ${notice}::bigint and by_account <> ${account}`.execute(tx)
  if (rows.length === 0) return false
  await sql`insert into notice_seen (notice, account_id, at) values (${notice}::bigint, ${account}, ${at})
            on conflict do nothing`.execute(tx)
  return true
}
