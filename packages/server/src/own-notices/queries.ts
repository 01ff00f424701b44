import type { Moment } from '@primero/domain/time.ts'
import type { NoticeKind } from '@primero/domain/workflow/notices.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export type NoticeRow = {
  id: number
  kind: NoticeKind
  at: Date
  by_user: string | null
  /** What that account is called; null where there is none, or it has no name. */
  by_name: string | null
  record_type: string | null
  record_id: string | null
  short_id: string | null
  agreement_id: number | null
  many: number
  seen_at: Date | null
}

const byName = sql`(select nullif(full_name, '') from account where user_name = own_notice.by_user)`

/** What somebody was told and has not put away; the newest first. The second lock leaves nobody else's. */
export async function openNotices(tx: Tx, account: number): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select id, kind, at, by_user, ${byName} as by_name, record_type, record_id, short_id, agreement_id, many, seen_at
    from own_notice where account_id = ${account} and seen_at is null order by id desc limit 50`.execute(tx)
  return rows
}

/** All that he was told, put away or not; the newest first. */
export async function noticesOf(
  tx: Tx,
  account: number,
  { page, per }: { page: number; per: number },
): Promise<{ rows: NoticeRow[]; total: number; open: number }> {
  const { rows } = await sql<NoticeRow>`
    select id, kind, at, by_user, ${byName} as by_name, record_type, record_id, short_id, agreement_id, many, seen_at
    from own_notice where account_id = ${account} order by id desc limit ${per} offset ${(page - 1) * per}`.execute(tx)
  const counted = await sql<{ total: number; open: number }>`
    select count(*)::int as total, count(*) filter (where seen_at is null)::int as open from own_notice
    where account_id = ${account}`.execute(tx)
  return { rows, ...(counted.rows[0] ?? { total: 0, open: 0 }) }
}

/** @returns whether it was there */
export async function putAway(tx: Tx, account: number, id: number, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update own_notice set seen_at = ${now} where id = ${id} and account_id = ${account} and seen_at is null`.execute(tx)
  return numAffectedRows === 1n
}

/** Those up to this one: what came since he looked stays. */
export const putAllAway = (tx: Tx, account: number, upTo: number, now: Date) =>
  sql`update own_notice set seen_at = ${now}
      where account_id = ${account} and id <= ${upTo} and seen_at is null`.execute(tx)

export type NewNotice = {
  kind: NoticeKind
  /** Who did it; null: time did. */
  by: string | null
  at: Date
  record?: { type: string; id: string; shortId: string | null }
  agreement?: number
  many?: number
  urgent: boolean
  mailDue: Moment | null
  pushDue: Moment | null
}

export const insertNotice = (tx: Tx, account: number, n: NewNotice) =>
  sql`insert into own_notice (account_id, kind, at, by_user, record_type, record_id, short_id, agreement_id, many,
                              urgent, mail_due, push_due)
      values (${account}, ${n.kind}, ${n.at}, ${n.by}, ${n.record?.type ?? null}, ${n.record?.id ?? null},
              ${n.record?.shortId ?? null}, ${n.agreement ?? null}, ${n.many ?? 1}, ${n.urgent},
              ${n.mailDue}, ${n.pushDue})`.execute(tx)

export type DueNotice = { id: number; kind: NoticeKind; urgent: boolean; isOpen: boolean; due: Date }

/** Those that a mail may hint at by now, read ones among them, and that none has counted. */
export async function dueByMail(tx: Tx, account: number, now: Date): Promise<DueNotice[]> {
  const { rows } = await sql<DueNotice>`
    select id, kind, urgent, seen_at is null as "isOpen", mail_due as due from own_notice
    where account_id = ${account} and mail_due <= ${now} and mailed_at is null`.execute(tx)
  return rows
}

/** Those that a push may hint at by now, and of which this browser has not heard. */
export async function dueByPush(tx: Tx, account: number, now: Date, after: Date): Promise<DueNotice[]> {
  const { rows } = await sql<DueNotice>`
    select id, kind, urgent, seen_at is null as "isOpen", push_due as due from own_notice
    where account_id = ${account} and push_due <= ${now} and push_due > ${after}`.execute(tx)
  return rows
}

export const markMailed = (tx: Tx, account: number, ids: number[], now: Date) =>
  sql`update own_notice set mailed_at = ${now}
      where account_id = ${account} and id = any (${ids}::bigint[])`.execute(tx)

/** They wait, for quiet hours that began meanwhile or were chosen since. */
export const deferMail = (tx: Tx, account: number, ids: number[], until: Moment) =>
  sql`update own_notice set mail_due = ${until}
      where account_id = ${account} and id = any (${ids}::bigint[])`.execute(tx)
export const deferPush = (tx: Tx, account: number, ids: number[], until: Moment) =>
  sql`update own_notice set push_due = ${until}
      where account_id = ${account} and id = any (${ids}::bigint[])`.execute(tx)

export async function nextByMail(tx: Tx, account: number): Promise<Date | null> {
  const { rows } = await sql<{ due: Date | null }>`
    select min(mail_due) as due from own_notice
    where account_id = ${account} and mail_due is not null and mailed_at is null`.execute(tx)
  return rows[0]?.due ?? null
}

/** Is there one of this kind about the record that he has not put away? */
export async function isToldOf(tx: Tx, account: number, kind: NoticeKind, record: string): Promise<boolean> {
  const { rows } = await sql`
    select from own_notice
    where account_id = ${account} and kind = ${kind} and record_id = ${record} and seen_at is null limit 1`.execute(tx)
  return rows.length > 0
}

/** What arose and waits, for times that were chosen since. */
export async function waitingByMail(tx: Tx, account: number): Promise<{ id: number; at: Date; urgent: boolean }[]> {
  const { rows } = await sql<{ id: number; at: Date; urgent: boolean }>`
    select id, at, urgent from own_notice
    where account_id = ${account} and mail_due is not null and mailed_at is null`.execute(tx)
  return rows
}

export const keepTimes = (
  tx: Db | Tx,
  account: number,
  k: { times: unknown; settings: unknown; sendMail: boolean; push: boolean },
) =>
  sql`update account
      set notice_times = ${JSON.stringify(k.times)}::jsonb, settings = ${JSON.stringify(k.settings)}::jsonb,
          send_mail = ${k.sendMail}, receive_webpush = ${k.push}
      where id = ${account}`.execute(tx)
