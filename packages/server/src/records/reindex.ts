// After the configuration changed: what the searched tables hold is computed anew from the answers, in batches.
// Newly published fields get their tokens and columns; required answers are counted again.
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { asHouse, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { heldAfter, type HeldRow, updateIds, updateRow } from '../search/queries.ts'
import { termIds } from './queries.ts'
import { indexed } from './row-of.ts'

const batchSize = 200

/** Calls `work` with every record of a type, batch by batch, each a transaction of the house itself. */
export async function overAll(
  house: House,
  type: RecordType,
  work: (tx: Tx, row: HeldRow) => Promise<void>,
): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined; ) {
    const from: number = after
    const rows: HeldRow[] = await asHouse(house.db, house.configuration(), async (tx) => {
      const batch = await heldAfter(tx, type, from, batchSize)
      for (const row of batch) await work(tx, row)
      return batch
    })
    after = rows.length < batchSize ? undefined : rows.at(-1)?.n
  }
}

/** Goes over every record once; may be broken off and begun again. */
export async function reindex(house: House): Promise<void> {
  for (const type of recordTypes) {
    await overAll(house, type, async (tx, row) => {
      const { terms, ...line } = indexed(house.configuration(), type, row.data)
      const now = { ...line, tok: await termIds(tx, terms), seenBy: row.seen_by }
      await updateRow(tx, type, row.n, now, row.parent_n)
      await updateIds(tx, type, row.n, now)
    })
  }
}
