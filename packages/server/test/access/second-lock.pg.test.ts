// The second lock: what the database itself lets the application's login do, whatever the application asks.
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { seenBy } from '@primero/domain/access/scope.ts'
import type { Actor, Person } from '@primero/domain/access/actor.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asHouse, asHouseMeanwhile, transaction } from '../../src/db/database.ts'
import { installJobs } from '../../src/db/install-jobs.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { hang, stand } from './standing.ts'

const contents = ['doc', 'history', 'attachment', 'conflict'] as const
const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'

const person = (userName: string, groups: string[], agency: string): Person => ({
  userName,
  fullName: userName,
  agency,
  groups,
  location: null,
  agencyOffice: null,
  code: null,
  category: null,
})
const amal = person('amal', ['group-north'], 'agency-one')
const bilal = person('bilal', ['group-south'], 'agency-one')
const dina = person('dina', ['group-north'], 'agency-two')

/** Of each type: Amal's, Bilal's, Bilal's that Amal was granted, and one of Dina's in the other module. */
const kinds = [
  { owner: amal, module: cp, grants: [] },
  { owner: bilal, module: cp, grants: [] },
  { owner: bilal, module: cp, grants: ['amal'] },
  { owner: dina, module: gbv, grants: [] },
]
const owners = (ns: number[], of: Map<number, string>) => ns.map((n) => of.get(n)).sort()

let t: TestHouse
let app: pg.Client
let owner: pg.Client
/** n → `owner/grants`, of every record. */
const named = new Map<number, string>()

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await asHouse(t.house.db, t.house.configuration(), async (tx) => {
    for (const type of recordTypes) {
      for (const { owner: who, module, grants } of kinds) {
        const n = await stand(tx, {
          id: crypto.randomUUID() as Uuid,
          type,
          module,
          ownedBy: who.userName,
          grantedTo: grants,
          seenBy: seenBy(who, grants),
        })
        await hang(tx, type, n)
        named.set(n, grants.length > 0 ? `${who.userName} for ${grants.join()}` : who.userName)
      }
    }
  })
  app = new pg.Client(t.urls.app)
  owner = new pg.Client(t.urls.owner)
  await app.connect()
  await owner.connect()
})
afterAll(async () => {
  await app.end()
  await owner.end()
  await t.close()
})

const actor = (
  who: Person,
  scope: Actor['role']['scope'],
  modules = [cp],
  types: readonly RecordType[] = recordTypes,
): Actor => ({
  ...who,
  id: 1,
  role: {
    id: 'role-some',
    name: 'Some',
    scope,
    modules,
    forms: 'all',
    identity: 'own',
    permissions: Object.fromEntries(types.map((type) => [type, ['read']])),
  },
  locale: 'en',
  serviceAccount: false,
})

const everything = (who: Actor, table: string): Promise<number[]> =>
  transaction(t.house.db, who, async (tx) => {
    const { rows } = await sql<{ n: number }>`select n from ${sql.table(table)}`.execute(tx)
    return rows.map((row) => row.n)
  })

describe.each(recordTypes.flatMap((type) => contents.map((content) => ({ type, table: `${type}_${content}` }))))(
  '$table without any condition',
  ({ type, table }) => {
    const finds = async (who: Actor) => owners(await everything(who, table), named)

    test('gives each what his scope gives him', async () => {
      expect(await finds(actor(amal, 'self'))).toEqual(['amal', 'bilal for amal'])
      expect(await finds(actor(bilal, 'self'))).toEqual(['bilal', 'bilal for amal'])
      expect(await finds(actor(dina, 'group'))).toEqual(['amal'])
      expect(await finds(actor(dina, 'group', [cp, gbv]))).toEqual(['amal', 'dina'])
      expect(await finds(actor(bilal, 'agency'))).toEqual(['amal', 'bilal', 'bilal for amal'])
      expect(await finds(actor(dina, 'all'))).toEqual(['amal', 'bilal', 'bilal for amal'])
    })

    test('gives nothing to who may not read the type, has no module, or administers only', async () => {
      const others = recordTypes.filter((other) => other !== type)
      expect(await finds(actor(amal, 'all', [cp, gbv], others))).toEqual([])
      expect(await finds(actor(amal, 'all', []))).toEqual([])
      expect(await finds(actor(amal, 'admin_only', [cp, gbv]))).toEqual([])
      expect(await finds(actor(amal, 'identified'))).toEqual([])
    })

    test('gives nothing when nobody acts', async () => {
      expect((await app.query(`select n from ${table}`)).rows).toEqual([])
      expect((await app.query(`select count(*)::int as n from ${table}`)).rows).toEqual([{ n: 0 }])
    })
  },
)

