// The tests of the API on Debian's PostgreSQL 15, the oldest version that we support.
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Child, finallyDo, freePort, start } from './children.ts'
import { commitNow, root, tenths, writeEvidence } from './evidence.ts'
import { numbersFrom } from './options.ts'

const binaries = '/usr/lib/postgresql/15/bin'

type Identity = { uid?: number; gid?: number }

export async function prove(options: string[]): Promise<boolean> {
  const { minutes } = numbersFrom(options, { minutes: { standard: 15, least: 1, most: 60 } })
  if (!existsSync(join(binaries, 'initdb'))) {
    console.log('Needs PostgreSQL 15 of Debian or Ubuntu: apt-get install postgresql-15')
    return false
  }
  const commit = commitNow()
  const database = await startDatabase()
  console.log(`${database.version}, started for this proof on port ${database.port}`)
  const report = join(database.folder, 'report.json')
  const began = performance.now()
  const tests = start(
    join(root, 'node_modules/.bin/vitest'),
    ['run', '--project', 'pg', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      cwd: root,
      env: { ...process.env, TEST_DATABASE_ADMIN_URL: database.url },
      echo: true,
    },
  )
  const late = setTimeout(() => tests.signal('SIGTERM'), minutes * 60_000)
  const code = await tests.ended
  clearTimeout(late)
  const seconds = (performance.now() - began) / 1000
  const counts = countsOf(report)
  const proven = code === 0 && counts.failed === 0 && counts.passed > 0
  console.log(`${counts.passed} passed, ${counts.failed} failed on ${database.version}`)
  writeEvidence('pg15', commit, { proven, postgres: database.version, counts, figures: { seconds: tenths(seconds) } })
  return proven
}

function countsOf(report: string): { files: number; passed: number; failed: number } {
  if (!existsSync(report)) return { files: 0, passed: 0, failed: 0 }
  const { numTotalTestSuites, numPassedTests, numFailedTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  ) as {
    numTotalTestSuites: number
    numPassedTests: number
    numFailedTests: number
    testResults?: unknown[]
  }
  return { files: testResults?.length ?? numTotalTestSuites, passed: numPassedTests, failed: numFailedTests }
}

/** A cluster of its own in the temp folder, as another user where we are root, on loopback only. */
async function startDatabase(): Promise<{ url: string; port: number; folder: string; version: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'primero-pg15-'))
  finallyDo(() => rmSync(folder, { recursive: true, force: true }))
  chmodSync(folder, 0o711)
  const data = join(folder, 'data')
  const identity = notRoot()
  mkdirSync(data, { mode: 0o700 })
  const password = randomBytes(18).toString('hex')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (identity.uid !== undefined) {
    chownSync(data, identity.uid, identity.gid ?? identity.uid)
    chownSync(passwordFile, identity.uid, identity.gid ?? identity.uid)
  }
  execFileSync(
    join(binaries, 'initdb'),
    [
      '-D',
      data,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ],
    { ...identity, cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'jit=off',
    'max_connections=60',
  ]
  const server = start(
    join(binaries, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((s) => ['-c', s])],
    {
      ...identity,
      cwd: '/',
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    },
  )
  await server.says(/database system is ready to accept connections/, 30_000)
  stopsAtOnce(server)
  const version = execFileSync(join(binaries, 'postgres'), ['--version'], { encoding: 'utf8' }).trim()
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, port, folder, version }
}

/** SIGTERM would wait for whoever is still connected. */
const stopsAtOnce = (server: Child): void => finallyDo(() => server.signal('SIGINT'))

/** PostgreSQL refuses to run as root: user postgres, which comes with Debian's package, else nobody. */
function notRoot(): Identity {
  if (process.getuid?.() !== 0) return {}
  for (const user of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((which) =>
        Number(execFileSync('id', [which, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
      )
      if (uid !== undefined && gid !== undefined) return { uid, gid }
    } catch {
      // No such user: the next one.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody.')
}
