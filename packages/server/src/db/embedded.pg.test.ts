import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Embedded, ensureDatabase, startEmbedded } from './embedded.ts'

let folder: string
let running: Embedded | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'primero-embedded-'))
  chmodSync(folder, 0o711)
})

afterEach(async () => {
  await running?.stop()
  running = undefined
  rmSync(folder, { recursive: true, force: true })
})

async function started(): Promise<Embedded> {
  running = await startEmbedded(folder)
  await ensureDatabase(running, 'house')
  return running
}

async function ask(url: string, question: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(question)).rows
  } finally {
    await client.end()
  }
}

const lockFile = () => readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a database that was killed in the middle of its work comes back with what it promised', async () => {
  const before = await started()
  await ask(before.admin('house'), 'create table promise as select 1 as kept')
  // It does not notice that its postmaster is gone, and holds on to the shared memory until it is done.
  let isBusy = true
  const busy = ask(before.admin('house'), 'select count(*) from generate_series(1, 12000000)')
    .catch(() => {})
    .finally(() => {
      isBusy = false
    })
  const atWork = `select 1 from pg_stat_activity where query like 'select count%' and state = 'active'`
  await expect.poll(() => ask(before.admin('house'), atWork)).toHaveLength(1)

  const postmaster = Number(lockFile()[0])
  process.kill(postmaster, 'SIGKILL')
  await expect.poll(() => isRunning(postmaster)).toBe(false)
  const after = await started()

  expect(isBusy).toBe(false)
  expect(await ask(after.admin('house'), 'select kept from promise')).toEqual([{ kept: 1 }])
  await busy
}, 60_000)

test('a second program does not take the database away from the first', async () => {
  const first = await started()
  await expect(startEmbedded(folder)).rejects.toThrow(/works with the database/)
  expect(await ask(first.admin('house'), 'select 1 as here')).toEqual([{ here: 1 }])
})

test('a first start that was killed half-way does not stop the second', async () => {
  const draft = join(folder, 'postgres.new')
  mkdirSync(draft)
  writeFileSync(join(draft, 'PG_VERSION'), '18\n')
  const database = await started()
  expect(await ask(database.admin('house'), 'select 1 as here')).toEqual([{ here: 1 }])
})

test('a pid file whose number another program has by now does not stop the start', async () => {
  await (await started()).stop()
  const directory = join(folder, 'postgres')
  writeFileSync(join(directory, 'postmaster.pid'), `${process.pid}\n${directory}\n0\n1\n\n127.0.0.1\n`)
  const database = await started()
  expect(await ask(database.admin('house'), 'select 1 as here')).toEqual([{ here: 1 }])
})
