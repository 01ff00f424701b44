// The fixture: a house of its own for each test file – database, configuration, people – and people who call it.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bundle } from '@primero/domain/configuration/bundle.ts'
import type { FastifyInstance, InjectOptions } from 'fastify'
import pg from 'pg'
import { hashPassword } from '../src/accounts/password.ts'
import { accountByName, insertAccount } from '../src/accounts/queries.ts'
import { createApp } from '../src/app.ts'
import { diskStorage } from '../src/attachments/storage.ts'
import { readSettings } from '../src/config.ts'
import { readBundles } from '../src/configuration/bundles.ts'
import { applyBundles } from '../src/configuration/current.ts'
import { readWireIds } from '../src/configuration/wire-ids.ts'
import { openDatabase } from '../src/db/database.ts'
import { Hub } from '../src/events/hub.ts'
import type { House } from '../src/house.ts'
import type { Addresses } from './database.setup.ts'

export const testPassword = 'a-password-for-tests-only'
let passwordHash: Promise<string> | undefined

export type Person = {
  userName: string
  role: string
  agency?: string | null
  groups?: string[]
  locale?: string
  fullName?: string
  location?: string
  serviceAccount?: boolean
}

export type TestHouse = {
  house: House
  app: FastifyInstance
  urls: { app: string; owner: string; job: string }
  /** Time passes for the server. */
  pass: (minutes: number) => void
  enrol: (...people: Person[]) => Promise<void>
  /** Calls as this person, with Basic. */
  as: (userName: string) => Caller
  close: () => Promise<void>
}

export type Caller = {
  userName: string
  get: (path: string) => Promise<Reply>
  post: (path: string, body: unknown) => Promise<Reply>
  patch: (path: string, body: unknown) => Promise<Reply>
  put: (path: string, body: unknown) => Promise<Reply>
  delete: (path: string) => Promise<Reply>
}

// biome-ignore lint/suspicious/noExplicitAny: a reply is whatever the door says; tests look into it freely
export type Reply = { status: number; headers: Record<string, unknown>; body: any; text: string; bytes: Buffer }

const root = join(import.meta.dirname, '../../..')
export const shipped = ['core', 'cp', 'gbv', 'training']

export const shippedBundles = (...names: string[]): Bundle[] =>
  readBundles(join(root, 'config'), names.length > 0 ? names : shipped)

/** A copy of a database under a new name; `drop` removes it. */
export async function copyOf(addresses: Addresses, source: string, name = `test_${randomBytes(6).toString('hex')}`) {
  const admin = new pg.Client(addresses.admin)
  await admin.connect()
  await admin.query(`create database ${name} template ${source} strategy file_copy owner primero_owner`)
  await admin.end()
  const named = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString()
  return {
    name,
    urls: { app: named(addresses.app), owner: named(addresses.owner), job: named(addresses.job) },
    drop: async () => {
      const client = new pg.Client(addresses.admin)
      await client.connect()
      await client.query(`drop database if exists ${name} with (force)`)
      await client.end()
    },
  }
}

type Options = {
  bundles?: Bundle[]
  source?: string
  mode?: 'production'
  settings?: Record<string, unknown>
  isApplying?: () => boolean
  calls?: { perAccount?: number; perAddress?: number }
}

/** Opens a house on a copy of the template, with the shipped bundles unless others are given. */
export async function openTestHouse(addresses: Addresses, options: Options = {}): Promise<TestHouse> {
  const copy = await copyOf(addresses, options.source ?? 'template_house')
  const { configuration } = await applyBundles(copy.urls.owner, options.bundles ?? shippedBundles())
  const folder = mkdtempSync(join(tmpdir(), 'primero-files-'))
  chmodSync(folder, 0o700)
  const db = openDatabase(copy.urls.app, 4)
  let wireIds = await readWireIds(db)
  let inForce = options.settings
    ? { ...configuration, settings: { ...configuration.settings, ...options.settings } }
    : configuration
  let ahead = 0
  const keys = { current: 1, keys: new Map([[1, randomBytes(32)]]) }
  const settings = readSettings({
    PORT: '0',
    PRIMERO_DATA: folder,
    TIME_ZONE: 'UTC',
    // Tests call more often than people work.
    CALLS_PER_ACCOUNT: String(options.calls?.perAccount ?? 1_000_000),
    CALLS_PER_ADDRESS: String(options.calls?.perAddress ?? 1_000_000),
  })
  const hub = new Hub()
  const house: House = {
    settings: options.mode ? { ...settings, mode: options.mode } : settings,
    db,
    configuration: () => inForce,
    use: (next, ids = wireIds) => {
      inForce = next
      wireIds = ids
      hub.configured()
    },
    wireIds: () => wireIds,
    storage: diskStorage(folder, keys),
    keys,
    hub,
    clock: () => new Date(Date.now() + ahead),
    isApplying: options.isApplying ?? (() => false),
  }
  const app = await createApp(house, false)
  return {
    house,
    app,
    urls: copy.urls,
    pass: (minutes) => {
      ahead += minutes * 60_000
    },
    enrol: (...people) => enrol(house, people),
    as: (userName) => callerOf(app, userName),
    close: async () => {
      await app.close()
      await db.destroy()
      await copy.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function enrol(house: House, people: Person[]): Promise<void> {
  passwordHash ??= hashPassword(testPassword)
  for (const p of people) {
    if ((await accountByName(house.db, p.userName)) !== undefined) continue
    await insertAccount(house.db, {
      userName: p.userName,
      fullName: p.fullName ?? p.userName,
      role: p.role,
      agency: p.agency ?? null,
      groups: p.groups ?? [],
      locale: p.locale ?? 'en',
      location: p.location,
      serviceAccount: p.serviceAccount,
      passwordHash: await passwordHash,
    })
  }
}

const callerOf = (app: FastifyInstance, userName: string): Caller => {
  const authorization = `Basic ${Buffer.from(`${userName}:${testPassword}`).toString('base64')}`
  const call = async (method: InjectOptions['method'], url: string, payload?: unknown): Promise<Reply> => {
    const isRaw = Buffer.isBuffer(payload)
    const reply = await app.inject({
      method: method ?? 'GET',
      url,
      headers: { authorization, 'content-type': isRaw ? 'application/octet-stream' : 'application/json' },
      ...(payload === undefined ? {} : { payload: isRaw ? payload : JSON.stringify(payload) }),
    })
    return {
      status: reply.statusCode,
      headers: reply.headers,
      text: reply.payload,
      bytes: reply.rawPayload,
      body: json(reply.payload),
    }
  }
  return {
    userName,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
    put: (path, body) => call('PUT', path, body),
    delete: (path) => call('DELETE', path),
  }
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
