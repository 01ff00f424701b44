import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export type AuditEntry = {
  userName: string | null
  action: string
  /** When, by the house's clock; the database's where it is not told. */
  at?: Date
  outcome: 'done' | 'refused'
  code?: string
  recordType?: string
  recordId?: string
  /** Route pattern, never the address. */
  resource?: string
  ip?: string
  /** Ids, counts and field names: never values. */
  details?: Record<string, unknown>
}

/** The row as a statement, for who writes it together with others. */
export const auditInsert = (e: AuditEntry): RawBuilder<unknown> =>
  sql`insert into audit (at, user_name, action, outcome, code, record_type, record_id, resource, ip, details)
      values (coalesce(${e.at ?? null}::timestamptz, clock_timestamp()), ${e.userName}, ${e.action}, ${e.outcome},
              ${e.code ?? null}, ${e.recordType ?? null}, ${e.recordId ?? null},
              ${e.resource ?? null}, ${e.ip ?? null}, ${e.details === undefined ? null : JSON.stringify(e.details)})`

export const insertAudit = (tx: Db | Tx, entry: AuditEntry) => auditInsert(entry).execute(tx)

/** One row for each of these records, so that its access log tells who looked. */
export async function insertAudits(
  tx: Db | Tx,
  e: Omit<AuditEntry, 'recordId' | 'details'>,
  recordIds: readonly string[],
): Promise<void> {
  if (recordIds.length === 0) return
  await sql`insert into audit (user_name, action, outcome, code, record_type, record_id, resource, ip)
      select ${e.userName}, ${e.action}, ${e.outcome}, ${e.code ?? null}, ${e.recordType ?? null}, id, ${e.resource ?? null}, ${e.ip ?? null}
      from unnest(${recordIds}::uuid[]) as id`.execute(tx)
}

/** Words of the audit for a change of answers: by an edit, or by deciding between claims. */
const changing = ['update', 'settle_conflict']

export type Access = {
  id: number
  at: Date
  action: string
  user_name: string | null
  full_name: string | null
  role: string | null
}

export type AccessQuestion = {
  page: number
  per: number
  actions: string[]
  users: number[]
  from: string | null
  to: string | null
}

/** What was done with one record, newest first. */
export async function accessesOf(
  tx: Tx,
  recordId: string,
  q: AccessQuestion,
): Promise<{ total: number; rows: Access[] }> {
  const actions = q.actions.flatMap((action) => (action === 'update' ? changing : [action]))
  const where = sql`a.record_id = ${recordId} and a.outcome = 'done' and a.action = any (${actions}::text[])
    and (${q.users.length === 0} or p.id = any (${q.users}::int[]))
    and a.at >= coalesce(${q.from}::timestamptz, '-infinity') and a.at <= coalesce(${q.to}::timestamptz, 'infinity')`
  const { rows } = await sql<Access>`
    select a.id, a.at, a.action, a.user_name, p.full_name, p.role
    from audit a left join account p on p.user_name = a.user_name
    where ${where} order by a.at desc, a.id desc limit ${q.per} offset ${(q.page - 1) * q.per}`.execute(tx)
  const count = await sql<{ total: number }>`
    select count(*)::int as total from audit a left join account p on p.user_name = a.user_name where ${where}`.execute(
    tx,
  )
  return { total: count.rows[0]?.total ?? 0, rows }
}

/** The people who opened or changed one record, each once (api-admin §6.1). */
export async function peopleWhoSaw(tx: Tx, recordId: string): Promise<{ id: number; user_name: string }[]> {
  const { rows } = await sql<{ id: number; user_name: string }>`
    select p.id, p.user_name from account p
    where p.user_name in (
      select a.user_name from audit a
      where a.record_id = ${recordId} and a.outcome = 'done' and a.action = any (${['show', ...changing]}::text[]))
    order by p.user_name`.execute(tx)
  return rows
}

export type Activity = { last_access: Date | null; last_case_viewed: Date | null; last_case_updated: Date | null }

/** When people last signed in, opened a case, changed one (api-admin §6.2). */
export async function activitiesOf(db: Db | Tx, userNames: string[]): Promise<Map<string, Activity>> {
  const { rows } = await sql<Activity & { user_name: string }>`
    select user_name,
           max(at) filter (where action = 'login') as last_access,
           max(at) filter (where action = 'show' and record_type = 'case') as last_case_viewed,
           max(at) filter (where action = any (${changing}::text[]) and record_type = 'case') as last_case_updated
    from audit where user_name = any (${userNames}::text[]) and outcome = 'done' group by user_name`.execute(db)
  return new Map(rows.map(({ user_name, ...activity }) => [user_name, activity]))
}
