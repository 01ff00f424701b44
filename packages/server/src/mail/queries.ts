import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { MailKind } from './kinds.ts'

/** Nothing where one of this kind waits already. */
export const insertMail = (tx: Tx, m: { id: string; kind: MailKind; account: number; now: Date }) =>
  sql`insert into mail (id, kind, account_id, at, due_at) values (${m.id}, ${m.kind}, ${m.account}, ${m.now}, ${m.now})
      on conflict do nothing`.execute(tx)

/**
 * One hint waits at a time, until the first moment at which one is due. The row is held until what it hints at is
 * committed: whoever sends it meanwhile counts that, too.
 */
export const insertHint = (tx: Db | Tx, m: { id: string; account: number; now: Date; due: Date }) =>
  sql`insert into mail (id, kind, account_id, at, due_at) values (${m.id}, 'notice', ${m.account}, ${m.now}, ${m.due})
      on conflict (account_id, kind) where sent_at is null and given_up_at is null and letter_id is null
      do update set due_at = case when mail.tries = 0 then least(mail.due_at, excluded.due_at) else mail.due_at end`.execute(
    tx,
  )

/** The hint that waits, at times that were chosen since. */
export const moveHint = (tx: Tx, account: number, due: Date) =>
  sql`update mail set due_at = ${due}
      where account_id = ${account} and kind = 'notice' and tries = 0 and sent_at is null and given_up_at is null`.execute(
    tx,
  )

/** For whoever has this address, if anybody. */
export const insertMailToAddress = (tx: Tx, m: { id: string; kind: MailKind; address: Buffer; now: Date }) =>
  sql`insert into mail (id, kind, address, at, due_at) values (${m.id}, ${m.kind}, ${m.address}, ${m.now}, ${m.now})`.execute(
    tx,
  )

