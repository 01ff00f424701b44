import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

export type SavedSearch = { id: number; name: string; record_type: string; filters: unknown; account_id: number }

export async function savedSearchesOf(db: Db, accountId: number, at: { page: number; per: number }) {
  const { rows } = await sql<SavedSearch>`
    select id, name, record_type, filters, account_id from saved_search where account_id = ${accountId}
    order by id limit ${at.per} offset ${(at.page - 1) * at.per}`.execute(db)
  const count = await sql<{
    total: number
  }>`select count(*)::int as total from saved_search where account_id = ${accountId}`.execute(db)
  return { total: count.rows[0]?.total ?? 0, rows }
}

export async function savedSearch(db: Db, id: number): Promise<SavedSearch | undefined> {
  const { rows } =
    await sql<SavedSearch>`select id, name, record_type, filters, account_id from saved_search where id = ${id}`.execute(
      db,
    )
  return rows[0]
}

/** @returns undefined where this person keeps so many already */
export async function insertSavedSearch(
  db: Db,
  s: { accountId: number; name: string; recordType: string; moduleIds: string[]; filters: unknown },
  most: number,
): Promise<SavedSearch | undefined> {
  const { rows } = await sql<SavedSearch>`
    insert into saved_search (account_id, name, record_type, module_ids, filters)
    select ${s.accountId}::int, ${s.name}::text, ${s.recordType}::text, ${s.moduleIds}::text[], ${JSON.stringify(s.filters)}::jsonb
    where (select count(*) from saved_search where account_id = ${s.accountId}) < ${most}::int
    returning id, name, record_type, filters, account_id`.execute(db)
  return rows[0]
}

export const deleteSavedSearch = (db: Db, id: number) => sql`delete from saved_search where id = ${id}`.execute(db)
