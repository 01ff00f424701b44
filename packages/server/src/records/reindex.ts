// After the configuration changed: what the searched tables hold is computed anew from the answers, in batches.
// Newly published fields get their tokens and columns; required answers are counted again.
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { asHouse, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { bulkUpdate } from '../search/bulk.ts'
import { heldAfter, type HeldRow } from '../search/queries.ts'
import { termIds } from './queries.ts'
import { indexed } from './row-of.ts'

const batchSize = 200

/** Calls `work` with the records of a type, batch by batch, each a transaction of the house itself. */
async function inBatches(
  house: House,
  type: RecordType,
  work: (tx: Tx, batch: readonly HeldRow[]) => Promise<void>,
): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined; ) {
    const from: number = after
    const rows: HeldRow[] = await asHouse(house.db, house.configuration(), async (tx) => {
      const batch = await heldAfter(tx, type, from, batchSize)
      if (batch.length > 0) await work(tx, batch)
      return batch
    })
    after = rows.length < batchSize ? undefined : rows.at(-1)?.n
  }
}

/** Calls `work` with every record of a type. */
export const overAll = (house: House, type: RecordType, work: (tx: Tx, row: HeldRow) => Promise<void>): Promise<void> =>
  inBatches(house, type, async (tx, batch) => {
    for (const row of batch) await work(tx, row)
  })

/** Goes over every record once; may be broken off and begun again. What is as it should be is not written. */
export async function reindex(house: House): Promise<void> {
  const terms: Terms = new Map()
  for (const type of recordTypes)
    await inBatches(house, type, async (tx, batch) => {
      const lines = batch.map(({ n, data }) => ({ n, ...indexed(house.configuration(), type, data) }))
      const words = lines.flatMap((line) => line.terms)
      await learn(tx, terms, words)
      const rows = lines.map(({ terms: own, ...line }) => ({
        ...line,
        tok: own.map((term) => terms.get(wordOf(term)) ?? 0),
      }))
      await bulkUpdate(tx, type, rows)
    })
}

type Term = { field: string; value: string }
/** Numbers of terms that were met, by their words: a number never changes. */
type Terms = Map<string, number>

const wordOf = ({ field, value }: Term): string => `${field}=${value}`

async function learn(tx: Tx, known: Terms, words: readonly Term[]): Promise<void> {
  const missing = new Map(words.filter((term) => !known.has(wordOf(term))).map((term) => [wordOf(term), term]))
  for (const [word, term] of missing) {
    const [id] = await termIds(tx, [term])
    if (id !== undefined) known.set(word, id)
  }
}
