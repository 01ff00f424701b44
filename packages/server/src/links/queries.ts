import type { Moment } from '@primero/domain/time.ts'
import type { Link } from '@primero/domain/workflow/one-time-link.ts'
import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
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

/** What never changes of a link. Its case is locked before the rest is read: whatever ends links comes from there. */
type Known = Pick<LinkRow, 'id' | 'transition'>

export const linkBySecret = (tx: Tx, key: Buffer): Promise<Known | undefined> =>
  tx.selectFrom('one_time_link').select(['id', 'transition']).where('secret_key', '=', key).executeTakeFirst()

export const linkById = (tx: Tx, id: string): Promise<Known | undefined> =>
  tx.selectFrom('one_time_link').select(['id', 'transition']).where('id', '=', id).executeTakeFirst()

/** Locked until the transaction ends: tries count one after the other. */
export const lockedLink = (tx: Tx, { id }: Known): Promise<LinkRow | undefined> =>
  tx.selectFrom('one_time_link').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Of a record, those that have not ended; locked. */
export async function openLinks(tx: Tx, n: number): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select l.* from one_time_link l join transition t on t.id = l.transition
    where t.n = ${n} and l.closed is null order by l.id for update of l`.execute(tx)
  return rows
}

/** A link whose time is over opens no more, and keeps nothing. */
export const emptyLateLinks = (db: Db, now: Date) =>
  sql`update one_time_link set package_sealed = null
      where package_sealed is not null and until_at <= ${now}`.execute(db)

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
    .values({ ...row, until_at: link.until, consent_until: link.consentUntil, accepted: link.isAccepted })
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
