import type { Link, LinkEvent, RelationshipType } from '@primero/domain/cases/relationships.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { CaseRelationship } from '../db/tables.ts'
import { numbersOf } from '../search/queries.ts'

type Row = Selectable<CaseRelationship>

const linkOf = (row: Row): Link => ({
  id: row.id as Uuid,
  from: row.from_id as Uuid,
  to: row.to_id as Uuid,
  type: row.type as RelationshipType,
  primary: row.primary,
  disabled: row.disabled,
  events: row.events as unknown as LinkEvent[],
})

/** Of these cases, the newest first; only those whose two cases are both in reach: the second lock sees to it. */
export async function linksOn(tx: Tx, ids: readonly string[]): Promise<Link[]> {
  // As lists of keys, so that both indexes answer before the second lock looks at single rows.
  const { rows } = await sql<Row>`
    select * from case_relationship
    where from_n = any (array(${numbersOf('case', ids)})) or to_n = any (array(${numbersOf('case', ids)}))
    order by seq desc`.execute(tx)
  return rows.map(linkOf)
}

/** The one with this id, or else the one that says the same of the same two cases. */
export async function linkLike(tx: Tx, { id, from, to, type }: Pick<Link, 'id' | 'from' | 'to' | 'type'>) {
  const { rows } = await sql<Row>`
    select * from case_relationship
    where id = ${id} or (from_id = ${from} and to_id = ${to} and type = ${type}
                         and from_n in (${numbersOf('case', [from])}))
    order by id = ${id} desc limit 1`.execute(tx)
  return rows[0] && linkOf(rows[0])
}

export type Ends = { from: number; to: number }

/** @returns false where the id is taken, or the same link is there */
export async function insertLink(tx: Tx, link: Link, ends: Ends): Promise<boolean> {
  const made = await tx
    .insertInto('case_relationship')
    .values({
      id: link.id,
      from_n: ends.from,
      from_id: link.from,
      to_n: ends.to,
      to_id: link.to,
      type: link.type,
      events: JSON.stringify(link.events),
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** How it stands now, and what has been done with it so far. */
export const updateLink = (tx: Tx, { id, primary, disabled, events }: Link) =>
  tx
    .updateTable('case_relationship')
    .set({ primary, disabled, events: JSON.stringify(events) })
    .where('id', '=', id)
    .execute()
