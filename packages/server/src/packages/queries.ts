import { type Selectable, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { ModulePackage } from '../db/tables.ts'

export type PackageRow = Omit<Selectable<ModulePackage>, 'n'> & { n: number }

/** What never changes of it. Its case is locked first, as whatever ends packages begins there. */
export async function packageNamed(tx: Tx, id: string): Promise<Pick<PackageRow, 'id' | 'record_id'> | undefined> {
  const { rows } = await sql<PackageRow>`select id, record_id from module_package where id = ${id}`.execute(tx)
  return rows[0]
}

/** Whoever settles it has locked its case. */
export async function packageById(tx: Tx, id: string): Promise<PackageRow | undefined> {
  const { rows } = await sql<PackageRow>`select * from module_package where id = ${id}`.execute(tx)
  return rows[0]
}

/** Of a case, the newest first. */
export async function packagesOf(tx: Tx, n: number): Promise<PackageRow[]> {
  const { rows } = await sql<PackageRow>`
    select * from module_package where n = ${n} order by sent_at desc, id`.execute(tx)
  return rows
}

/** That somebody was sent; the newest first. What waits for its release is none of them. */
export async function packagesTo(tx: Tx, user: string, most: number): Promise<PackageRow[]> {
  const { rows } = await sql<PackageRow>`
    select p.* from module_package p join transition t using (id)
    where p.to_user = ${user} and p.state = 'released' order by t.seq desc limit ${most}`.execute(tx)
  return rows
}

/** Of which this case was made. */
export async function packageOfMade(tx: Tx, id: string): Promise<PackageRow | undefined> {
  const { rows } = await sql<PackageRow>`select * from module_package where made_id = ${id}`.execute(tx)
  return rows[0]
}

export type NewPackage = Pick<
  PackageRow,
  | 'id'
  | 'n'
  | 'record_id'
  | 'from_module'
  | 'to_module'
  | 'by_user'
  | 'to_user'
  | 'fields'
  | 'package_sealed'
  | 'waiting_sealed'
  | 'reference'
  | 'sent_at'
> & { state: 'waits' | 'released' }

/** @returns false where the id is taken */
export async function insertPackage(tx: Tx, row: NewPackage): Promise<boolean> {
  const made = await tx
    .insertInto('module_package')
    .values(row)
    .onConflict((on) => on.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** It waits no longer. What never went is gone. */
export const settlePackage = (
  tx: Tx,
  id: string,
  { state, by, at }: { state: 'released' | 'refused' | 'revoked'; by: string; at: Date },
) =>
  sql`update module_package
      set state = ${state}, settled_at = ${at}, settled_by = ${by}, waiting_sealed = null,
          package_sealed = case when ${state} = 'released' then package_sealed end
      where id = ${id}`.execute(tx)

export const emptyPackage = (tx: Tx, id: string) =>
  sql`update module_package set package_sealed = null where id = ${id}`.execute(tx)

export const keepMade = (tx: Tx, id: string, made: { id: string; link: string; at: Date }) =>
  sql`update module_package set made_id = ${made.id}, made_at = ${made.at}, source_referral_id = ${made.link}
      where id = ${id}`.execute(tx)

export const keepFlagged = (tx: Tx, id: string, at: Date) =>
  sql`update module_package set flagged_at = ${at} where id = ${id}`.execute(tx)