test('the lock that opened for work of the house closes again, also where that was refused', async () => {
  const who = actor(amal, 'self')
  const seen = await transaction(t.house.db, who, async (tx) => {
    const count = async () => (await sql<{ n: number }>`select n from case_doc`.execute(tx)).rows.length
    const own = await count()
    const refused = async () => {
      expect(await count()).toBeGreaterThan(own)
      throw new Problem('not-found', {})
    }
    await asHouseMeanwhile(tx, t.house.configuration(), who, refused).catch(() => {})
    return [own, await count()]
  })
  expect(seen[1]).toBe(seen[0])
})

describe.each(['flag', 'alert'])('%s without any condition', (table) => {
  const finds = async (who: Actor) => owners(await everything(who, table), named)

  test('gives each those of the records in his reach', async () => {
    const each = (...whose: string[]) => recordTypes.flatMap(() => whose).toSorted()
    expect(await finds(actor(amal, 'self'))).toEqual(each('amal', 'bilal for amal'))
    expect(await finds(actor(dina, 'group'))).toEqual(each('amal'))
    expect(await finds(actor(dina, 'self', [cp, gbv]))).toEqual(each('dina'))
    expect(await finds(actor(dina, 'all'))).toEqual(each('amal', 'bilal', 'bilal for amal'))
    expect(await finds(actor(amal, 'self', [cp], ['case']))).toEqual(['amal', 'bilal for amal'])
  })

  test('gives nothing to who administers only, and when nobody acts', async () => {
    expect(await finds(actor(amal, 'admin_only', [cp, gbv]))).toEqual([])
    expect((await app.query(`select n from ${table}`)).rows).toEqual([])
  })
})

describe('case_relationship without any condition', () => {
  const links = (who: Actor): Promise<number> =>
    transaction(t.house.db, who, async (tx) => (await sql`select from case_relationship`.execute(tx)).rows.length)

  beforeAll(async () => {
    const { rows } = await owner.query<{ n: number; id: string }>('select n, id from case_row order by n')
    const [amals, bilals, granted, dinas] = rows.map(({ n, id }) => `${n}, '${id}'`)
    for (const other of [granted, bilals, dinas])
      await asHouse(t.house.db, t.house.configuration(), (tx) =>
        sql
          .raw(`insert into case_relationship (id, from_n, from_id, to_n, to_id, type, events)
                values (gen_random_uuid(), ${amals}, ${other}, 'sibling_of', '[]')`)
          .execute(tx),
      )
  })

  test('gives a link only to whom both its cases are in reach', async () => {
    expect(await links(actor(amal, 'self'))).toBe(1)
    expect(await links(actor(bilal, 'self'))).toBe(0)
    expect(await links(actor(bilal, 'agency'))).toBe(2)
    expect(await links(actor(dina, 'all'))).toBe(2)
    expect(await links(actor(dina, 'all', [cp, gbv]))).toBe(3)
    expect(await links(actor(dina, 'self', [cp, gbv]))).toBe(0)
  })

  test('gives nothing to who reads no cases, administers only, and when nobody acts', async () => {
    expect(await links(actor(amal, 'all', [cp, gbv], ['incident']))).toBe(0)
    expect(await links(actor(amal, 'admin_only', [cp, gbv]))).toBe(0)
    expect((await app.query('select from case_relationship')).rowCount).toBe(0)
  })

  test('lets nobody link a case that is not in his reach', async () => {
    const { rows } = await owner.query<{ n: number; id: string }>('select n, id from case_row order by n')
    const [amals, bilals] = rows.map(({ n, id }) => `${n}, '${id}'`)
    const linking = transaction(t.house.db, actor(amal, 'self'), (tx) =>
      sql
        .raw(`insert into case_relationship (id, from_n, from_id, to_n, to_id, type, events)
        values (gen_random_uuid(), ${bilals}, ${amals}, 'related_to', '[]')`)
        .execute(tx),
    )
    await expect(linking).rejects.toThrow('row-level security')
  })
})

test('the actor of one transaction is not that of the next on the same connection', async () => {
  await app.query('begin')
  await app.query(
    `select set_config('primero.scope', 'all', true), set_config('primero.modules', '${cp}', true), set_config('primero.types', 'case', true)`,
  )
  expect((await app.query('select n from case_doc')).rows).toHaveLength(3)
  await app.query('commit')
  expect((await app.query('select n from case_doc')).rows).toEqual([])
})

test('nobody changes or removes what he cannot see', async () => {
  const touched = await transaction(t.house.db, actor(dina, 'self', [cp, gbv]), async (tx) => {
    const changed = await sql`update case_doc set version = version + 1 returning n`.execute(tx)
    const attached = await sql`update case_attachment set removed_at = now() returning n`.execute(tx)
    return [changed.rows.length, attached.rows.length]
  })
  expect(touched).toEqual([1, 1])
})

