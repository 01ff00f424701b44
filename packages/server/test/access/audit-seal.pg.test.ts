// The audit is sealed into a chain: whatever somebody does to a row by SQL, as the owner too, is found at that row.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { KeyRing } from '../../src/attachments/seal.ts'
import { linkOf, type SealedRow } from '../../src/audit-seal/chain.ts'
import { dropOldMonths } from '../../src/audit-seal/retention.ts'
import { sealAudit } from '../../src/audit-seal/seal.ts'
import { type Verdict, verifyAudit } from '../../src/audit-seal/verify.ts'
import { words } from '../../src/audit-seal/words.ts'
import { insertAudit } from '../../src/audit/queries.ts'
import { ensureDatabase, startEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import { template } from '../database.setup.ts'
import { openTestHouse, type TestHouse } from '../house.ts'

let folder: string
let server: Awaited<ReturnType<typeof startEmbedded>>
let t: TestHouse
let keys: KeyRing
let owner: pg.Client
let job: pg.Client
let writer: pg.Client

const open = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client(url)
  await client.connect()
  return client
}

// A server of its own: transactions are counted for a whole server, so those that other tests hold open would be waited for.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'primero-seals-'))
  chmodSync(folder, 0o711)
  // What the server does by itself would be counted, too.
  server = await startEmbedded(folder, 'fast', ['autovacuum=off'])
  await ensureDatabase(server, template)
  await migrate(server.urls(template))
  t = await openTestHouse({ ...server.urls(template), admin: server.admin() })
  keys = t.house.keys
  ;[owner, job, writer] = (await Promise.all([t.urls.owner, t.urls.job, t.urls.app].map(open))) as [
    pg.Client,
    pg.Client,
    pg.Client,
  ]
})
afterAll(async () => {
  await Promise.all([owner, job, writer].map((client) => client.end()))
  await t.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  await owner.query('truncate audit, audit_seal')
})

const writes = (action: string, times = 1) =>
  Promise.all(
    Array.from({ length: times }, () =>
      insertAudit(t.house.db, { userName: 'amal', action, outcome: 'done', details: { fields: ['age'] } }),
    ),
  )
const seals = (batch = 3) => sealAudit(job, keys, batch)
const verifies = (noted?: { n: number; root: string }): Promise<Verdict> =>
  verifyAudit(t.house.db, keys, { noted, now: t.house.clock() })
const ids = async (): Promise<string[]> =>
  (await owner.query<{ id: string }>('select id::text as id from audit order by xid, id')).rows.map((row) => row.id)

async function sealedDozen(): Promise<string[]> {
  await writes('show', 12)
  expect(await seals()).toBe(12)
  return ids()
}

test('what was written is sealed once, in the order of its transactions, and found sound', async () => {
  await sealedDozen()
  expect(await seals()).toBe(0)
  await writes('list', 2)
  expect(await verifies()).toMatchObject({
    rows: 12,
    seals: 4,
    dropped: 0,
    unsealed: { rows: 2 },
    head: { n: 4 },
    fault: undefined,
  })
  expect(await seals()).toBe(2)
  expect(await verifies()).toMatchObject({ rows: 14, seals: 5, unsealed: { rows: 0, oldest: null }, fault: undefined })
})

test('an audit without a row, and one that was never sealed, are sound', async () => {
  expect(await verifies()).toMatchObject({
    rows: 0,
    seals: 0,
    unsealed: { rows: 0 },
    head: undefined,
    fault: undefined,
  })
  await writes('show', 2)
  expect(await verifies()).toMatchObject({ rows: 0, unsealed: { rows: 2 }, fault: undefined })
})

test('the operator reads counts, the last root, and which row is broken', async () => {
  const all = await sealedDozen()
  await writes('list')
  const sound = await verifies()
  expect(words(sound)).toEqual([
    '12 rows in 4 seals are as they were sealed; 0 older ones were dropped with their months.',
    `Last seal that is sound, to be noted elsewhere: 4:${sound.head?.root}`,
    `1 rows after it, the oldest of ${sound.unsealed.oldest?.toISOString()}.`,
    'The audit is sound.',
  ])
  await owner.query('delete from audit where id = $1', [all[7]])
  expect(words(await verifies()).at(-1)).toBe(`BROKEN: row ${all[7]}, in seal 3, was removed.`)
})

test('a transaction is never divided, though it is more than a batch', async () => {
  await t.house.db.transaction().execute(async (tx) => {
    for (let i = 0; i < 7; i++) await insertAudit(tx, { userName: null, action: 'bulk', outcome: 'done' })
  })
  await writes('show', 2)
  expect(await seals(3)).toBe(9)
  expect((await owner.query('select entries from audit_seal order by n')).rows).toEqual([
    { entries: 7 },
    { entries: 2 },
  ])
  expect((await verifies()).fault).toBeUndefined()
})

