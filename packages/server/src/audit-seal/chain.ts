// What is hashed, and how: each row of the audit with all that came before it.
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { KeyRing } from '../attachments/seal.ts'

/** A row as texts, so that its bytes are the same in every version of the driver. */
export type SealedRow = {
  id: string
  partition: string
  era: number
  xid: string
  at: string
  user_name: string | null
  action: string
  outcome: string
  code: string | null
  record_type: string | null
  record_id: string | null
  resource: string | null
  ip: string | null
  method: string | null
  role: string | null
  agency: string | null
  details: string | null
}

const sha256 = (...parts: (Buffer | string)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

/** Where the chain begins. The number changes with what a row is made of. */
export const beginning = sha256('primero audit 1')

export const linkBytes = 32

/** The list is of one length, and JSON tells an empty text from none: no two rows have the same bytes. */
const bytesOf = (row: SealedRow): string =>
  JSON.stringify([
    row.id,
    row.era,
    row.xid,
    row.at,
    row.user_name,
    row.action,
    row.outcome,
    row.code,
    row.record_type,
    row.record_id,
    row.resource,
    row.ip,
    row.method,
    row.role,
    row.agency,
    row.details,
  ])

export const linkOf = (before: Buffer, row: SealedRow): Buffer => sha256(before, bytesOf(row))

export type SealFacts = {
  n: number
  partition: string
  era: number
  from_xid: string
  upto: string
  entries: number
  root: Buffer
}

/** Who can write every table but has not the key file can make a chain, and no signature under it. */
export function macOf(ring: KeyRing, key: number, seal: SealFacts): Buffer | undefined {
  const secret = ring.keys.get(key)
  if (secret === undefined) return undefined
  const own = Buffer.from(hkdfSync('sha256', secret, '', 'audit seal', 32))
  const { n, partition, era, from_xid, upto, entries, root } = seal
  return createHmac('sha256', own)
    .update(JSON.stringify([n, partition, era, from_xid, upto, entries, root.toString('hex')]))
    .digest()
}

export function isSigned(ring: KeyRing, seal: SealFacts & { key: number; mac: Buffer }): boolean {
  const right = macOf(ring, seal.key, seal)
  return right !== undefined && right.length === seal.mac.length && timingSafeEqual(right, seal.mac)
}
