// The bench's own database and the parts of the product that it drives, opened in this process.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Bundle } from '@primero/domain/configuration/bundle.ts'
import { type Configuration, configurationOf } from '@primero/domain/configuration/configuration.ts'
import { hashPassword } from '@primero/server/accounts/password.ts'
import { insertAccount } from '@primero/server/accounts/queries.ts'
import type { Storage } from '@primero/server/attachments/storage.ts'
import { readSettings, type Settings } from '@primero/server/config.ts'
import { readBundles } from '@primero/server/configuration/bundles.ts'
import { applyBundles } from '@primero/server/configuration/current.ts'
import { readWireIds } from '@primero/server/configuration/wire-ids.ts'
import { type Db, openDatabase } from '@primero/server/db/database.ts'
import { ensureDatabase, startEmbedded } from '@primero/server/db/embedded.ts'
import { migrate } from '@primero/server/db/migrate.ts'
import type { House } from '@primero/server/house.ts'
import { Hub } from '@primero/server/events/hub.ts'
import pg from 'pg'
import type { Country } from './country.ts'
import { countryOf } from './country.ts'

export const root = join(import.meta.dirname, '..')

export type Urls = { app: string; owner: string; job: string }

export type Ground = {
  urls: Urls
  /** Login of the hand-written SQL: the administrator where the database is ours, else the owner. */
  baseline: string
  embedded: boolean
  stop: () => Promise<void>
}

/** What the database of a country is given (storage, machine): its rows lie in memory. A laptop's settings are for a camp. */
const countryMemory = ['shared_buffers=4GB', 'effective_cache_size=12GB', 'work_mem=64MB', 'maintenance_work_mem=1GB']

/**
 * DATABASE_URL and its two companions where given, else an embedded database in `.primero/bench`. `fresh` begins
 * anew; a database that was given is nobody's to drop.
 */
export async function ground(name: string, fresh: boolean): Promise<Ground> {
  const { database } = readSettings()
  if (database !== undefined) {
    for (const url of Object.values(database)) refuseOthers(url)
    return { urls: database, baseline: database.owner, embedded: false, stop: async () => {} }
  }
  const embedded = await startEmbedded(join(root, '.primero/bench'), 'safe', countryMemory)
  if (fresh) await drop(embedded.admin(), name)
  await ensureDatabase(embedded, name)
  // Stopped half-way, the database must not live on without us; the next run carries on with what it holds.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void embedded.stop().finally(() => process.exit(130)))
  return { urls: embedded.urls(name), baseline: embedded.admin(name), embedded: true, stop: embedded.stop }
}

// Synthetic accounts and a hundred thousand cases must never land where people work.
function refuseOthers(url: string): void {
  if (!new URL(url).pathname.slice(1).startsWith('bench'))
    throw new Error('DATABASE_URL must name a database of its own for the bench, called bench…')
}

async function drop(admin: string, name: string): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    await client.query(`drop database if exists ${pg.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

export const shippedBundles = (): Bundle[] => readBundles(join(root, 'config'), ['core', 'cp', 'gbv', 'training'])

type Opened = { house: House; country: Country; close: () => Promise<void> }

/** Migrates, applies the configuration with the country laid over it, and makes the accounts. */
export async function open(urls: Urls, seed: number, cases: number, password: string): Promise<Opened> {
  await migrate(urls)
  const bundles = shippedBundles()
  const country = countryOf(seed, cases, configurationOf(0, bundles))
  const { configuration } = await applyBundles(urls.owner, [...bundles, country.bundle])
  const db = openDatabase(urls.app, 4)
  const house = await houseOf(readSettings(), db, configuration)
  await makeAccounts(house, country)
  await setPassword(urls.owner, country, password)
  return { house, country, close: () => db.destroy() }
}

async function makeAccounts({ db }: House, { people }: Country): Promise<void> {
  const known = new Set((await db.selectFrom('account').select('user_name').execute()).map((row) => row.user_name))
  for (const person of people) {
    if (known.has(person.userName)) continue
    const { location, ...rest } = person
    await insertAccount(db, {
      ...rest,
      ...(location === null ? {} : { location }),
      fullName: `Bench ${person.userName}`,
      locale: 'en',
      passwordHash: 'none',
    })
  }
}

/** One password for this run only; hashed once, since 600 hashes would take longer than a small bench. */
async function setPassword(ownerUrl: string, { people }: Country, password: string): Promise<void> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    const names = people.map((person) => person.userName)
    await client.query('update account set password_hash = $1 where user_name = any ($2)', [
      await hashPassword(password),
      names,
    ])
  } finally {
    await client.end()
  }
}

/** The house as the product would open it, without attachments and over a configuration that is there already. */
export async function houseOf(settings: Settings, db: Db, configuration: Configuration): Promise<House> {
  const wireIds = await readWireIds(db)
  return {
    settings,
    db,
    configuration: () => configuration,
    use: () => {},
    wireIds: () => wireIds,
    storage: noStorage,
    keys: { current: 1, keys: new Map([[1, randomBytes(32)]]) },
    hub: new Hub(),
    clock: () => new Date(),
    isApplying: () => false,
  }
}

const refuse = (): Promise<never> => Promise.reject(new Error('the bench keeps no attachments'))
const noStorage: Storage = { put: refuse, get: refuse, remove: refuse }
