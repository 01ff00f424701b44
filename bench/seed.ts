// Fills the bench's database with the caseload; an interrupted run is carried on where it stopped.
import type { House } from '@primero/server/house.ts'
import { insertMany } from '@primero/server/records/insert-many.ts'
import type { TrainingRecord } from '@primero/server/training/cases.ts'
import { trainingCases } from '@primero/server/training/cases.ts'
import type { Client } from 'pg'
import type { Country } from './country.ts'

export type Seeded = { cases: number; incidents: number; seconds: number }

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
  const today = await dayOfSeeding(db, plan)
  const there = await counts(db)
  const input = {
    ...plan,
    count: plan.cases,
    today,
    workers: country.workers,
    locations: country.dwellings,
    rich: true,
  }
  const rest = remaining(
    trainingCases({ ...input, config: house.configuration() }),
    there.cases + there.incidents,
    plan.cases,
  )
  const added = await insertMany(house, rest, false)
  if (added > 0) await db.query('vacuum analyze')
  const { cases, incidents } = await counts(db)
  if (cases !== plan.cases)
    throw new Error(`${cases} cases are there, ${plan.cases} were to be: use --fresh.`)
  return { cases, incidents, seconds: (performance.now() - began) / 1000 }
}

/** The caseload is as of the day on which it was begun. */
async function dayOfSeeding(db: Client, { seed: wanted }: { seed: number }): Promise<string> {
  await db.query('create schema if not exists bench')
  await db.query('create table if not exists bench.caseload (seed int not null, today date not null)')
  const known = await db.query<{ seed: number; today: string }>(
    'select seed, today::text from bench.caseload',
  )
  const row = known.rows[0]
  if (row !== undefined && row.seed !== wanted)
    throw new Error(`This database was seeded with ${row.seed}: use --fresh.`)
  if (row !== undefined) return row.today
  const today = new Date().toISOString().slice(0, 10)
  await db.query('insert into bench.caseload (seed, today) values ($1, $2)', [wanted, today])
  return today
}

const counts = async (db: Client): Promise<{ cases: number; incidents: number }> => {
  const { rows } = await db.query<{ cases: number; incidents: number }>(
    'select (select count(*) from case_row)::int as cases, (select count(*) from incident_row)::int as incidents',
  )
  return rows[0] ?? { cases: 0, incidents: 0 }
}

function* remaining(
  stream: Generator<TrainingRecord>,
  skip: number,
  cases: number,
): Generator<TrainingRecord> {
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
