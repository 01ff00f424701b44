// Chains what was committed. Each batch is one transaction: whoever is killed in it has sealed nothing, and the next
// begins where the last seal ends.
import type pg from 'pg'
import type { KeyRing } from '../attachments/seal.ts'
import { beginning, linkOf, macOf, type SealedRow } from './chain.ts'
import {
  type Head,
  insertSeal,
  lastEra,
  lastSeal,
  lockSeals,
  rowsOfTransaction,
  type Waiting,
  waitingRows,
} from './queries.ts'

const batchRows = 1000

/** Seals all that nobody can add to any more; how many rows that were. */
export async function sealAudit(client: pg.ClientBase, keys: KeyRing, batch = batchRows): Promise<number> {
  let sealed = 0
  for (;;) {
    const more = await sealBatch(client, keys, batch)
    if (more === 0) return sealed
    sealed += more
  }
}

async function sealBatch(client: pg.ClientBase, keys: KeyRing, batch: number): Promise<number> {
  await client.query('begin')
  try {
    await lockSeals(client)
    const head = (await lastSeal(client)) ?? { n: 0, era: 0, upto: '0', root: beginning }
    const found = await nextRows(client, head, batch)
    if (found !== undefined) await write(client, keys, head, found)
    await client.query('commit')
    return found?.rows.length ?? 0
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

type Batch = { era: number; from: string; upto: string; rows: SealedRow[] }

/** Whole transactions only, about as many rows as a batch takes; an era that is over is finished first. */
async function nextRows(client: pg.ClientBase, head: Head, batch: number): Promise<Batch | undefined> {
  const last = await lastEra(client)
  for (let era = head.era; era <= last; era++) {
    const from = era === head.era ? head.upto : '0'
    const waiting = await waitingRows(client, { era, xid: from }, era < last, batch + 1)
    const { rows, complete } = wholeTransactions(waiting, batch) ?? (await oneTransaction(client, era, waiting))
    if (rows.length > 0) return { era, from, upto: complete, rows }
  }
  return undefined
}

/** Undefined where one transaction alone is more than a batch. */
function wholeTransactions({ rows, complete }: Waiting, batch: number): Waiting | undefined {
  const next = rows[batch]
  if (next === undefined) return { rows, complete }
  const whole = rows.filter((row) => row.xid !== next.xid)
  return whole.length === 0 ? undefined : { rows: whole, complete: next.xid }
}

async function oneTransaction(client: pg.ClientBase, era: number, waiting: Waiting): Promise<Waiting> {
  const xid = waiting.rows[0]?.xid ?? '0'
  return { rows: await rowsOfTransaction(client, era, xid), complete: String(BigInt(xid) + 1n) }
}

async function write(client: pg.ClientBase, keys: KeyRing, head: Head, { era, from, upto, rows }: Batch) {
  let { n, root } = head
  for (const [partition, own] of byPartition(rows)) {
    const links: Buffer[] = []
    for (const row of own) {
      root = linkOf(root, row)
      links.push(root)
    }
    n += 1
    const seal = { n, partition, era, from_xid: from, upto, entries: own.length, root }
    const mac = macOf(keys, keys.current, seal)
    if (mac === undefined) throw new Error('The key file lacks its current key.')
    await insertSeal(client, {
      ...seal,
      ids: own.map((row) => row.id),
      links: Buffer.concat(links),
      key: keys.current,
      mac,
    })
  }
}

/** By the names of the partitions, the default one after the months. */
export function byPartition(rows: readonly SealedRow[]): [string, SealedRow[]][] {
  const groups = new Map<string, SealedRow[]>()
  for (const row of rows) {
    const group = groups.get(row.partition)
    if (group === undefined) groups.set(row.partition, [row])
    else group.push(row)
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}
