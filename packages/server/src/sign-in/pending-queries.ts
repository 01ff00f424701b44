import { limits } from '@primero/domain/accounts/limits.ts'
import { sql } from 'kysely'
import type { AccountRow } from '../accounts/queries.ts'
import type { Tx } from '../db/database.ts'
import { lockedCounts } from '../factors/queries.ts'

/** By what somebody came as far as the second factor. */
export type PendingWay = 'password' | 'code' | 'reset'

export type Pending = {
  hash: Buffer
  way: PendingWay
  /** In seconds since 1970. */
  since: number
  wrong: number
  challenge: string | null
  isShown: boolean
  account: AccountRow
}

export async function insertPending(
  tx: Tx,
  p: { hash: Buffer; accountId: number; way: PendingWay; now: Date },
): Promise<void> {
  await sql`delete from pending_sign_in
            where account_id = ${p.accountId}
              and since < ${p.now}::timestamptz - make_interval(secs => ${limits.pending.lasts})`.execute(tx)
  await sql`insert into pending_sign_in (hash, account_id, way, since)
            values (${p.hash}, ${p.accountId}, ${p.way}, ${p.now})`.execute(tx)
}

export async function lockedPending(tx: Tx, hash: Buffer): Promise<Pending | undefined> {
  const { rows: marked } = await sql<{ account_id: number }>`
    select account_id from pending_sign_in where hash = ${hash}`.execute(tx)
  const [found] = marked
  if (found === undefined) return undefined
  // What changes the account's factors, and tries of other sign-ins, are over before this one is looked at.
  await lockedCounts(tx, found.account_id)
  const { rows } = await sql<Omit<Pending, 'account'> & AccountRow>`
    select a.*, p.hash, p.way, extract(epoch from p.since)::float8 as since, p.wrong, p.challenge,
           p.shown_at is not null as "isShown"
    from pending_sign_in p join account a on a.id = p.account_id
    where p.hash = ${hash} for update of p`.execute(tx)
  const row = rows[0]
  if (row === undefined) return undefined
  const { way, since, wrong, challenge, isShown } = row
  return { hash, way, since, wrong, challenge, isShown, account: row }
}

export const keepWrong = (tx: Tx, hash: Buffer, wrong: number) =>
  sql`update pending_sign_in set wrong = ${wrong}, challenge = null where hash = ${hash}`.execute(tx)

export const keepChallenge = (tx: Tx, hash: Buffer, challenge: string) =>
  sql`update pending_sign_in set challenge = ${challenge} where hash = ${hash}`.execute(tx)

/** Only a new password is missing; there is time for one. */
export const keepFactorShown = (tx: Tx, hash: Buffer, now: Date) =>
  sql`update pending_sign_in set shown_at = ${now}, since = ${now}, challenge = null where hash = ${hash}`.execute(tx)

export const endPending = (tx: Tx, hash: Buffer) => sql`delete from pending_sign_in where hash = ${hash}`.execute(tx)

/** All ways on of an account; whoever waits begins anew. */
export const endPendings = (tx: Tx, accountId: number) =>
  sql`delete from pending_sign_in where account_id = ${accountId}`.execute(tx)