test('a writer held open is neither skipped nor overtaken', async () => {
  await writes('before')
  await writer.query('begin')
  await writer.query(`insert into audit (action, outcome) values ('held', 'done')`)
  await writes('after', 3)
  // Others began later and are committed: they wait, for the held one stands before them.
  expect(await seals()).toBe(1)
  expect(await verifies()).toMatchObject({ rows: 1, unsealed: { rows: 3 }, fault: undefined })
  await writer.query('commit')
  expect(await seals()).toBe(4)
  const { rows } = await owner.query<{ action: string }>(
    `select a.action from audit_seal s, unnest(s.ids) with ordinality i (id, k) join audit a using (id) order by s.n, i.k`,
  )
  expect(rows.map((row) => row.action)).toEqual(['before', 'held', 'after', 'after', 'after'])
  expect(await verifies()).toMatchObject({ rows: 5, unsealed: { rows: 0 }, fault: undefined })
})

test('a writer that gave up leaves no hole', async () => {
  await writer.query('begin')
  await writer.query(`insert into audit (action, outcome) values ('held', 'done')`)
  await writes('after', 2)
  expect(await seals()).toBe(0)
  await writer.query('rollback')
  expect(await seals()).toBe(2)
  expect((await verifies()).fault).toBeUndefined()
})

test('who is killed while sealing has sealed nothing, and the next begins where the last seal ends', async () => {
  await writes('show', 5)
  const doomed = await open(t.urls.job)
  doomed.on('error', () => {})
  const said = doomed.query.bind(doomed) as (...args: unknown[]) => Promise<unknown>
  let inserts = 0
  doomed.query = (async (text: string, values?: unknown[]) => {
    if (text.includes('insert into') && ++inserts === 2) {
      await said(text, values)
      await owner.query('select 1')
      const { rows } = (await said('select pg_backend_pid() as pid')) as { rows: { pid: number }[] }
      // As when the process is gone: nobody says rollback.
      await job.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    }
    return said(text, values)
  }) as typeof doomed.query
  await expect(sealAudit(doomed, keys, 3)).rejects.toThrow()
  await doomed.end().catch(() => {})
  expect((await owner.query('select n::int from audit_seal')).rows).toEqual([{ n: 1 }])
  expect(await seals()).toBe(2)
  expect(await verifies()).toMatchObject({ rows: 5, fault: undefined })
})

test('two who seal at once seal each row once', async () => {
  await writes('show', 30)
  const second = await open(t.urls.job)
  const sealed = await Promise.all([seals(4), sealAudit(second, keys, 4)])
  await second.end()
  expect(sealed.reduce((a, b) => a + b)).toBe(30)
  expect(await verifies()).toMatchObject({ rows: 30, fault: undefined })
})

