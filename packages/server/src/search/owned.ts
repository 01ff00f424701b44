// The records of one owner, however many: set by set, since moving a person moves them all at once.
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** By the index on principals; a grant names people there, too, so the owner is asked for beside it. */
const isOf = (owner: string): RawBuilder<unknown> =>
  sql`r.seen_by @> ${[`u:${owner}`]}::text[] and r.owned_by = ${owner}`

export async function ownsRecords(tx: Tx, owner: string): Promise<boolean> {
  const each = recordTypes.map((type) => sql`exists (select from ${sql.table(`${type}_row`)} r where ${isOf(owner)})`)
  const { rows } = await sql<{ owns: boolean }>`select ${sql.join(each, sql` or `)} as owns`.execute(tx)
  return rows[0]?.owns === true
}

export type OwnerStamps = {
  owner: string
  /** The owner's groups and agency as principals: they take the place of those before. */
  principals: string[]
  /** What the records keep about their owner. */
  stamps: Record<string, unknown>
}

/**
 * Stamps all records of a type anew. Row-level security must let this transaction see them all.
 * @returns the modules of those that were stamped
 */
export async function restampOwned(
  tx: Tx,
  type: RecordType,
  { owner, principals, stamps }: OwnerStamps,
): Promise<string[]> {
  const [row, doc] = [sql.table(`${type}_row`), sql.table(`${type}_doc`)]
  // First what others are writing: the second statement then sees what they wrote.
  await sql`select count(*) from (
              select d.n from ${doc} d join ${row} r using (n) where ${isOf(owner)} order by d.n for update of d) held`.execute(
    tx,
  )
  const { rows } = await sql<{ module: string }>`
    with moved as (
      update ${row} r
      set seen_by = array(
        select distinct p collate "C"
        from unnest(array(select q from unnest(r.seen_by) q where q !~ '^[ga]:') || ${principals}::text[]) p
        order by 1)
      where ${isOf(owner)}
      returning r.n, r.module
    ), stamped as (
      update ${doc} d set data = d.data || ${JSON.stringify(stamps)}::jsonb from moved where d.n = moved.n
    ), cursor as (
      insert into change_log (n) select n from moved on conflict (n) do update set xid = pg_current_xact_id()
    )
    select distinct module from moved`.execute(tx)
  return rows.map(({ module }) => module)
}

export type OwnedPart = { module: string; open: number; closed: number; waiting: number }

/** What somebody owns, by module: `waiting` are claims about these records that nobody has decided. No answers, no names. */
export async function ownedParts(tx: Tx, type: RecordType, owner: string): Promise<OwnedPart[]> {
  const { rows } = await sql<OwnedPart>`
    select r.module,
           count(*) filter (where r.status <> 'closed' and r.record_state)::int as open,
           count(*) filter (where r.status = 'closed' or not r.record_state)::int as closed,
           count(*) filter (where exists (
             select from ${sql.table(`${type}_conflict`)} c where c.n = r.n and c.settled_at is null))::int as waiting
    from ${sql.table(`${type}_row`)} r where ${isOf(owner)} group by r.module order by r.module`.execute(tx)
  return rows
}

/** Ids of the records of one owner in one module, in the order in which they were made. */
export async function ownedIds(tx: Tx, type: RecordType, owner: string, module: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from ${sql.table(`${type}_row`)} r
    where ${isOf(owner)} and r.module = ${module} order by r.n`.execute(tx)
  return rows.map(({ id }) => id)
}
