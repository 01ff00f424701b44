// The wire names configuration by integers where we have names; an integer stands for one name for ever.
import { Problem } from '@primero/domain/problem.ts'
import type { Db, Tx } from '../db/database.ts'
import { allWireIds, insertWireId, isWireKey } from './queries.ts'

export type WireKind = 'agency' | 'role' | 'user_group' | 'module' | 'form' | 'field' | 'lookup' | 'location'

export type WireIds = {
  idOf: (kind: WireKind, key: string) => number
  keyOf: (kind: WireKind, id: string) => string | undefined
}

export async function readWireIds(db: Db | Tx): Promise<WireIds> {
  const rows = await allWireIds(db)
  const ids = new Map(rows.map((r) => [`${r.kind} ${r.key}`, r.id]))
  const keys = new Map(rows.map((r) => [`${r.kind} ${r.id}`, r.key]))
  return {
    idOf: (kind, key) => ids.get(`${kind} ${key}`) ?? 0,
    keyOf: (kind, id) => (/^\d{1,9}$/.test(id) ? keys.get(`${kind} ${Number(id)}`) : undefined),
  }
}

/** Largest number that an address may hold. */
export const mostWireId = 999_999_999

/**
 * Takes a name for good, under a number of its own or the one that a client brings.
 * @throws `id-taken` where the name, or the number, is or was somebody's
 */
export async function takeWireId(tx: Tx, kind: WireKind, key: string, given?: number): Promise<void> {
  while (!(await insertWireId(tx, kind, key, given))) {
    // A number of ours may have been brought by a client before: then the next one.
    if (given !== undefined || (await isWireKey(tx, kind, key))) throw new Problem('id-taken', { id: key })
  }
}
