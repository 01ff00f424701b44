import type { Moment } from '@primero/domain/time.ts'
import type { Link } from '@primero/domain/workflow/one-time-link.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { OneTimeLink } from '../db/tables.ts'

export type LinkRow = Selectable<OneTimeLink>

const moment = (at: Date | null): Moment | null => (at === null ? null : (at.toISOString() as Moment))

export const linkOf = (row: LinkRow): Link => ({
  until: row.until_at.toISOString() as Moment,
  consentUntil: moment(row.consent_until),
  hasCode: row.code_sealed !== null,
  wrong: row.wrong,
  isOpened: row.opened,
  isAccepted: row.accepted,
  closed: row.closed as Link['closed'],
  visitUntil: moment(row.visit_until),
})

/** Locked until the transaction ends: tries count one after the other. */
export const linkBySecret = (tx: Tx, key: Buffer): Promise<LinkRow | undefined> =>
  tx.selectFrom('one_time_link').selectAll().where('secret_key', '=', key).forUpdate().executeTakeFirst()

export const linkById = (tx: Tx, id: string): Promise<LinkRow | undefined> =>
  tx.selectFrom('one_time_link').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** The newest first. */
export const linksOf = (tx: Tx, transition: string): Promise<LinkRow[]> =>
  tx
    .selectFrom('one_time_link')
    .selectAll()
    .where('transition', '=', transition)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute()

type NewLink = Pick<
  LinkRow,
  'id' | 'transition' | 'secret_key' | 'fields' | 'package_sealed' | 'reference' | 'contact' | 'made_at' | 'made_by'
>

/** The one before ends. @returns false where the id is taken */
export async function insertLink(tx: Tx, row: NewLink, link: Link): Promise<boolean> {
  const made = await tx
    .insertInto('one_time_link')
    .values({ ...row, until_at: link.until, consent_until: link.consentUntil })
    .onConflict((on) => on.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made === undefined) return false
  await sql`update one_time_link set closed = 'ended', package_sealed = null
            where transition = ${row.transition} and id <> ${row.id} and closed is null`.execute(tx)
  return true
}

/** `keys`: of a new code, of the visit that came last. */
export const keepLink = (
  tx: Tx,
  id: string,
  link: Link,
  keys: { code_sealed?: Buffer; visit_key?: Buffer | null } = {},
) =>
  tx
    .updateTable('one_time_link')
    .set({
      ...keys,
      until_at: link.until,
      wrong: link.wrong,
      opened: link.isOpened,
      accepted: link.isAccepted,
      closed: link.closed,
      ...(link.closed === null ? {} : { package_sealed: null }),
      visit_until: link.visitUntil,
    })
    .where('id', '=', id)
    .execute()
