import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export type Proving = { proof_failures: number; challenge: string | null }

/** Of a browser's session, while nobody else proves in it. */
export async function lockedProving(tx: Tx, key: Buffer): Promise<Proving | undefined> {
  const { rows } = await sql<Proving>`
    select proof_failures, challenge from session where key = ${key} for update`.execute(tx)
  return rows[0]
}

export const keepProved = (tx: Tx, key: Buffer, now: Date) =>
  sql`update session set proved_at = ${now}, proof_failures = 0, challenge = null where key = ${key}`.execute(tx)

export const keepFailed = (tx: Tx, key: Buffer, failures: number) =>
  sql`update session set proof_failures = ${failures}, challenge = null where key = ${key}`.execute(tx)

export const keepAsked = (db: Db, key: Buffer, challenge: string) =>
  sql`update session set challenge = ${challenge} where key = ${key}`.execute(db)

export const endProving = (tx: Tx, key: Buffer) => sql`delete from session where key = ${key}`.execute(tx)
