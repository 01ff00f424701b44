// The product in this process, with its training people and caseload, and everything a request may name.
import { join } from 'node:path'
import { type RecordType, recordTypes, type Role } from '@primero/domain/configuration/bundle.ts'
import { createApp } from '@primero/server/app.ts'
import { readSettings } from '@primero/server/config.ts'
import type { House } from '@primero/server/house.ts'
import { openHouse } from '@primero/server/open-house.ts'
import type pg from 'pg'
import { finallyDo } from '../children.ts'
import { adminOf } from '../product.ts'

export type Person = {
  id: number
  userName: string
  role: Role
  agency: string | null
  groups: string[]
  serviceAccount: boolean
}

export type Known = {
  id: string
  n: number
  type: RecordType
  module: string
  version: number
  ownedBy: string
  identifiedBy: string | null
  grantedTo: string[]
}

export type World = {
  house: House
  app: Awaited<ReturnType<typeof createApp>>
  admin: pg.Client
  password: string
  people: Person[]
  records: Known[]
  /** Accounts that nobody comes in with, for whoever administers people. */
  passing: number[]
  attachments: { id: number; uuid: string; n: number; type: RecordType }[]
  savedSearches: { id: number; accountId: number }[]
  /** Time passes for the server. */
  pass: (minutes: number) => void
  /** Whoever administers people may shut others out: those who play come in again. */
  letIn: () => Promise<void>
  /** Looks again at what is there. */
  refresh: () => Promise<void>
  close: () => Promise<void>
}

export async function openWorld(folder: string, password: string): Promise<World> {
  const data = join(folder, 'data')
  const settings = readSettings({
    PORT: '0',
    PRIMERO_DATA: data,
    PRIMERO_DEMO: 'on',
    PRIMERO_DEMO_PASSWORD: password,
    CALLS_PER_ADDRESS: '1000000',
  })
  // No jobs: what changes, changes because somebody asked for it.
  const { house, close } = await openHouse(settings, { withJobs: false })
  let ahead = 0
  house.clock = () => new Date(Date.now() + ahead)
  const app = await createApp(house, false)
  await app.ready()
  const admin = await adminOf(data)
  let isOpen = true
  const people = await peopleIn(house, admin)
  await admin.query('create temporary table player as select * from account where id = any ($1)', [
    people.map(({ id }) => id),
  ])
  const world: World = {
    house,
    app,
    admin,
    password,
    people,
    records: [],
    passing: await passingIn(admin),
    attachments: [],
    savedSearches: [],
    pass: (minutes) => {
      ahead += minutes * 60_000
    },
    letIn: async () => {
      const kept =
        'disabled, unverified, must_renew, removed_at, expires_on, role, agency, groups, email, password_hash'
      await admin.query(
        `update account a set (${kept}) = (select ${kept} from player p where p.id = a.id)
         from player p where p.id = a.id
           and (${prefixed('a', kept)}) is distinct from (${prefixed('p', kept)})`,
      )
    },
    refresh: async () => {
      world.records = await recordsIn(admin)
      world.attachments = await attachmentsIn(admin)
      const { rows } = await admin.query<World['savedSearches'][number]>(
        `select id, account_id as "accountId" from saved_search order by id`,
      )
      world.savedSearches = rows
    },
    close: async () => {
      if (!isOpen) return
      isOpen = false
      await admin.end()
      await app.close()
      await close()
    },
  }
  finallyDo(world.close)
  await world.refresh()
  return world
}

async function peopleIn(house: House, admin: pg.Client): Promise<Person[]> {
  const { rows } = await admin.query<Omit<Person, 'role'> & { role: string }>(
    `select id, user_name as "userName", role, agency, groups, service_account as "serviceAccount" from account
     where password_hash is not null order by id`,
  )
  return rows.flatMap(({ role, ...row }) => {
    const held = house.configuration().roles.get(role)
    return held === undefined ? [] : [{ ...row, role: held }]
  })
}

const prefixed = (table: string, columns: string): string =>
  columns
    .split(', ')
    .map((column) => `${table}.${column}`)
    .join(', ')

/** Like the first caseworker, and without a password. */
async function passingIn(admin: pg.Client): Promise<number[]> {
  const { rows } = await admin.query<{ id: number }>(
    `insert into account (user_name, full_name, locale, time_zone, agency, role, groups, location, services)
     select 'passing-' || n, 'Passing ' || n, locale, time_zone, agency, role, groups, location, services
     from account, generate_series(1, 20) n where user_name = 'primero_cp'
     on conflict (user_name) do update set full_name = excluded.full_name returning id`,
  )
  return rows.map(({ id }) => id)
}

async function recordsIn(admin: pg.Client): Promise<Known[]> {
  const one = (type: RecordType) =>
    `select '${type}' as type, r.id, r.n::int as n, r.module, d.version, r.owned_by as "ownedBy", d.data ->> 'identified_by' as "identifiedBy",
            coalesce((select array_agg(g.user_name) from record_grant g where g.n = r.n and g.ended_at is null), '{}') as "grantedTo"
     from ${type}_row r join ${type}_doc d using (n)`
  const { rows } = await admin.query<Known>(`${recordTypes.map(one).join(' union all ')} order by n`)
  return rows
}

async function attachmentsIn(admin: pg.Client): Promise<World['attachments']> {
  const one = (type: RecordType) =>
    `select '${type}' as type, id, uuid, n::int as n from ${type}_attachment where removed_at is null`
  const { rows } = await admin.query<World['attachments'][number]>(
    `${recordTypes.map(one).join(' union all ')} order by id`,
  )
  return rows
}