describe('what the owner of the database does to a row is found at that row', () => {
  const changes = [
    'user_name',
    'action',
    'outcome',
    'code',
    'record_type',
    'resource',
    'ip',
    'method',
    'role',
    'agency',
  ].map((column): [string, string] => [column, `${column} = '${column === 'outcome' ? 'refused' : 'other'}'`])
  test.each([
    ...changes,
    ['record_id', `record_id = gen_random_uuid()`],
    ['details', `details = '{"fields": ["sex"]}'`],
    ['at', `at = at + interval '1 microsecond'`],
    ['emptied details', 'details = null'],
  ])('another %s', async (_column, change) => {
    const all = await sealedDozen()
    await owner.query(`update audit set ${change} where id = $1`, [all[7]])
    expect((await verifies()).fault).toMatchObject({ kind: 'changed', id: all[7], seal: 3 })
  })

  test('removed', async () => {
    const all = await sealedDozen()
    await owner.query('delete from audit where id = $1', [all[7]])
    expect((await verifies()).fault).toEqual({ kind: 'removed', id: all[7], seal: 3 })
  })

  test('removed as the last of its seal', async () => {
    const all = await sealedDozen()
    await owner.query('delete from audit where id = $1', [all[11]])
    expect((await verifies()).fault).toEqual({ kind: 'removed', id: all[11], seal: 4 })
  })

  test('inserted among sealed ones', async () => {
    const all = await sealedDozen()
    const { rows } = await owner.query<{ id: string }>(
      `insert into audit (action, outcome, xid) select 'show', 'done', xid from audit where id = $1 returning id::text`,
      [all[7]],
    )
    expect((await verifies()).fault).toMatchObject({ kind: 'inserted', id: rows[0]?.id, seal: 3 })
  })

  test('inserted into another month, or before the first', async () => {
    const all = await sealedDozen()
    const before = await owner.query<{ id: string }>(
      `insert into audit (action, outcome, era, xid) values ('show', 'done', 0, '1') returning id::text`,
    )
    expect((await verifies()).fault).toMatchObject({ kind: 'inserted', id: before.rows[0]?.id })
    await owner.query('delete from audit where era = 0')
    const { rows } = await owner.query<{ id: string }>(
      `insert into audit (at, action, outcome, xid) select '2020-02-02', 'show', 'done', xid from audit where id = $1 returning id::text`,
      [all[7]],
    )
    expect((await verifies()).fault).toMatchObject({ kind: 'inserted', id: rows[0]?.id, seal: 3 })
  })

  test('moved into another month', async () => {
    const all = await sealedDozen()
    await owner.query(`update audit set at = '2020-02-02' where id = $1`, [all[7]])
    expect((await verifies()).fault).toEqual({ kind: 'removed', id: all[7], seal: 3 })
  })

  test('swapped with another', async () => {
    const all = await sealedDozen()
    await owner.query(
      `update audit a set user_name = b.action, action = 'swapped', details = b.details
       from audit b where a.id = $1 and b.id = $2`,
      [all[6], all[8]],
    )
    expect((await verifies()).fault).toMatchObject({ kind: 'changed', id: all[6], seal: 3 })
  })

  test('put into another order', async () => {
    const all = await sealedDozen()
    await owner.query(`update audit a set xid = b.xid from audit b where (a.id, b.id) in (($1, $2), ($2, $1))`, [
      all[6],
      all[7],
    ])
    expect((await verifies()).fault).toMatchObject({ kind: 'reordered', id: all[7], seal: 3 })
  })
})

describe('what he does to the seals is found, too', () => {
  test('a row changed and chained anew, without the key of the house', async () => {
    const all = await sealedDozen()
    await owner.query(`update audit set user_name = 'carol' where id = $1`, [all[10]])
    // The last seal, made as the program makes it, under a key of one's own.
    await owner.query('delete from audit_seal where n = 4')
    await sealAudit(job, { current: 1, keys: new Map([[1, randomBytes(32)]]) }, 3)
    expect(await verifies()).toMatchObject({ rows: 9, fault: { kind: 'seal', seal: 4 } })
  })

  test('a link changed with its row', async () => {
    const all = await sealedDozen()
    const { rows } = await owner.query<SealedRow>(
      `select id::text, era, xid::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at, user_name, 'list' as action,
              outcome, code, record_type, record_id, resource, ip, method, role, agency, details::text from audit where id = $1`,
      [all[11]],
    )
    const seal = await owner.query<{ links: Buffer }>('select links from audit_seal where n = 4')
    const links = seal.rows[0]?.links ?? Buffer.alloc(0)
    const root = linkOf(links.subarray(32, 64), rows[0] as SealedRow)
    await owner.query(`update audit set action = 'list' where id = $1`, [all[11]])
    await owner.query('update audit_seal set links = $1, root = $2 where n = 4', [
      Buffer.concat([links.subarray(0, 64), root]),
      root,
    ])
    expect((await verifies()).fault).toEqual({ kind: 'seal', seal: 4 })
  })

  test.each([
    ['taken out with its rows', 'delete from audit_seal where n = 2', 3],
    ['said to be dropped', `update audit_seal set ids = null, links = null, dropped_at = now() where n = 2`, 2],
    [
      'given fewer rows',
      'update audit_seal set entries = 2, ids = ids[1:2], links = substr(links, 1, 64) where n = 2',
      2,
    ],
    ['put elsewhere', `update audit_seal set partition = 'audit_2020_01' where n = 2`, 2],
  ])('one %s', async (_title, change, seal) => {
    await sealedDozen()
    await owner.query(change)
    expect((await verifies()).fault).toEqual({ kind: 'seal', seal })
  })

  test('the end cut off, by the root that was noted', async () => {
    await sealedDozen()
    const { head } = await verifies()
    await writes('list', 3)
    await seals()
    expect((await verifies(head)).fault).toBeUndefined()
    await owner.query('delete from audit where id = any (select unnest(ids) from audit_seal where n >= 4)')
    await owner.query('delete from audit_seal where n >= 4')
    expect((await verifies()).fault).toBeUndefined()
    expect((await verifies(head)).fault).toEqual({ kind: 'head', seal: 4 })
  })
})

