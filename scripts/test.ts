// Everything that CI runs, in order, and one closing line: N passed, N failed.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const reports = join(root, '.test')
let passed = 0
let failed = 0

/** A check counts as one test. */
function check(title: string, command: string, args: string[]): boolean {
  const started = performance.now()
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const isGood = done.status === 0
  if (isGood) passed += 1
  else failed += 1
  console.log(`${isGood ? '✓' : '✗'} ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  return isGood
}

const node = process.execPath

function tests(project: string): void {
  const file = join(reports, `${project}.json`)
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const done = spawnSync(bin('vitest'), args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const counts = read(file)
  passed += counts.passed
  failed += counts.failed
  // A run that fails without a failing test broke before it could count: that is a failure too.
  if (done.status !== 0 && counts.failed === 0) failed += 1
  if (done.status === 0 && counts.passed === 0) {
    console.log(`✗ ${project}: no test ran`)
    failed += 1
  }
}

function read(file: string): { passed: number; failed: number } {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number }
    return { passed: report.numPassedTests, failed: report.numFailedTests }
  } catch {
    return { passed: 0, failed: 0 }
  }
}

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

check('arrows are written from their table', node, ['scripts/biome-config.ts', '--check'])
check('lint and arrows', bin('biome'), ['lint', '--error-on-warnings', '--diagnostic-level=warn'])
for (const folder of [
  'packages/domain',
  'packages/server',
  'packages/web',
  'packages/web/tsconfig.service-worker.json',
  'packages/web/build',
  'bench',
  'e2e',
  'scripts',
]) {
  check(`types of ${folder}`, bin('tsc'), ['-p', folder])
}
check('rules of the house', node, ['scripts/house-check.ts'])
check('configuration', node, ['scripts/config-check.ts'])
check('catalogues hold what the pages say', bin('lingui'), [
  'check',
  'sync',
  '--clean',
  '--config',
  join(root, 'packages/web/lingui.config.ts'),
])
check('coverage of the rules is written down', node, ['scripts/coverage.ts', '--check'])
check('packages are whole, fit, and have no hole that npm knows of', node, ['scripts/dependencies.ts'])
check('third-party licences are written down', node, ['scripts/third-party.ts', '--check'])
check('table types match the migrations', node, ['scripts/table-types.ts', '--check'])
check('the app builds', node, ['scripts/build-web.ts'])
check('the app keeps its budgets', node, ['packages/web/budget.ts'])
check('nothing lies about unused', bin('knip'), ['--no-progress'])
tests('unit')
tests('pg')
tests('browser')

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
