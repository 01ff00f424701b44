// A database that was filled under an earlier configuration is brought up as the product does it: by the job that counts
// anew what the searched tables hold. Loading a million cases takes longer.
import type { House } from '@primero/server/house.ts'
import { reindex } from '@primero/server/records/reindex.ts'
import type { Client } from 'pg'

/** Once for each version of the configuration; broken off, it begins again. `filledNow`: nothing was there before. */
export async function catchUp(house: House, db: Client, filledNow: boolean): Promise<void> {
  const { version } = house.configuration()
  await db.query('alter table bench.caseload add column if not exists indexed int')
  const { rows } = await db.query<{ indexed: number | null }>('select indexed from bench.caseload')
  if (rows[0]?.indexed === version) return
  if (!filledNow) {
    console.log('Counting anew what lists and dashboards ask by …')
    await reindex(house)
    await db.query('vacuum analyze')
  }
  await db.query('update bench.caseload set indexed = $1', [version])
}
