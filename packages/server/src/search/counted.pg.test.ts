// What numbers of an agency are counted from: whose agency a case is, and the index by it.
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { fileOf, withMigrations } from '../../test/migrated.ts'
import { type Db, openDatabase } from '../db/database.ts'
import { indexCounted } from './columns.ts'

let t: TestHouse
let owner: Db

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  owner = openDatabase(t.urls.owner, 1)
})
afterAll(async () => {
  await owner.destroy()
  await t.close()
})

test('0031 says of every case whose agency it is, and goes on saying it', async () => {
  await withMigrations(['0001_house.sql'], async (owner) => {
    const insert = (n: number, seenBy: string[]) =>
      owner.query(
        `insert into case_row (n, id, module, record_state, status, owned_by, seen_by, created_at)
         values ($1, gen_random_uuid(), 'm', true, 'open', 'amal', $2, now())`,
        [n, seenBy],
      )
    const agencies = async () =>
      (await owner.query<{ agency: string | null }>('select agency from case_row order by n')).rows.map((r) => r.agency)
    await insert(1, ['a:one', 'g:a:two', 'u:amal'])
    await insert(2, ['u:a:three', 'u:amal', 'a:two'])
    await insert(3, [])
    await owner.query(fileOf('0031_agency_of_case.sql'))
    expect(await agencies()).toEqual(['a:one', 'a:two', null])
    await owner.query(`update case_row set seen_by = array['a:four', 'u:amal'] where n < 3`)
    expect(await agencies()).toEqual(['a:four', 'a:four', null])
  })
})

test('the index holds what boards ask for, and is made anew when they ask for something else', async () => {
  const indexes = async () =>
    (
      await sql<{ name: string; text: string }>`
        select indexname as name, indexdef as text from pg_indexes where starts_with(indexname, 'case_row_counted_')`.execute(
        owner,
      )
    ).rows
  const [first, ...others] = await indexes()
  expect(others).toEqual([])
  expect(first?.text).toMatch(/\(agency, status, module, record_state\) INCLUDE \(n, /)
  for (const column of ['owned_by', 'created_at', 't_risk_level', 'f_assessment_due_dates', 'd_date_closure'])
    expect(first?.text).toContain(column)
  await indexCounted(owner, t.house.configuration())
  expect(await indexes()).toEqual([first])
  const settings = { reporting_location_config: { field_key: 'location_current' } }
  const [core, ...rest] = shippedBundles()
  if (core === undefined) throw new Error('no bundle')
  await indexCounted(owner, configurationOf(2, [{ ...core, settings: { ...core.settings, ...settings } }, ...rest]))
  const [next, ...more] = await indexes()
  expect(more).toEqual([])
  expect(next?.name).not.toBe(first?.name)
  expect(next?.text).toContain('loc_path')
})
