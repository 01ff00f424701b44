import type { TrainingUser } from '@primero/domain/configuration/bundle.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { asHouse } from '../db/database.ts'
import { seedTraining } from './seed.ts'

const users: TrainingUser[] = shippedBundles('training').flatMap((bundle) => bundle.trainingUsers)
let t: TestHouse

beforeEach(async () => {
  t = await openTestHouse(inject('database'))
})
afterEach(() => t.close())

async function counts(): Promise<{ accounts: number; cases: number } | undefined> {
  const both = sql<{ accounts: number; cases: number }>`
    select (select count(*) from account)::int as accounts, (select count(*) from case_doc)::int as cases`
  const { rows } = await asHouse(t.house.db, t.house.configuration(), (tx) => both.execute(tx))
  return rows[0]
}

const enrolled = ({ userName, role, agency, groups }: TrainingUser) => t.enrol({ userName, role, agency, groups })

test('a first start that was broken off is finished by the next, and then left alone', async () => {
  for (const user of users.slice(0, 3)) await enrolled(user)
  await seedTraining(t.house, users)
  const whole = await counts()
  expect(whole).toEqual({ accounts: users.length, cases: 300 })
  await seedTraining(t.house, users)
  expect(await counts()).toEqual(whole)
})

test('an instance with people of its own gets no training accounts', async () => {
  await t.enrol({ userName: 'kim', role: 'role-superuser' })
  await seedTraining(t.house, users)
  expect(await counts()).toEqual({ accounts: 1, cases: 0 })
})
