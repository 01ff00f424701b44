// Records in bulk, for training instances and measuring: the same rules and the same tables as one by one.
import type { Person } from '@primero/domain/access/actor.ts'
import { seenBy } from '@primero/domain/access/scope.ts'
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { diff } from '@primero/domain/records/changes.ts'
import { created } from '@primero/domain/records/create.ts'
import { derived } from '@primero/domain/records/derive.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { Moment } from '@primero/domain/time.ts'
import { accountsNamed, personOf } from '../accounts/queries.ts'
import { asHouse, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { factsOf } from '../search/queries.ts'
import { bulkInsert } from '../search/bulk.ts'
import { termIds } from './queries.ts'
import { indexed } from './row-of.ts'

export type Seed = {
  id: Uuid
  type: RecordType
  module: string
  /** User name. */
  owner: string
  createdAt: Moment
  updatedAt: Moment
  /** Answers. */
  data: Data
  /** Facts of the record's life that answers do not tell: its code, reopenings, links. */
  stamps: Data
  status: string
  /** Users besides the owner with a live grant. */
  grants: string[]
  /** The case an incident was made from; it comes earlier. */
  incidentOf?: Uuid
}

const batchSize = 500

/** Inserts in batches, each a transaction; returns how many. History of the beginnings only where asked: it doubles the work. */
export async function insertMany(house: House, records: Iterable<Seed>, withHistory = true): Promise<number> {
  const people = new Map<string, Person>()
  const terms = new Map<string, number>()
  let done = 0
  for (const batch of batches(records)) {
    await asHouse(house.db, house.configuration(), async (tx) => {
      await learnPeople(house, tx, people, batch)
      await insertBatch(house, tx, batch, people, terms, withHistory)
    })
    done += batch.length
  }
  return done
}

function* batches(records: Iterable<Seed>): Generator<Seed[]> {
  let batch: Seed[] = []
  for (const record of records) {
    batch.push(record)
    if (batch.length === batchSize) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

async function learnPeople(house: House, tx: Tx, people: Map<string, Person>, batch: Seed[]): Promise<void> {
  const names = [...new Set(batch.map((r) => r.owner))].filter((name) => !people.has(name))
  for (const account of await accountsNamed(tx, names)) {
    people.set(account.user_name, personOf(account, house.configuration().roles.get(account.role)))
  }
}

async function insertBatch(
  house: House,
  tx: Tx,
  batch: Seed[],
  people: Map<string, Person>,
  terms: Map<string, number>,
  withHistory: boolean,
): Promise<void> {
  const config = house.configuration()
  for (const type of recordTypes) {
    const lines = batch
      .filter((r) => r.type === type)
      .flatMap((r) => {
        const owner = people.get(r.owner)
        return owner ? [{ ...r, data: dataOf(config, r, owner), person: owner }] : []
      })
    if (lines.length === 0) continue
    const rows = lines.map((line) => ({ line, ...indexed(config, type, line.data) }))
    await learnTerms(
      tx,
      terms,
      rows.flatMap((r) => r.terms),
    )
    const parents = await factsOf(
      tx,
      'case',
      lines.flatMap((l) => (l.incidentOf ? [l.incidentOf] : [])),
    )
    await bulkInsert(
      tx,
      type,
      config.version,
      rows.map(({ line, terms: own, ...row }) => ({
        ...row,
        id: line.id,
        createdAt: line.createdAt,
        updatedAt: line.updatedAt,
        seenBy: seenBy(line.person, line.grants, identifiedBy(line.data)),
        grants: line.grants,
        tok: own.map((t) => terms.get(`${t.field}=${t.value}`) ?? 0),
        parentN: parents.find((p) => p.id === line.incidentOf)?.n ?? null,
        data: line.data,
        changes: withHistory ? diff({}, line.data) : undefined,
      })),
    )
  }
}

async function learnTerms(
  tx: Tx,
  known: Map<string, number>,
  wanted: { field: string; value: string }[],
): Promise<void> {
  const missing = new Map(
    wanted.filter((t) => !known.has(`${t.field}=${t.value}`)).map((t) => [`${t.field}=${t.value}`, t]),
  )
  for (const [key, term] of missing) {
    const [id] = await termIds(tx, [term])
    if (id !== undefined) known.set(key, id)
  }
}

/** What the rules would have made of these answers over the record's life. */
function dataOf(config: Configuration, r: Seed, owner: Person): Data {
  const occasion = { now: r.createdAt, today: r.createdAt.slice(0, 10), user: owner.userName }
  const newId = () => crypto.randomUUID() as Uuid
  const answers = { ...r.data, ...pickStamp(r.stamps, 'unique_identifier') }
  const begun = created(
    config,
    { type: r.type, id: r.id, module: r.module, data: answers, owner, creator: owner, newId },
    occasion,
  )
  const edited: Data = {
    ...begun,
    ...r.stamps,
    status: r.status,
    assigned_user_names: r.grants,
    last_updated_at: r.updatedAt,
    last_updated_by: owner.userName,
  }
  const then = { ...occasion, now: r.updatedAt, today: r.updatedAt.slice(0, 10) }
  return { ...derived(config, r.type, undefined, edited, then), ...r.stamps }
}

const identifiedBy = (data: Data): string | null =>
  typeof data['identified_by'] === 'string' ? data['identified_by'] : null

const pickStamp = (stamps: Data, name: string): Data => (stamps[name] === undefined ? {} : { [name]: stamps[name] })
