import type { Actor, Person } from '@primero/domain/access/actor.ts'
import { peopleReach } from '@primero/domain/access/people-reach.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { Account } from '../db/tables.ts'

export type AccountRow = Selectable<Account>

/** By user name, or else by mail address. */
export const accountByName = (db: Db | Tx, name: string): Promise<AccountRow | undefined> =>
  db
    .selectFrom('account')
    .selectAll()
    .where((eb) => eb.or([eb('user_name', '=', name), eb('email', '=', name)]))
    .orderBy((eb) => eb('user_name', '=', name), 'desc')
    .executeTakeFirst()

/** Whose mail address it is. Addresses are kept in small letters. */
export const accountByMail = (db: Db | Tx, address: string): Promise<AccountRow | undefined> =>
  db.selectFrom('account').selectAll().where('email', '=', address).where('removed_at', 'is', null).executeTakeFirst()

/** Somebody who was removed is nobody. */
export const accountById = (db: Db | Tx, id: number): Promise<AccountRow | undefined> =>
  db.selectFrom('account').selectAll().where('id', '=', id).where('removed_at', 'is', null).executeTakeFirst()

export async function accountsById(tx: Tx, ids: number[]): Promise<AccountRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<AccountRow>`
    select * from account where id = any (${ids}::int[]) and removed_at is null order by id`.execute(tx)
  return rows
}

export const accountsNamed = (db: Db | Tx, userNames: string[]): Promise<AccountRow[]> =>
  userNames.length === 0
    ? Promise.resolve([])
    : db.selectFrom('account').selectAll().where(sql<boolean>`user_name = any (${userNames})`).execute()

/** What these accounts are called, by user name. */
export async function fullNames(tx: Tx, userNames: string[]): Promise<Map<string, string>> {
  if (userNames.length === 0) return new Map()
  const { rows } = await sql<{ user_name: string; full_name: string }>`
    select user_name, full_name from account where user_name = any (${userNames})`.execute(tx)
  return new Map(rows.map(({ user_name, full_name }) => [user_name, full_name]))
}

/**
 * The same, as they are until the transaction ends: whoever moves one of them comes before, or waits. Never waits itself:
 * records may be locked already, and the mover wants them.
 * @throws `configuration-busy` while one of them is being changed
 */
export async function accountsHeld(tx: Tx, userNames: string[]): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select * from account where user_name = any (${userNames}::text[]) and removed_at is null for share nowait`
    .execute(tx)
    .catch((error: unknown) => {
      throw (error as { code?: unknown }).code === '55P03' ? new Problem('configuration-busy', { seconds: 1 }) : error
    })
  return rows
}

/** Those who may sign in and are in one of these groups. */
export async function accountsOfGroups(tx: Tx, groups: string[]): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select * from account
    where groups && ${groups}::text[] and not disabled and not unverified and removed_at is null`.execute(tx)
  return rows
}

/** Those who may sign in and have one of these roles. */
export async function accountsOfRoles(tx: Tx, roles: string[]): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select * from account
    where role = any (${roles}::text[]) and not disabled and not unverified and removed_at is null`.execute(tx)
  return rows
}

/** Those who have tasks of their own, by their numbers: so many after this one. */
export async function peopleAfter(db: Db, after: number, most: number): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select * from account
    where id > ${after} and not disabled and not unverified and not service_account and removed_at is null
    order by id limit ${most}`.execute(db)
  return rows
}