/** @returns whether it is the account's now; not where one of this kind waits already */
export async function giveMailTo(tx: Tx, id: string, account: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update mail m set account_id = ${account}, address = null
    where id = ${id}
      and not exists (
        select from mail o
        where o.account_id = ${account} and o.kind = m.kind and o.letter_id is null
          and o.sent_at is null and o.given_up_at is null)`.execute(tx)
  return numAffectedRows === 1n
}

export async function insertLetter(
  tx: Tx,
  l: { id: string; sealed: Buffer; accounts: number[]; now: Date },
): Promise<void> {
  await sql`insert into letter (id, sealed, at) values (${l.id}, ${l.sealed}, ${l.now})`.execute(tx)
  await sql`
    insert into mail (id, kind, account_id, letter_id, at, due_at)
    select gen_random_uuid(), 'letter', account, ${l.id}::uuid, ${l.now}, ${l.now}
    from unnest(${l.accounts}::int[]) account`.execute(tx)
}

export type WaitingMail = {
  id: string
  kind: string
  account_id: number | null
  address: Buffer | null
  letter_id: string | null
  at: Date
  tries: number
  sealed: Buffer | null
}

/**
 * The mail that has been due longest, for this try alone: it is due again after `delays[tries]` seconds, whatever
 * becomes of the program meanwhile. What another worker tries is passed over.
 */
export async function claimMail(db: Db, delays: readonly number[], now: Date): Promise<WaitingMail | undefined> {
  const { rows } = await sql<WaitingMail>`
    update mail m
    set tries = m.tries + 1,
        due_at = ${now}::timestamptz
          + make_interval(secs => (${delays}::int[])[least(m.tries + 1, ${delays.length}::int)])
    where m.id = (
      select id from mail
      where sent_at is null and given_up_at is null and due_at <= ${now}
      order by due_at, at, id
      limit 1
      for update skip locked)
    returning m.id, m.kind, m.account_id, m.address, m.letter_id, m.at, m.tries, m.sealed`.execute(db)
  return rows[0]
}

export const dropMail = (tx: Tx, id: string) => sql`delete from mail where id = ${id}`.execute(tx)

/** Links that went to an account since. */
export async function linksSent(tx: Tx, account: number, kinds: readonly string[], since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from mail
    where account_id = ${account} and kind = any (${kinds}::text[]) and sent_at > ${since}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** The secret of its link, for the tries to come, and its hash for whoever opens it. */
export async function keepLink(
  tx: Tx,
  l: { mail: string; account: number; sealed: Buffer; hash: Buffer; at: Date },
): Promise<void> {
  await sql`update mail set sealed = ${l.sealed} where id = ${l.mail}`.execute(tx)
  await sql`insert into way_in (hash, account_id, mail_id, at) values (${l.hash}, ${l.account}, ${l.mail}, ${l.at})`.execute(
    tx,
  )
}

export async function isLinkKept(tx: Tx, mail: string): Promise<boolean> {
  const { rows } = await sql`select from way_in where mail_id = ${mail}`.execute(tx)
  return rows.length > 0
}

export async function letterOf(tx: Tx, id: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ sealed: Buffer }>`select sealed from letter where id = ${id}`.execute(tx)
  return rows[0]?.sealed
}

export const markSent = (db: Db | Tx, id: string, now: Date) =>
  sql`update mail set sent_at = ${now}, sealed = null, code = null where id = ${id}`.execute(db)

export const markFailed = (db: Db | Tx, id: string, code: string, givenUpAt: Date | null) =>
  sql`update mail set code = ${code}, given_up_at = ${givenUpAt} where id = ${id}`.execute(db)

/** As if it were asked for now, with a link of its own. @returns whether there was one that had been given up */
export async function tryAgain(tx: Tx, id: string, now: Date): Promise<boolean> {
  await sql`delete from way_in where mail_id = ${id}`.execute(tx)
  const { numAffectedRows } = await sql`
    update mail m set given_up_at = null, tries = 0, sealed = null, at = ${now}, due_at = ${now}
    where id = ${id} and given_up_at is not null
      and not exists (
        select from mail o
        where o.account_id = m.account_id and o.kind = m.kind and o.letter_id is null and m.letter_id is null
          and o.sent_at is null and o.given_up_at is null)`.execute(tx)
  return numAffectedRows === 1n
}

export type Outbox = { waiting: number; oldest: Date | null; given_up: number; sent: number }

/** How it stands: what waits, since when, what was given up, and what has left in a day. */
export async function outbox(db: Db, now: Date): Promise<Outbox> {
  const { rows } = await sql<Outbox>`
    select count(*) filter (where sent_at is null and given_up_at is null)::int as waiting,
           min(at) filter (where sent_at is null and given_up_at is null) as oldest,
           count(*) filter (where given_up_at is not null)::int as given_up,
           count(*) filter (where sent_at > ${now}::timestamptz - interval '1 day')::int as sent
    from mail`.execute(db)
  return rows[0] ?? { waiting: 0, oldest: null, given_up: 0, sent: 0 }
}

export type DeadLetter = {
  id: string
  account_id: number
  role: string
  agency: string | null
  groups: string[]
  user_name: string
  kind: string
  at: Date
  given_up_at: Date
  tries: number
  code: string | null
}

/** The newest first. */
export async function deadLetters(db: Db): Promise<DeadLetter[]> {
  const { rows } = await sql<DeadLetter>`
    select m.id, m.kind, m.at, m.given_up_at, m.tries, m.code, a.id as account_id, a.role, a.agency, a.groups, a.user_name
    from mail m join account a on a.id = m.account_id
    where m.given_up_at is not null
    order by m.given_up_at desc, m.id
    limit 100`.execute(db)
  return rows
}

/** What left or was given up before, links that lasted, and letters of which no copy waits. */
export async function dropOldMail(db: Db, { mail, links }: { mail: Date; links: Date }): Promise<void> {
  await sql`delete from mail where sent_at < ${mail} or given_up_at < ${mail}`.execute(db)
  await sql`delete from way_in where at < ${links}`.execute(db)
  await sql`
    delete from letter l
    where not exists (select from mail m where m.letter_id = l.id)`.execute(db)
}
