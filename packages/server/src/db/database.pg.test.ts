// What a connection keeps: the plan of a statement that comes again, and none of a search.
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { asHouse, openDatabase, plannedAnew, type Db } from './database.ts'

let t: TestHouse
let db: Db

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  db = openDatabase(t.urls.app, 1)
})
afterAll(async () => {
  await db.destroy()
  await t.close()
})

const kept = async (): Promise<string[]> => {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(
    db as Kysely<unknown>,
  )
  return rows.map(({ statement }) => statement)
}

test('a statement with values is planned once for its connection', async () => {
  const ask = (n: number) => sql<{ n: number }>`select ${n}::int + 1 as n`.execute(db)
  expect((await ask(1)).rows).toEqual([{ n: 2 }])
  expect((await ask(2)).rows).toEqual([{ n: 3 }])
  expect((await kept()).filter((statement) => statement.includes('+ 1 as n'))).toHaveLength(1)
})

test('a statement that says so is planned anew each time', async () => {
  await sql`${plannedAnew} select ${1}::int + 2 as n`.execute(db)
  expect((await kept()).filter((statement) => statement.includes('+ 2 as n'))).toEqual([])
})

test('statements that do not wait for each other run in the order in which they were asked', async () => {
  const seen = await asHouse(db, t.house.configuration(), (tx) => {
    const set = (value: string) => sql`select set_config('primero.scope', ${value}, true)`.execute(tx)
    const read = async () =>
      (await sql<{ scope: string }>`select current_setting('primero.scope') as scope`.execute(tx)).rows[0]?.scope
    return Promise.all([read(), set('none'), read(), set('some'), read()])
  })
  expect([seen[0], seen[2], seen[4]]).toEqual(['all', 'none', 'some'])
})

test('when one of them fails, nothing of the transaction stays and the connection goes on', async () => {
  const marker = crypto.randomUUID()
  const write = (tx: Db) =>
    sql`insert into audit (action, outcome, code) values ('show', 'done', ${marker})`.execute(tx)
  const broken = asHouse(db, t.house.configuration(), (tx) =>
    Promise.all([write(tx), sql`select 1 / ${0}::int`.execute(tx), write(tx)]),
  )
  await expect(broken).rejects.toThrow('division by zero')
  const { rows } = await asHouse(db, t.house.configuration(), (tx) =>
    sql`select from audit where code = ${marker}`.execute(tx),
  )
  expect(rows).toEqual([])
})

test('what a broken transaction still asks is not done, neither on its own nor in the next one', async () => {
  const marker = crypto.randomUUID()
  let goesOn: Promise<unknown> = Promise.resolve()
  const broken = asHouse(db, t.house.configuration(), (tx) => {
    goesOn = (async () => {
      await sql`select pg_sleep(${0.01})`.execute(tx)
      for (let i = 0; i < 20; i++) await Promise.resolve()
      await sql`insert into audit (action, outcome, code) values ('show', 'done', ${marker})`.execute(tx)
    })()
    return Promise.all([goesOn, sql`select 1 / ${0}::int`.execute(tx)])
  })
  await expect(broken).rejects.toThrow('division by zero')
  await expect(goesOn).rejects.toThrow(/over|aborted/)
  const rows = await asHouse(
    db,
    t.house.configuration(),
    async (tx) => (await sql`select from audit where code = ${marker}`.execute(tx)).rows,
  )
  expect(rows).toEqual([])
})

test('a plan that a changed table made useless is made anew', async () => {
  const owner = new pg.Client(t.urls.owner)
  await owner.connect()
  try {
    const ask = () => sql`select * from throttle where since > ${new Date()}`.execute(db)
    await ask()
    await owner.query('alter table throttle add column note text')
    await ask().catch(() => {})
    expect((await ask()).rows).toEqual([])
  } finally {
    await owner.end()
  }
})