/** Counts an attempt under a key; the number of attempts within the running minute. */
export async function countAttempt(db: Db | Tx, key: string, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    insert into throttle (key, since, count) values (${key}, ${now}, 1)
    on conflict (key) do update
    set count = case when throttle.since <= ${now}::timestamptz - interval '1 minute' then 1 else throttle.count + 1 end,
        since = case when throttle.since <= ${now}::timestamptz - interval '1 minute' then ${now} else throttle.since end
    returning count`.execute(db)
  return rows[0]?.count ?? 0
}

export const insertAccount = (
  db: Db | Tx,
  a: {
    userName: string
    fullName: string
    role: string
    agency: string | null
    groups: string[]
    locale: string
    location?: string | undefined
    services?: string[] | undefined
    serviceAccount?: boolean | undefined
    email?: string | undefined
    passwordHash: string | null
  },
) =>
  sql<{ id: number }>`
    insert into account (user_name, full_name, role, agency, groups, locale, location, services, service_account, email, password_hash)
    values (${a.userName}, ${a.fullName}, ${a.role}, ${a.agency}, ${a.groups}, ${a.locale}, ${a.location ?? null},
            ${a.services ?? []}, ${a.serviceAccount ?? false}, ${a.email ?? null}, ${a.passwordHash})
    on conflict (user_name) do nothing
    returning id`.execute(db)

export const anyAccount = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('account').select('id').limit(1).execute()).length > 0

/** Whom a person may see as owners: everybody, the own agency, the own groups, or only themselves (access §4). */
export async function peopleNearby(db: Db, actor: Actor): Promise<{ userName: string; fullName: string }[]> {
  const { rows } = await sql<{ userName: string; fullName: string }>`
    select user_name as "userName", full_name as "fullName" from account
    where not service_account and not disabled and (
      user_name = ${actor.userName}
      or ${actor.role.scope} = 'all'
      or (${actor.role.scope} = 'agency' and agency = ${actor.agency})
      or (${actor.role.scope} = 'group' and groups && ${actor.groups}::text[]))
    order by full_name limit 2000`.execute(db)
  return rows
}

/** What the rules need of an account. */
export const actorOf = (a: AccountRow, role: Role): Actor => ({
  id: a.id,
  userName: a.user_name,
  fullName: a.full_name,
  role,
  agency: a.agency,
  groups: a.groups,
  locale: a.locale,
  location: a.location,
  serviceAccount: a.service_account,
  agencyOffice: a.agency_office,
  code: a.code,
})

/** What a record keeps about the person who acts. */
export const selfOf = (actor: Actor): Person => ({
  userName: actor.userName,
  fullName: actor.fullName,
  agency: actor.agency,
  groups: actor.groups,
  location: actor.location,
  agencyOffice: actor.agencyOffice ?? null,
  code: actor.code ?? null,
  category: actor.role.category ?? null,
})

/** What a record keeps about an account. */
export const personOf = (a: AccountRow, role: Role | undefined): Person => ({
  userName: a.user_name,
  fullName: a.full_name,
  agency: a.agency,
  groups: a.groups,
  location: a.location,
  agencyOffice: a.agency_office,
  code: a.code,
  category: role?.category ?? null,
})

export type AccountQuestion = {
  page: number
  per: number
  text: string | undefined
  userName: string | undefined
  roles: string[]
  agencies: string[]
  groups: string[]
  disabled: boolean[]
  /** Nothing but these accounts. */
  ids?: number[] | undefined
  /** When people were last there. */
  activity?: ActivityRange[]
  order: Order
}

export type ActivityRange = { actions: string[]; recordType: string | null; from: string | null; to: string | null }

const activities = {
  last_access: { actions: ['login'], recordType: null },
  last_case_viewed: { actions: ['show'], recordType: 'case' },
  last_case_updated: { actions: ['update', 'settle_conflict'], recordType: 'case' },
} as const

/** The ranges of moments that were asked for, `from` or `to` left out where one is no moment. */
export function activityRanges(asked: Record<string, unknown>): ActivityRange[] {
  return Object.entries(activities).flatMap(([key, { actions, recordType }]) => {
    const range = asked[key]
    if (typeof range !== 'object' || range === null) return []
    const { from, to } = range as Record<string, unknown>
    return [{ actions: [...actions], recordType, from: momentOf(from), to: momentOf(to) }]
  })
}

const momentOf = (value: unknown): string | null => {
  const at = typeof value === 'string' ? new Date(value) : undefined
  return at === undefined || Number.isNaN(at.getTime()) ? null : at.toISOString()
}

const lastIn = ({ actions, recordType, from, to }: ActivityRange) => sql<boolean>`(
  select max(a.at) from audit a
  where a.user_name = account.user_name and a.outcome = 'done' and a.action = any (${actions}::text[])
    and (${recordType}::text is null or a.record_type = ${recordType})
  ) between coalesce(${from}::timestamptz, '-infinity') and coalesce(${to}::timestamptz, 'infinity')`

/** `agencies`: their ids by name, since an account knows the id only. */
export type Order = { by: string | undefined; descending: boolean; agencies: string[] }

/** A part of the user name or of the full name, in capitals or not. */
function namedLike(text: string | undefined): RawBuilder<boolean> {
  if (text === undefined || text === '') return sql<boolean>`true`
  const like = `%${text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`
  return sql<boolean>`(user_name ilike ${like} or full_name ilike ${like})`
}

/** Accounts in this person's sight; `hidden` are roles that he never sees. */
export async function findAccounts(
  db: Db | Tx,
  actor: Actor,
  hidden: string[],
  q: AccountQuestion,
): Promise<{ total: number; rows: AccountRow[] }> {
  const reach = peopleReach(actor.role)
  let found = db.selectFrom('account').where('role', 'not in', ['', ...hidden])
  if (reach === 'agency') found = found.where('agency', '=', actor.agency)
  if (reach === 'group') found = found.where(sql<boolean>`groups && ${actor.groups}::text[]`)
  if (reach === 'self') found = found.where('id', '=', actor.id)
  found = found.where(namedLike(q.text))
  if (q.userName !== undefined) found = found.where('user_name', '=', q.userName.toLowerCase())
  if (q.roles.length > 0) found = found.where(sql<boolean>`role = any (${q.roles})`)
  if (q.agencies.length > 0) found = found.where(sql<boolean>`agency = any (${q.agencies})`)
  if (q.groups.length > 0) found = found.where(sql<boolean>`groups && ${q.groups}::text[]`)
  if (q.disabled.length > 0) found = found.where(sql<boolean>`disabled = any (${q.disabled})`)
  if (q.ids !== undefined) found = found.where(sql<boolean>`id = any (${q.ids}::int[])`)
  for (const range of q.activity ?? []) found = found.where(lastIn(range))
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const direction = q.order.descending ? sql`desc nulls last` : sql`asc nulls last`
  const rows = await found
    .selectAll()
    .orderBy(sql`${orderKey(q.order)} ${direction}`)
    .orderBy('id', 'desc')
    .limit(q.per)
    .offset((q.page - 1) * q.per)
    .execute()
  return { total, rows }
}

const textColumns = new Set([
  'user_name',
  'full_name',
  'email',
  'code',
  'phone',
  'position',
  'location',
  'agency_office',
  'locale',
])
const plainColumns = new Set(['id', 'created_at', 'updated_at', 'disabled'])

/** Anything else than a column that the list shows is no order: the newest come first. */
function orderKey({ by, agencies }: Order): RawBuilder<unknown> {
  if (by === 'agency' || by === 'agency_id') return sql`array_position(${agencies}::text[], agency)`
  if (by === 'role_unique_id') return sql`role collate "und-x-icu"`
  if (by !== undefined && textColumns.has(by)) return sql`${sql.ref(by)} collate "und-x-icu"`
  return sql.ref(by !== undefined && plainColumns.has(by) ? by : 'created_at')
}

/** Enabled, verified people in these roles; machines look after nobody and are none of them. */
const peopleInRoles = (db: Db, roles: string[]) =>
  db
    .selectFrom('account')
    .selectAll()
    .where('disabled', '=', false)
    .where('unverified', '=', false)
    .where('service_account', '=', false)
    .where(sql<boolean>`role = any (${['', ...roles]})`)

/** To whom this person may hand a record; `within` keeps it to the own agency or the own groups. */
export function recipients(
  db: Db,
  actor: Actor,
  roles: string[],
  within: 'all' | 'agency' | 'groups',
): Promise<AccountRow[]> {
  let found = peopleInRoles(db, roles).where('id', '<>', actor.id)
  if (within === 'agency') found = found.where('agency', '=', actor.agency)
  if (within === 'groups') found = found.where(sql<boolean>`groups && ${actor.groups}::text[]`)
  return found.orderBy('user_name').execute()
}

/** People whom a case can be about, by page. */
export async function peopleToIdentify(
  db: Db,
  roles: string[],
  q: { page: number; per: number; text: string | undefined },
): Promise<{ total: number; rows: AccountRow[] }> {
  const found = peopleInRoles(db, roles).where(namedLike(q.text))
  const { total } = await found
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await found
    .orderBy('user_name')
    .limit(q.per)
    .offset((q.page - 1) * q.per)
    .execute()
  return { total, rows }
}

/** Enabled people whose roles count towards the user limit, whoever asks. */
export async function enabledAccounts(db: Db | Tx, roles: string[]): Promise<number> {
  if (roles.length === 0) return 0
  const { total } = await db
    .selectFrom('account')
    .where('disabled', '=', false)
    .where(sql<boolean>`role = any (${roles})`)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

/** Enabled accounts that hold one of these roles. */
export async function superUsers(db: Db, roles: string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .select('user_name')
    .where(sql<boolean>`role = any (${roles})`)
    .where('disabled', '=', false)
    .execute()
  return rows.map((r) => r.user_name)
}

/** The language that a person reads. @returns whether it is another one than before */
export async function setLocale(tx: Tx, id: number, locale: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('account')
    .set({ locale, updated_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .where('locale', '<>', locale)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The code that opens an account once; another one replaces it, and it replaces the password. */
export const setOneTimeCode = (tx: Tx, userName: string, passwordHash: string, now: Date) =>
  sql<{ id: number }>`
    update account set password_hash = ${passwordHash}, password_set_at = ${now}, must_renew = true, code_wrong = 0
    where user_name = ${userName} returning id`.execute(tx)

export const countWrongCode = (tx: Tx, id: number) =>
  sql`update account set code_wrong = code_wrong + 1 where id = ${id}`.execute(tx)

/** It verifies an account. @param instead the hash that is replaced: of two who set one at the same moment, the first. @returns whether it was */
export async function setPassword(
  tx: Tx,
  id: number,
  { hash, instead, now }: { hash: string; instead: string | null; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update account
    set password_hash = ${hash}, password_set_at = ${now}, must_renew = false, code_wrong = 0, unverified = false,
        updated_at = clock_timestamp()
    where id = ${id} and password_hash is not distinct from ${instead}`.execute(tx)
  return numAffectedRows === 1n
}
