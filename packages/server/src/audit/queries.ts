import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { currentCall } from './call.ts'

export type AuditEntry = {
  userName: string | null
  action: string
  /** When, by the house's clock; the database's where it is not told. */
  at?: Date
  outcome: 'done' | 'refused'
  code?: string
  /** What it is about; what the route of the running call is about, where it is not told. */
  recordType?: string
  recordId?: string
  /** Route pattern, never the address; that of the running call where it is not told. So with the address of who calls. */
  resource?: string
  ip?: string
  /** Ids, counts and field names: never values. */
  details?: Record<string, unknown>
}

/** The row as a statement, for who writes it together with others. */
export const auditInsert = (e: AuditEntry): RawBuilder<unknown> =>
  sql`insert into audit (at, user_name, role, agency, action, outcome, code, record_type, record_id, resource, ip, method, details)
      values (coalesce(${momentOf(e)}::timestamptz, clock_timestamp()), ${e.userName}, ${standing(e.userName)},
              ${e.action}, ${e.outcome}, ${e.code ?? null}, ${e.recordType ?? currentCall()?.kind ?? null}, ${e.recordId ?? null},
              ${calledBy(e)},
              ${e.details === undefined ? null : JSON.stringify(e.details)})`

const momentOf = (e: Pick<AuditEntry, 'at'>): Date | null => e.at ?? currentCall()?.now() ?? null

function calledBy(e: Pick<AuditEntry, 'resource' | 'ip'>): RawBuilder<unknown> {
  const call = currentCall()
  if (call !== undefined) call.isWrittenDown = true
  return sql`${e.resource ?? call?.resource ?? null}, ${e.ip ?? call?.ip ?? null}, ${call?.method ?? null}`
}

/** Under which role, for which agency: later he may have others. */
const standing = (userName: string | null): RawBuilder<unknown> =>
  sql`(select role from account where user_name = ${userName}), (select agency from account where user_name = ${userName})`

export const insertAudit = (tx: Db | Tx, entry: AuditEntry) => auditInsert(entry).execute(tx)

/** One row for each of these records, so that its access log tells who looked. */
export async function insertAudits(
  tx: Db | Tx,
  e: Omit<AuditEntry, 'recordId' | 'details'>,
  recordIds: readonly string[],
): Promise<void> {
  if (recordIds.length === 0) return
  await sql`insert into audit (at, user_name, role, agency, action, outcome, code, record_type, record_id, resource, ip, method)
      select coalesce(${momentOf(e)}::timestamptz, clock_timestamp()), ${e.userName}, ${standing(e.userName)}, ${e.action}, ${e.outcome}, ${e.code ?? null},
             ${e.recordType ?? null}, id, ${calledBy(e)}
      from unnest(${recordIds}::uuid[]) as id`.execute(tx)
}

/** Words of the audit for a change of answers: by an edit, or by deciding between claims. */
const changing = ['update', 'settle_conflict']

/** What shows many records at once: their ids stand in the details. */
const meeting = new Set(['list', 'index', 'download', 'conflicts', 'export'])

const metWith = (recordId: string): RawBuilder<unknown> =>
  sql`(a.record_id = ${recordId} or (a.details ? 'record_ids' and a.details -> 'record_ids' ? ${recordId}::text))`

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
  const actions = q.actions.flatMap((action) =>
    action === 'update' ? changing : action === 'show' ? ['show', 'link_open'] : [action],
  )
  const met = actions.some((action) => meeting.has(action)) ? metWith(recordId) : sql`a.record_id = ${recordId}`
  const where = sql`${met} and a.outcome = 'done' and a.action = any (${actions}::text[])
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

export type LogRow = {
  id: number
  at: Date
  user_name: string | null
  role: string | null
  agency: string | null
  action: string
  outcome: 'done' | 'refused'
  code: string | null
  record_type: string | null
  record_id: string | null
  resource: string | null
  ip: string | null
  method: string | null
  details: Record<string, unknown> | null
  account_id: number | null
  account_name: string | null
}

export type LogQuestion = {
  page: number
  per: number
  userName: string | undefined
  from: string | null
  to: string | null
  actions: string[]
  kinds: string[]
  outcome?: 'done' | 'refused' | undefined
  /** Where it was opened or changed, or was one of many that were shown. */
  recordId?: string | undefined
  byPerson: boolean
  descending: boolean
}

/** The audit of the whole instance, a page of it. */
export async function logRows(tx: Tx, q: LogQuestion): Promise<{ total: number; rows: LogRow[] }> {
  const conditions = [
    sql`a.at >= coalesce(${q.from}::timestamptz, '-infinity') and a.at <= coalesce(${q.to}::timestamptz, 'infinity')`,
    ...(q.userName === undefined ? [] : [sql`a.user_name = ${q.userName}`]),
    ...(q.actions.length === 0
      ? []
      : [sql`a.action = any (${q.actions.flatMap((a) => (a === 'update' ? changing : [a]))}::text[])`]),
    ...(q.kinds.length === 0 ? [] : [sql`a.record_type = any (${q.kinds}::text[])`]),
    ...(q.outcome === undefined ? [] : [sql`a.outcome = ${q.outcome}`]),
    ...(q.recordId === undefined ? [] : [metWith(q.recordId)]),
  ]
  const where = sql.join(conditions, sql` and `)
  const direction = q.descending ? sql`desc` : sql`asc`
  const order = sql`${q.byPerson ? sql`a.user_name ${direction} nulls last, ` : sql``}a.at ${direction}, a.id ${direction}`
  const { rows } = await sql<LogRow>`
    select a.id, a.at, a.user_name, a.role, a.agency, a.action, a.outcome, a.code, a.record_type, a.record_id, a.resource,
           a.ip, a.method, a.details, p.id as account_id, p.user_name as account_name
    from audit a left join account p on p.id = case when a.details ->> 'user' ~ '^[0-9]{1,9}$' then (a.details ->> 'user')::int end
    where ${where} order by ${order} limit ${q.per} offset ${(q.page - 1) * q.per}`.execute(tx)
  const count = await sql<{ total: number }>`select count(*)::int as total from audit a where ${where}`.execute(tx)
  return { total: count.rows[0]?.total ?? 0, rows }
}
