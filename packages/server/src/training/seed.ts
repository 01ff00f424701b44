// The first start of a training instance: its accounts, and a synthetic caseload that looks like years of work.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TrainingUser } from '@primero/domain/configuration/bundle.ts'
import { hashPassword } from '../accounts/password.ts'
import { accountsNamed, anyAccount, insertAccount } from '../accounts/queries.ts'
import { asHouse } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import { insertMany } from '../records/insert-many.ts'
import { heldAfter } from '../search/queries.ts'
import { trainingCases } from './cases.ts'
import { atMostIncidents } from './limit.ts'
import { caseWorkers, dwellings } from './workers.ts'

const seed = 20_240
const cases = 300
const incidents = 120

/** Makes accounts and caseload if the instance is empty; says who can sign in and with which password. */
export async function seedTraining(house: House, users: TrainingUser[]): Promise<string> {
  const password = trainingPassword(house)
  const missing = await missingOf(house, users)
  // Our accounts and no case: a first start that was broken off, and this one finishes it.
  const isOurs = missing.length < users.length || !(await anyAccount(house.db))
  if (isOurs && !(await hasCases(house))) {
    const passwordHash = await hashPassword(password)
    for (const user of missing) {
      await insertAccount(house.db, { ...user, userName: user.userName.toLowerCase(), passwordHash })
    }
    const config = house.configuration()
    const caseload = {
      seed,
      count: cases,
      today: occasionOf(house, '').today,
      workers: caseWorkers(config, users),
      locations: dwellings(config),
      config,
    }
    await insertMany(house, atMostIncidents(trainingCases(caseload), incidents))
  }
  const people = users
    .filter((u) => !u.serviceAccount)
    .map((u) => `  ${u.userName.padEnd(28)}${roleName(house, u.role)}`)
  return ['Training accounts (all data is synthetic):', ...people, `Password for each: ${password}`].join('\n')
}

async function missingOf({ db }: House, users: TrainingUser[]): Promise<TrainingUser[]> {
  const names = users.map((user) => user.userName.toLowerCase())
  const there = new Set((await accountsNamed(db, names)).map((account) => account.user_name))
  return users.filter((user) => !there.has(user.userName.toLowerCase()))
}

const hasCases = async ({ db, configuration }: House): Promise<boolean> =>
  (await asHouse(db, configuration(), (tx) => heldAfter(tx, 'case', 0, 1))).length > 0

const roleName = (house: House, role: string): string => house.configuration().roles.get(role)?.name ?? role

/** Given, or made on the first start and kept beside the data for the person at this machine only. */
function trainingPassword(house: House): string {
  if (house.settings.demoPassword !== undefined) return house.settings.demoPassword
  const file = join(house.settings.dataFolder, 'training-password')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = randomBytes(9).toString('base64url')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}
