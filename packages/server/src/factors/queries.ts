import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import type { Factor as FactorTable } from '../db/tables.ts'
import type { NewPasskey } from './passkeys.ts'
import type { RecoverySet } from './recovery.ts'

export type Factor = Selectable<FactorTable>
export type FactorKind = 'totp' | 'passkey'

/** Those that serve, the oldest first. */
export const factorsOf = (db: Db | Tx, accountId: number): Promise<Factor[]> =>
  db
    .selectFrom('factor')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is not', null)
    .orderBy('confirmed_at')
    .execute()

/** One that is being set up; after a quarter of an hour it is begun anew. */
export async function unconfirmed(db: Db | Tx, accountId: number, id: string, now: Date): Promise<Factor | undefined> {
  const { rows } = await sql<Factor>`
    select * from factor
    where account_id = ${accountId} and id = ${id} and confirmed_at is null
      and made_at > ${now}::timestamptz - interval '15 minutes'`.execute(db)
  return rows[0]
}

export type Begun = { id: string; kind: FactorKind; name: string; secret: Buffer | null; challenge: string | null }

/** Of those that were begun and never confirmed, the last one counts. */
export async function insertUnconfirmed(tx: Tx, accountId: number, f: Begun, now: Date): Promise<void> {
  await sql`delete from factor where account_id = ${accountId} and confirmed_at is null`.execute(tx)
  await sql`insert into factor (id, account_id, kind, name, made_at, secret, challenge)
            values (${f.id}, ${accountId}, ${f.kind}, ${f.name}, ${now}, ${f.secret}, ${f.challenge})`.execute(tx)
}

/** From now on it serves. An app takes the place of the one before. */
export async function confirm(
  tx: Tx,
  { id, account_id: accountId, kind }: Factor,
  proof: { step: number } | NewPasskey,
  now: Date,
): Promise<void> {
  if (kind === 'totp')
    await sql`delete from factor where account_id = ${accountId} and kind = 'totp' and id <> ${id}`.execute(tx)
  if ('step' in proof)
    await sql`update factor set confirmed_at = ${now}, used_at = ${now}, used_step = ${proof.step} where id = ${id}`.execute(
      tx,
    )
  else
    await sql`update factor
              set confirmed_at = ${now}, used_at = ${now}, challenge = null, credential = ${proof.credential},
                  public_key = ${proof.publicKey}, sign_count = ${proof.signCount}, transports = ${proof.transports}
              where id = ${id}`.execute(tx)
  await followFactors(tx, accountId)
}

/** Another account, or this one, has it already. */
export async function isCredentialTaken(tx: Tx, credential: string): Promise<boolean> {
  const { rows } = await sql`select from factor where credential = ${credential}`.execute(tx)
  return rows.length > 0
}

export async function removeFactor(tx: Tx, accountId: number, id: string): Promise<void> {
  await sql`delete from factor where account_id = ${accountId} and id = ${id}`.execute(tx)
  await followFactors(tx, accountId)
}

/** All of them, and the codes on paper. */
export async function removeFactors(tx: Tx, accountId: number): Promise<void> {
  await sql`delete from factor where account_id = ${accountId}`.execute(tx)
  await sql`delete from recovery_code where account_id = ${accountId}`.execute(tx)
  await sql`delete from pending_sign_in where account_id = ${accountId}`.execute(tx)
  await followFactors(tx, accountId)
}

/** Without a factor there is nothing to recover. */
async function followFactors(tx: Tx, accountId: number): Promise<void> {
  await sql`update account
            set has_factor = exists (select from factor where account_id = ${accountId} and confirmed_at is not null)
            where id = ${accountId}`.execute(tx)
  await sql`delete from recovery_code
            where account_id = ${accountId} and not (select has_factor from account where id = ${accountId})`.execute(
    tx,
  )
}

export type Counted = { hour_since: number | null; hour_count: number; salt: Buffer | null }

/** What the account's codes are counted with; tries of one account wait for each other here. */
export async function lockedCounts(tx: Tx, accountId: number): Promise<Counted> {
  await sql`insert into factor_count (account_id) values (${accountId}) on conflict do nothing`.execute(tx)
  const { rows } = await sql<Counted>`
    select extract(epoch from hour_since)::float8 as hour_since, hour_count, salt
    from factor_count where account_id = ${accountId} for update`.execute(tx)
  return rows[0] as Counted
}

export const keepHour = (tx: Tx, accountId: number, { since, count }: { since: number; count: number }) =>
  sql`update factor_count set hour_since = to_timestamp(${since}::float8), hour_count = ${count}
      where account_id = ${accountId}`.execute(tx)

export const keepUse = (tx: Tx, id: string, use: { step: number } | { signCount: number }, now: Date) =>
  'step' in use
    ? sql`update factor set used_at = ${now}, used_step = ${use.step} where id = ${id}`.execute(tx)
    : sql`update factor set used_at = ${now}, sign_count = ${use.signCount} where id = ${id}`.execute(tx)

export async function recoveryCodes(
  db: Db | Tx,
  accountId: number,
): Promise<{ n: number; hash: Buffer; used_at: Date | null }[]> {
  const { rows } = await sql<{ n: number; hash: Buffer; used_at: Date | null }>`
    select n, hash, used_at from recovery_code where account_id = ${accountId} order by n`.execute(db)
  return rows
}

export const useRecovery = (tx: Tx, accountId: number, n: number, now: Date) =>
  sql`update recovery_code set used_at = ${now} where account_id = ${accountId} and n = ${n}`.execute(tx)

/** New ones; those before open nothing any more. */
export async function keepRecovery(tx: Tx, accountId: number, set: RecoverySet, now: Date): Promise<void> {
  await lockedCounts(tx, accountId)
  await sql`update factor_count set salt = ${set.salt}, recovery_made_at = ${now} where account_id = ${accountId}`.execute(
    tx,
  )
  await sql`delete from recovery_code where account_id = ${accountId}`.execute(tx)
  await sql`insert into recovery_code (account_id, n, hash)
            select ${accountId}, n, hash from unnest(${set.hashes}::bytea[]) with ordinality as one (hash, n)`.execute(
    tx,
  )
}

export type TrustedDevice = { id: string; agent: string | null; trusted_since: Date; seen_at: Date; hash: Buffer }

export async function trustedDevices(db: Db, accountId: number, since: Date): Promise<TrustedDevice[]> {
  const { rows } = await sql<TrustedDevice>`
    select id, agent, trusted_since, seen_at, hash from known_device
    where account_id = ${accountId} and trusted_since > ${since} order by seen_at desc`.execute(db)
  return rows
}

export const trust = (tx: Tx, accountId: number, mark: Buffer, agent: string, now: Date) =>
  sql`update known_device set trusted_since = ${now}, agent = ${agent}
      where account_id = ${accountId} and hash = ${mark}`.execute(tx)

/** @returns whether it was one */
export async function trustNoMore(tx: Tx, accountId: number, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update known_device set trusted_since = null
    where account_id = ${accountId} and id = ${id} and trusted_since is not null`.execute(tx)
  return numAffectedRows === 1n
}
