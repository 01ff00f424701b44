import type { Bundle } from '@primero/domain/configuration/bundle.ts'
import type { Edit } from '@primero/domain/configuration/overlay.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'

export type StoredConfiguration = {
  version: number
  base_hash: string
  base: Bundle
  overlay: Edit[]
  document: Bundle
}

export async function latestConfiguration(db: Db | Tx): Promise<StoredConfiguration | undefined> {
  const { rows } = await sql<StoredConfiguration>`
    select version, base_hash, base, overlay, document from configuration order by version desc limit 1`.execute(db)
  return rows[0]
}

/** What an earlier number said. */
export async function documentNumbered(db: Db | Tx, version: number): Promise<Bundle | undefined> {
  const { rows } = await sql<{ document: Bundle }>`
    select document from configuration where version = ${version}`.execute(db)
  return rows[0]?.document
}

export async function insertConfiguration(
  tx: Tx,
  c: Omit<StoredConfiguration, 'version'> & { by: string },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into configuration (by, base_hash, base, overlay, document)
    values (${c.by}, ${c.base_hash}, ${JSON.stringify(c.base)}, ${JSON.stringify(c.overlay)}, ${JSON.stringify(c.document)})
    returning version`.execute(tx)
  return rows[0]?.version ?? 0
}

/** Gives every name an integer for the wire; an integer once given stays. @returns how many were new */
export async function insertWireIds(tx: Tx, kind: string, keys: string[]): Promise<number> {
  const { numAffectedRows } = await sql`insert into wire_id (kind, key)
      select ${kind}, k from unnest(${keys}::text[]) with ordinality as u (k, place)
      where not exists (select from wire_id w where w.kind = ${kind} and w.key = k)
      order by place
      on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** @returns whether name and number were free */
export async function insertWireId(tx: Tx, kind: string, key: string, given?: number): Promise<boolean> {
  const { rows } = await (given === undefined
    ? sql`insert into wire_id (kind, key) values (${kind}, ${key}) on conflict do nothing returning id`.execute(tx)
    : sql`insert into wire_id (id, kind, key) overriding system value values (${given}, ${kind}, ${key})
          on conflict do nothing returning id`.execute(tx))
  return rows.length > 0
}

export async function isWireKey(tx: Tx, kind: string, key: string): Promise<boolean> {
  const { rows } = await sql`select from wire_id where kind = ${kind} and key = ${key}`.execute(tx)
  return rows.length > 0
}

/** Changes of the configuration come one after the other; who leans on it meanwhile holds it with `isShared`. */
export async function lockConfiguration(tx: Tx, isShared: boolean): Promise<void> {
  await sql`select set_config('lock_timeout', '3s', true)`.execute(tx)
  const lock = sql.raw(isShared ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock')
  await sql`select ${lock}(hashtext('configuration'))`.execute(tx)
  await sql`select set_config('lock_timeout', '0', true)`.execute(tx)
}

export async function latestVersion(tx: Tx): Promise<number> {
  const { rows } = await sql<{ version: number }>`select max(version) as version from configuration`.execute(tx)
  return rows[0]?.version ?? 0
}

export async function allWireIds(db: Db | Tx): Promise<{ id: number; kind: string; key: string }[]> {
  const { rows } = await sql<{ id: number; kind: string; key: string }>`select id, kind, key from wire_id`.execute(db)
  return rows
}
