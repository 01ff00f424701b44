// Everything that CI runs, in order, and one closing line: N passed, N failed.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const reports = join(root, '.test')
let passed = 0
/** What failed, told once more at the end: a long run is read from below. */
const failures: string[] = []

type Check = { title: string; command: string; args: string[] }

/** A check counts as one test; what it says is told when it is done. */
function run({ title, command, args }: Check): Promise<void> {
  const started = performance.now()
  const said: Buffer[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.on('data', (part: Buffer) => said.push(part))
  child.stderr.on('data', (part: Buffer) => said.push(part))
  child.on('error', (e) => said.push(Buffer.from(`${e.message}\n`)))
  child.on('close', (status) => {
    const isGood = status === 0
    if (isGood) passed += 1
    else failures.push(`${title}\n${tail(Buffer.concat(said).toString())}`)
    process.stdout.write(Buffer.concat(said))
    console.log(`${isGood ? '✓' : '✗'} ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
    resolve()
  })
  return promise
}

/** In order, two at a time: most of them use one processor. */
async function runAll(checks: Check[]): Promise<void> {
  const waiting = checks.values()
  const lane = async () => {
    for (const check of waiting) await run(check)
  }
  await Promise.all([lane(), lane()])
}

const node = process.execPath

function tests(project: string): void {
  const file = join(reports, `${project}.json`)
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const done = spawnSync(bin('vitest'), args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const report = read(file)
  passed += report?.numPassedTests ?? 0
  const broken = (report?.testResults ?? []).flatMap(brokenIn)
  failures.push(...broken)
  // A run that fails without a failing test broke before it could count: that is a failure too.
  if (done.status !== 0 && broken.length === 0) failures.push(`${project}: the run broke`)
  if (done.status === 0 && !report?.numPassedTests) failures.push(`${project}: no test ran`)
}

type Report = { numPassedTests: number; testResults: Tried[] }
type Tried = {
  name: string
  status: string
  message: string
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
}

function read(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined
  }
}

/** The tests of a file that failed; the file itself where it did not come to them. */
function brokenIn({ name, status, message, assertionResults }: Tried): string[] {
  const where = relative(root, name)
  const broken = assertionResults.filter((one) => one.status === 'failed')
  if (broken.length === 0 && status === 'failed') return [`${where}\n${tail(message)}`]
  return broken.map((one) => `${where}: ${one.fullName}\n${tail(one.failureMessages.join('\n'))}`)
}

/** Enough to know what went wrong. */
function tail(text: string): string {
  const lines = text.trim().split('\n')
  return (lines.length > 12 ? [...lines.slice(0, 6), '…', ...lines.slice(-6)] : lines).map((l) => `    ${l}`).join('\n')
}

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const check = (title: string, command: string, ...args: string[]): Check => ({ title, command, args })

await runAll([
  check('the app builds', node, 'scripts/build-web.ts'),
  check('arrows are written from their table', node, 'scripts/biome-config.ts', '--check'),
  check('lint and arrows', bin('biome'), 'lint', '--error-on-warnings', '--diagnostic-level=warn'),
  ...[
    'packages/domain',
    'packages/server',
    'packages/web',
    'packages/web/tsconfig.service-worker.json',
    'packages/web/build',
    'bench',
    'e2e',
    'scripts',
  ].map((folder) => check(`types of ${folder}`, bin('tsc'), '-p', folder)),
  check('rules of the house', node, 'scripts/house-check.ts'),
  check('configuration', node, 'scripts/config-check.ts'),
  check(
    'catalogues hold what the pages say',
    bin('lingui'),
    'check',
    'sync',
    '--clean',
    '--config',
    join(root, 'packages/web/lingui.config.ts'),
  ),
  check('coverage of the rules is written down', node, 'scripts/coverage.ts', '--check'),
  check('tests that the table of the ASVS names are there', node, 'scripts/asvs.ts'),
  check('packages are whole, fit, and have no hole that npm knows of', node, 'scripts/dependencies.ts'),
  check('third-party licences are written down', node, 'scripts/third-party.ts', '--check'),
  check('table types match the migrations', node, 'scripts/table-types.ts', '--check'),
])
await runAll([
  check('the app keeps its budgets', node, 'packages/web/budget.ts'),
  check('nothing lies about unused', bin('knip'), '--no-progress'),
])
tests('unit')
tests('pg')
tests('browser')

for (const failure of failures) console.log(`✗ ${failure}`)
console.log(`${passed} passed, ${failures.length} failed`)
process.exit(failures.length === 0 && passed > 0 ? 0 : 1)