/** Refusals by the database: insufficient privilege, or row-level security that may not be switched off. */
const refusal = (statement: string) =>
  app.query(statement).then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

test.each([
  ['change the shape of a table', 'alter table case_doc add column x int'],
  ['switch the lock off', 'alter table case_doc disable row level security'],
  ['drop a policy', 'drop policy within_scope on case_doc'],
  ['drop a table', 'drop table case_history'],
  ['make a table', 'create table mine (x int)'],
  ['empty a table', 'truncate case_doc'],
  ['become the owner', 'set role primero_owner'],
  ['become the jobs', 'set role primero_job'],
  ['become the administrator', 'set role postgres'],
  ['rewrite history', `update case_history set changes = '[]'`],
  ['remove history', 'delete from incident_history'],
  ['rewrite the audit', `update audit set user_name = 'nobody'`],
  ['remove from the audit', 'delete from audit'],
  ['choose where a row of the audit stands', `insert into audit (action, outcome, xid) values ('x', 'done', '1')`],
  [
    'choose the number of a row of the audit',
    `insert into audit (id, action, outcome) overriding system value values (1, 'x', 'done')`,
  ],
  ['seal', 'insert into audit_seal select * from audit_seal'],
  ['change a seal', `update audit_seal set root = ''`],
  ['drop a month of the audit', `select drop_audit_partition('audit_2020_01')`],
  ['begin another era', 'select notice_restore()'],
  ['rewrite a configuration', `update configuration set document = '{}'`],
  ['remove a configuration', 'delete from configuration'],
  ['rename a term, and with it every filter', `update term set value = 'x'`],
  ['remove a case', 'delete from case_row'],
  ['remove the answers of a case', 'delete from case_doc'],
  ['remove what lost a conflict', 'delete from incident_conflict'],
  ['remove an attachment', 'delete from case_attachment'],
  ['remove what somebody accepted', 'delete from acceptance'],
  ['say that it was accepted at another time', 'update acceptance set at = now()'],
  ['change a text that people accept', `update agreement set texts = '{}'`],
  ['remove an agreement', 'delete from agreement'],
  ['remove a notice', 'delete from own_notice'],
  ['remove a flag', 'delete from flag'],
  ['remove a link between cases', 'delete from case_relationship'],
  ['say that a link is of another case', 'update case_relationship set to_n = 1'],
  ['remove what a child agreed to', 'delete from consent'],
  ['say that a child agreed to more', `update consent set services = '{}'`],
  ['remove an account', 'delete from account'],
  ['forget what a device sent', 'delete from intention'],
  ['make record tables', `select make_record_tables('mine')`],
  ['add partitions', 'select add_month(current_date)'],
  ['read the passwords of the logins', 'select * from pg_authid'],
  ['read a file of the server', `select pg_read_file('postgresql.conf')`],
  ['run a program', `copy (select 1) to program 'true'`],
])('the application cannot %s', async (_title, statement) => {
  expect(await refusal(statement)).toBe('42501')
})

test('switching row-level security off for the session shows nothing', async () => {
  await app.query('set row_security = off')
  expect(await refusal('select n from case_doc')).toBe('42501')
  await app.query('set row_security = on')
})

