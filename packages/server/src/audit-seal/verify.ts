// Goes over the whole chain and names the first row that is not as it was sealed. Holds one batch at a time.
import type { KeyRing } from '../attachments/seal.ts'
import type { Db, Tx } from '../db/database.ts'
import { beginning, isSigned, linkBytes, linkOf, type SealedRow } from './chain.ts'
import { firstBetween, rowsBetween, type SealRow, sealsAfter, tailFrom } from './queries.ts'
import { byPartition } from './seal.ts'

/** `seal`: the line of a seal itself is missing, changed or not signed by this house. `head`: a root noted earlier is not in the chain. */
export type Fault = {
  kind: 'changed' | 'removed' | 'inserted' | 'reordered' | 'seal' | 'head'
  /** Number of the row; of a seal alone where there is none. */
  id?: string
  at?: string
  seal: number
}

export type Verdict = {
  rows: number
  seals: number
  /** Rows that retention dropped; their roots are part of the chain. */
  dropped: number
  unsealed: { rows: number; oldest: Date | null }
  head: { n: number; root: string } | undefined
  fault: Fault | undefined
}

/** `noted`: number and root that the operator wrote down elsewhere; cutting the end off the chain shows by them only. */
type Question = { noted?: { n: number; root: string } | undefined; now: Date }

export const verifyAudit = (db: Db, keys: KeyRing, question: Question): Promise<Verdict> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => walk(tx, keys, question))

type Place = { era: number; xid: string }
type State = { n: number; root: Buffer; upto: Place; rows: number; dropped: number }

async function walk(tx: Tx, keys: KeyRing, { noted, now }: Question): Promise<Verdict> {
  const state: State = { n: 0, root: beginning, upto: { era: 0, xid: '0' }, rows: 0, dropped: 0 }
  let fault: Fault | undefined
  let isNotedFound = noted === undefined
  for await (const batch of batches(tx)) {
    fault = await faultIn(tx, keys, state, batch, now)
    if (fault !== undefined) break
    isNotedFound ||= batch.some((seal) => seal.n === noted?.n && seal.root.toString('hex') === noted.root)
  }
  if (fault === undefined && !isNotedFound) fault = { kind: 'head', seal: noted?.n ?? 0 }
  return {
    rows: state.rows,
    seals: state.n,
    dropped: state.dropped,
    unsealed: await tailFrom(tx, state.upto),
    head: state.n === 0 ? undefined : { n: state.n, root: state.root.toString('hex') },
    fault,
  }
}

/** Seals of the same transactions, one for each partition. */
async function* batches(tx: Tx): AsyncGenerator<SealRow[]> {
  let batch: SealRow[] = []
  for (let after = 0; ; ) {
    const seals = await sealsAfter(tx, after, 50)
    for (const seal of seals) {
      const first = batch[0]
      if (first && (first.era !== seal.era || first.from_xid !== seal.from_xid)) {
        yield batch
        batch = []
      }
      batch.push(seal)
    }
    if (seals.length === 0) break
    after = seals.at(-1)?.n ?? after
  }
  if (batch.length > 0) yield batch
}

async function faultIn(tx: Tx, keys: KeyRing, state: State, batch: SealRow[], now: Date): Promise<Fault | undefined> {
  const first = batch[0]
  if (first === undefined) return undefined
  const from = { era: first.era, xid: first.from_xid }
  const upto = { era: first.era, xid: first.upto }
  const wrong = batch.find((seal, i) => !follows(keys, state, seal, i) || !mayBeDropped(seal, now))
  if (wrong !== undefined) return { kind: 'seal', seal: wrong.n }
  // An era that ended leaves nothing behind, and the next begins at its beginning.
  const isNext =
    from.era === state.upto.era ? from.xid === state.upto.xid : from.era > state.upto.era && from.xid === '0'
  if (!isNext) return { kind: 'seal', seal: first.n }
  const stray = await firstBetween(tx, state.upto, from)
  if (stray !== undefined) return named('inserted', stray, first)
  const rows = new Map(byPartition(await rowsBetween(tx, from, upto)))
  for (const seal of batch) {
    const found = rows.get(seal.partition) ?? []
    rows.delete(seal.partition)
    const fault = seal.dropped_at === null ? faultOf(state, seal, found) : skipped(state, seal, found)
    if (fault !== undefined) return fault
  }
  const extra = [...rows.values()].flat()[0]
  if (extra !== undefined) return named('inserted', extra, first)
  state.n = batch.at(-1)?.n ?? state.n
  state.upto = upto
  return undefined
}

function follows(keys: KeyRing, { n }: State, seal: SealRow, i: number): boolean {
  return seal.n === n + 1 + i && BigInt(seal.from_xid) < BigInt(seal.upto) && isSigned(keys, seal)
}

/** Retention drops nothing that is younger than a year: what is missing sooner was not dropped by it. */
function mayBeDropped(seal: SealRow, now: Date): boolean {
  if (seal.dropped_at === null)
    return seal.ids?.length === seal.entries && seal.links?.length === seal.entries * linkBytes
  const [year, month] = seal.partition.split('_').slice(1).map(Number)
  return year !== undefined && month !== undefined && Date.UTC(year, month + 12, 1) <= now.getTime()
}

function skipped(state: State, seal: SealRow, found: SealedRow[]): Fault | undefined {
  if (found[0] !== undefined) return named('inserted', found[0], seal)
  state.root = seal.root
  state.dropped += seal.entries
  return undefined
}

function faultOf(state: State, seal: SealRow, found: SealedRow[]): Fault | undefined {
  const ids = seal.ids ?? []
  const [expected, there] = [new Set(ids), new Set(found.map((row) => row.id))]
  for (const [i, id] of ids.entries()) {
    const row = found[i]
    if (row === undefined || (row.id !== id && !there.has(id))) return { kind: 'removed', id, seal: seal.n }
    if (row.id !== id) return named(expected.has(row.id) ? 'reordered' : 'inserted', row, seal)
    const link = linkOf(state.root, row)
    const sealed = seal.links?.subarray(i * linkBytes, (i + 1) * linkBytes)
    if (!sealed?.equals(link)) return named('changed', row, seal)
    state.root = link
    state.rows += 1
  }
  const extra = found[ids.length]
  if (extra !== undefined) return named('inserted', extra, seal)
  return state.root.equals(seal.root) ? undefined : { kind: 'seal', seal: seal.n }
}

const named = (kind: Fault['kind'], row: SealedRow, seal: SealRow): Fault => ({
  kind,
  id: row.id,
  at: `${row.at}Z`,
  seal: seal.n,
})
