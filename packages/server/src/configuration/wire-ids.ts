// The wire names configuration by integers where we have names; an integer stands for one name for ever.
import type { Db } from '../db/database.ts'
import { allWireIds } from './queries.ts'

export type WireKind = 'agency' | 'role' | 'user_group' | 'module' | 'form' | 'field' | 'lookup' | 'location'

export type WireIds = {
  idOf: (kind: WireKind, key: string) => number
  keyOf: (kind: WireKind, id: string) => string | undefined
}

export async function readWireIds(db: Db): Promise<WireIds> {
  const rows = await allWireIds(db)
  const ids = new Map(rows.map((r) => [`${r.kind} ${r.key}`, r.id]))
  const keys = new Map(rows.map((r) => [`${r.kind} ${r.id}`, r.key]))
  return {
    idOf: (kind, key) => ids.get(`${kind} ${key}`) ?? 0,
    keyOf: (kind, id) => (/^\d{1,9}$/.test(id) ? keys.get(`${kind} ${Number(id)}`) : undefined),
  }
}
