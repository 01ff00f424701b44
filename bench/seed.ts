// Fills the bench's database with the caseload; an interrupted run is carried on where it stopped.
import { createHash } from 'node:crypto'
import type { House } from '@primero/server/house.ts'
import { insertMany } from '@primero/server/records/insert-many.ts'
import type { TrainingRecord } from '@primero/server/training/cases.ts'
import { trainingCases } from '@primero/server/training/cases.ts'
import type { Client } from 'pg'
import type { Country } from './country.ts'

/** `isNew`: nothing was there before. */
export type Seeded = { cases: number; incidents: number; seconds: number; isNew: boolean }

/**
 * The stream is the same for the same seed and day, and records are committed in its order: what is there already is
 * its beginning, whatever ended the run before.
 */
export async function seed(
  house: House,
  country: Country,
  db: Client,
  plan: { seed: number; cases: number },
): Promise<Seeded> {
  const began = performance.now()
  await db.query('create schema if not exists bench')
  await db.query('create table if not exists bench.caseload (print text not null, today date not null)')
  const known = await db.query<{ print: string; today: string }>('select print, today::text from bench.caseload')
  const today = known.rows[0]?.today ?? new Date().toISOString().slice(0, 10)
  const stream = () =>
    trainingCases({
      seed: plan.seed,
      count: plan.cases,
      today,
      workers: country.workers,
      locations: country.dwellings,
      config: house.configuration(),
      rich: true,
    })
  const print = fingerprint(stream())
  if (known.rows.length === 0) await db.query('insert into bench.caseload values ($1, $2)', [print, today])
  else if (known.rows[0]?.print !== print)
    throw new Error('This database holds another caseload: the seed or the generator changed. Use --fresh.')
  const there = await counts(db)
  const isWhole = there.cases >= plan.cases
  const added = isWhole
    ? 0
    : await insertMany(house, remaining(stream(), there.cases + there.incidents, plan.cases), false)
  if (added > 0) await db.query('vacuum analyze')
  return { ...(await counts(db)), seconds: (performance.now() - began) / 1000, isNew: there.cases === 0 }
}

/** The beginning of a stream; another seed, configuration or generator shows in it. */
function fingerprint(stream: Generator<TrainingRecord>): string {
  const hash = createHash('sha256')
  for (const record of stream.take(300)) hash.update(JSON.stringify(record))
  return hash.digest('hex')
}

const counts = async (db: Client): Promise<{ cases: number; incidents: number }> => {
  const { rows } = await db.query<{ cases: number; incidents: number }>(
    'select (select count(*) from case_row)::int as cases, (select count(*) from incident_row)::int as incidents',
  )
  return rows[0] ?? { cases: 0, incidents: 0 }
}

function* remaining(stream: Generator<TrainingRecord>, skip: number, cases: number): Generator<TrainingRecord> {
  let seen = 0
  let registered = 0
  for (const record of stream) {
    seen++
    if (record.type === 'case') registered++
    if (seen <= skip) continue
    yield record
    if (record.type === 'case' && registered % 10_000 === 0) console.log(`  ${registered} of ${cases} cases`)
  }
}
