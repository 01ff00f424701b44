// Scope is one datum with three readers: the rule in memory, the query builder, and row-level security.
import { decide } from '@primero/domain/access/decide.ts'
import { inScope, scopeOf } from '@primero/domain/access/scope.ts'
import { arbActor, arbFacts } from '@primero/domain/access/scope.arbitrary.ts'
import type { Actor } from '@primero/domain/access/actor.ts'
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asHouse, transaction } from '../../src/db/database.ts'
import { reachable } from '../../src/records/reading.ts'
import { findRecords } from '../../src/search/queries.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { stand } from './standing.ts'

const records = fc.sample(arbFacts, { seed: 31, numRuns: 300 })
let t: TestHouse

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await asHouse(t.house.db, withAllModules(t), async (tx) => {
    for (const facts of records) await stand(tx, facts)
  })
})
afterAll(() => t.close())

/** The arbitrary world knows a module that no shipped bundle has. */
function withAllModules({ house }: TestHouse) {
  const config = house.configuration()
  const [any] = config.modules.values()
  if (any === undefined) throw new Error('No module is there.')
  return { ...config, modules: new Map([...config.modules, ['primeromodule-mrm', any]]) }
}

const inMemory = (actor: Actor, type: RecordType): string[] =>
  records.filter((facts) => facts.type === type && inScope(scopeOf(actor, type), facts)).map((facts) => facts.id)

async function bySearch(actor: Actor, type: RecordType): Promise<string[]> {
  const question = { conditions: [], sort: { field: 'created_at', descending: true }, page: 1, per: 1000 }
  const { total, rows } = await transaction(t.house.db, actor, (tx) =>
    findRecords(tx, t.house.configuration(), type, scopeOf(actor, type), question),
  )
  expect(rows).toHaveLength(total)
  return rows.map((row) => row.id)
}

/** Without any condition: what the database itself lets through. */
async function byLock(actor: Actor, type: RecordType): Promise<string[]> {
  const { rows } = await transaction(t.house.db, actor, (tx) =>
    sql<{ id: string }>`
      select r.id from ${sql.table(`${type}_doc`)} d join ${sql.table(`${type}_row`)} r using (n)`.execute(tx),
  )
  return rows.map((row) => row.id)
}

// rule: access 4 scope-sql-and-memory-agree
test('memory, lists and row-level security find the same records for everybody', async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(arbActor, fc.constantFrom(...recordTypes), async (actor, type) => {
      const expected = inMemory(actor, type).sort()
      found += expected.length
      expect((await bySearch(actor, type)).sort()).toEqual(expected)
      expect((await byLock(actor, type)).sort()).toEqual(expected)
    }),
    { numRuns: 200, seed: 32 },
  )
  expect(found).toBeGreaterThan(500)
})

test('a single record opens for those whose lists hold it, and for nobody else', async () => {
  const opens = (actor: Actor, facts: RecordFacts) =>
    transaction(t.house.db, actor, (tx) => reachable(t.house, tx, actor, facts.type, facts.id)).then(
      () => true,
      () => false,
    )
  let opened = 0
  await fc.assert(
    fc.asyncProperty(arbActor, fc.constantFrom(...records), async (actor, facts) => {
      const isListed = inMemory(actor, facts.type).includes(facts.id)
      const mayRead = decide(t.house.configuration(), actor, facts.type, 'read', facts) === 'yes'
      const isOpen = await opens(actor, facts)
      expect(isOpen).toBe(mayRead)
      if (isOpen) expect(isListed).toBe(true)
      opened += isOpen ? 1 : 0
    }),
    { numRuns: 250, seed: 33 },
  )
  expect(opened).toBeGreaterThan(10)
})

test('what is in one principal’s name is not in that of another that begins alike', async () => {
  const [any] = fc.sample(arbActor, { seed: 1, numRuns: 1 })
  if (any === undefined) throw new Error('Nobody is there.')
  const role = { ...any.role, scope: 'self' as const, permissions: { case: ['read'] }, modules: ['primeromodule-cp'] }
  for (const userName of ['ama', 'amal2', 'amal\u001fbilal', 'u:amal', 'AMAL', '{amal}', 'amal,bilal']) {
    const actor = { ...any, userName, role }
    expect(await bySearch(actor, 'case')).toEqual([])
    expect(await byLock(actor, 'case'), userName).toEqual([])
  }
})