test('partitions are reached through their parents only', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c where c.relispartition and c.relkind = 'r'`,
  )
  expect(rows.length).toBeGreaterThan(recordTypes.length * 2)
  for (const { name } of rows) {
    for (const statement of [
      `select * from ${name}`,
      `insert into ${name} default values`,
      `update ${name} set at = at`,
      `delete from ${name}`,
    ]) {
      expect(await refusal(statement), statement).toBe('42501')
    }
  }
})

test('a partition that is made later has no door of its own either', async () => {
  await owner.query(`select add_month('2031-07-01')`)
  expect(await refusal('select * from case_history_2031_07')).toBe('42501')
  expect(await refusal('select * from audit_2031_07')).toBe('42501')
})

/** Tables without a lock of their own, and why they may be. */
const unlocked: Record<string, string> = {
  ...Object.fromEntries(
    recordTypes.flatMap((type) => [
      [`${type}_row`, 'searched: reached by the query builder alone, holds no free text'],
      [`${type}_ids`, 'searched: reached by the query builder alone'],
    ]),
  ),
  account: 'who may sign in, read before anybody is known; no records, and never leaves but through the list of people',
  session: 'hashed secrets of sessions, read before anybody is known; no records',
  throttle: 'counters of attempts',
  one_time_link: 'days, hashes and names of fields; what they say lies behind the lock, and no list of them leaves',
  module_package:
    'names of people and of fields, days, random words; what it holds is sealed, and each door asks who may know of it',
  service_provider: 'offices and clinics, as a list on a wall says; nobody whom a record is about',
  mail: 'whom and what kind, by account id; addresses and secrets of links are sealed',
  letter: 'sealed under the house key',
  push_key: 'sealed under the house key',
  push_subscription: 'sealed addresses of browsers and their keys, by account id',
  job_run: 'when each job ran, and codes of failures',
  way_in: 'hashed secrets of mailed links',
  registration: 'sealed under the house key',
  sign_in_lock: 'counters of wrong passwords, by hashed name',
  provider_visit: 'hashed marks of browsers that are on their way',
  provider_token: 'hashed marks of tokens, by account id',
  known_device: 'hashed marks of browsers, read by account id at the door',
  saved_search:
    'one statement each, by its owner’s account id; of a filter on names the words are refused, as for every list',
  factor: 'sealed secrets and public keys of second factors, read by account id',
  factor_count: 'counters of wrong codes, by account id',
  recovery_code: 'hashes of codes on paper, read by account id',
  pending_sign_in: 'hashed marks of sign-ins that wait for the second factor',
  configuration: 'forms, roles and lists: the same for all',
  notice: 'codes of rights, for who administers all roles',
  notice_seen: 'who put a notice aside',
  wire_id: 'numbers for names of the configuration',
  audit: 'ids and codes, never values',
  audit_seal: 'numbers and hashes',
  audit_era: 'when the counting of transactions began anew',
  intention: 'ids, codes and paths, no answers; read by account id, and by the id that a device made',
  upload: 'sizes of chunks by account id; the bytes are sealed and elsewhere',
  term: 'option ids of the configuration',
  change_log: 'numbers of records and transactions',
  record_grant: 'who was granted what: numbers, user names and roles; read for a record that was reached',
  migration: 'numbers of migrations',
  installation: 'the epoch and the recovery key, its private half sealed',
  device: 'whose device, when; its share is sealed',
  device_record: 'ids of records by device, read after asking whose device it is',
  escrow: 'sealed by the device for the help desk; the house cannot read it',
  agreement: 'texts that everybody is asked to accept',
  acceptance: 'who accepted which text when; no records',
}

test('every table has a policy, or a reason why it needs none', async () => {
  const { rows } = await owner.query<{ name: string; locked: boolean; forced: boolean; policies: number }>(`
    select c.relname as name, c.relrowsecurity as locked, c.relforcerowsecurity as forced,
           (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm', 'v', 'f') and not c.relispartition`)
  expect(rows.length).toBeGreaterThan(30)
  for (const { name, locked, forced, policies } of rows) {
    if (name in unlocked) continue
    expect({ name, locked, forced, hasPolicy: policies > 0 }).toEqual({
      name,
      locked: true,
      forced: true,
      hasPolicy: true,
    })
  }
  const names = new Set(rows.map((row) => row.name))
  expect(Object.keys(unlocked).filter((name) => !names.has(name))).toEqual([])
})

test('what is somebody’s own – notices, identities shown – is nobody else’s', async () => {
  const [reader, other] = (await app
    .query<{ id: number }>(
      `insert into account (user_name, full_name, role) values ('nour', '', ''), ('omar', '', '') returning id`,
    )
    .then(({ rows }) => rows)) as [{ id: number }, { id: number }]
  await app.query(`insert into session (key, account_id, kind, expires_at) values ('k', ${other.id}, 'browser', now())`)
  const seenBy = async (id: number, work: string) => {
    await app.query('begin')
    await app.query(`select set_config('primero.account', '${id}', true)`)
    const { rowCount } = await app.query(work)
    await app.query('commit')
    return rowCount
  }
  await seenBy(
    other.id,
    `insert into reveal (session, record, account_id, at) values ('k', gen_random_uuid(), ${other.id}, now())`,
  )
  await app.query(`insert into own_notice (account_id, kind, at) values (${other.id}, 'revealed', now())`)
  for (const table of ['reveal', 'own_notice']) {
    expect(await seenBy(other.id, `select from ${table}`)).toBe(1)
    expect(await seenBy(reader.id, `select from ${table}`)).toBe(0)
    expect((await app.query(`select from ${table}`)).rowCount).toBe(0)
  }
  expect(await seenBy(reader.id, 'delete from reveal')).toBe(0)
  expect(await seenBy(reader.id, 'update own_notice set seen_at = now()')).toBe(0)
})

test('jobs are the job login’s: their payloads cannot be read', async () => {
  await installJobs(t.urls)
  const { rows } = await owner.query<{ name: string }>(
    `select 'graphile_worker.' || quote_ident(c.relname) as name from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r'`,
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { name } of rows) expect(await refusal(`select * from ${name}`), name).toBe('42501')
}, 30_000)

test('no function of ours runs with the owner’s rights for the application', async () => {
  const { rows } = await app.query<{ name: string }>(`
    select p.proname as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef and has_function_privilege(p.oid, 'execute')`)
  expect(rows).toEqual([])
})