describe('old months', () => {
  const sealedYears = async () => {
    await owner.query(`select add_month('2019-12-01'), add_month('2020-01-01')`)
    for (const at of ['2019-12-05', '2020-01-05', '2020-01-06'])
      await insertAudit(t.house.db, { userName: 'amal', action: 'show', outcome: 'done', at: new Date(at) })
    await writes('show', 2)
    expect(await seals(100)).toBe(5)
  }
  const partitions = async () =>
    (
      await owner.query<{ name: string }>(
        `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit'::regclass`,
      )
    ).rows.map((row) => row.name)
  const keepingMonths = (months: number | undefined) => {
    t.house.settings = { ...t.house.settings, auditKeepMonths: months }
  }

  test('stay where no setting says otherwise', async () => {
    await sealedYears()
    keepingMonths(undefined)
    expect(await dropOldMonths(t.house, job)).toBe(0)
  })

  test('go whole, leave their roots, and the chain is still sound', async () => {
    await sealedYears()
    keepingMonths(24)
    expect(await dropOldMonths(t.house, job)).toBe(2)
    expect(await partitions()).not.toContain('audit_2020_01')
    expect(await verifies()).toMatchObject({ rows: 2, seals: 3, dropped: 3, unsealed: { rows: 2 }, fault: undefined })
    const { rows } = await owner.query(`select details from audit where action = 'drop_audit_month' order by id`)
    expect(rows.map((row) => row.details)).toEqual([
      { partition: 'audit_2019_12', entries: 1 },
      { partition: 'audit_2020_01', entries: 2 },
    ])
    await seals()
    expect(await dropOldMonths(t.house, job)).toBe(0)
    const { rows: last } = await owner.query<{ id: string }>(`select id::text from audit where action = 'show' limit 1`)
    await owner.query(`update audit set user_name = 'x' where id = $1`, [last[0]?.id])
    expect((await verifies()).fault).toMatchObject({ kind: 'changed', id: last[0]?.id })
  })

  test('stay while the chain is broken: dropping would take away what shows it', async () => {
    await sealedYears()
    keepingMonths(24)
    await owner.query(`update audit set user_name = 'x' where at = '2020-01-05'`)
    expect(await dropOldMonths(t.house, job)).toBe(0)
    expect(await partitions()).toContain('audit_2019_12')
    const { rows } = await owner.query(`select code, details from audit where action = 'drop_audit_month'`)
    expect(rows).toMatchObject([{ code: 'audit-broken', details: { kind: 'changed' } }])
  })

  test('that hold a row which is not sealed stay', async () => {
    await sealedYears()
    await insertAudit(t.house.db, { userName: null, action: 'late', outcome: 'done', at: new Date('2020-01-07') })
    await expect(job.query(`select drop_audit_partition('audit_2020_01')`)).rejects.toThrow('not whole and sealed')
  })

  test('younger than a year are dropped by nobody but the owner, whatever the setting', async () => {
    await sealedYears()
    const own = (await partitions()).find((name) => /^audit_20[2-9]\d_\d\d$/.test(name) && name > 'audit_2020_01')
    await expect(job.query('select drop_audit_partition($1)', [own])).rejects.toThrow('no month of the audit')
    await expect(job.query(`select drop_audit_partition('audit_default')`)).rejects.toThrow('no month of the audit')
    await expect(job.query(`select drop_audit_partition('case_history_2020_01')`)).rejects.toThrow(
      'no month of the audit',
    )
  })
})

test('what was written before there were seals is sealed first, in its old order', async () => {
  await writes('list', 5)
  // As the migration leaves them.
  await owner.query('update audit set era = 0, xid = id::text::xid8')
  await writes('show', 2)
  expect(await seals(3)).toBe(7)
  expect(await verifies()).toMatchObject({ rows: 7, seals: 3, unsealed: { rows: 0 }, fault: undefined })
  await owner.query(`insert into audit (action, outcome, era, xid) values ('show', 'done', 0, '18446744073709551610')`)
  expect((await verifies()).fault).toMatchObject({ kind: 'inserted' })
})

test('after a restore, where transactions are counted anew, old and new rows are chained one after the other', async () => {
  await sealedDozen()
  await writes('unsealed when saved', 2)
  // As it stands in a new server: rows of transactions that are far ahead here.
  await owner.query('update audit set xid = (xid::text::bigint + 1000000)::text::xid8')
  await owner.query('delete from audit_seal')
  await owner.query('select notice_restore()')
  await writes('after the restore', 3)
  expect(await seals(5)).toBe(17)
  expect(await verifies()).toMatchObject({ rows: 17, unsealed: { rows: 0 }, fault: undefined })
  await owner.query('select notice_restore()')
  expect((await owner.query('select max(era) as era from audit_era')).rows).toEqual([{ era: 2 }])
})
