// What a case and its newest incident say, as far as whoever sends a package may read it.
import type { Actor } from '@primero/domain/access/actor.ts'
import { decide } from '@primero/domain/access/decide.ts'
import { pick, readable } from '@primero/domain/access/fields.ts'
import { coversIdentity, isIdentifyingColumn } from '@primero/domain/access/identity.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { rowsIn } from '@primero/domain/forms/answer.ts'
import type { Data, RecordFacts } from '@primero/domain/records/record.ts'
import { packageFields, type Source } from '@primero/domain/workflow/module-contents.ts'
import type { PackageModule } from '@primero/domain/workflow/module-package.ts'
import { agesOf } from '@primero/domain/workflow/unnamed.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { factsFrom, type Held } from '../records/held.ts'
import { readersOn } from '../records/reader.ts'
import { childrenOf, heldRecords } from '../search/queries.ts'

/** The second lock is open. */
export async function sourceOf(
  house: House,
  tx: Tx,
  actor: Actor,
  { row, record, facts }: Held,
  excluded: readonly string[],
): Promise<Source> {
  const config = house.configuration()
  const from = facts.module as PackageModule
  const of = { n: row.n, facts }
  const reader = (await readersOn(house, tx, actor, [of]))(of).actor
  const names = readable(config, reader, { type: 'case', facts })
  const told = await incidentTold(config, tx, reader, row.n, packageFields[from].oneByOne)
  const { hidden_name } = record.data
  return {
    from,
    answers: { ...record.data, ...told.answers, ...(hidden_name === undefined ? {} : { hidden_name }) },
    reads: (name) => (isOfIncident(from, name) ? told.reads.has(name) : names.has(name)),
    excluded,
    ranges: agesOf(config),
  }
}

const isOfIncident = (from: PackageModule, name: string): boolean =>
  (packageFields[from].oneByOne as readonly string[]).includes(name)

type Told = { answers: Data; reads: ReadonlySet<string> }

async function incidentTold(
  config: Configuration,
  tx: Tx,
  reader: Actor,
  n: number,
  asked: readonly string[],
): Promise<Told> {
  const ids = (await childrenOf(tx, 'incident', n)).filter((one) => one.record_state).map(({ id }) => id)
  const rows = await heldRecords(tx, 'incident', ids, false)
  const seen = rows.filter((row) => decide(config, reader, 'incident', 'read', factsFrom('incident', row)) === 'yes')
  const newest = seen.toSorted((a, b) => dayOf(a.data).localeCompare(dayOf(b.data))).at(-1)
  if (newest === undefined) return { answers: {}, reads: new Set() }
  const facts = factsFrom('incident', newest)
  const names = namesRead(config, reader, facts, asked)
  const picked = pick(config, reader, { type: 'incident', facts }, newest.data)
  return { answers: flattened(picked, asked), reads: names }
}

const dayOf = (data: Data): string => `${String(data['incident_date'] ?? '')} ${String(data['created_at'] ?? '')}`

/** Questions of the incident and columns of its rows. */
function namesRead(config: Configuration, reader: Actor, facts: RecordFacts, asked: readonly string[]): Set<string> {
  const ctx = { type: 'incident' as const, facts }
  const names = readable(config, reader, ctx)
  const seesAll = coversIdentity(reader, ctx)
  const columns = [...names].flatMap((name) => {
    const field = config.fieldOf('incident', name)
    const form = field === undefined ? undefined : config.rowsOf(field)
    return (form?.fields ?? []).filter((column) => seesAll || !isIdentifyingColumn(column)).map((column) => column.name)
  })
  return new Set(asked.filter((name) => names.has(name) || columns.includes(name)))
}

/** An answer of the incident itself, or of the first of its rows that says it. */
function flattened(picked: Data, asked: readonly string[]): Data {
  const rows = Object.values(picked).flatMap((value) => rowsIn(value))
  const found = asked.map(
    (name) => [name, picked[name] ?? rows.find((row) => row[name] !== undefined)?.[name]] as const,
  )
  return Object.fromEntries(found.filter(([, value]) => value !== undefined))
}
