// The real server in a process of its own, with its own embedded database: started, killed and stopped by a proof.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Child, endGently, isAlive, pause, start } from './children.ts'
import { root } from './evidence.ts'

export type Product = {
  origin: string
  /** From the start of the process until it said that it is ready. */
  readyMs: number
  child: Child
}

type Plan = { data: string; port: number; password: string }

export async function startProduct({ data, port, password }: Plan): Promise<Product> {
  const began = performance.now()
  const child = start(process.execPath, [join(root, 'packages/server/src/main.ts')], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      HOST: '127.0.0.1',
      PORT: String(port),
      PRIMERO_DATA: data,
      PRIMERO_DEMO: 'on',
      // One machine stands for many people.
      CALLS_PER_ACCOUNT: '1000000',
      CALLS_PER_ADDRESS: '1000000',
      PRIMERO_DEMO_PASSWORD: password,
    },
  })
  await child.says(/Primero is ready at/, 120_000)
  return { origin: `http://127.0.0.1:${port}`, readyMs: performance.now() - began, child }
}

export const stopProduct = async ({ child }: Product): Promise<void> => {
  const code = await endGently(child, 30_000)
  if (code !== 0) throw new Error(`The server ended with ${code} when it was asked to stop.`)
}

/** The first process of the database in this folder; undefined: none runs. */
export function postmasterOf(data: string): number | undefined {
  const [line, folder] = lockFile(data)
  const pid = Number(line)
  return folder === join(data, 'postgres') && isAlive(pid) && isPostgres(pid, data) ? pid : undefined
}

// Process ids are used again: never end one that is not the database of this folder.
const isPostgres = (pid: number, data: string): boolean => {
  const commandLine = `/proc/${pid}/cmdline`
  return (
    !existsSync('/proc/self/cmdline') || (existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(data))
  )
}

function lockFile(data: string): string[] {
  const file = join(data, 'postgres/postmaster.pid')
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
}

export type Killed = { order: 'server first' | 'database first'; gapMs: number }

/** SIGKILL for the server and its database, by process id, one after the other. */
export async function killBoth({ child }: Product, data: string, { order, gapMs }: Killed): Promise<void> {
  const postmaster = postmasterOf(data)
  if (postmaster === undefined) throw new Error('The database of this server does not run; nothing to kill.')
  const killDatabase = () => process.kill(postmaster, 'SIGKILL')
  const killServer = () => child.signal('SIGKILL')
  const [first, second] = order === 'server first' ? [killServer, killDatabase] : [killDatabase, killServer]
  first()
  if (gapMs > 0) await pause(gapMs)
  second()
  await child.ended
  while (isAlive(postmaster)) await pause(1)
}

/** The database as its administrator, who sees every row; close it after use. */
export async function adminOf(data: string): Promise<pg.Client> {
  const { admin } = JSON.parse(readFileSync(join(data, 'database-logins.json'), 'utf8')) as { admin: string }
  const port = lockFile(data)[3]
  const client = new pg.Client(`postgres://postgres:${admin}@127.0.0.1:${port}/primero`)
  await client.connect()
  return client
}
